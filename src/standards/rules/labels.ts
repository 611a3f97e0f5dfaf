import { listed } from "../../kernel/words.ts";
import { GRADE_ORDER } from "../../reference/rules/grades.ts";
import { nameOfLanguage } from "../../reference/rules/language.ts";
import type { VocabularyId } from "../../reference/rules/vocabulary.ts";
import type { Reference } from "./reference.ts";

const shortGrade = (grade: string) =>
  grade === "PK" ? "Pre-K" : grade === "KG" ? "K" : grade === "TK" ? "TK" : String(Number(grade));

/** "Grade 3", "Grades 3–5", "Grades K–2 and 4", "Kindergarten", "Grades 9–12 · After high school". */
export function gradesInWords(grades: string[], { vocabularies }: Reference): string {
  const school = GRADE_ORDER.filter((g) => g !== "PS" && g !== "AE" && grades.includes(g));
  const after = ["PS", "AE"].filter((g) => grades.includes(g)).map((g) => vocabularies.grade.labelOf(g));
  const words = school.length === 1 ? [vocabularies.grade.labelOf(school[0] ?? "")] : [];
  if (school.length > 1) words.push(`Grades ${listed(runs(school))}`);
  return [...words, ...after].join(" · ");
}

/** Neighboring grades as one run: 3, 4, 5 → "3–5". Transitional kindergarten breaks no run. */
function runs(grades: string[]): string[] {
  const order = GRADE_ORDER.filter((g) => g !== "TK" || grades.includes("TK"));
  const found: string[][] = [];
  for (const grade of grades) {
    const run = found.at(-1);
    if (run && order.indexOf(grade) === order.indexOf(run.at(-1) ?? "") + 1) run.push(grade);
    else found.push([grade]);
  }
  return found.map((run) => [...new Set([run[0] ?? "", run.at(-1) ?? ""])].map(shortGrade).join("–"));
}

export const labelsOf = (vocabulary: VocabularyId, ids: string[], { vocabularies }: Reference): string[] =>
  ids.map((id) => vocabularies[vocabulary].labelOf(id));

export const languagesInWords = (tags: string[], { vocabularies }: Reference): string[] =>
  tags.map((tag) => vocabularies.language.get(tag)?.label ?? nameOfLanguage(tag));
