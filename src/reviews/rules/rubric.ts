import * as z from "zod";
import type { Fault } from "../../kernel/problem.ts";

const words = (most: number) => z.string().trim().max(most);
const id = z
  .string()
  .trim()
  .regex(/^[a-z0-9-]{1,40}$/, { error: "may hold small letters, digits and - only" });

const Question = z
  .strictObject({
    id,
    label: words(100).min(1).meta({ description: "A few words" }),
    text: words(300).min(1).meta({ description: "The question, to one person" }),
    help: words(1000).default(""),
    perAlignment: z
      .boolean()
      .default(false)
      .meta({ description: "Asked once for each standard it is aligned to" }),
  })
  .meta({ id: "RubricQuestion" });

/** Questions a reviewer answers. Data of the state: its staff edit them. */
export const Rubric = z
  .strictObject({
    id,
    label: words(100).min(1),
    introduction: words(1000).default(""),
    source: words(500).default(""),
    scale: z
      .array(z.strictObject({ id, label: words(60).min(1), help: words(500).default("") }))
      .min(2)
      .max(10)
      .meta({ description: "Best first" }),
    notApplicable: z.boolean().default(false).meta({ description: "`n-a` is an answer too" }),
    questions: z.array(Question).min(1).max(30),
    usual: z.boolean().default(false).meta({ description: "The one reviewers are shown first" }),
  })
  .meta({ id: "Rubric", description: "Questions a reviewer answers, on one scale" });
export type Rubric = z.output<typeof Rubric>;
export type Question = z.output<typeof Question>;

export const NOT_APPLICABLE = "n-a";

export const RubricAnswer = z
  .strictObject({
    question: words(40),
    item: words(200).optional().meta({ description: "The standard, where it is asked for each" }),
    value: words(40).meta({ description: "A step of the scale, or `n-a` where the rubric knows it" }),
    words: words(2000).default(""),
  })
  .meta({ id: "RubricAnswer" });
export type RubricAnswer = z.output<typeof RubricAnswer>;

export interface AskedQuestion {
  question: Question;
  item?: string;
}

/** Every question a reviewer of a resource with these standards is asked, in order. */
export const questionsFor = (rubric: Rubric, items: string[]): AskedQuestion[] =>
  rubric.questions.flatMap((question): AskedQuestion[] =>
    question.perAlignment && items.length > 0 ? items.map((item) => ({ question, item })) : [{ question }],
  );

export const answerTo = (answers: RubricAnswer[], { question, item }: AskedQuestion) =>
  answers.find((a) => a.question === question.id && a.item === item);

/** What is wrong with these answers; with `complete`, also which are missing. */
export function answerFaults(
  rubric: Rubric,
  items: string[],
  answers: RubricAnswer[],
  complete: boolean,
): Fault[] {
  const asked = questionsFor(rubric, items);
  const scale = [...rubric.scale.map((step) => step.id), ...(rubric.notApplicable ? [NOT_APPLICABLE] : [])];
  const faults = answers.flatMap((given, i): Fault[] => {
    const at = `/answers/${i}`;
    const known = asked.some((a) => answerTo([given], a));
    if (!known) return [{ in: "body", pointer: `${at}/question`, detail: "is not asked by this rubric" }];
    if (scale.includes(given.value)) return [];
    return [{ in: "body", pointer: `${at}/value`, detail: "is not a step of its scale", nearest: scale }];
  });
  if (!complete) return faults;
  const missing = asked.filter((a) => !answerTo(answers, a));
  return [
    ...faults,
    ...missing.map(
      (a): Fault => ({ in: "body", pointer: "/answers", detail: `“${a.question.label}” has no answer yet` }),
    ),
  ];
}
