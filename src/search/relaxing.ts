/** Single words left out in turn before two are: as many tries at most. */
const MOST_SPARED = 4;

/**
 * From asking everything to asking little, given words with the most telling first: all words; without one of
 * them, the least telling first; without more and more of the least telling; at last each of the others alone.
 */
export function relaxed<T>(words: T[]): T[][] {
  if (words.length === 0) return [];
  const without = words.map((spared) => words.filter((w) => w !== spared)).reverse();
  const fewer = words.map((_, i) => words.slice(0, words.length - i)).slice(2);
  const others = words.slice(1).map((word) => [word]);
  const ways =
    words.length > 2 ? [words, ...without.slice(0, MOST_SPARED), ...fewer, ...others] : [words, ...without];
  return ways.filter((way) => way.length > 0);
}
