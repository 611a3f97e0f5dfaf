import { Page } from "../../doorway/layout.tsx";
import { useSite } from "../../doorway/site.ts";
import { Tile } from "../../doorway/tile.views.tsx";
import { counted, number } from "../../kernel/words.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import type { Organization } from "../../organizations/rules/organization.ts";
import { reportAddress, reportsAddress } from "../../reports/rules/addresses.ts";
import { REPORT_KINDS, type Report, type ReportKind, wantsAnswer } from "../../reports/rules/report.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { daysBetween } from "../../reviews/rules/school-days.ts";
import { Select } from "../../ui/field.views.tsx";
import { HiddenFields } from "../../ui/form.tsx";
import type { Mark } from "../../ui/marks.ts";
import { Crumbs, Marks } from "../../ui/pieces.tsx";

export const REPORT_TABS = ["open", "answered"] as const;
export type ReportTab = (typeof REPORT_TABS)[number];
const NAMES: Record<ReportTab, string> = { open: "To answer", answered: "Answered" };

export interface Reported {
  report: Report;
  /** What it is about, as long as this curator may see it. */
  resource?: Resource;
  /** Who reported, without a name. */
  said: string;
}

export interface ReportsShown {
  organization: Organization;
  tab: ReportTab;
  counts: Record<ReportTab, number>;
  reported: Reported[];
  kind: ReportKind | "";
  from: string;
  sort: "oldest" | "newest";
  /** Places below, to choose from. */
  places: Organization[];
  next?: string;
  now: string;
}

const SORTS = [
  { value: "oldest", label: "Oldest first" },
  { value: "newest", label: "Newest first" },
];

/** What was reported about the resources of an organization and of those below it: oldest first. */
export function ReportsPage(p: ReportsShown) {
  const { organization: o, tab, next } = p;
  const on = next && `${reportsAddress(o.code)}?${new URLSearchParams(reportsQuery(p, next))}`;
  return (
    <Page title={`Reported to ${o.name}`} unlisted>
      <Crumbs crumbs={[{ words: o.name, href: organizationAddress(o.code) }, { words: "Reports" }]} />
      <div class="stack">
        <h1>Reported to {o.name}</h1>
        <nav class="row tabs" aria-label="Reports">
          {REPORT_TABS.map((t) => (
            <a
              key={t}
              href={`${reportsAddress(o.code)}?tab=${t}`}
              aria-current={t === tab ? "page" : undefined}
            >
              {NAMES[t]} ({number(p.counts[t])})
            </a>
          ))}
        </nav>
        <Narrowing {...p} />
        {p.reported.length === 0 && <Nothing {...p} />}
        <ul class="plain stack near">
          {p.reported.map((r) => (
            <li key={r.report.id} class="card slim hit">
              <Row {...r} now={p.now} />
            </li>
          ))}
        </ul>
        {on && (
          <p>
            <a href={on}>Show more</a>
          </p>
        )}
      </div>
    </Page>
  );
}

const reportsQuery = ({ tab, kind, from, sort }: ReportsShown, after: string) => ({
  tab,
  kind,
  from,
  sort,
  after,
});

function Nothing({ organization, tab, kind, from, counts }: ReportsShown) {
  if (kind || from) return <p class="soft">Nothing like this was reported.</p>;
  if (tab === "answered") return <p class="soft">No report has been answered yet.</p>;
  const before = counts.answered > 0 ? ` Answered so far: ${number(counts.answered)}.` : "";
  return (
    <p class="soft">
      No report waits for {organization.name}.{before}
    </p>
  );
}

function Narrowing({ organization, tab, kind, from, sort, places }: ReportsShown) {
  const kinds = Object.entries(REPORT_KINDS).map(([value, label]) => ({ value, label }));
  const codes = places.map((o) => ({ value: o.code, label: o.name }));
  return (
    <form class="row" method="get" action={reportsAddress(organization.code)} aria-label="Narrow down">
      <HiddenFields values={[["tab", tab]]} />
      <Select
        id="kind"
        name="kind"
        label="What is wrong"
        options={[{ value: "", label: "Everything" }, ...kinds]}
        chosen={kind}
      />
      {codes.length > 0 && (
        <Select
          id="from"
          name="from"
          label="From"
          options={[{ value: "", label: "Everywhere" }, ...codes]}
          chosen={from}
        />
      )}
      <Select id="sort" name="sort" label="Order" options={SORTS} chosen={sort} />
      <button class="usa-button usa-button--outline" type="submit">
        Show
      </button>
    </form>
  );
}

/** What one may not see any more has no name here either. */
export const reportTitle = (r: Resource | undefined) =>
  r?.description.title ?? "A resource that is no longer in sight";

function Row({ report: r, resource, said, now }: Reported & { now: string }) {
  const { organizations } = useSite().reference;
  const place = organizations.get(r.organization)?.name;
  return (
    <>
      <Tile subject={resource?.description.subjects[0]} />
      <div class="stack near">
        <h2>
          <a href={reportAddress(r.id)}>
            {reportTitle(resource)}
            <span class="usa-sr-only">: {REPORT_KINDS[r.kind]}</span>
          </a>
        </h2>
        <p class="small soft">{[place, said].filter(Boolean).join(" · ")}</p>
        <p class="lines">
          <strong>{REPORT_KINDS[r.kind]}.</strong> {r.words && `“${r.words}”`}
        </p>
        <Marks marks={reportMarks(r, resource, now)} />
      </div>
    </>
  );
}

/** How long it waits, and what is special about it. */
export function reportMarks(r: Report, resource: Resource | undefined, now: string): Mark[] {
  const days = daysBetween(r.at, now);
  const waits = days === 0 ? "Reported today" : `Waiting ${counted(days, "day")}`;
  return [
    ...(r.state === "open" ? [{ icon: "schedule", words: waits }] : []),
    ...(r.state === "answered" ? [{ icon: "check", words: "Answered", good: true }] : []),
    ...(wantsAnswer(r) ? [{ icon: "mail_outline", words: "Wants an answer" }] : []),
    ...(resource?.status === "hidden" ? [{ icon: "visibility_off", words: "Hidden" }] : []),
  ];
}
