import { useSite } from "../../doorway/site.ts";
import type { Fault } from "../../kernel/problem.ts";
import { Radio } from "../../ui/checkbox.views.tsx";
import { FaultLine, Select, Words } from "../../ui/field.views.tsx";
import { Form, faultOf, HiddenFields } from "../../ui/form.tsx";
import type { ReviewShown } from "../actions/reading.ts";
import { reviewAddress } from "../rules/addresses.ts";
import type { DecisionFormValues } from "../rules/decision-form.ts";
import { REASONS, type ReviewOutcome } from "../rules/review.ts";
import type { Rubric } from "../rules/rubric.ts";
import { itemsIn } from "../rules/subject.ts";
import { Questions } from "./rubric.views.tsx";

interface Props {
  shown: ReviewShown;
  rubric: Rubric;
  typed: DecisionFormValues;
  faults: Fault[];
}

/** Questions, decision with its consequence, reason, message. Nothing counts until it is sent. */
export function DecisionForm({ shown, rubric, typed, faults }: Props) {
  const { review } = shown;
  return (
    <Form action={`${reviewAddress(review.id)}/decision`} class="stack far" label="Decision">
      <HiddenFields
        values={[
          ["version", String(review.version)],
          ["revision", String(review.revision)],
          ["rubric", rubric.id],
        ]}
      />
      <Questions rubric={rubric} items={itemsIn(shown.version)} typed={typed} faults={faults}>
        <Others shown={shown} rubric={rubric} />
      </Questions>
      <DecisionFields
        choices={choicesOf(shown)}
        to={shown.nameOf(review.by)}
        typed={typed}
        faults={faults}
        button="Send decision"
      />
    </Form>
  );
}

/** What can be decided, and what follows from it: said before the act. */
export interface DecisionChoice {
  id: ReviewOutcome;
  words: string;
  means: string;
}

interface DecidingProps {
  choices: DecisionChoice[];
  /** Who reads the message. */
  to: string;
  typed: DecisionFormValues;
  faults: Fault[];
  button: string;
}

/** The decision, the reason for a no, and what is said with it. */
export function DecisionFields({ choices, to, typed, faults, button }: DecidingProps) {
  return (
    <section class="card stack" aria-labelledby="decision">
      <h2 id="decision">Your decision</h2>
      <Outcomes choices={choices} typed={typed} faults={faults} />
      <Select
        name="reason"
        label="Main reason, needed to send back or turn down"
        options={[
          { value: "", label: "Choose one" },
          ...Object.entries(REASONS).map(([value, label]) => ({ value, label })),
        ]}
        chosen={typed.reason}
        faults={faults}
      />
      <Words
        name="words"
        label={`Message to ${to}`}
        hint={`${to.charAt(0).toUpperCase()}${to.slice(1)} sees this with your name`}
        value={typed.words}
        faults={faults}
        rows={4}
      />
      <button class="usa-button" type="submit">
        {button}
      </button>
    </section>
  );
}

function Others({ shown, rubric }: { shown: ReviewShown; rubric: Rubric }) {
  const others = shown.rubrics.filter((r) => r.id !== rubric.id);
  if (others.length === 0) return null;
  return (
    <p class="small">
      {others.map((r) => (
        <a key={r.id} href={`${reviewAddress(shown.review.id)}?rubric=${r.id}#review`}>
          Use “{r.label}” instead
        </a>
      ))}
    </p>
  );
}

function Outcomes({ choices, typed, faults }: Pick<DecidingProps, "choices" | "typed" | "faults">) {
  const fault = faultOf("outcome", faults);
  return (
    <fieldset class="scores stack near" id="outcome" aria-describedby={fault && "outcome-fault"}>
      <legend class="usa-sr-only">What do you decide?</legend>
      <FaultLine id="outcome" fault={fault} />
      {choices.map((c) => (
        <div class="chance" key={c.id}>
          <Radio id={`outcome-${c.id}`} name="outcome" value={c.id} checked={typed.outcome === c.id}>
            <b>{c.words}</b>
            <br />
            <span class="small">{c.means}</span>
          </Radio>
        </div>
      ))}
    </fieldset>
  );
}

function choicesOf(shown: ReviewShown): DecisionChoice[] {
  const { organizations } = useSite().reference;
  const { review } = shown;
  const asked = organizations.get(review.organization)?.name ?? "us";
  const last = organizations.isWithin(review.goal.organization, review.organization);
  return [
    {
      id: "accepted",
      words: last ? `Accept for ${asked}` : `Accept for ${asked}, and offer it to the state`,
      means: consequenceOf(shown, last),
    },
    {
      id: "returned",
      words: "Send back to fix",
      means: `${shown.nameOf(review.by)} can change it and offer it again. Say what to fix.`,
    },
    {
      id: "declined",
      words: "Not suitable",
      means: "It stays where it is. This version cannot be offered to you again. Say why.",
    },
  ];
}

const REACHED = {
  private: "It is endorsed",
  school: "Its school finds it, endorsed",
  district: "All teachers of the district find it, endorsed",
  state: "Every educator of the state finds it, endorsed",
  public: "Everyone finds it, endorsed",
};

function consequenceOf({ review, subject }: ReviewShown, last: boolean): string {
  if (!last) return "The state sees what you decided, and your answers.";
  const newVersion = subject.as.proposed === review.version;
  return `${REACHED[review.goal.reach]}${newVersion ? `, in version ${review.version}` : ""}, today.`;
}
