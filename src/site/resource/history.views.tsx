import { Page } from "../../doorway/layout.tsx";
import { dateInWords } from "../../doorway/site.ts";
import type { Reach } from "../../reach/rules/reach.ts";
import type { NamedEvent, NamedHistory } from "../../resources/actions/past-versions.ts";
import {
  comparisonAddress,
  historyAddress,
  resourceAddress,
  versionAddress,
} from "../../resources/rules/addresses.ts";
import { differenceOf } from "../../resources/rules/difference.ts";
import type { Resource, ResourceEvent, Version } from "../../resources/rules/resource.ts";
import { Difference } from "../../reviews/doors/difference.views.tsx";
import { useNames } from "../../reviews/doors/reach-ladder.views.tsx";
import { Select } from "../../ui/field.views.tsx";
import { type Crumb, Crumbs, Note } from "../../ui/pieces.tsx";
import { DescriptionView } from "../review/offered-version.views.tsx";

const ROLES: Record<ResourceEvent["role"], string> = {
  owner: "Its owner",
  curator: "A curator",
  state: "State staff",
  system: "The registry",
};

/** What each event says, after who did it. */
const EVENT_WORDS: Record<ResourceEvent["what"], string> = {
  created: "Registered it",
  edited: "Changed it",
  proposed: "Proposed a change",
  "proposal ended": "Ended a proposed change",
  widened: "Shared it further",
  narrowed: "Narrowed who sees it",
  withdrawn: "Withdrew it",
  hidden: "Hid it from readers",
  shown: "Showed it to readers again",
  endorsed: "Endorsed it",
  restored: "Brought it back",
  undone: "Took back what an import had done",
};

const FOR_WHOM: Partial<typeof EVENT_WORDS> = { created: "for", widened: "with", narrowed: "to" };

const crumbsOf = (r: Resource, last: string, history = false): Crumb[] => [
  { words: r.description.title, href: resourceAddress(r.id) },
  ...(history ? [{ words: "History", href: historyAddress(r.id) }] : []),
  { words: last },
];

/** Who did what when, the newest first; and any two versions to compare. */
export function HistoryPage({ past, compare }: { past: NamedHistory; compare: boolean }) {
  const { resource: r, events, versions } = past;
  const withdrawn = r.withdrawal;
  return (
    <Page title={`History of ${r.description.title}`} unlisted>
      <Crumbs crumbs={crumbsOf(r, "History")} />
      <div class="stack measure">
        <h1>History of “{r.description.title}”</h1>
        {withdrawn && (
          <Note icon="info">
            <p>
              It was withdrawn by {withdrawn.by === "owner" ? "its owner" : "a curator"} on{" "}
              {dateInWords(withdrawn.at)}. Why: {withdrawn.reason}
            </p>
          </Note>
        )}
        {compare && versions.length > 1 && <Comparing resource={r} versions={versions} />}
        <ol class="plain stack near" reversed>
          {events.toReversed().map((e, i) => (
            <li key={`${e.at}${e.what}${i}`} class="card slim">
              <EventLine event={e} past={past} compare={compare} />
            </li>
          ))}
        </ol>
      </div>
    </Page>
  );
}

function EventLine({ event: e, past, compare }: { event: NamedEvent; past: NamedHistory; compare: boolean }) {
  const { resource: r, versions } = past;
  const names = useNames(r, false);
  const earlier = versions.filter((v) => v.number < (e.version ?? 0)).at(-1);
  const who = e.name ? `${e.name}, ${ROLES[e.role].toLowerCase()}` : ROLES[e.role];
  const whom = e.reach && FOR_WHOM[e.what];
  return (
    <div class="stack near">
      <p>
        <strong>{EVENT_WORDS[e.what]}</strong>
        {whom && ` ${whom} ${reachOf(e.reach as Reach, names)}`}
      </p>
      {e.note && <p>“{e.note}”</p>}
      {e.version !== undefined && compare && (
        <p class="row small">
          <a href={versionAddress(r.id, e.version)}>Version {e.version}</a>
          {earlier && e.what !== "endorsed" && (
            <a href={comparisonAddress(r.id, earlier.number, e.version)}>
              What changed<span class="usa-sr-only"> in version {e.version}</span>
            </a>
          )}
        </p>
      )}
      <p class="small soft">
        {who}, {dateInWords(e.at)}
      </p>
    </div>
  );
}

const reachOf = (reach: Reach, names: Record<Reach, string>) =>
  names[reach].replace(/^(E|Its )/, (m) => m.toLowerCase());

function Comparing({
  resource: r,
  versions,
  from,
  to,
}: {
  resource: Resource;
  versions: Version[];
  from?: number;
  to?: number;
}) {
  const options = versions.map((v) => ({
    value: String(v.number),
    label: `Version ${v.number}, ${v.number === r.published ? "as it is now" : dateInWords(v.at)}`,
  }));
  const last = versions.at(-1)?.number ?? 1;
  return (
    <form
      class="row"
      method="get"
      action={`${resourceAddress(r.id)}/comparison`}
      aria-label="Compare two versions"
    >
      <Select
        id="from"
        name="from"
        label="Before"
        options={options}
        chosen={String(from ?? versions.at(-2)?.number)}
      />
      <Select id="to" name="to" label="Now" options={options} chosen={String(to ?? last)} />
      <button class="usa-button usa-button--outline" type="submit">
        Compare
      </button>
    </form>
  );
}

/** What differs between two versions, field by field. */
export function ComparisonPage({ past, before, now }: { past: NamedHistory; before: Version; now: Version }) {
  const { resource: r, versions } = past;
  const title = `Versions ${before.number} and ${now.number}`;
  const since = { version: before.number, fields: differenceOf(before.description, now.description) };
  return (
    <Page title={`${title} of ${r.description.title}`} unlisted>
      <Crumbs crumbs={crumbsOf(r, title, true)} />
      <div class="stack">
        <h1>{title} compared</h1>
        <Comparing resource={r} versions={versions} from={before.number} to={now.number} />
        {since.fields.length > 0 ? (
          <Difference since={since} version={now.number} />
        ) : (
          <p>They say the same.</p>
        )}
        <p class="row small">
          {[...new Set([before, now])].map((v) => (
            <a key={v.number} href={versionAddress(r.id, v.number)}>
              Read version {v.number}
            </a>
          ))}
        </p>
      </div>
    </Page>
  );
}

/** One version as its readers saw it. */
export function VersionPage({ past, version: v }: { past: NamedHistory; version: Version }) {
  const { resource: r, versions } = past;
  const [at, published] = [resourceAddress(r.id), v.number === r.published];
  return (
    <Page title={`Version ${v.number} of ${v.description.title}`} unlisted>
      <Crumbs crumbs={crumbsOf(r, `Version ${v.number}`, true)} />
      <div class="stack">
        <h1>Version {v.number}</h1>
        <Note icon="info">
          <p>
            Written on {dateInWords(v.at)}.{" "}
            {published ? (
              <a href={at}>This is what readers see now.</a>
            ) : v.number === r.proposed ? (
              "It waits for a review."
            ) : (
              <a href={at}>See it as it is now.</a>
            )}
          </p>
          {!published && versions.some((o) => o.number === r.published) && (
            <p>
              <a href={comparisonAddress(r.id, ...inOrder(v.number, r.published))}>
                Compare it with version {r.published}
              </a>
            </p>
          )}
        </Note>
        <DescriptionView description={v.description} />
      </div>
    </Page>
  );
}

const inOrder = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);
