import { chipInWords } from "../../doorway/display-words.ts";
import { ItemLink, Statement } from "../../doorway/item-link.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted, listed } from "../../kernel/words.ts";
import { itemAddress } from "../../standards/rules/addresses.ts";
import { chosenOf, searchAddress } from "../rules/addresses.ts";
import type { SearchAnswer, SearchSuggestion } from "../rules/answer.ts";
import { facet } from "../rules/facets.ts";
import { InUse } from "./in-use.views.tsx";

/** Standards explained when nothing was found for any. */
const MOST_STANDARDS = 4;

/** Never a lone zero: what was looked for, and what each way on would give. */
export function NothingFound({ answer }: { answer: SearchAnswer }) {
  const { reference } = useSite();
  const { query, suggestions } = answer;
  const chosen = chosenOf(query).map((c) => chipInWords(facet(c.facet), c.value, reference));
  const of = (...kinds: SearchSuggestion["kind"][]) => suggestions.filter((s) => kinds.includes(s.kind));
  const unknown = answer.codes.filter((c) => c.items.length === 0);
  const known = answer.codes.flatMap((c) => c.items).slice(0, MOST_STANDARDS);
  return (
    <div class="stack measure" id="found" tabIndex={-1}>
      <h1>Nothing found yet</h1>
      <p>
        We looked for {query.words ? <strong>{query.words}</strong> : "every resource"}
        {chosen.length > 0 && <> with {listed(chosen)}</>}.
      </p>
      <InUse query={query} />
      <WaysOn title="Did you mean" suggestions={of("spelling")} words={(s) => s.text} strong />
      {known.map((item) => (
        <Statement item={item} key={item.id}>
          <p class="small">
            {chosen.length === 0 && "Nobody has shared a resource for this standard here yet. "}
            <a href={itemAddress(item, reference.standards)}>See where it sits</a>
          </p>
        </Statement>
      ))}
      <WaysOn
        title="Search for its words"
        suggestions={of("standard-in-words")}
        words={(s) => s.text}
        strong
      />
      <WaysOn
        title="Or for the standards above it"
        suggestions={of("broader-standard")}
        words={(s) => s.text}
      />
      {unknown.map((code) => (
        <section class="card stack near" key={code.typed}>
          <h2>{code.typed} is not a standard we know</h2>
          {code.near.length > 0 ? <p>Near it are:</p> : <p>Check the spelling, or browse the standards.</p>}
          <ul class="plain stack near">
            {code.near.slice(0, 6).map((item) => (
              <li key={item.id}>
                <ItemLink item={item} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <WaysOn
        title="Search with fewer filters"
        suggestions={of("drop-filter")}
        words={(s) => (s.facet ? `Any ${facet(s.facet).label.toLowerCase()}` : `Without ${s.text}`)}
      />
      <WaysOn
        title="Search with fewer words"
        suggestions={of("drop-word")}
        words={(s) => `Without “${s.text}”`}
      />
      <WaysOn
        title="Or not as a code"
        suggestions={of("plain-words")}
        words={() => "Search for the words only"}
      />
      <section class="note sand stack near">
        <h2>Or begin somewhere else</h2>
        <ul class="row plain">
          <li>
            <a href="/">Start over</a>
          </li>
          <li>
            <a href="/standards">Browse the standards</a>
          </li>
          <li>
            <a href={searchAddress({})}>See all resources</a>
          </li>
        </ul>
      </section>
    </div>
  );
}

interface WaysOnProps {
  title: string;
  suggestions: SearchSuggestion[];
  words: (s: SearchSuggestion) => string;
  strong?: boolean;
}

function WaysOn({ title, suggestions, words, strong }: WaysOnProps) {
  if (suggestions.length === 0) return null;
  return (
    <section class="card stack near">
      <h2>{title}</h2>
      <ul class="plain stack near">
        {suggestions.map((s) => (
          <li key={`${s.kind}${s.facet ?? ""}${s.text}`}>
            <a class={strong ? "text-bold" : undefined} href={searchAddress(s.query)}>
              {words(s)}
            </a>{" "}
            <span class="soft">{counted(s.total)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
