import { type Fault, Problem } from "../../kernel/problem.ts";
import { understandLanguage } from "../../reference/rules/language.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { resolveCode } from "../../standards/rules/resolve-code.ts";
import { type AskInput, type Chosen, MOST_WORDS } from "./ask.ts";

/** Longer than this no value of a choice is. */
const LONGEST_CHOICE = 200;

/** An ask as it was sent; a choice left open is empty or absent. */
export type AskSent = { words: string } & Partial<Record<Chosen, string | undefined>>;

/** What was sent with ids in place of spellings. Throws Problem `invalid` with every fault at once. */
export function readAskInput(sent: AskSent, reference: Reference): AskInput {
  const faults: Fault[] = [];
  const words = sent.words.replace(/\s+/g, " ").trim();
  if (!/[\p{L}\p{N}]/u.test(words))
    faults.push(fault("words", "is empty. Say what you need in one sentence"));
  if (words.length > MOST_WORDS)
    faults.push(fault("words", `is ${words.length} letters long. Say it in ${MOST_WORDS} or fewer`));
  const chosen = Object.entries(CHOICES).flatMap(([what, understand]) => {
    const spelled = sent[what as Chosen]?.trim() ?? "";
    if (spelled === "") return [];
    const { id, nearest } = understand(spelled.slice(0, LONGEST_CHOICE), reference);
    if (id !== undefined) return [[what, id]];
    const said = spelled.length > 40 ? `${spelled.slice(0, 40)}…` : spelled;
    faults.push({ ...fault(what, `"${said}" is not known here. Choose one of the list`), nearest });
    return [];
  });
  if (faults.length > 0) throw new Problem("invalid", "This was not asked yet.", faults);
  return { words, ...Object.fromEntries(chosen) };
}

const fault = (field: string, detail: string): Fault => ({ in: "body", pointer: `/${field}`, detail });

interface Understood {
  id: string | undefined;
  nearest: string[];
}

const CHOICES: Record<Chosen, (spelled: string, reference: Reference) => Understood> = {
  grade: (spelled, { vocabularies: { grade } }) => termOf(spelled, grade),
  level: (spelled, { vocabularies: { level } }) => termOf(spelled, level),
  language: (spelled, { vocabularies: { language } }) => ({
    id: understandLanguage(spelled, language),
    nearest: language.nearest(spelled),
  }),
  standard(spelled, { standards }) {
    if (standards.item(spelled)) return { id: spelled, nearest: [] };
    const { exact, near } = resolveCode(spelled, standards);
    return { id: exact[0]?.id, nearest: near.slice(0, 3).map((item) => item.code) };
  },
};

const termOf = (spelled: string, vocabulary: Reference["vocabularies"]["grade"]): Understood => ({
  id: vocabulary.understand(spelled)?.id,
  nearest: vocabulary.nearest(spelled),
});
