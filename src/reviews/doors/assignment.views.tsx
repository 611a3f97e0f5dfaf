import { dateInWords } from "../../doorway/site.ts";
import { Select, Words } from "../../ui/field.views.tsx";
import { Form, HiddenFields } from "../../ui/form.tsx";
import type { Colleague } from "../actions/reading.ts";
import { reviewAddress } from "../rules/addresses.ts";
import type { Review } from "../rules/review.ts";

/** Who has it a review is, and what this reader can do about that. */
export interface AssignmentShown {
  review: Review;
  me: string;
  mayDecide: boolean;
  mayTakeUp: boolean;
  /** Who may be given it, the reader among them. */
  colleagues: Colleague[];
  nameOf: (person: string) => string;
  /** Where one comes back to; the review itself when left out. */
  back?: string | undefined;
}

const seenOf = ({ review, back }: AssignmentShown): [string, string][] => [
  ["revision", String(review.revision)],
  ...(back ? [["back", back] as [string, string]] : []),
];

const addressOf = ({ review }: AssignmentShown) => `${reviewAddress(review.id)}/assignee`;

const others = ({ colleagues, me }: AssignmentShown) =>
  colleagues.filter((c) => c.id !== me).map((c) => ({ value: c.id, label: c.name }));

/** The one button: take it, take it over, or put it back. */
export function AssignForm({ title, ...p }: AssignmentShown & { title?: string }) {
  const { review, me, mayTakeUp } = p;
  const isMine = review.assignee?.person === me;
  const words = isMine
    ? "Put back in the queue"
    : review.assignee || mayTakeUp
      ? "Take it over"
      : title
        ? "Take"
        : "Take it";
  return (
    <Form action={addressOf(p)} class="row">
      <HiddenFields values={[...seenOf(p), ...(isMine ? [] : [["person", me] as [string, string]])]} />
      <button class="usa-button usa-button--outline" type="submit">
        {words}
        {title && <span class="usa-sr-only">: {title}</span>}
      </button>
    </Form>
  );
}

/** Gives it to a colleague, with a note. */
export function ReassignForm({ title, ...p }: AssignmentShown & { title?: string }) {
  const options = others(p);
  const { review } = p;
  if (!p.mayDecide || options.length === 0) return null;
  return (
    <details class="small">
      <summary>
        {review.assignee ? "Hand to a colleague" : "Give to a colleague"}
        {title && <span class="usa-sr-only">: {title}</span>}
      </summary>
      <Form action={addressOf(p)} class="stack near">
        <HiddenFields values={seenOf(p)} />
        <Select
          id={`person-${review.id}`}
          name="person"
          label="Colleague"
          options={options}
          chosen={review.assignee?.person}
        />
        <Words id={`note-${review.id}`} name="note" label="A note for them" rows={2} />
        <button class="usa-button usa-button--outline" type="submit">
          Hand over
        </button>
      </Form>
    </details>
  );
}

/** Who may decide in the place of the one who has it. */
export function NameDeputy({ title, ...p }: AssignmentShown & { title?: string }) {
  const options = others(p);
  const { review, me } = p;
  if (review.assignee?.person !== me || options.length === 0) return null;
  return (
    <details class="small">
      <summary>
        {review.deputy ? `Deputy: ${p.nameOf(review.deputy)}` : "Name a deputy"}
        {title && <span class="usa-sr-only">: {title}</span>}
      </summary>
      <Form action={addressOf(p)} class="stack near">
        <HiddenFields values={[...seenOf(p), ["person", me]]} />
        <Select
          id={`deputy-${review.id}`}
          name="deputy"
          label="May decide in your place"
          options={[{ value: "", label: "Nobody" }, ...options]}
          chosen={review.deputy}
        />
        <button class="usa-button usa-button--outline" type="submit">
          Save
        </button>
      </Form>
    </details>
  );
}

/** Beside a review: take it, put it back, hand it on, name a deputy. */
export function AssignmentCard(p: AssignmentShown) {
  const { review, me, mayDecide, mayTakeUp, nameOf } = p;
  if (!mayDecide && !mayTakeUp) return null;
  const isMine = review.assignee?.person === me;
  return (
    <section class="card stack near" aria-labelledby="hands">
      <h2 id="hands">{isMine ? "Not for you?" : "Who has it"}</h2>
      {review.assignee && !isMine && (
        <p>
          {nameOf(review.assignee.person)} has it since {dateInWords(review.assignee.at)}.
        </p>
      )}
      <AssignForm {...p} />
      <ReassignForm {...p} />
      <NameDeputy {...p} />
    </section>
  );
}
