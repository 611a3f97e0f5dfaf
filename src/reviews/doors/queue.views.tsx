import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import { number } from "../../kernel/words.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import { Select } from "../../ui/field.views.tsx";
import { HiddenFields } from "../../ui/form.tsx";
import { type Crumb, Crumbs, Note } from "../../ui/pieces.tsx";
import { batchAddress, queueAddress } from "../rules/addresses.ts";
import { type Due, QUEUE_TABS, type QueueNarrowing, type QueueTab } from "../rules/queue.ts";
import { QueueRow } from "./queue-row.views.tsx";
import { addressOf, type QueueShown } from "./queue-shown.ts";

const NAMES: Record<QueueTab, string> = {
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
          {QUEUE_TABS.filter((t) => p.counts[t] !== undefined || t === tab).map((t) => (
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
              <QueueRow waiting={w} queue={p} />
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
  p: Pick<QueueShown, "organization" | "places" | keyof QueueNarrowing> & {
    tab?: QueueTab;
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
      {p.tab && <HiddenFields values={[["tab", p.tab]]} />}
      {p.batch && <HiddenFields values={[["batch", p.batch]]} />}
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
