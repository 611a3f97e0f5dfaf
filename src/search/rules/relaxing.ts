/** Words that are one name are one unit, where the first of them stands. */
function unitsOf<T>(words: T[], nameOf: (word: T) => number | undefined): T[][] {
  const same = (a: T, b: T) => a === b || (nameOf(a) !== undefined && nameOf(a) === nameOf(b));
  return words
    .filter((word, i) => words.findIndex((other) => same(word, other)) === i)
    .map((first) => words.filter((word) => same(first, word)));
}

/** Single words left out in turn before two are: as many tries at most. */
const MOST_SPARED = 4;

/**
 * From asking everything to asking little, given words with the most telling first: all words; without one of
 * them, the least telling first; without more and more of the least telling; at last each of the others alone.
 * A name (`nameOf`) is asked whole or not at all.
 */
export function relaxed<T>(words: T[], nameOf: (word: T) => number | undefined): T[][] {
  return relaxedUnits(unitsOf(words, nameOf)).map((units) => units.flat());
}

function relaxedUnits<T>(words: T[]): T[][] {
  if (words.length === 0) return [];
  const without = words.map((spared) => words.filter((w) => w !== spared)).reverse();
  const fewer = words.map((_, i) => words.slice(0, words.length - i)).slice(2);
  const others = words.slice(1).map((word) => [word]);
  const ways =
    words.length > 2 ? [words, ...without.slice(0, MOST_SPARED), ...fewer, ...others] : [words, ...without];
  return ways.filter((way) => way.length > 0);
}
