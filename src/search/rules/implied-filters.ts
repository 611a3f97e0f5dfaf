import { gradesBetween } from "../../reference/rules/grades.ts";
import type { Vocabulary } from "../../reference/rules/vocabulary.ts";
import type { FacetId } from "./facets.ts";

/** A wish found in typed words: what is wished for, and where it stands. */
export interface ImpliedFilter {
  facet: FacetId;
  values: string[];
  start: number;
  end: number;
  /** False where records with the words come first all the same: a wish, and a word to look for. */
  wholly?: boolean;
}

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
  " ",
);
const SPANISH = "primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo".split(" ");
const PORTUGUESE = "primeiro segundo terceiro quarto quinto sexto setimo oitavo nono decimo".split(" ");
const ordinal = [...ORDINALS, ...SPANISH, ...PORTUGUESE].join("|");

const NUMBER = "(k|pk|\\d{1,2})(?:st|nd|rd|th|er|do|to|º|o|ª)?";
const TO = "\\s*(?:-|–|to|through|a)\\s*";
/** How grades are typed; named groups: `from`, `to`, `year`, `word`, `band`. */
const GRADE_PATTERNS: RegExp[] = [
  new RegExp(`\\b(?:grades?|gr|grados?)\\.?\\s*(?<from>${NUMBER})(?:${TO}(?<to>${NUMBER}))?\\b`, "g"),
  new RegExp(
    `\\b(?<from>${NUMBER})(?:${TO}(?<to>${NUMBER}))?\\s*(?:-\\s*)?(?:graders?|grades?|grado|ano)\\b`,
    "g",
  ),
  new RegExp(`\\b(?<word>${ordinal})\\s+(?:graders?|grades?|grado|ano)\\b`, "g"),
  /\b(?:years?|yrs?)\s*(?:groups?\s*)?(?<year>\d{1,2})\b/g,
  /\b(?<from>k|pk)\s*-\s*(?<to>\d{1,2})\b/g,
  /\b(?<band>pre-?\s?k(?:indergarten)?|preschool|kindergart[eo]n(?:ers?)?|kindergarden|kinder|elementary(?:\s+school)?|middle\s+school|junior\s+high(?:\s+school)?|high\s+school|ks[1-4]|key\s+stage\s+[1-4])\b/g,
];

const BANDS: [RegExp, string, string][] = [
  [/^(pre|preschool)/, "PK", "PK"],
  [/^kinder/, "KG", "KG"],
  [/^elementary/, "KG", "05"],
  [/^(middle|junior)/, "06", "08"],
  [/^high/, "09", "12"],
  [/1$/, "KG", "01"],
  [/2$/, "02", "05"],
  [/3$/, "06", "08"],
  [/4$/, "09", "10"],
];

/** Grades wished for ("5th grade", "grades 3-5", "middle school"). A British year is one more than a grade. */
export function impliedGrades(text: string): ImpliedFilter[] {
  const plain = sameLengthFold(text);
  const impliedFilters: ImpliedFilter[] = [];
  for (const pattern of GRADE_PATTERNS) {
    for (const match of plain.matchAll(pattern)) {
      const values = gradesOf(match.groups ?? {});
      const [start, end] = [match.index, match.index + match[0].length];
      if (values.length > 0 && !impliedFilters.some((w) => start < w.end && w.start < end)) {
        impliedFilters.push({ facet: "grade", values, start, end });
      }
    }
  }
  return impliedFilters;
}

function gradesOf({ from, to, year, word, band }: Record<string, string | undefined>): string[] {
  if (year) return gradesBetween(gradeOfNumber(Number(year) - 1), gradeOfNumber(Number(year) - 1));
  if (word) {
    const place = Math.max(...[ORDINALS, SPANISH, PORTUGUESE].map((list) => list.indexOf(word)));
    return gradesBetween(gradeOfNumber(place + 1), gradeOfNumber(place + 1));
  }
  if (band) {
    const known = BANDS.find(([pattern]) => pattern.test(band));
    return known ? gradesBetween(known[1], known[2]) : [];
  }
  const first = gradeOf(from ?? "");
  return gradesBetween(first, to ? gradeOf(to) : first);
}

function gradeOf(typed: string): string {
  if (typed.startsWith("pk")) return "PK";
  if (typed.startsWith("k")) return "KG";
  return gradeOfNumber(Number.parseInt(typed, 10));
}

const gradeOfNumber = (n: number): string =>
  n === 0 ? "KG" : n >= 1 && n <= 12 ? String(n).padStart(2, "0") : "";

/** Letter for letter, so that places in the folded text are places in the typed one. */
function sameLengthFold(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter
        .normalize("NFKD")
        .replace(/[\u0300-\u036f]+/g, "")
        .toLowerCase();
      return plain.length === letter.length ? plain : letter;
    })
    .join("");
}

/** Words that name a kind of resource and little else. Others ("map", "data", "model") are subject matter too. */
const KIND_WORDS =
  /\b(worksheets?|handouts?|lesson plans?|unit plans?|videos?|games?|quiz(?:zes)?|rubrics?|simulations?|slides?|printables?|picture books?|storybooks?|read alouds?|textbooks?|hojas? de trabajo|juegos?)\b/gi;

/** Kinds of resources wished for ("worksheet", "video"). */
export function impliedTypes(text: string, types: Vocabulary): ImpliedFilter[] {
  return [...text.matchAll(KIND_WORDS)].flatMap((match) => {
    const said = match[0].toLowerCase();
    const term = types.understand(said) ?? types.understand(said.replace(/(zes|s)$/, ""));
    if (!term) return [];
    return [
      { facet: "type" as const, values: [term.id], start: match.index, end: match.index + said.length },
    ];
  });
}
