import { type Fault, Problem } from "../../kernel/problem.ts";
import { REASON_IDS, REVIEW_OUTCOMES, type ReviewOutcome } from "./review.ts";
import { answerTo, questionsFor, type Rubric, type RubricAnswer } from "./rubric.ts";

/** What was typed into a decision form, so that nothing is lost when it comes back. */
export interface DecisionFormValues {
  outcome?: ReviewOutcome | undefined;
  answers: RubricAnswer[];
  reason: string;
  words: string;
}

export const EMPTY_DECISION: DecisionFormValues = { answers: [], reason: "", words: "" };

/** The field of one question: its place in the list, because a standard's id may hold anything. */
export const fieldName = (i: number) => `answer-${i}`;

export function decisionFormValues(
  field: (name: string) => string,
  rubric: Rubric,
  items: string[],
): DecisionFormValues {
  const answers = questionsFor(rubric, items).flatMap(({ question, item }, i): RubricAnswer[] => {
    const value = field(fieldName(i));
    const words = field(`${fieldName(i)}-words`).trim();
    return value ? [{ question: question.id, ...(item ? { item } : {}), value, words }] : [];
  });
  const outcome = REVIEW_OUTCOMES.find((o) => o === field("outcome"));
  return { outcome, answers, reason: field("reason"), words: field("words") };
}

/** The decision as it was typed; a form without one is sent back. */
export function verdictOf({ outcome, answers, reason, words }: DecisionFormValues) {
  if (!outcome)
    throw new Problem("invalid", "One thing is missing.", [
      { in: "body", pointer: "/outcome", detail: "Choose what you decide" },
    ]);
  return { outcome, answers, reason: REASON_IDS.find((r) => r === reason), words };
}

/** What is missing, each beside the question it is about. */
export function onFields(faults: Fault[], rubric: Rubric, items: string[], answers: RubricAnswer[]): Fault[] {
  const missing = questionsFor(rubric, items).flatMap((asked, i) => (answerTo(answers, asked) ? [] : [i]));
  return faults.map((given) => {
    const fault = { ...given, detail: given.detail.replace(/^is missing\. /, "") };
    if (fault.pointer === "/answers") return { ...fault, pointer: `/${fieldName(missing.shift() ?? 0)}` };
    const wrong = /^\/answers\/(\d+)/.exec(fault.pointer);
    return wrong ? { ...fault, pointer: `/${fieldName(Number(wrong[1]))}` } : fault;
  });
}
