import type { SearchRequest, SearchResult } from "../rules/engine.ts";
import { isPartial } from "../rules/relaxing.ts";
import { type Bits, hasBit } from "./bits.ts";
import { corrections } from "./corrections.ts";
import type { IndexReader } from "./index-reader.ts";
import { bitsHaving } from "./matching.ts";
import { isSubject, type PlannedWord } from "./planner.ts";
import { type SearchStep, wordsOf } from "./steps.ts";

/** A better spelling is one that at least so many times more records have. */
const MUCH_MORE = 10;
/** Of a word in more records than this, and in more than its share of many, nobody asks whether another was meant. */
const SELDOM = 2;
const SELDOM_OF = 1 / 5000;

/** A word that no record has, and that stands for nothing else. */
const isUnknown = ({ readAs }: PlannedWord): boolean => readAs?.length === 0;

/**
 * Typed words and codes that the counted step does without, in the order typed. Weak words go unsaid, and what no
 * record has is said by `correctedOf`. Of what shuts nothing out, and where some of the topics are asked for, only what none of these records has.
 */
export function leftOutOf(
  step: SearchStep | undefined,
  shown: { hits: Uint32Array; page: number[] },
  planned: PlannedWord[],
  { codes }: Pick<SearchRequest, "codes">,
  index: IndexReader,
): string[] {
  const kept = new Set(step ? wordsOf(step) : []);
  const partial = step !== undefined && isPartial(step);
  const without = (w: PlannedWord) =>
    partial || w.raises ? !someHas(bitsHaving(w, "any", index), shown) : !kept.has(w);
  const words = planned.filter((w) => !w.weak && !w.wish && !isUnknown(w) && without(w));
  const typed = step && !step.aligned ? codes.map((c) => c.typed) : [];
  return [...typed, ...words.map((w) => w.asked.text)];
}

const someHas = (bits: Bits, { hits, page }: { hits: Uint32Array; page: number[] }): boolean =>
  hits.some((id) => hasBit(bits, id)) || page.some((id) => hasBit(bits, id));

/** Something the question is about stands in no record and for nothing else: what is found is about the rest. */
export function missesTopic(planned: PlannedWord[]): boolean {
  const unknown = planned.filter(isUnknown);
  const knowsTopic = planned.some((w) => w.needed && w.asked.role === "topic");
  return unknown.some((w) => w.asked.role === "topic" || !knowsTopic);
}

/** What no record has goes unsaid in an expression that others of its words stand for ("black history month"). */
export function correctedOf(planned: PlannedWord[]): SearchResult["corrected"] {
  const known = new Set(planned.flatMap((w) => (w.readAs || w.weak ? [] : [w.asked.expression])));
  return planned.flatMap(({ asked, readAs }) =>
    readAs && (asked.expression === undefined || !known.has(asked.expression))
      ? [{ typed: asked.written, as: readAs }]
      : [],
  );
}

export function marksOf(planned: PlannedWord[]): string[] {
  const telling = planned.filter((w) => w.needed);
  const names = telling.flatMap((w) => w.meanings.flatMap((m) => m.names));
  return [...new Set(names)];
}

export function betterOf(
  planned: PlannedWord[],
  { vocabulary, totals }: IndexReader,
): SearchResult["better"] {
  const often = Math.max(SELDOM, totals.documents * SELDOM_OF);
  const having = (id: number | undefined) => vocabulary.documents[id ?? 0] ?? 0;
  return planned.flatMap(({ asked, weak, wish }) => {
    const known = having(vocabulary.number(asked.text));
    // What the synonyms know is a word.
    if (weak || wish || known > often || asked.alternatives.length > 0 || !isSubject(asked)) return [];
    const best = corrections(asked, vocabulary).find((c) => having(c.id) >= Math.max(1, known) * MUCH_MORE);
    return best ? [{ typed: asked.text, better: best.word }] : [];
  });
}
