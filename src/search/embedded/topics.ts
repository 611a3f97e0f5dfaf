import type { Telling } from "../rules/relaxing.ts";
import type { IndexReader } from "./index-reader.ts";
import { idsHaving } from "./matching.ts";
import { isSubject, type PlannedWord } from "./planner.ts";

/** Titles read to see whether two words stand in them side by side. */
const MOST_TITLES = 100;
/** Where so few records have a word, what share of them is about it is half a guess. */
const DOUBT = 2;
/** Side by side, or with one little word between ("order of operations"). */
const APART = 2;

/** What the index knows of a word that may give way: whether records are about it, or only use it. */
export function tellingIn(planned: PlannedWord[], index: IndexReader): (word: PlannedWord) => Telling {
  const telling = planned.filter((w) => !w.weak && !w.wish);
  return (word) => {
    const { role, name } = word.asked;
    const at = telling.indexOf(word);
    const beside = [telling[at - 1], telling[at + 1]].map((w) => (w && isSubject(w.asked) ? w : undefined));
    const { weight } = word;
    // What must be there cannot give way.
    if (word.asked.quoted) return { role: "topic", name, weight, about: 1, inPhrase: false };
    if (role !== "plain") return { role, name, weight, about: 1, inPhrase: false };
    const before = beside[0] && inTitles(beside[0], word, index);
    const inPhrase = before || (beside[1] !== undefined && inTitles(word, beside[1], index));
    return { role, name, weight, about: aboutIn(word, index), inPhrase: inPhrase === true };
  };
}

function aboutIn({ meanings }: PlannedWord, { lists }: IndexReader): number {
  const [best] = [...meanings].sort((a, b) => b.share - a.share || b.documents - a.documents);
  const shares = best?.names.map((stem) => {
    const about = Math.max(lists.of(stem, "title").length, lists.of(stem, "topics").length);
    return about / (lists.of(stem, "any").length + DOUBT);
  });
  return Math.min(1, ...(shares ?? []));
}

/** Whether some title has the one word right before the other. */
function inTitles(a: PlannedWord, b: PlannedWord, index: IndexReader): boolean {
  const key = `titles:${namesOf(a)}>${namesOf(b)}`;
  return index.remembered(key, () => titlesWith(a, b, index)).length > 0;
}

function titlesWith(a: PlannedWord, b: PlannedWord, index: IndexReader): Uint32Array {
  const ids = [...idsHaving([a, b], "title", index).subarray(0, MOST_TITLES)];
  const [first, next] = [stemsOf(a), stemsOf(b)];
  const stems = index.stems(ids);
  return Uint32Array.from(ids.filter((_, i) => sideBySide(stems[i]?.[0] ?? [], first, next)));
}

function sideBySide(title: ArrayLike<number>, first: Set<number>, next: Set<number>): boolean {
  for (let i = 0; i < title.length; i++) {
    if (!first.has(title[i] as number)) continue;
    for (let j = i + 1; j <= i + APART && j < title.length; j++)
      if (next.has(title[j] as number)) return true;
  }
  return false;
}

const stemsOf = ({ meanings }: PlannedWord) => new Set(meanings.flatMap((m) => m.stems));
const namesOf = ({ meanings }: PlannedWord) => meanings.map((m) => m.names.join("+")).join("|");
