import type { Organization } from "../organizations/organization.ts";
import type { Resource } from "../resources/resource.ts";
import { organizationAddress, queueAddress, reviewAddress } from "../web/addresses.ts";
import { Form, Kept, Select } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { type Crumb, Crumbs, Marks, Tile } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { counted, kindLine, type Mark, number } from "../web/words.ts";
import { isOverdue, type Review } from "./review.ts";
import { daysBetween } from "./school-days.ts";

export const TABS = ["waiting", "mine", "others", "returned", "decided", "below"] as const;
export type Tab = (typeof TABS)[number];

export interface Waiting {
  review: Review;
  resource: Resource;
  contributor: string;
  assignee?: string;
  mayTake: boolean;
  mine: boolean;
}

export interface QueueShown {
  organization: Organization;
  tab: Tab;
  counts: Partial<Record<Tab, number>>;
  waiting: Waiting[];
  subject: string;
  from: string;
  /** Only what was offered at once with this import; empty for all. */
  batch: string;
  sort: string;
  /** Places below, to choose from. */
  places: Organization[];
  next?: string;
  now: string;
  me: string;
}

const NAMES: Record<Tab, string> = {
  waiting: "To review",
  mine: "Taken by me",
  others: "With colleagues",
  returned: "Sent back",
  decided: "Decided",
  below: "Overdue below",
};
const SORTS = [
  { value: "oldest", label: "Oldest first" },
  { value: "due", label: "Due first" },
  { value: "newest", label: "Newest first" },
];

/** What waits for an organization: oldest first, one row per resource, with what is special about it. */
export function QueuePage(p: QueueShown) {
  const { organization: o, tab } = p;
  const crumbs: Crumb[] = [{ words: o.name, href: organizationAddress(o.code) }, { words: "Review" }];
  return (
    <Page title={`Waiting for ${o.name}`} unlisted>
      <Crumbs crumbs={crumbs} />
      <div class="stack">
        <h1>Waiting for {o.name}</h1>
        <nav class="row tabs" aria-label="Queues">
          {TABS.filter((t) => p.counts[t] !== undefined || t === tab).map((t) => (
            <a
              key={t}
              href={`${queueAddress(o.code)}?tab=${t}`}
              aria-current={t === tab ? "page" : undefined}
            >
              {NAMES[t]}
              {p.counts[t] !== undefined && ` (${number(p.counts[t])})`}
            </a>
          ))}
        </nav>
        {p.batch && (
          <p>
            Only what was offered together. <a href={queueAddress(o.code)}>See all</a>
          </p>
        )}
        <Narrowing {...p} />
        {p.waiting.length === 0 && <Nothing {...p} />}
        <ul class="plain stack near">
          {p.waiting.map((w) => (
            <li key={w.review.id} class="card slim hit acts">
              <Row {...w} now={p.now} me={p.me} />
            </li>
          ))}
        </ul>
        {p.next && (
          <p>
            <a href={addressOf(p, p.next)}>Show more</a>
          </p>
        )}
      </div>
    </Page>
  );
}

const addressOf = ({ organization, tab, subject, from, batch, sort }: QueueShown, after: string) =>
  `${queueAddress(organization.code)}?${new URLSearchParams({ tab, subject, from, ...(batch ? { batch } : {}), sort, after })}`;

function Nothing({ organization, tab, counts }: QueueShown) {
  if (tab !== "waiting") return <p class="soft">Nothing here.</p>;
  return (
    <p class="soft">
      Nothing waits for {organization.name}.{" "}
      {counts.decided ? `Decided so far: ${number(counts.decided)}.` : ""}
    </p>
  );
}

function Narrowing(p: QueueShown) {
  const { subject } = useSite().reference.vocabularies;
  const subjects = subject.terms.map((t) => ({ value: t.id, label: t.label }));
  const places = p.places.map((o) => ({ value: o.code, label: o.name }));
  return (
    <form class="row" method="get" action={queueAddress(p.organization.code)} aria-label="Narrow down">
      <Kept values={[["tab", p.tab], ...(p.batch ? [["batch", p.batch] as [string, string]] : [])]} />
      <Select
        id="subject"
        name="subject"
        label="Content area"
        options={[{ value: "", label: "Every content area" }, ...subjects]}
        chosen={p.subject}
      />
      {places.length > 0 && (
        <Select
          id="from"
          name="from"
          label="From"
          options={[{ value: "", label: "Everywhere" }, ...places]}
          chosen={p.from}
        />
      )}
      <Select id="sort" name="sort" label="Order" options={SORTS} chosen={p.sort} />
      <button class="usa-button usa-button--outline" type="submit">
        Show
      </button>
    </form>
  );
}

function Row({
  review: r,
  resource,
  contributor,
  assignee,
  mayTake,
  mine,
  now,
  me,
}: Waiting & { now: string; me: string }) {
  const { reference } = useSite();
  const d = resource.description;
  const place = reference.organizations.get(resource.organization)?.name;
  return (
    <>
      <Tile subject={d.subjects[0]} />
      <div class="stack near">
        <h2>
          <a href={reviewAddress(r.id)}>{d.title}</a>
        </h2>
        <p class="small soft">{[`${contributor}, ${place}`, kindLine(d, reference)].join(" · ")}</p>
        <Marks marks={marksOf(r, now, assignee)} />
        {mine && <p class="small soft">You offered this one. Somebody else decides.</p>}
      </div>
      {mayTake && (
        <Form action={`${reviewAddress(r.id)}/assignee`} class="row">
          <Kept
            values={[
              ["person", me],
              ["revision", String(r.revision)],
            ]}
          />
          <button class="usa-button usa-button--outline" type="submit">
            {assignee ? "Take it over" : "Take"}
            <span class="usa-sr-only">: {d.title}</span>
          </button>
        </Form>
      )}
    </>
  );
}

/** What is special about it, and how long it has waited. */
export function marksOf(r: Review, now: string, assignee?: string): Mark[] {
  const days = daysBetween(r.offeredAt, now);
  const late = isOverdue(r, now);
  const waits =
    days === 0 ? "Offered today" : `Waiting ${counted(days, "day")}${late ? ", longer than we promise" : ""}`;
  const decision = r.decisions.at(-1);
  return [
    ...(r.state === "open" ? [{ icon: "schedule", words: waits }] : []),
    ...(r.state === "returned" ? [{ icon: "arrow_back", words: "Sent back, with its contributor" }] : []),
    ...(r.state === "accepted" ? [{ icon: "verified", words: "Endorsed", good: true }] : []),
    ...(r.state === "declined" ? [{ icon: "close", words: "Not suitable" }] : []),
    ...(r.state === "open" && decision
      ? [{ icon: "info", words: `Version ${r.version}, after it was sent back` }]
      : []),
    ...(r.previous ? [{ icon: "verified", words: "The district has endorsed it", good: true }] : []),
    ...(assignee && r.state === "open" ? [{ icon: "person", words: `Taken by ${assignee}` }] : []),
  ];
}
