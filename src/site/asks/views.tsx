import type { AskedFor } from "../../asks/actions/reading.ts";
import { KEPT_DAYS } from "../../asks/rules/ask.ts";
import type { AskGroup } from "../../asks/rules/closeness.ts";
import { chipInWords } from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { Level } from "../../doorway/level.views.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import { counted, listed, number } from "../../kernel/words.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import { searchAddress } from "../../search/rules/addresses.ts";
import { FACETS } from "../../search/rules/facets.ts";
import { nameOf, shortCode } from "../../standards/rules/framework.ts";
import { languagesInWords } from "../../standards/rules/labels.ts";
import { Crumbs } from "../../ui/pieces.tsx";
import { MISSED_DAYS } from "../../usage/actions/missed.ts";
import { type ListedCounts, RARE } from "../../usage/actions/summary.ts";

interface AskedForShown {
  code: string;
  asked: AskedFor;
  missed: ListedCounts;
}

/** What people asked for on purpose, and what they searched and did not find. Nobody is named. */
export function AskedForPage({ code, asked, missed }: AskedForShown) {
  const name = useSite().reference.organizations.get(code)?.name ?? code;
  return (
    <Page title={`What people asked for in ${name}`} unlisted>
      <Crumbs crumbs={[{ words: name, href: organizationAddress(code) }, { words: "Asked for" }]} />
      <div class="stack far measure">
        <h1>What people asked for</h1>
        <section class="stack near" aria-labelledby="asked">
          <h2 id="asked">Asked for</h2>
          <p class="soft">
            On purpose, in the last {KEPT_DAYS} days. Those who asked are not named, and hear by themselves
            when something that fits is shared.
          </p>
          {asked.groups.length === 0 && <p>Nobody in {name} has asked for anything yet.</p>}
          <ul class="plain stack near">
            {asked.groups.map((group) => (
              <li key={JSON.stringify(group.asked)} class="card slim stack near">
                <Group group={group} />
              </li>
            ))}
          </ul>
        </section>
        <Missed missed={missed} />
      </div>
    </Page>
  );
}

function Group({ group: { asked, count, from, first, last } }: { group: AskGroup }) {
  const { reference } = useSite();
  const { organizations: tree, vocabularies, standards } = reference;
  const item = asked.standard ? standards.item(asked.standard) : undefined;
  const place = (code: string) =>
    code === tree.state.code ? `somewhere in ${tree.state.name}` : (tree.get(code)?.name ?? code);
  const places = from.map((f) =>
    from.length > 1 ? `${place(f.organization)} (${f.count})` : place(f.organization),
  );
  const [since, until] = [dateInWords(first), dateInWords(last)];
  return (
    <>
      <h3>{asked.words}</h3>
      <ul class="row plain">
        {asked.grade && <li>{vocabularies.grade.labelOf(asked.grade)}</li>}
        {asked.level && (
          <li>
            <Level id={asked.level} />
          </li>
        )}
        {asked.language && <li>{languagesInWords([asked.language], reference)[0]}</li>}
        {item && <li>{[...new Set([shortCode(item.code), nameOf(item)])].filter(Boolean).join(" · ")}</li>}
      </ul>
      <p class="small soft">
        Asked {count === 1 ? "once" : `${number(count)} times`},{" "}
        {since === until ? `on ${since}` : `from ${since} to ${until}`}, from {listed(places)}
      </p>
      <p class="small row">
        <a href={searchAddress({ words: asked.words })}>
          Search for it<span class="usa-sr-only">: {asked.words}</span>
        </a>
        <a href="/share">
          Share one<span class="usa-sr-only">: {asked.words}</span>
        </a>
      </p>
    </>
  );
}

function Missed({ missed: { shown, rare } }: { missed: ListedCounts }) {
  return (
    <section class="stack near" aria-labelledby="missed">
      <h2 id="missed">Searched and not found</h2>
      <p class="soft">
        Counted without people, in the last {MISSED_DAYS} days. What was searched fewer than {RARE} times is
        not shown{rare > 0 && `: ${counted(rare, "search", "searches")}`}.
      </p>
      {shown.length === 0 && <p>Nothing was searched often without being found.</p>}
      {shown.length > 0 && (
        <ul class="plain stack near">
          {shown.map(({ what, count }) => (
            <li key={what}>
              <MissedSearch what={what} /> <span class="soft">{counted(count, "search", "searches")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A search as it was counted (`usage/jobs/count-search.ts`): words, then filters. */
function MissedSearch({ what }: { what: string }) {
  const { reference } = useSite();
  const parts = what.split(" · ");
  const words = parts.filter((part) => filterIn(part).length === 0);
  const chosen = parts.flatMap(filterIn).map(({ facet, value }) => chipInWords(facet, value, reference));
  return (
    <>
      {words.length > 0 && <strong>{words.join(" ")}</strong>} {chosen.join(", ")}
    </>
  );
}

function filterIn(part: string) {
  const [, id, values = ""] = /^([a-z-]+)=(.+)$/i.exec(part) ?? [];
  const facet = FACETS.find((f) => f.id === id);
  return facet ? values.split("|").map((value) => ({ facet, value })) : [];
}
