import { areaOf, gradesOf } from "../collections/words.ts";
import type { Organization } from "../organizations/organization.ts";
import { batchAddress, organizationAddress, queueAddress, reviewAddress } from "../web/addresses.ts";
import { Select } from "../web/field.views.tsx";
import { Kept } from "../web/form.tsx";
import { Page } from "../web/layout.tsx";
import { type Crumb, Crumbs, Marks, Note, Tile } from "../web/pieces.tsx";
import { useSite } from "../web/site.ts";
import { counted, foreign, kindLine, type Mark, number } from "../web/words.ts";
import { HandOver, NameDeputy, TakeOrGive } from "./hands.views.tsx";
import { type Due, type Narrowed, TABS, type Tab } from "./queue.ts";
import type { Colleague } from "./reading.ts";
import { isOverdue, type Review } from "./review.ts";
import { daysBetween } from "./school-days.ts";
import { titleIn } from "./subject.ts";
import type { Waiting } from "./waiting.ts";

export interface QueueShown extends Narrowed {
  organization: Organization;
  tab: Tab;
  counts: Partial<Record<Tab, number>>;
  waiting: Waiting[];
  sort: string;
  /** Those who may be given something here. */
  curators: Colleague[];
  nameOf: (person: string) => string;
  /** Places below, to choose from. */
  places: Organization[];
  next?: string;
  now: string;
  me: string;
  said?: string | undefined;
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
const DUE_WORDS: Record<Due, string> = {
  any: "Due at any time",
  overdue: "Overdue",
  soon: "Due within two days",
};

/** What waits for an organization: oldest first, one row each, with what is special about it. */
export function QueuePage(p: QueueShown) {
  const { organization: o, tab } = p;
  const crumbs: Crumb[] = [{ words: o.name, href: organizationAddress(o.code) }, { words: "Review" }];
  return (
    <Page title={`Waiting for ${o.name}`} unlisted>
      <Crumbs crumbs={crumbs} />
      <div class="stack">
        <div class="row ends">
          <h1>Waiting for {o.name}</h1>
          {(tab === "waiting" || tab === "mine") && p.waiting.length > 1 && (
            <a class="usa-button usa-button--outline" href={batchAddress(o.code, p)}>
              Decide about several at once
            </a>
          )}
        </div>
        {p.said && (
          <Note icon="check_circle" kind="good">
            <p role="status">{p.said}</p>
          </Note>
        )}
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
              <Row waiting={w} queue={p} />
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

/** The queue as it is shown, at a later page or at its start. */
function addressOf(p: QueueShown, after = ""): string {
  const { organization, tab, subject, topic, from, batch, due, sort } = p;
  const asked = Object.entries({ tab, subject, topic, from, batch, due, sort, after });
  return `${queueAddress(organization.code)}?${new URLSearchParams(asked.filter(([, value]) => value))}`;
}

function Nothing({ organization, tab, counts }: QueueShown) {
  if (tab !== "waiting") return <p class="soft">Nothing here.</p>;
  return (
    <p class="soft">
      Nothing waits for {organization.name}.{" "}
      {counts.decided ? `Decided so far: ${number(counts.decided)}.` : ""}
    </p>
  );
}

export function Narrowing(
  p: Pick<QueueShown, "organization" | "places" | keyof Narrowed> & {
    tab?: Tab;
    sort?: string;
    action?: string;
  },
) {
  const { subject, topic } = useSite().reference.vocabularies;
  const topics = topic.terms.filter((t) => !p.subject || t.subject === p.subject);
  const options = (all: string, some: { id: string; label: string }[]) => [
    { value: "", label: all },
    ...some.map((t) => ({ value: t.id, label: t.label })),
  ];
  const places = p.places.map((o) => ({ id: o.code, label: o.name }));
  const due = Object.entries(DUE_WORDS).map(([value, label]) => ({ value, label }));
  return (
    <form
      class="row narrowing"
      method="get"
      action={p.action ?? queueAddress(p.organization.code)}
      aria-label="Narrow down"
    >
      {p.tab && <Kept values={[["tab", p.tab]]} />}
      {p.batch && <Kept values={[["batch", p.batch]]} />}
      <Select
        id="subject"
        name="subject"
        label="Content area"
        options={options("Every content area", subject.terms)}
        chosen={p.subject}
      />
      <Select
        id="topic"
        name="topic"
        label="Topic"
        options={options("Every topic", topics)}
        chosen={p.topic}
      />
      {places.length > 0 && (
        <Select id="from" name="from" label="From" options={options("Everywhere", places)} chosen={p.from} />
      )}
      <Select id="due" name="due" label="Answer due" options={due} chosen={p.due} />
      {p.sort && <Select id="sort" name="sort" label="Order" options={SORTS} chosen={p.sort} />}
      <button class="usa-button usa-button--outline" type="submit">
        Show
      </button>
    </form>
  );
}

function Row({ waiting: w, queue }: { waiting: Waiting; queue: QueueShown }) {
  const title = titleIn(w.version);
  const hands = {
    review: w.review,
    me: queue.me,
    mayDecide: w.mayDecide,
    mayTakeUp: w.mayTakeUp,
    colleagues: queue.curators.filter((c) => !w.theirs.includes(c.id)),
    nameOf: queue.nameOf,
    title,
  };
  const acts = w.review.state === "open" && (w.mayDecide || w.mayTakeUp);
  const isMine = w.review.assignee?.person === queue.me;
  const back = addressOf(queue);
  return (
    <>
      <Tile subject={areaIn(w)} />
      <div class="stack near">
        <Glance waiting={w} now={queue.now} />
        {w.mine && <p class="small soft">You offered this one. Somebody else decides.</p>}
        {acts && (
          <div class="row">
            <HandOver {...hands} back={back} />
            <NameDeputy {...hands} back={back} />
          </div>
        )}
      </div>
      {acts && <TakeOrGive {...hands} {...(isMine ? { back } : {})} />}
    </>
  );
}

/** Title, who offers what kind of thing, and what is special about it. */
export function Glance({ waiting: w, now }: { waiting: Waiting; now: string }) {
  const { reference } = useSite();
  const place = reference.organizations.get(w.subject.as.organization)?.name;
  const languages = "description" in w.version ? w.version.description.languages : [];
  return (
    <>
      <h2>
        <a href={reviewAddress(w.review.id)} lang={foreign(languages)}>
          {titleIn(w.version)}
        </a>
      </h2>
      <p class="small soft">{[`${w.contributor}, ${place}`, kindOf(w)].join(" · ")}</p>
      <Marks marks={[...marksOf(w.review, now, w.assignee), ...specialMarks(w)]} />
    </>
  );
}

function kindOf({ version, held }: Waiting): string {
  const { reference } = useSite();
  if ("description" in version) return kindLine(version.description, reference);
  return ["Collection", counted(held.length), gradesOf(held, reference)].filter(Boolean).join(" · ");
}

export const areaIn = ({ version, held }: Waiting): string | undefined =>
  "description" in version ? version.description.subjects[0] : areaOf(held);

const specialMarks = ({ alike, changes }: Waiting): Mark[] => [
  ...(changes === undefined ? [] : [{ icon: "edit", words: counted(changes, "change") }]),
  ...(alike ? [{ icon: "content_copy", words: `Looks like one from ${alike}`, warn: true }] : []),
];

/** What it stands at, and how long it has waited. */
export function marksOf(r: Review, now: string, assignee?: string): Mark[] {
  const days = daysBetween(r.offeredAt, now);
  const late = isOverdue(r, now);
  const waits =
    days === 0 ? "Offered today" : `Waiting ${counted(days, "day")}${late ? ", longer than we promise" : ""}`;
  const decision = r.decisions.at(-1);
  return [
    ...(r.state === "open" ? [{ icon: "schedule", words: waits, warn: late }] : []),
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
