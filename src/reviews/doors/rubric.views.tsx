import type { ComponentChildren } from "preact";
import { useSite } from "../../doorway/site.ts";
import type { Fault } from "../../kernel/problem.ts";
import { nameOf, shortCode } from "../../standards/rules/framework.ts";
import { Radio } from "../../ui/checkbox.views.tsx";
import { FaultLine, Words } from "../../ui/field.views.tsx";
import { faultOf } from "../../ui/form.tsx";
import { type DecisionFormValues, fieldName } from "../rules/decision-form.ts";
import {
  type AskedQuestion,
  answerTo,
  NOT_APPLICABLE,
  questionsFor,
  type Rubric,
  type RubricAnswer,
} from "../rules/rubric.ts";

interface QuestionsProps {
  rubric: Rubric;
  /** Standards asked about one by one. */
  items: string[];
  typed: DecisionFormValues;
  faults: Fault[];
  children?: ComponentChildren;
}

/** Every question of a rubric, each with room for words. */
export function Questions({ rubric, items, typed, faults, children }: QuestionsProps) {
  return (
    <section class="card stack" aria-labelledby="review">
      <h2 id="review">Your review</h2>
      <p class="soft">{rubric.introduction} Nothing counts until you send it.</p>
      {children}
      {questionsFor(rubric, items).map((asked, i) => (
        <Scores
          key={asked.question.id + (asked.item ?? "")}
          {...{ asked, i, rubric, faults }}
          given={answerTo(typed.answers, asked)}
        />
      ))}
    </section>
  );
}

interface ScoresProps {
  asked: AskedQuestion;
  i: number;
  rubric: Rubric;
  faults: Fault[];
  given: RubricAnswer | undefined;
}

function Scores({ asked: { question, item }, i, rubric, faults, given }: ScoresProps) {
  const known = useSite().reference.standards.item(item ?? "");
  const fault = faultOf(fieldName(i), faults);
  const steps = [
    ...rubric.scale,
    ...(rubric.notApplicable ? [{ id: NOT_APPLICABLE, label: "Does not apply", help: "" }] : []),
  ];
  return (
    <fieldset class="scores stack near" id={fieldName(i)} aria-describedby={fault && `${fieldName(i)}-fault`}>
      <legend>
        <b>{question.label}</b>{" "}
        <span class="small soft">{known ? `${nameOf(known)} ${shortCode(known.code)}` : question.text}</span>
      </legend>
      {question.help && <p class="small soft">{question.help}</p>}
      <FaultLine id={fieldName(i)} fault={fault} />
      <div class="row">
        {steps.map((step) => (
          <Radio
            key={step.id}
            id={`${fieldName(i)}-${step.id}`}
            name={fieldName(i)}
            value={step.id}
            checked={given?.value === step.id}
          >
            {step.label}
          </Radio>
        ))}
      </div>
      <details class="small" open={Boolean(given?.words)}>
        <summary>
          Add words<span class="usa-sr-only"> to {question.label}</span>
        </summary>
        <Words
          name={`${fieldName(i)}-words`}
          label={`In words: ${question.label}`}
          value={given?.words}
          rows={2}
        />
      </details>
    </fieldset>
  );
}
