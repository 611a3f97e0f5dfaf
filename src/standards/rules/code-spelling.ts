/** One way a code may be written: its letters and digits without anything between them, and where its parts end. */
export interface Spelling {
  bare: string;
  ends: number[];
}

/** How far a spelling is from the code: as written, as people shorten it, or without its grade. */
export const AS_WRITTEN = 0;
export const SHORTENED = 1;
export const WITHOUT_GRADE = 2;
export type Rank = typeof AS_WRITTEN | typeof SHORTENED | typeof WITHOUT_GRADE;

const GRADE = /^(k|\d{1,2})$/;
const BAND = /(^|\.)(k|\d{1,2})-(\d{1,2})(?=[.-]|$)/i;

/** Dashes and spaces of every kind as one; the length stays, so that places in the text stay true. */
export const plainDashes = (text: string) =>
  text
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, "-")
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, " ");

/** Runs of letters and of digits, numbers without leading zeros: `4.NF.B.03a` → 4 nf b 3 a. */
export const segmentsOf = (code: string): string[] =>
  (
    code
      .normalize("NFKD")
      .toLowerCase()
      .match(/[a-z]+|\d+/g) ?? []
  ).map((s) => s.replace(/^0+(?=\d)/, ""));

export function spell(segments: string[]): Spelling {
  const ends: number[] = [];
  let bare = "";
  for (const segment of segments) {
    bare += segment;
    ends.push(bare.length);
  }
  return { bare, ends };
}

/** The spelling without its publisher, however that is written: `ccssmathcontent4nfb3` → `4nfb3`. */
export function withoutPublisher({ bare, ends }: Spelling): Spelling {
  const prefix = /^(ccss|commoncore|cc|ngss|c3)?(ela(literacy)?|(math(ematics)?|content|practice)*)/.exec(
    bare,
  );
  const length = prefix?.[0].length ?? 0;
  return { bare: bare.slice(length), ends: ends.map((e) => e - length).filter((e) => e > 0) };
}

/**
 * True when every place where the typed code parts two numbers is one where the known code does, too. Who types
 * may leave a separator out (`rl52`), but not put it elsewhere: `RL.11.0` is not `RL.1.10`.
 */
export const partsAlike = (typed: Spelling, known: Spelling) =>
  typed.ends.every((e) => !/^\d\d$/.test(typed.bare.slice(e - 1, e + 1)) || known.ends.includes(e));

/** The parts of the known code behind what was typed, when what was typed ends where one of its parts does. */
export function partsBehind(typed: Spelling, known: Spelling): string[] | undefined {
  const from = known.ends.indexOf(typed.bare.length);
  if (from < 0 || !known.bare.startsWith(typed.bare) || !partsAlike(typed, known)) return undefined;
  return known.ends.slice(from + 1).map((end, i) => known.bare.slice(known.ends[from + i], end));
}

/** What two ways of writing the whole code have in common: its parts without its publisher. */
export const codeKey = (code: string) => withoutPublisherName(segmentsOf(code)).join(".");

/** Every way the code of an item is usually typed, nearest to the code itself first. */
export function spellingsOf(code: string): { spelling: Spelling; rank: Rank }[] {
  const full = segmentsOf(code);
  if (full.length === 0) return [];
  const base = withoutPublisherName(full);
  const short = shortenedFrom(base, code);
  const gradeless = [base, ...short].filter((s) => /^(k|ms|hs|\d+)$/.test(s[0] ?? "")).map((s) => s.slice(1));
  const ranked = [
    ...[full, base].map((s) => [s, AS_WRITTEN] as const),
    ...short.map((s) => [s, SHORTENED] as const),
    ...gradeless.map((s) => [s, WITHOUT_GRADE] as const),
  ];
  const seen = new Set<string>();
  return ranked.flatMap(([segments, rank]) => {
    const key = segments.join(".");
    if (segments.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [{ spelling: spell(segments), rank }];
  });
}

function withoutPublisherName(segments: string[]): string[] {
  if (segments[0] === "ngss" || segments[0] === "c3") return segments.slice(1);
  if (segments[0] !== "ccss") return segments;
  let at = 1;
  if (segments[at] === "math") at += /^(content|practice)$/.test(segments[at + 1] ?? "") ? 2 : 1;
  else if (segments[at] === "ela") at += segments[at + 1] === "literacy" ? 2 : 1;
  return segments.slice(at);
}

function shortenedFrom(base: string[], code: string): string[][] {
  let ways = [base, ...gradesOfBand(base, code)];
  for (const habit of [withoutHighSchool, withoutCluster, gradeFirst, mathematicalPractice]) {
    ways = ways.flatMap((way) => {
      const other = habit(way);
      return other ? [way, other] : [way];
    });
  }
  return ways.slice(1);
}

/** `RL.9-10.1` is typed for one of its grades, too: `RL.9.1`. */
function gradesOfBand(base: string[], code: string): string[][] {
  const band = BAND.exec(plainDashes(code));
  if (!band) return [];
  const from = band[2]?.toLowerCase() === "k" ? 0 : Number(band[2]);
  const to = Number(band[3]);
  const at = base.findIndex((s, i) => s === band[2]?.toLowerCase() && base[i + 1] === String(to));
  if (at < 0 || from >= to || to > 12) return [];
  const grades = Array.from({ length: to - from + 1 }, (_, i) => (from + i === 0 ? "k" : String(from + i)));
  return grades.map((grade) => [...base.slice(0, at), grade, ...base.slice(at + 2)]);
}

/** `HSF-IF.A.1` → `F-IF.A.1`. */
const withoutHighSchool = (s: string[]) =>
  /^hs[nafgs]$/.test(s[0] ?? "") ? [(s[0] as string).slice(2), ...s.slice(1)] : undefined;

/** `4.NF.B.3` → `4.NF.3`: the letter between domain and number is often left out. */
function withoutCluster(s: string[]): string[] | undefined {
  const at = s.findIndex(
    (x, i) => /^[a-j]$/.test(x) && i >= 2 && /\D/.test(s[i - 1] ?? "1") && /\d/.test(s[i + 1] ?? ""),
  );
  return at < 0 ? undefined : s.toSpliced(at, 1);
}

/** `RL.5.2` → `5.RL.2`. */
function gradeFirst(s: string[]): string[] | undefined {
  if (!/^[a-z]{1,4}$/.test(s[0] ?? "") || GRADE.test(s[0] ?? "")) return undefined;
  const grades = s.slice(1, -1).findIndex((x) => !GRADE.test(x));
  const count = grades < 0 ? s.length - 2 : grades;
  const wide = count >= 2 && /^\d+$/.test(s[3] ?? "") ? 2 : Math.min(count, 1);
  if (wide === 0 || !/^\d+$/.test(s[1 + wide] ?? "")) return undefined;
  return [...s.slice(1, 1 + wide), s[0] as string, ...s.slice(1 + wide)];
}

/** `MP3` → `SMP3`. */
const mathematicalPractice = (s: string[]) =>
  s[0] === "mp" && s.length === 2 ? ["smp", s[1] as string] : undefined;
