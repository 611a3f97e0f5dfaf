import type { ComponentChildren } from "preact";
import { collectAddress } from "../collections/rules/addresses.ts";
import { mayInRegistry } from "../people/rules/may.ts";
import { resourceAddress } from "../resources/rules/addresses.ts";
import type { Resource } from "../resources/rules/resource.ts";
import type { AnswerHit } from "../search/rules/answer.ts";
import { languagesInWords } from "../standards/rules/labels.ts";
import { Marked, Marks } from "../ui/pieces.tsx";
import { endorsementMark, foreign, kindLine, levelsOf, licenseOf, rightsInWords } from "./display-words.ts";
import { ItemLink } from "./item-link.views.tsx";
import { Levels } from "./level.views.tsx";
import { SaveButton } from "./save.views.tsx";
import { useSite } from "./site.ts";
import { Tile } from "./tile.views.tsx";

/** More standards than this are counted, not listed: a card is judged in two seconds. */
const SHOWN = 3;

/** What, for whom, whose, how, at which level, for which standard, trusted, usable. */
export function ResultCard({ hit }: { hit: AnswerHit }) {
  const { reference } = useSite();
  const { resource: r, snippet } = hit;
  const d = r.description;
  const license = licenseOf(d, reference);
  const by = [d.publisher, d.author].filter((w, i, all) => w && all.indexOf(w) === i).join(" · ");
  const languages = languagesInWords(d.languages, reference).join(", ");
  return (
    <article class="card hit">
      <Tile subject={d.subjects[0]} />
      <div class="stack near">
        <p class="small soft">{[kindLine(d, reference), languages].filter(Boolean).join(" · ")}</p>
        <h2>
          <a href={resourceAddress(r.id)} lang={foreign(d.languages)}>
            <Marked text={snippet.title} />
          </a>
        </h2>
        {by && <p class="small soft">{by}</p>}
        {snippet.summary.length > 0 && (
          <p class="lines">
            <Marked text={snippet.summary} />
          </p>
        )}
        <Levels ids={levelsOf(d)} />
        <Teaches resource={r} />
        <Marks
          marks={[
            r.hiding
              ? { icon: "visibility_off", words: "Hidden from readers" }
              : endorsementMark(r, reference),
            { icon: license.adaptable ? "lock_open" : "lock_outline", words: rightsInWords(license) },
          ]}
        />
        <SaveButton id={r.id} title={d.title} />
        <Collecting resource={r} />
      </div>
    </article>
  );
}

/** For those who keep collections, and only for them: everyone else judges the card without it. */
function Collecting({ resource: r }: { resource: Resource }) {
  const { visitor, path, reference } = useSite();
  if (!visitor || !mayInRegistry(visitor.caller, "contribute", reference.organizations)) return null;
  return (
    <p class="small noprint">
      <a href={collectAddress(r.id, path)}>
        Add to a collection<span class="usa-sr-only"> {r.description.title}</span>
      </a>
    </p>
  );
}

function Teaches({ resource }: { resource: Resource }) {
  const { standards, vocabularies } = useSite().reference;
  const items = resource.description.alignments.flatMap((a) => {
    const item = standards.item(a.item);
    return item ? [{ item, how: a.type }] : [];
  });
  const unique = items.filter(
    (x, i) => items.findIndex((y) => y.item.id === x.item.id && y.how === x.how) === i,
  );
  const [first] = unique;
  if (!first) return null;
  return (
    <p class="small">
      {unique.slice(0, SHOWN).map(({ item, how }, i) => (
        <span key={item.id}>
          {(i === 0 || unique[i - 1]?.how !== how) && (
            <span class="soft">{`${i > 0 ? " · " : ""}${vocabularies["alignment-type"].labelOf(how)} `}</span>
          )}
          {i > 0 && unique[i - 1]?.how === how && " · "}
          <ItemLink item={item} />
        </span>
      ))}
      {unique.length > SHOWN && <span class="soft"> and {unique.length - SHOWN} more</span>}
    </p>
  );
}

/** One line for a list beside the main thing. */
export function SlimCard({ resource, over }: { resource: Resource; over?: ComponentChildren }) {
  const { reference } = useSite();
  const d = resource.description;
  return (
    <li class="card slim">
      {over}
      <div class="leading">
        <Tile subject={d.subjects[0]} />
        <div class="stack near">
          <h3>
            <a href={resourceAddress(resource.id)} lang={foreign(d.languages)}>
              {d.title}
            </a>
          </h3>
          <p class="small soft">{[kindLine(d, reference), d.publisher].filter(Boolean).join(" · ")}</p>
          {!over && <Levels ids={levelsOf(d)} />}
        </div>
      </div>
    </li>
  );
}
