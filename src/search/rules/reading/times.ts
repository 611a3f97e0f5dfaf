import type { ImpliedFilter } from "../implied-filters.ts";
import { sameLengthFold } from "./same-length.ts";

const NUMBERS: Record<string, number> = {
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  "twenty-five": 25,
  thirty: 30,
  forty: 40,
  "forty-five": 45,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  cinco: 5,
  diez: 10,
  dez: 10,
  quince: 15,
  quinze: 15,
  veinte: 20,
  vinte: 20,
  treinta: 30,
  trinta: 30,
};
const NUMBER = `\\d{1,3}|${Object.keys(NUMBERS)
  .sort((a, b) => b.length - a.length)
  .join("|")}`;
const SEVERAL = "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|multi";
/** What takes time; "seven days of creation" is none. */
const TAKES =
  "(?:units?|lessons?|projects?|plans?|courses?|modules?|camps?|activit\\w+|sequences?|intensives?|workshops?|stud(?:y|ies)|programs?)";

/** How time is typed; named groups: `minutes`, or the minutes themselves. */
const PATTERNS: [RegExp, number?][] = [
  [new RegExp(`\\b(?<minutes>${NUMBER})[\\s-]*(?:minutes?|mins?|minutos?)\\b`, "g")],
  [/\b(?:half an hour|half[\s-]hour|media hora|meia hora)\b/g, 30],
  [/\b(?:a )?quarter of an hour\b/g, 15],
  [/\b(?:an hour|one[\s-]hour|1[\s-]?(?:hour|hr)|hour[\s-]long|una hora|uma hora)\b(?! of code)/g, 60],
  [/\b(?:[2-9]|two|three|four|several)[\s-]?(?:hours?|hrs?)\b/g, 120],
  [new RegExp(`\\b(?:${SEVERAL})-(?:day|week|month)s?\\b`, "g"), 600],
  [new RegExp(`\\b(?:${SEVERAL})\\s(?:day|week|month)s?(?=\\s${TAKES}\\b)`, "g"), 600],
];
/** Where time is what is learned. */
const TOLD =
  /\b(?:tell(?:ing)? (?:the )?time|clocks?|elapsed|nearest|miles|speed|per hour|reloj|hour of code)\b/;

/** Times wished for ("10 minute", "half an hour", "one-week unit"), as the bounds of the facet. */
export function impliedTimes(text: string): ImpliedFilter[] {
  const plain = sameLengthFold(text);
  if (TOLD.test(plain)) return [];
  return PATTERNS.flatMap(([pattern, minutes]) =>
    [...plain.matchAll(pattern)].map((match): ImpliedFilter => {
      const typed = match.groups?.minutes ?? "";
      const bound = boundOf(minutes ?? NUMBERS[typed] ?? Number(typed));
      return { facet: "time", values: [bound], start: match.index, end: match.index + match[0].length };
    }),
  );
}

/** The narrowest bound that holds so many minutes. */
const boundOf = (minutes: number): string =>
  ["15", "30", "60"].find((bound) => minutes <= Number(bound)) ?? "longer";
