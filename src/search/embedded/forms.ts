import { FORMS, type Form, formOf, wordOf } from "../rules/ranking-words.ts";
import type { PlannedWord } from "./planner.ts";
import type { IndexVocabulary } from "./vocabulary.ts";

/** Words asked for that share a stem, and the beginning of one that is still being typed. */
interface AskedStem {
  words: Set<string>;
  begun: string[];
}

/** Makes each word of a document what the ranking reads: its stem, and how it stands to the words asked for. */
export function formReader(planned: PlannedWord[], vocabulary: IndexVocabulary): (word: number) => number {
  const asked = stemsAsked(planned);
  const known = new Map<number, number>();
  const { stem: stems, little } = vocabulary;
  const mayBe = quickly(asked.keys());
  return (word) => {
    const stem = stems[word] as number;
    const wanted = mayBe(stem) ? asked.get(stem) : undefined;
    if (!wanted) return little[word] === 1 ? wordOf(stem, FORMS.same, true) : stem;
    const before = known.get(word);
    if (before !== undefined) return before;
    const read = wordOf(stem, formIn(vocabulary.name(word), wanted), little[word] === 1);
    known.set(word, read);
    return read;
  };
}

/** Whether a number may be one of these; of a thousand others it says so of a few. A map is asked only then. */
function quickly(numbers: Iterable<number>): (number: number) => boolean {
  const bits = new Uint32Array(128);
  for (const n of numbers) bits[(n >>> 5) & 127] = (bits[(n >>> 5) & 127] as number) | (1 << (n & 31));
  return (n) => ((bits[(n >>> 5) & 127] as number) & (1 << (n & 31))) !== 0;
}

const formIn = (written: string, { words, begun }: AskedStem): Form =>
  begun.some((beginning) => written.startsWith(beginning)) ? FORMS.same : formOf(written, words);

function stemsAsked(planned: PlannedWord[]): Map<number, AskedStem> {
  const asked = new Map<number, AskedStem>();
  for (const { meanings, asked: typed } of planned) {
    for (const { stems, words, share } of meanings) {
      const written = words.split(" ");
      stems.forEach((stem, i) => {
        const known = asked.get(stem) ?? { words: new Set(), begun: [] };
        known.words.add(written[i] ?? "");
        if (typed.last && !typed.quoted && share < 1) known.begun.push(typed.text);
        asked.set(stem, known);
      });
    }
  }
  return asked;
}
