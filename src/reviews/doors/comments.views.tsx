import { dateInWords, useSite } from "../../doorway/site.ts";
import { Words } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import type { ReviewShown } from "../actions/reading.ts";
import { reviewAddress } from "../rules/addresses.ts";
import { type Decision, REASONS, type ReviewComment } from "../rules/review.ts";
import { NOT_APPLICABLE, type Rubric } from "../rules/rubric.ts";

/** What contributor and reviewers say to each other; notes among reviewers apart. */
export function CommentThread(p: ReviewShown) {
  const open = p.comments.filter((c) => !c.internal);
  const notes = p.comments.filter((c) => c.internal);
  return (
    <section class="stack" aria-labelledby="talk">
      <h2 id="talk">Comments</h2>
      <Comments {...p} of={open} />
      <Say
        review={p}
        internal={false}
        label="Say something"
        hint="Contributor and reviewers read it, with your name"
      />
      {p.role === "reviewer" && (
        <details class="card stack" open={notes.length > 0}>
          <summary>Notes among reviewers ({notes.length})</summary>
          <Comments {...p} of={notes} />
          <Say review={p} internal label="Note for reviewers" hint="The contributor never sees it" />
        </details>
      )}
    </section>
  );
}

/** Each comment with the answers to it below. */
function Comments({ of, answers, ...p }: ReviewShown & { of: ReviewComment[]; answers?: string }) {
  const here = of.filter((c) =>
    answers === undefined ? !of.some((other) => other.id === c.answers) : c.answers === answers,
  );
  if (here.length === 0) return answers === undefined ? <p class="soft">No comments yet.</p> : null;
  return (
    <ul class="plain stack near">
      {here.map((c) => (
        <li
          key={c.id}
          class={answers === undefined ? "card slim stack near" : "deeper stack near"}
          id={`c-${c.id}`}
        >
          <p class="small soft">
            <b>{p.nameOf(c.by)}</b>, {dateInWords(c.at)}
          </p>
          <p>{c.words}</p>
          <details class="small">
            <summary>
              Answer<span class="usa-sr-only"> {p.nameOf(c.by)}</span>
            </summary>
            <Say review={p} internal={c.internal} answers={c.id} label={`Answer to ${p.nameOf(c.by)}`} />
          </details>
          <Comments {...p} of={of} answers={c.id} />
        </li>
      ))}
    </ul>
  );
}

function Say(p: { review: ReviewShown; internal: boolean; answers?: string; label: string; hint?: string }) {
  const id = `say-${p.answers ?? (p.internal ? "note" : "comment")}`;
  return (
    <Form action={`${reviewAddress(p.review.review.id)}/comments`} class="stack near">
      <HiddenFields
        values={[
          ...(p.internal ? [["internal", "yes"] as [string, string]] : []),
          ...(p.answers ? [["answers", p.answers] as [string, string]] : []),
        ]}
      />
      <Words name="words" id={id} label={p.label} hint={p.hint} rows={2} />
      <button class="usa-button usa-button--outline" type="submit">
        {p.internal ? "Save the note" : "Say it"}
      </button>
    </Form>
  );
}

/** What was decided, with the answers given, for whoever reads it next. */
export function DecisionEntry({
  decision: d,
  rubrics,
  nameOf,
}: { decision: Decision } & Pick<ReviewShown, "rubrics" | "nameOf">) {
  const { organizations, standards } = useSite().reference;
  const rubric = rubrics.find((r) => r.id === d.rubric);
  const where = organizations.get(d.organization)?.name ?? d.organization;
  return (
    <div class="card stack near">
      <p>
        <strong>{OUTCOME_WORDS[d.outcome]}</strong> by {nameOf(d.by)}, {where}, {dateInWords(d.at)}: version{" "}
        {d.version}
      </p>
      {d.reason && <p>{REASONS[d.reason]}.</p>}
      {d.words && <p>“{d.words}”</p>}
      {d.batch && (
        <p class="small soft">
          Decided with {d.batch.size - 1} others.{" "}
          {d.batch.sampled
            ? "This one was looked at in full."
            : "A sample was looked at in full, this one was not in it."}
        </p>
      )}
      {d.answers.length > 0 && (
        <dl class="stack near">
          {d.answers.map((a) => (
            <div key={a.question + (a.item ?? "")}>
              <dt>
                {rubric?.questions.find((q) => q.id === a.question)?.label ?? a.question}
                {a.item && `: ${standards.item(a.item)?.code ?? a.item}`}
              </dt>
              <dd>
                {eventInWords(rubric, a.value)}
                {a.words && `: ${a.words}`}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

export const OUTCOME_WORDS = { accepted: "Endorsed", returned: "Sent back", declined: "Not suitable" };

export const eventInWords = (rubric: Rubric | undefined, value: string) =>
  value === NOT_APPLICABLE ? "Does not apply" : (rubric?.scale.find((s) => s.id === value)?.label ?? value);
