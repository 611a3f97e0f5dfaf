/** A stretch of words: in both texts, or in one of them. */
export interface Stretch {
  text: string;
  changed: boolean;
}

/** Longer texts are shown whole, before and now: the comparison grows with the square of the words. */
const MOST_WORDS = 400;

/** Which words went and which came, both texts whole and in their order. */
export function stretchesOf(before: string, now: string): { before: Stretch[]; now: Stretch[] } {
  const [a, b] = [before.split(/(?<=\s)/), now.split(/(?<=\s)/)];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return { before: [{ text: before, changed: true }], now: [{ text: now, changed: true }] };
  const [inA, inB] = common(a, b);
  return { before: joined(a, inA), now: joined(b, inB) };
}

/** Which words of each belong to the longest row of words they share. */
function common(a: string[], b: string[]): [boolean[], boolean[]] {
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = longest[i];
      if (row) row[j] = same(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const [inA, inB] = [a.map(() => false), b.map(() => false)];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (same(a[i], b[j])) {
      inA[i++] = true;
      inB[j++] = true;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return [inA, inB];
}

const same = (a: string | undefined, b: string | undefined) => a?.trim() === b?.trim();

function joined(words: string[], kept: boolean[]): Stretch[] {
  const found: Stretch[] = [];
  words.forEach((text, i) => {
    const changed = !kept[i];
    const last = found.at(-1);
    if (last?.changed === changed) last.text += text;
    else found.push({ text, changed });
  });
  return found;
}
