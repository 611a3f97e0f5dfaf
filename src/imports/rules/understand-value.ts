import { understandGrades } from "../../reference/rules/grades.ts";
import { understandLanguage } from "../../reference/rules/language.ts";
import { understandLicense } from "../../reference/rules/license.ts";
import { fold, type Vocabulary } from "../../reference/rules/vocabulary.ts";
import { NOT_STATED } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Column } from "./columns.ts";
import { gradesFromDate } from "./parse-text.ts";

/** What one value of a cell was read as. No ids: it was not understood. */
export interface ValueRead {
  ids: string[];
  /** What it was read as, in words; absent when it was already that. */
  as?: string;
  /** Where it went instead: a keyword, or a topic. */
  into?: "keywords" | "topics";
  /** The content area that comes with a topic. */
  besides?: string;
  detail?: string;
  nearest?: string[];
}

const none: ValueRead = { ids: [] };

/** Reads one value of a column of terms, grades, languages or licenses. */
export function readValue(column: Column, value: string, reference: Reference): ValueRead {
  if (column.reads === "grades") return readGrade(value);
  if (column.reads === "languages") return readLanguage(value, reference);
  if (column.reads === "license") return readLicense(value, reference);
  return readTerm(column, value, reference);
}

/** True when the whole text is one value although it holds commas or slashes. */
export const isOneValue = (column: Column, value: string, reference: Reference): boolean => {
  const read = readValue(column, value, reference);
  return read.ids.length > 0 && read.into === undefined;
};

function readTerm(column: Column, value: string, { vocabularies }: Reference): ValueRead {
  const vocabulary = vocabularies[column.vocabulary as keyof typeof vocabularies];
  const term =
    spelled(value, vocabulary) ?? (vocabulary.id === "level" ? byLetter(value, vocabulary) : undefined);
  if (term) return named([term.id], [term.label], value);
  // One column often mixes the three lists of accessibility: the term says which it belongs to.
  const other =
    column.reads === "accessibility"
      ? ACCESSIBILITY.map((id) => spelled(value, vocabularies[id])).find(Boolean)
      : undefined;
  if (other) return named([other.id], [other.label], value);
  if (column.open) {
    const topic = vocabulary.id === "topic" ? undefined : vocabularies.topic.understand(value);
    if (topic) {
      // A topic belongs to a content area, which the sheet meant as well.
      const subject = column.id === "subjects" ? vocabularies.subject.get(topic.subject ?? "") : undefined;
      const as = `the topic ${topic.label}${subject ? `, in ${subject.label}` : ""}`;
      return { ids: [topic.id], into: "topics", as, ...(subject ? { besides: subject.id } : {}) };
    }
    return { ids: [value], into: "keywords", as: "a keyword" };
  }
  const nearest = value.length <= 60 ? vocabulary.nearest(value).map((id) => vocabulary.labelOf(id)) : [];
  return { ...none, detail: `is not one of the values of "${column.header}"`, nearest };
}

const ACCESSIBILITY = ["accessibility-feature", "accessibility-hazard", "access-mode"] as const;

/** A term in any known spelling, in the singular or the plural. */
const spelled = (value: string, vocabulary: Vocabulary) =>
  vocabulary.understand(value) ?? vocabulary.understand(/s$/i.test(value) ? value.slice(0, -1) : `${value}s`);

/** "D" for Developing: districts write levels as letters. */
function byLetter(value: string, { terms }: Vocabulary) {
  const letters = fold(value);
  const begun =
    letters.length <= 4 && letters !== "" ? terms.filter((t) => fold(t.label).startsWith(letters)) : [];
  return begun.length === 1 ? begun[0] : undefined;
}

function named(ids: string[], labels: string[], value: string): ValueRead {
  const same = labels.length === 1 && [labels[0] ?? "", ids[0] ?? ""].some((l) => fold(l) === fold(value));
  return same ? { ids } : { ids, as: labels.join(", ") };
}

const ALL_GRADES = ["KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];
const BEYOND: [RegExp, string[]][] = [
  [/college|graduate|university|higher education|post ?secondary|undergrad/i, ["PS"]],
  [/^adult|continuing education/i, ["AE"]],
  [/^(all|any)( grades?| ages)?$|^k ?12$/i, ALL_GRADES],
];

function readGrade(value: string): ValueRead {
  const plain = value.replace(/\.0$/, "");
  const span = gradesFromDate(plain);
  const ages = /^ages?\s*(\d{1,2})(?:\s*(?:-|–|to)\s*(\d{1,2}))?$/i.exec(plain);
  const ids =
    understandGrades(span ?? plain) ??
    (ages ? gradesOfAges(Number(ages[1]), Number(ages[2] ?? ages[1])) : undefined) ??
    BEYOND.find(([pattern]) => pattern.test(plain))?.[1];
  if (!ids || ids.length === 0)
    return {
      ...none,
      detail: "is not a grade. Write PK, K, 1 to 12, or a span such as 3-5",
      nearest: nearGrade(plain),
    };
  const labels = ids.map(shortGrade);
  return plain === labels.join(", ") || ids.includes(plain) ? { ids } : { ids, as: labels.join(", ") };
}

const NAMES: Record<string, string> = { KG: "K", PS: "after high school", AE: "adults" };
const shortGrade = (id: string) => NAMES[id] ?? id.replace(/^0/, "");

/** A number or a word with something around it: "Gr3 (adv)" is near 3. */
function nearGrade(value: string): string[] {
  const found = /\b(?:gr(?:ade)?\.?\s*)?(\d{1,2})(?:st|nd|rd|th)?\b/i.exec(value)?.[1];
  const number = found && understandGrades(found);
  const word = /\b(elementary|middle|high)\b/i.exec(value)?.[1];
  return number ? [found] : word ? [`${word[0]?.toUpperCase()}${word.slice(1).toLowerCase()} School`] : [];
}

/** Children enter kindergarten at five. */
function gradesOfAges(from: number, to: number): string[] {
  const ids = ["PK", "PK", ...ALL_GRADES].slice(Math.max(0, from - 3), Math.max(0, Math.min(to, 18) - 2));
  return [...new Set(ids)];
}

function readLanguage(value: string, { vocabularies: { language } }: Reference): ValueRead {
  const tag = understandLanguage(value, language);
  if (tag) return named([tag], [language.labelOf(tag)], value);
  const nearest = value.length <= 60 ? language.nearest(value).map((id) => language.labelOf(id)) : [];
  return { ...none, detail: "is not a language. Write its name or its code, such as es or pt-BR", nearest };
}

const UNSTATED = /^(not stated|not[- ]stated|unknown|n\/?a|none|unspecified|-+|\?+|tbd)$/i;

function readLicense(value: string, { vocabularies: { license } }: Reference): ValueRead {
  if (UNSTATED.test(value)) return { ids: [NOT_STATED], as: "not stated" };
  const id = understandLicense(value, license);
  if (id) return named([id], [license.labelOf(id)], value);
  const nearest = value.length <= 60 ? license.nearest(value).map((i) => license.labelOf(i)) : [];
  const detail = "is not a license we know. Write its name or its address, such as CC BY 4.0";
  return { ...none, detail, nearest };
}
