import { GRADE_ORDER, gradesBetween } from "../../../reference/rules/grades.ts";
import type { ImpliedFilter } from "../implied-filters.ts";
import { BANDS } from "./grade-bands.ts";
import { DIGITS, gradeOf, gradeOfNumber, LITTLE_ONES, NUMBER_WORD, ORDINAL_WORD } from "./grade-words.ts";
import { sameLengthFold } from "./same-length.ts";

const DASH = "[-‐‑‒–—−~]";
const TO = `\\s*(?:${DASH}|\\bto\\b|\\bthrough\\b|\\bthru\\b|\\ba\\b|\\bate\\b|\\bhasta\\b)\\s*`;
const AND = "\\s*(?:,\\s*(?:and|y|e)?|&|\\/|\\band\\b|\\bor\\b|\\by\\b|\\be\\b|\\bo\\b)\\s*";
const ONE = `(?:${LITTLE_ONES}|${DIGITS}|${ORDINAL_WORD})`;
const ONE_OR_NUMBER = `(?:${ONE}|${NUMBER_WORD})`;
const SAID = "(?:graders?|grades?|grados?|ano|anos|serie)";
/** What is counted in other things than grades. */
const NOT_COUNTED =
  "(?!\\s*-?\\s*(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|digits?|players?|people|pages?|paragraphs?|steps?|lines?|sentences?|dimension\\w*|times|percent|cm|mm|m|kg|g|ml)\\b|\\s*°)";
/** After these, numbers are no grades. */
const NOT_OF =
  "(?<!\\b(?:ages?|aged|pages?|lines?|chapters?|units?|lessons?|modules?|numbers?|problems?|steps?|parts?|from|count(?:ing)?|table|tables|weeks?|days?|acts?|books?|psalms?|verses?|questions?)\\s)";
/** Bands as schools have them: "3-5" is one, "5-3" and "2-9" are not. */
const SCHOOL_BANDS =
  "1-2|1-3|1-5|1-6|2-3|2-4|3-4|3-5|4-5|4-6|4-8|5-6|5-8|6-7|6-8|6-12|7-8|7-9|7-12|8-9|9-10|9-11|9-12|10-12|11-12";
const SCHOOL_BAND = SCHOOL_BANDS.replace(/-/g, `\\s?${DASH}\\s?`);
const AREA =
  "(?:math|maths|mathematics|science|ela|reading|writing|english|language arts|social studies|history|art|music|spelling|grammar|vocabulary|algebra|geometry|biology|phonics|geography)";

/** How grades are typed; named groups: `list` of single grades with what stands between, `year`. */
const PATTERNS = [
  `\\b(?:grades?(?:\\s+levels?)?|gr|grados?)\\.?\\s*(?<list>${ONE_OR_NUMBER}(?:(?:${TO}|${AND})${ONE_OR_NUMBER})*)(?![\\w'’])${NOT_COUNTED}`,
  `(?<![\\w.,])(?<list>${ONE}(?:(?:${TO}|${AND})${ONE})*)\\s*(?:${DASH}\\s*)?${SAID}\\b`,
  `\\b(?<list>(?:${NUMBER_WORD})(?:${TO})(?:${NUMBER_WORD}))\\s+${SAID}\\b`,
  `\\b(?<list>${ORDINAL_WORD})\\s+de\\s+primaria\\b`,
  `\\bg(?<list>1[0-2]|0?[1-9])\\b`,
  `\\b(?:years?|yrs?)\\s*(?:groups?\\s*)?(?<year>\\d{1,2}(?:(?:${TO}|${AND})\\d{1,2})*)\\b`,
  `(?<![\\w'’.])(?<list>(?:${LITTLE_ONES})${TO}(?:${DIGITS}|${NUMBER_WORD}))(?![\\w'’])`,
  `(?<![\\w.])(?<list>\\d{1,2}(?:st|nd|rd|th)${TO}\\d{1,2}(?:st|nd|rd|th))(?!\\s*centur)\\b`,
  `(?<![\\w.])(?<list>\\d{1,2}(?:st|nd|rd|th))(?=\\s+${AREA}\\b)`,
  `\\b${NOT_OF}(?!one to ten)(?<list>(?:${NUMBER_WORD})(?:\\s+to\\s+|\\s+through\\s+)(?:${NUMBER_WORD}))\\b${NOT_COUNTED}`,
  `(?<![\\w.,/+*=:%$-]\\s?)${NOT_OF}(?<list>${SCHOOL_BAND})(?![\\w.,/+*=:%-]|\\s?[=+*/])${NOT_COUNTED}`,
].map((pattern) => new RegExp(pattern, "g"));

/** In capitals, among other letters: "MS science" and "K counting", never "Ms. Lopez" or "MS Word". */
const CAPITALS: [RegExp, string, string][] = [
  [
    /\bMS\b(?!\s+(?:word|excel|office|paint|teams|power\s?point|publisher|access|dos|windows)\b|[-.]\w)/gi,
    "06",
    "08",
  ],
  [/(?<=^\s*)K(?=\s+[a-z])(?!\s+(?:means|nearest)\b)/g, "KG", "KG"],
];

/** Grades wished for ("5th grade", "grades 3-5", "middle school"). A British year is one more than a grade. */
export function impliedGrades(text: string): ImpliedFilter[] {
  const plain = sameLengthFold(text);
  const found: ImpliedFilter[] = [];
  const add = (values: string[], start: number, length: number) => {
    const end = start + length;
    if (values.length === 0 || found.some((w) => start < w.end && w.start < end)) return;
    found.push({ facet: "grade", values, start, end });
  };
  for (const pattern of PATTERNS)
    for (const match of plain.matchAll(pattern))
      add(gradesOf(match.groups ?? {}), match.index, match[0].length);
  for (const { called, from, to } of BANDS)
    for (const match of plain.matchAll(called))
      add(from === to ? [from] : gradesBetween(from, to), match.index, match[0].length);
  for (const [pattern, from, to] of CAPITALS)
    for (const match of text.matchAll(pattern))
      if (!/^M?s$/.test(match[0])) add(gradesBetween(from, to), match.index, match[0].length);
  return found.sort((a, b) => a.start - b.start);
}

const BETWEEN = new RegExp(`(${TO})|(${AND})`, "g");

/** "k to 2", "3rd, 4th and 6th": every grade named, and those between two. */
function gradesOf({ list, year }: Record<string, string | undefined>): string[] {
  const text = (list ?? year ?? "").replace(/\.(?=[a-zºª°])/g, "").trim();
  const joints = [...text.matchAll(BETWEEN)];
  const singles = text
    .split(new RegExp(`${TO}|${AND}`))
    .map((one) => (year ? gradeOfYear(one) : gradeOf(one)));
  if (singles.some((grade) => grade === undefined)) return [];
  const meant = new Set(singles as string[]);
  for (const [i, [, to]] of joints.entries()) {
    const between = gradesBetween(singles[i] as string, singles[i + 1] as string);
    if (to && isRising(singles[i] as string, singles[i + 1] as string))
      for (const grade of between) meant.add(grade);
    else if (to) return [];
  }
  return GRADE_ORDER.filter((grade) => meant.has(grade));
}

const isRising = (from: string, to: string) => GRADE_ORDER.indexOf(from) < GRADE_ORDER.indexOf(to);
const gradeOfYear = (written: string) => gradeOfNumber(Number(written) - 1);
