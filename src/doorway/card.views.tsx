import type { ComponentChildren } from "preact";
import { collectAddress } from "../collections/rules/addresses.ts";
import { listed } from "../kernel/words.ts";
import { mayInRegistry } from "../people/rules/may.ts";
import { resourceAddress } from "../resources/rules/addresses.ts";
import type { Resource } from "../resources/rules/resource.ts";
import type { AnswerHit } from "../search/rules/answer.ts";
import { languagesInWords } from "../standards/rules/labels.ts";
import type { Reference } from "../standards/rules/reference.ts";
import type { Mark } from "../ui/marks.ts";
import { Marked, Marks } from "../ui/pieces.tsx";
import {
  endorsementMark,
  foreign,
  kindLine,
  levelsOf,
  licenseOf,
  readyMarks,
  rightsInBrief,
  unreviewedMark,
} from "./display-words.ts";
import { FirstStandard } from "./item-link.views.tsx";
import { Levels } from "./level.views.tsx";
import { SaveButton } from "./save.views.tsx";
import { useSite } from "./site.ts";
import { Tile } from "./tile.views.tsx";

interface ResultCardProps {
  hit: AnswerHit;
  /** Standards that were asked for: of several, the one that is meant stands first. */
  asked?: string[];
  /** False where all cards of the page would say that nobody reviewed them. */
  tellsUnreviewed?: boolean;
}

/** What, for whom, how long, whose; what happens in it; at which level, for which standard; trusted, usable, ready. */
export function ResultCard({ hit, asked = [], tellsUnreviewed = true }: ResultCardProps) {
  const { reference } = useSite();
  const { resource: r, snippet } = hit;
  const d = r.description;
  const by = d.publisher || d.author;
  return (
    <article class="card hit dense">
      <Tile subject={d.subjects[0]} />
      <div class="stack head">
        <p class="small soft">
          {[kindLine(d, reference), languages(d.languages, reference)].filter(Boolean).join(" · ")}
          {by && <span class="wide"> · {by}</span>}
        </p>
        <h2>
          <a href={resourceAddress(r.id)} lang={foreign(d.languages)}>
            <Marked text={snippet.title} />
          </a>
        </h2>
        {snippet.summary.length > 0 && (
          <p class="gist" lang={foreign(d.languages)}>
            <Marked text={snippet.summary} />
          </p>
        )}
      </div>
      <div class="stack facts">
        <div class="row">
          <Levels ids={levelsOf(d)} />
          <FirstStandard alignments={d.alignments} asked={asked} />
        </div>
        <div class="row last">
          <Marks marks={marksOf(r, tellsUnreviewed, reference)} />
          <div class="row acts">
            <SaveButton id={r.id} title={d.title} />
            <Collecting resource={r} />
          </div>
        </div>
      </div>
    </article>
  );
}

/** In this order, each only where it says something. */
function marksOf(r: Resource, tellsUnreviewed: boolean, reference: Reference): Mark[] {
  const license = licenseOf(r.description, reference);
  const trust = r.hiding
    ? { icon: "visibility_off", words: "Hidden from readers" }
    : r.endorsements.length > 0
      ? endorsementMark(r, reference)
      : tellsUnreviewed && unreviewedMark(r);
  return [
    ...(trust ? [trust] : []),
    { icon: license.adaptable ? "lock_open" : "lock_outline", words: rightsInBrief(license) },
    ...readyMarks(r.description),
  ];
}

/** More languages than these are counted. */
const MOST_LANGUAGES = 3;

/** Said where it is not the language of the page alone. */
function languages(tags: string[], reference: Reference): string {
  if (tags.length === 0 || (tags.length === 1 && tags[0] === "en")) return "";
  if (tags.length > MOST_LANGUAGES) return `in ${tags.length} languages`;
  return `in ${listed(languagesInWords(tags, reference))}`;
}

/** For those who keep collections, and only for them: everyone else judges the card without it. */
function Collecting({ resource: r }: { resource: Resource }) {
  const { visitor, path, reference } = useSite();
  if (!visitor || !mayInRegistry(visitor.caller, "contribute", reference.organizations)) return null;
  return (
    <a class="small noprint" href={collectAddress(r.id, path)}>
      Add to a collection<span class="usa-sr-only"> {r.description.title}</span>
    </a>
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
