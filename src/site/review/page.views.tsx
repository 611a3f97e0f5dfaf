import { foreign } from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import type { Fault } from "../../kernel/problem.ts";
import type { ReviewShown } from "../../reviews/actions/reading.ts";
import { AssignmentCard } from "../../reviews/doors/assignment.views.tsx";
import { CheckList } from "../../reviews/doors/checks.views.tsx";
import { CommentThread, DecisionEntry } from "../../reviews/doors/comments.views.tsx";
import { DecisionForm } from "../../reviews/doors/decision.views.tsx";
import { Difference } from "../../reviews/doors/difference.views.tsx";
import { reviewMarks } from "../../reviews/doors/queue-row.views.tsx";
import { ReachLadder } from "../../reviews/doors/reach-ladder.views.tsx";
import { queueAddress, reviewAddress, subjectAddress } from "../../reviews/rules/addresses.ts";
import type { DecisionFormValues } from "../../reviews/rules/decision-form.ts";
import { isUnfinished } from "../../reviews/rules/review.ts";
import type { Rubric } from "../../reviews/rules/rubric.ts";
import { titleIn } from "../../reviews/rules/subject.ts";
import { Words } from "../../ui/field.views.tsx";
import { ErrorSummary, Form } from "../../ui/form.tsx";
import { Crumbs, Icon, Note } from "../../ui/pieces.tsx";
import { OfferedVersion } from "./offered-version.views.tsx";

export interface ReviewPageShown {
  shown: ReviewShown;
  rubric: Rubric | undefined;
  typed: DecisionFormValues;
  wrong?: { sentence: string; faults: Fault[] } | undefined;
  said?: string | undefined;
  me: string;
  now: string;
}

/** One offer: who asks for what, what changed, the record as readers would see it, and the answer. */
export function ReviewPage(p: ReviewPageShown) {
  const { shown, rubric, wrong } = p;
  const { review, subject, role, version } = shown;
  const { organizations } = useSite().reference;
  const asked = organizations.get(review.organization)?.name ?? review.organization;
  const title = titleIn(version);
  const languages = "description" in version ? version.description.languages : [];
  const mine = role === "contributor";
  const decides = role === "reviewer";
  return (
    <Page title={`${wrong ? "Error: " : ""}Review: ${title}`} unlisted>
      <Crumbs
        crumbs={[
          decides
            ? { words: `Waiting for ${asked}`, href: queueAddress(review.organization) }
            : { words: title, href: subjectAddress(subject) },
          { words: decides ? title : `Offer to ${asked}` },
        ]}
      />
      <div class="stack">
        <div class="stack near">
          <h1 lang={foreign(languages)}>{title}</h1>
          <p class="soft">{roleSentence(shown, organizations)}</p>
        </div>
        {wrong && <ErrorSummary {...wrong} />}
        {p.said && (
          <Note icon="check_circle" kind="good">
            <p role="status">{p.said}</p>
          </Note>
        )}
        <div class="split">
          <div class="stack far">
            <Answering {...p} />
            {shown.since && shown.since.version !== version.number && (
              <section class="stack" aria-labelledby="changed">
                <h2 id="changed">What changed since version {shown.since.version}</h2>
                <Difference since={shown.since} version={version.number} />
              </section>
            )}
            <Before {...shown} />
            <OfferedVersion {...shown} />
            {shown.mayDecide && review.state === "open" && rubric && (
              <DecisionForm shown={shown} rubric={rubric} typed={p.typed} faults={wrong?.faults ?? []} />
            )}
            <CommentThread {...shown} />
          </div>
          <div class="stack">
            <ReviewStatus {...p} />
            <Checked {...shown} />
            {!mine && isUnfinished(review) && <AssignmentCard {...shown} me={p.me} />}
            <Happened {...shown} />
          </div>
        </div>
      </div>
    </Page>
  );
}

const REACH_WORDS = {
  private: "an endorsement",
  school: "its school",
  district: "all of the district",
  state: "every educator of the state",
  public: "everyone",
};

