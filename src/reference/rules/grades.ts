import { fold } from "./vocabulary.ts";

/** CEDS entry grade levels of a PK–12 state, in teaching order (CEDS element 000100). */
export const GRADE_ORDER = [
  "PK",
  "TK",
  "KG",
  "01",
  "02",
  "03",
  "04",
  "05",
  "06",
  "07",
  "08",
  "09",
  "10",
  "11",
  "12",
  "PS",
  "AE",
];

const BANDS: [RegExp, string, string][] = [
  [/^(early childhood|preschool|pre school|nursery)$/, "PK", "PK"],
  [/^(lower|early) elementary( school)?$/, "KG", "02"],
  [/^(upper|later) elementary( school)?$/, "03", "05"],
  [/^(lower )?primary( school)?$/, "KG", "02"],
  [/^upper primary$/, "03", "05"],
  [/^(elementary|grade) school$|^elementary$|^es$/, "KG", "05"],
  [/^(middle|junior high)( school)?$|^ms$/, "06", "08"],
  [/^(high|secondary|senior high)( school)?$|^hs$/, "09", "12"],
  [/^k ?12$|^all( grades)?$/, "KG", "12"],
  [/^pre?k ?12$/, "PK", "12"],
];

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
  " ",
);
const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");

/** One grade in the spellings of K–12, of state departments (KF, KG, PF, G01) and of CEDS; undefined when it is none. */
function oneGrade(text: string): string | undefined {
  if (/^(pk|pf|pre ?k|prekindergarten|pre kindergarten|preschool)$/.test(text)) return "PK";
  if (/^(tk|transitional kindergarten)$/.test(text)) return "TK";
  if (/^(k|kf|kg|kindergarten|0|00)$/.test(text)) return "KG";
  if (/^(ps|postsecondary|post secondary|higher education|college|13)$/.test(text)) return "PS";
  if (/^(ae|adult( education)?)$/.test(text)) return "AE";
  const bare = text.replace(/ grade$/, "");
  const ordinal = Math.max(ORDINALS.indexOf(bare), NUMBERS.indexOf(bare));
  const number = ordinal >= 0 ? ordinal + 1 : Number(/^g?0?(\d{1,2})(?:st|nd|rd|th)?$/.exec(text)?.[1]);
  return number >= 1 && number <= 12 ? String(number).padStart(2, "0") : undefined;
}

/** All grades from one to another, whichever is named first; none when either is unknown. */
export function gradesBetween(from: string, to: string): string[] {
  const [a, b] = [GRADE_ORDER.indexOf(from), GRADE_ORDER.indexOf(to)];
  if (a < 0 || b < 0) return [];
  return GRADE_ORDER.slice(Math.min(a, b), Math.max(a, b) + 1).filter((g) => g !== "TK");
}

/**
 * The CEDS grades a spelling stands for: "3", "Grade 3", "9th", "K-2", "Gr. 3–5", "grades 3, 4 and 6", "High School",
 * "KF". A British year is one more than a grade ("Year 4" is grade 3). Undefined when it is not understood.
 */
export function understandGrades(spelling: string): string[] | undefined {
  const several = spelling.split(/\s*(?:[,;/&]|\band\b)\s*/i).filter(Boolean);
  if (several.length < 2) return understandOne(spelling);
  const read = several.slice(0, GRADE_ORDER.length).map(understandOne);
  if (read.some((grades) => grades === undefined)) return undefined;
  return GRADE_ORDER.filter((grade) => read.some((grades) => grades?.includes(grade)));
}

function understandOne(spelling: string): string[] | undefined {
  if (GRADE_ORDER.includes(spelling)) return [spelling];
  const year = /^\s*year(?:\s+group)?s?\s+(\d{1,2})\s*$/i.exec(spelling);
  if (year) {
    const n = Number(year[1]) - 1;
    return n === 0 ? ["KG"] : n >= 1 && n <= 12 ? [String(n).padStart(2, "0")] : undefined;
  }
  const range = spelling.replace(/\s*(?:–|—|‐|‑|−|-|\bto\b|\bthrough\b)\s*(?=[\dkgp])/gi, "~").split("~");
  const parts = range.map((part) =>
    fold(part)
      .replace(/^(grades?|gr|level)\s+/, "")
      .replace(/\s+grades?$/, ""),
  );
  if (parts.length === 2) {
    const [from, to] = parts.map((part) => oneGrade(part));
    if (from && to) return gradesBetween(from, to);
  }
  const whole = fold(spelling)
    .replace(/^(grades?|gr)\s+/, "")
    .replace(/\s+grade$/, "");
  const one = oneGrade(whole);
  if (one) return [one];
  const band = BANDS.find(([pattern]) => pattern.test(whole));
  return band && gradesBetween(band[1], band[2]);
}
