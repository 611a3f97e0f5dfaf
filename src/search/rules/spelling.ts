/** How words are misspelled: by ear at their beginning, by hand and by eye anywhere. */

/** Beginnings that sound alike. `before` says which letters must follow the typed one. */
const ALIKE: { typed: string; meant: string[]; before?: RegExp }[] = [
  { typed: "f", meant: ["ph"] },
  { typed: "ph", meant: ["f"] },
  { typed: "kw", meant: ["qu"] },
  { typed: "cw", meant: ["qu"] },
  { typed: "qu", meant: ["kw", "k", "c"] },
  { typed: "k", meant: ["c", "ch", "q", "kh"] },
  { typed: "c", meant: ["k", "ch", "q"], before: /^[^eiyh]/ },
  { typed: "ch", meant: ["k"] },
  { typed: "s", meant: ["c", "sc", "ps"], before: /^[eiy]/ },
  { typed: "s", meant: ["ps", "z"] },
  { typed: "c", meant: ["s", "sc"], before: /^[eiy]/ },
  { typed: "sc", meant: ["c", "s"], before: /^[eiy]/ },
  { typed: "j", meant: ["g"], before: /^[eiy]/ },
  { typed: "g", meant: ["j"], before: /^[eiy]/ },
  { typed: "z", meant: ["x", "s"] },
  { typed: "x", meant: ["z", "s"] },
  { typed: "n", meant: ["kn", "gn", "pn"] },
  { typed: "kn", meant: ["n"] },
  { typed: "r", meant: ["wr", "rh"] },
  { typed: "wr", meant: ["r"] },
  { typed: "rh", meant: ["r"] },
  { typed: "w", meant: ["wh"] },
  { typed: "wh", meant: ["w", "h"] },
  { typed: "h", meant: ["wh", ""], before: /^[aeiouy]/ },
  { typed: "", meant: ["h"], before: /^[aeiouy]/ },
  { typed: "t", meant: ["pt"] },
];

/** "geografy": inside a word, too, nearly every f that is none is a ph. */
const heardInside = (word: string): string => word.charAt(0) + word.slice(1).replace(/f+/g, "ph");

/**
 * The word with each beginning that sounds as the typed one does, and with what sounds alike inside: "fotosynthesis"
 * is "photosynthesis", too, and "filosofy" "philosophy".
 */
export function soundAlikes(word: string): string[] {
  const found = ALIKE.flatMap(({ typed, meant, before }) => {
    const rest = word.slice(typed.length);
    if (!word.startsWith(typed) || (before && !before.test(rest))) return [];
    return meant.map((beginning) => beginning + rest);
  });
  const inside = [word, ...found].map(heardInside);
  return [...new Set([...found, ...inside])].filter((respelled) => respelled !== word);
}

const VOWELS = "aeiouy";
/** Letters heard as one another. */
const HEARD = ["ckq", "csz", "gj", "fv", "dt", "bp", "mn"];
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** What a slip costs: 1 is a letter that neither hand nor ear takes for the other. */
export const SWAPPED = 0.5;
const COST = { swapped: SWAPPED, vowel: 0.6, heard: 0.6, neighbor: 0.7, doubled: 0.4, more: 0.8, other: 1 };

/**
 * How far two words are apart, less where the slip is a likely one: swapped letters, a letter doubled or not, a vowel
 * for a vowel, a key beside the right one.
 */
export function slipsBetween(typed: string, meant: string): number {
  const width = meant.length + 1;
  const cells = new Float64Array((typed.length + 1) * width);
  const at = (i: number, j: number) => cells[i * width + j] as number;
  for (let i = 0; i <= typed.length; i++) {
    for (let j = 0; j <= meant.length; j++) {
      if (i === 0 && j === 0) continue;
      const ways = [Number.POSITIVE_INFINITY];
      if (i > 0) ways.push(at(i - 1, j) + extra(typed, i - 1));
      if (j > 0) ways.push(at(i, j - 1) + extra(meant, j - 1));
      if (i > 0 && j > 0) ways.push(at(i - 1, j - 1) + changed(typed.charAt(i - 1), meant.charAt(j - 1)));
      if (isSwap(typed, i, meant, j)) ways.push(at(i - 2, j - 2) + COST.swapped);
      cells[i * width + j] = Math.min(...ways);
    }
  }
  return at(typed.length, meant.length);
}

function isSwap(typed: string, i: number, meant: string, j: number): boolean {
  if (i < 2 || j < 2) return false;
  return typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1] && typed[i - 1] !== typed[i - 2];
}

/** A letter that the other word does not have. */
const extra = (word: string, i: number): number =>
  word[i] === word[i - 1] || word[i] === word[i + 1] ? COST.doubled : COST.more;

function changed(a: string, b: string): number {
  if (a === b) return 0;
  if (VOWELS.includes(a) && VOWELS.includes(b)) return COST.vowel;
  if (HEARD.some((letters) => letters.includes(a) && letters.includes(b))) return COST.heard;
  return areNeighbors(a, b) ? COST.neighbor : COST.other;
}

function areNeighbors(a: string, b: string): boolean {
  for (const [row, keys] of ROWS.entries()) {
    const at = keys.indexOf(a);
    if (at < 0) continue;
    const near = [keys[at - 1], keys[at + 1], ROWS[row - 1]?.[at], ROWS[row - 1]?.[at + 1]];
    return [...near, ROWS[row + 1]?.[at - 1], ROWS[row + 1]?.[at]].includes(b);
  }
  return false;
}