function roleSentence(
  { review, subject: { as }, nameOf, role }: ReviewShown,
  tree: ReturnType<typeof useSite>["reference"]["organizations"],
) {
  const place = tree.get(as.organization)?.name ?? "";
  const who = role === "contributor" ? "You offer" : `${nameOf(review.by)}, ${place}, offers`;
  const what =
    review.goal.reach === as.reach ? "this for an endorsement" : `this to ${REACH_WORDS[review.goal.reach]}`;
  const returned = review.decisions.findLast((d) => d.outcome === "returned");
  const after = returned ? `, after it was sent back on ${dateInWords(returned.at)}` : "";
  return `${who} ${what}. Version ${review.version}${after}.`;
}

/** What the contributor says with it, and, when it came back, the way to answer. */
function Answering({ shown: { review, role, subject, version, rubrics, nameOf } }: ReviewPageShown) {
  const returned = review.state === "returned" ? review.decisions.at(-1) : undefined;
  return (
    <>
      {review.message && (
        <Note icon="person">
          <p>“{review.message}”</p>
        </Note>
      )}
      {returned && role === "contributor" && (
        <section class="stack" aria-labelledby="answer">
          <h2 id="answer">It came back to you</h2>
          <DecisionEntry decision={returned} rubrics={rubrics} nameOf={nameOf} />
          <p>
            <a href={`${subjectAddress(subject)}/edit`}>Change “{titleIn(version)}”</a> if it needs it
            {subject.collection ? ", publish the change" : ""}, then offer it again. It keeps its place in the
            queue.
          </p>
          <Form action={`${reviewAddress(review.id)}/resubmission`} class="card stack">
            <Words name="message" label="What you did, or why not" />
            <button class="usa-button" type="submit">
              Offer it again
            </button>
          </Form>
        </section>
      )}
    </>
  );
}

/** Decided before: by the organization asked first, and by this one. */
function Before({ previous, review, rubrics, nameOf, role }: ReviewShown) {
  const waitsForThem = review.state === "returned" && role === "contributor";
  const own = waitsForThem ? review.decisions.slice(0, -1) : review.decisions;
  const decisions = [...(previous?.decisions ?? []), ...own];
  if (decisions.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="before">
      <h2 id="before">What was decided</h2>
      {decisions.map((d) => (
        <DecisionEntry key={d.at} decision={d} rubrics={rubrics} nameOf={nameOf} />
      ))}
    </section>
  );
}

function ReviewStatus({ shown, now }: ReviewPageShown) {
  const { review, subject, nameOf, role } = shown;
  const assignee = review.assignee && nameOf(review.assignee.person);
  return (
    <section class="card stack near" aria-labelledby="reach">
      <h2 id="reach">Where it stands</h2>
      <ReachLadder subject={subject} review={review} since={shown.reached} now={now} />
      <ul class="plain icons stack near small">
        {reviewMarks(review, now, assignee).map((m) => (
          <li key={m.words}>
            <Icon name={m.icon} /> <span>{m.words}</span>
          </li>
        ))}
      </ul>
      {review.state === "open" && <p class="small soft">An answer is due by {dateInWords(review.dueAt)}.</p>}
      {role === "contributor" && isUnfinished(review) && (
        <Form action={`${reviewAddress(review.id)}/withdrawal`} class="row">
          <button class="usa-button usa-button--unstyled" type="submit">
            Take the offer back
          </button>
        </Form>
      )}
    </section>
  );
}

function Checked({ checks }: ReviewShown) {
  return (
    <section class="card stack near" aria-labelledby="checks">
      <h2 id="checks">We checked</h2>
      <CheckList checks={checks} />
    </section>
  );
}

function Happened({ events, nameOf }: ReviewShown) {
  return (
    <details class="card small">
      <summary>What happened</summary>
      <ol class="plain stack near">
        {events.map((e) => (
          <li key={e.at + e.what}>
            {dateInWords(e.at)}: {e.what}
            {e.version !== undefined && ` (version ${e.version})`}, {nameOf(e.by)}
            {e.person && ` → ${nameOf(e.person)}`}
            {e.note && `: “${e.note}”`}
          </li>
        ))}
      </ol>
    </details>
  );
}
