import type { SearchRequest } from "../rules/engine.ts";
import { bitsOf, hasBit } from "./bits.ts";
import type { Filter } from "./counting.ts";
import type { IndexReader } from "./index-reader.ts";

/** Records whose words are read at once. */
const PIECE = 2000;

/** What quotes, minus signs and typed addresses ask for, as filters that nobody can choose otherwise: no facet counts without them. */
export function heldTo(
  { phrases, excluded, only: named }: Pick<SearchRequest, "phrases" | "excluded" | "only">,
  index: IndexReader,
): Filter[] {
  const upTo = index.columns.start.length - 1;
  const only = phrases.map((phrase) => bitsOf(idsOfPhrase(phrase, index), upTo));
  const without = excluded.map((words) => bitsOf(idsWith(words, index), upTo).map((bits) => ~bits >>> 0));
  if (named) only.push(bitsOf(Uint32Array.from(index.idsOfKeys(named)), upTo));
  return [...only, ...without].map((bits) => ({ bits, own: [], paired: false }));
}

/** Records that have these words, as written, one right after another in one field. */
export function idsOfPhrase(phrase: string[], index: IndexReader): Uint32Array {
  return index.remembered(`phrase:${phrase.join(" ")}`, () => {
    const words = phrase.flatMap((word) => index.vocabulary.number(word) ?? []);
    if (words.length === 0 || words.length < phrase.length) return new Uint32Array(0);
    return index.inOrder(candidatesFor(phrase, index), words);
  });
}

/** Records that have the word in any of its forms, or the words one after another. */
function idsWith(words: string[], index: IndexReader): Uint32Array {
  return index.remembered(`without:${words.join(" ")}`, () => {
    const stems = words.flatMap((word) => index.stemNumber(word) ?? []);
    if (stems.length === 0 || stems.length < words.length) return new Uint32Array(0);
    const candidates = candidatesFor(words, index);
    const { changed } = index.lists;
    if (words.length > 1) return inPieces(candidates, (ids) => withRun(ids, index.stems(ids), stems));
    const read = [...changed];
    return Uint32Array.from([
      ...candidates.filter((id) => !changed.has(id)),
      ...withRun(read, index.stems(read), stems),
    ]);
  });
}

/** Records that have the stems of all the words, and those of which no list knows. */
function candidatesFor(words: string[], { lists, stemOf, columns }: IndexReader): Uint32Array {
  const [rarest, next] = [...new Set(words.map(stemOf))]
    .map((stem) => lists.of(stem, "any"))
    .sort((a, b) => a.length - b.length);
  const also = next && bitsOf(next, columns.highest);
  const both = (also ? rarest?.filter((id) => hasBit(also, id)) : rarest) ?? new Uint32Array(0);
  if (lists.changed.size === 0) return both;
  return Uint32Array.from(new Set([...both, ...lists.changed]));
}

function inPieces(ids: Uint32Array, read: (ids: number[]) => number[]): Uint32Array {
  const found: number[] = [];
  for (let at = 0; at < ids.length; at += PIECE) found.push(...read([...ids.subarray(at, at + PIECE)]));
  return Uint32Array.from(found);
}

/** Those in whose fields the numbers stand one right after another. */
const withRun = (ids: number[], fields: number[][][], run: number[]): number[] =>
  ids.filter((_, i) => fields[i]?.some((field) => hasRun(field, run)));

function hasRun(field: number[], run: number[]): boolean {
  const first = run[0] as number;
  for (let at = field.indexOf(first); at >= 0; at = field.indexOf(first, at + 1))
    if (run.every((number, i) => field[at + i] === number)) return true;
  return false;
}
