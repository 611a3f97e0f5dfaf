/**
 * The words of one document as text of plain letters: for each field how many words it has, then the numbers of
 * its words. A number is written in digits of five bits, the last of them marked; common words have low numbers,
 * so most take two or three letters. Text, because many rows come out of SQLite fastest as one string.
 */
export function packWords(fields: ArrayLike<number>[]): string {
  let text = "";
  for (const field of fields) text += packed(field.length);
  for (const field of fields) for (let i = 0; i < field.length; i++) text += packed(field[i] as number);
  return text;
}

/** How words that stand one after another are written. */
export const packedRun = (words: number[]): string => words.map(packed).join("");

/** Whether a document of so many fields, as `packWords` wrote it, has such a run within one field. */
export function hasPackedRun(text: string, run: string, fields: number): boolean {
  const lengths = new PackedWords(text);
  const ends: number[] = [];
  for (let f = 0; f < fields; f++) ends.push((ends[f - 1] ?? 0) + lengths.number());
  const words = wordsIn(run, 0, run.length);
  // `counted` numbers stand before `from`.
  let from = lengths.at;
  let counted = 0;
  for (let at = text.indexOf(run, from); at >= 0; at = text.indexOf(run, at + 1)) {
    // What follows a letter that goes on is the rest of a longer number.
    if (at > lengths.at && text.charCodeAt(at - 1) < ENDS) continue;
    counted += wordsIn(text, from, at);
    from = at;
    const end = ends.find((e) => counted < e) ?? 0;
    if (counted + words <= end) return true;
  }
  return false;
}

/** Numbers that end in a stretch of packed text. */
function wordsIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text.charCodeAt(i) >= ENDS) count++;
  return count;
}

/** The first letter of digits that go on, and of those that end a number: `@A…` and `` `a… ``. */
const GOES_ON = 64;
const ENDS = 96;
/** Between documents; no digit is written so. */
export const BETWEEN = ";";

function packed(number: number): string {
  let text = "";
  let rest = number;
  for (; rest > 31; rest >>>= 5) text += String.fromCharCode(GOES_ON + (rest & 31));
  return text + String.fromCharCode(ENDS + rest);
}

/** Reads what `packWords` wrote, one document after another. */
export class PackedWords {
  private readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /**
   * The next document: the words of each field, each as `meaning` says. Plain lists: a search reads a thousand of them,
   * and a typed array costs more than the few words in it.
   */
  next(fields: number, meaning: (word: number) => number = (word) => word): number[][] {
    if (this.text[this.at] === BETWEEN) this.at++;
    const read: number[][] = [];
    const lengths: number[] = [];
    for (let f = 0; f < fields; f++) lengths.push(this.number());
    for (const length of lengths) {
      const words: number[] = [];
      for (let i = 0; i < length; i++) words.push(meaning(this.number()));
      read.push(words);
    }
    return read;
  }

  number(): number {
    let number = 0;
    for (let shift = 0; ; shift += 5) {
      const letter = this.text.charCodeAt(this.at++);
      number |= (letter & 31) << shift;
      // Past the end of the text there are no letters, and no numbers but 0.
      if (!(letter < ENDS)) return number >>> 0;
    }
  }
}
