import { type Word, wordOf } from "./letters.ts";

/**
 * Scripts that do not set blanks between words. Chinese characters go two by two, each pair overlapping the next:
 * what a dictionary takes for a word hangs on what stands around it, pairs do not. Kana are cut where the script
 * changes; Thai, Lao, Khmer and Burmese are cut by a dictionary.
 */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const RUNS =
  /[\p{Script=Han}〆ヶ]+|[\p{Script=Katakana}ー]+|\p{Script=Hiragana}+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;
const HAN = /^\p{Script=Han}/u;
const HIRAGANA = /^\p{Script=Hiragana}$/u;
/** 的 between two words is no part of either. */
const BETWEEN_WORDS = /(?<=\p{Script=Han}{2})的(?=\p{Script=Han}{2})/u;
const SEGMENTER = new Intl.Segmenter("und", { granularity: "word" });

export function wordsInUnspaced(written: string, offset: number): Word[] {
  const runs = [...written.matchAll(RUNS)];
  return runs.flatMap(({ 0: run, index }) => {
    if (HAN.test(run)) return pairsIn(run, offset + index);
    // One letter of kana between other words is a particle.
    if (HIRAGANA.test(run) && runs.length > 1) return [];
    return UNSPACED.test(run) ? segmentsOf(run, offset + index) : [wordOf(run, offset + index)];
  });
}

function pairsIn(run: string, offset: number): Word[] {
  const cut = BETWEEN_WORDS.exec(run);
  if (cut) {
    const after = cut.index + cut[0].length;
    return [...pairsIn(run.slice(0, cut.index), offset), ...pairsIn(run.slice(after), offset + after)];
  }
  const letters = lettersOf(run, offset);
  if (letters.length < 2) return letters;
  return letters.slice(1).map((second, i) => {
    const first = letters[i] as Word;
    return { token: first.token + second.token, start: first.start, end: second.end };
  });
}

function lettersOf(run: string, offset: number): Word[] {
  let at = offset;
  return [...run].map((letter) => {
    const word = wordOf(letter, at);
    at = word.end;
    return word;
  });
}

/** Each Chinese character of words that have several: 水 finds 水循环. */
export const singleLettersOf = (words: readonly Word[]): Word[] =>
  words
    .filter((w) => w.token.length > 1 && HAN.test(w.token))
    .flatMap((w, i, pairs) => {
      const letters = lettersOf(w.token, w.start);
      const goesOn = pairs[i - 1]?.end === letters[0]?.end;
      return goesOn ? letters.slice(1) : letters;
    });

const segmentsOf = (written: string, offset: number): Word[] =>
  [...SEGMENTER.segment(written)].filter((s) => s.isWordLike).map((s) => wordOf(s.segment, offset + s.index));
