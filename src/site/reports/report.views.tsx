import { kindLine } from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { counted } from "../../kernel/words.ts";
import { confirmedPlaces } from "../../people/rules/may.ts";
import { reportAddress, reportsAddress } from "../../reports/rules/addresses.ts";
import { REPORT_KINDS, type Report, wantsAnswer } from "../../reports/rules/report.ts";
import { HideForm, WhatHidingDoes } from "../../resources/doors/removal.views.tsx";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Words } from "../../ui/field.views.tsx";
import { ErrorSummary, Form } from "../../ui/form.tsx";
import { Crumbs, Marks, Note } from "../../ui/pieces.tsx";
import { type Reported, reportMarks, reportTitle } from "./queue.views.tsx";

export interface ReportShown extends Reported {
  looksAfter: boolean;
  /** True when it is about something of the reader's own: somebody else answers. */
  own: boolean;
  mayHide: boolean;
  /** Other open reports about the same resource, for those who look after it. */
  others: Report[];
  /** Who answered, for those who look after it. */
  answeredBy?: string;
  now: string;
  typed?: string;
  problem?: Problem | undefined;
  said: string;
  done?: string | undefined;
}

/** One report: what was seen and by whom, and the answer or the way to it. */
export function ReportPage(p: ReportShown) {
  const { report: r, looksAfter, problem } = p;
  const title = looksAfter ? "A reported problem" : "Your report";
  return (
    <Page title={problem ? `Error: ${title}` : title} unlisted>
      <Trail {...p} title={title} />
      <div class="stack measure">
        <h1>{title}</h1>
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        {p.done && (
          <Note icon="check_circle" kind="good">
            <p role="status">{p.done}</p>
          </Note>
        )}
        <Seen {...p} />
        {r.answer && <Answered {...p} answer={r.answer} />}
        {!r.answer && !looksAfter && (
          <p>Nobody has answered it yet. Those who look after the resource were told.</p>
        )}
        {p.resource && p.mayHide && !p.resource.hiding && <Hiding resource={p.resource} report={r.id} />}
        {!r.answer && looksAfter && (p.own ? <NotYours /> : <Answering {...p} />)}
        {p.others.length > 0 && <Others others={p.others} />}
      </div>
    </Page>
  );
}

function Trail({ report: r, looksAfter, title }: ReportShown & { title: string }) {
  const { reference, visitor } = useSite();
  if (!looksAfter) return null;
  const { organizations: tree } = reference;
  const mine = visitor ? confirmedPlaces(visitor.caller) : [];
  const desk = tree.path(r.organization).find((o) => mine.includes(o.code));
  const crumbs = desk ? [{ words: `Reported to ${desk.name}`, href: reportsAddress(desk.code) }] : [];
  return <Crumbs crumbs={[...crumbs, { words: title }]} />;
}

function Seen({ report: r, resource, said, looksAfter, now }: ReportShown) {
  const { reference } = useSite();
  const place = reference.organizations.get(r.organization)?.name;
  return (
    <section class="card stack near" aria-labelledby="seen">
      <h2 id="seen">{REPORT_KINDS[r.kind]}</h2>
      <p>
        {resource ? (
          <>
            In <a href={resourceAddress(resource.id)}>{resource.description.title}</a>
            <span class="soft">
              , {[kindLine(resource.description, reference), place].filter(Boolean).join(" · ")}
            </span>
          </>
        ) : (
          reportTitle(resource)
        )}
      </p>
      {r.words && <p>“{r.words}”</p>}
      <p class="small soft">
        {looksAfter ? said : "You"}, {dateInWords(r.at)}
      </p>
      {looksAfter && <Marks marks={reportMarks(r, resource, now)} />}
    </section>
  );
}

function Answered({ answer, answeredBy }: ReportShown & { answer: NonNullable<Report["answer"]> }) {
  return (
    <section class="card stack near" aria-labelledby="answer">
      <h2 id="answer">The answer</h2>
      <p>{answer.words}</p>
      <p class="small soft">
        {answeredBy ?? "A curator"}, {dateInWords(answer.at)}
      </p>
    </section>
  );
}

const NotYours = () => (
  <p>This is about something of your own: another curator answers it, or one above. They see it too.</p>
);

function Answering({ report: r, typed, problem }: ReportShown) {
  return (
    <section class="card stack" aria-labelledby="answering">
      <h2 id="answering">Your answer</h2>
      <Form action={`${reportAddress(r.id)}/answer`}>
        <Words
          name="words"
          label="What was done, or why nothing needs to be"
          hint={
            wantsAnswer(r)
              ? "The person who reported it will read this. Say nothing that only curators may know."
              : "The person who reported it asked for no answer. Your colleagues read this."
          }
          value={typed}
          faults={problem?.faults}
        />
        <button class="usa-button" type="submit">
          {wantsAnswer(r) ? "Send the answer and close" : "Close the report"}
        </button>
      </Form>
    </section>
  );
}

/** For what nobody should go on seeing while one looks into it. */
const Hiding = ({ resource, report }: { resource: Resource; report: string }) => (
  <details class="card slim">
    <summary>Hide it from readers at once</summary>
    <div class="stack">
      <WhatHidingDoes />
      <HideForm resource={resource} report={report} />
    </div>
  </details>
);

function Others({ others }: { others: Report[] }) {
  return (
    <section class="stack near" aria-labelledby="others">
      <h2 id="others">{counted(others.length, "other report")} about it</h2>
      <ul class="plain stack near">
        {others.map((r) => (
          <li key={r.id}>
            <a href={reportAddress(r.id)}>
              {REPORT_KINDS[r.kind]}, {dateInWords(r.at)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
