import type {
  OrderedBy,
  QueryWord,
  SearchRequest,
  SentWord,
  TitleRequest,
  WordPlan,
} from "../rules/engine.ts";
import { isPartial, type Telling, type Way, waysToAsk } from "../rules/relaxing.ts";
import { stemOf } from "../rules/tokens.ts";
import { idsOfPhrase } from "./adjacency.ts";
import { browsed } from "./browse.ts";
import { ranked } from "./candidates.ts";
import { alignedTo, audienceOf } from "./compiled-query.ts";
import { pass } from "./counting.ts";
import type { IndexReader } from "./index-reader.ts";
import { idsHaving } from "./matching.ts";
import { type PlannedWord, planWords } from "./planner.ts";
import { betterOf, correctedOf, marksOf, missesTopic } from "./said.ts";
import { bestOf } from "./select.ts";
import { tellingIn } from "./topics.ts";

/** Titles looked at for one suggestion. */
const MOST_TITLES = 120;

/** Records with all the words in their title. */
export function suggest({ words, visible, limit }: TitleRequest, index: IndexReader): string[] {
  const planned = planWords(words, index.lexicon());
  const needed = planned.filter((w) => w.needed);
  if (needed.length === 0) return [];
  const { hits } = pass(idsHaving(needed, "title", index), audienceOf(visible, index), []);
  const shortest = bestOf(hits, MOST_TITLES, (id) => -(index.columns.titleLength[id] as number));
  const order = ranked(shortest, planned, { codes: [], impliedFilters: {}, broad: false }, undefined, index);
  return index.keys(order.slice(0, limit));
}

/** Longer lists of records are not sent to another engine. */
const MOST_SENT = 1000;

export function plan(
  { words, phrases }: Pick<SearchRequest, "words" | "phrases">,
  index: IndexReader,
): WordPlan {
  if (!index.complete) return plainPlan({ words });
  const planned = planWords(words, index.lexicon());
  const needed = planned.filter((w) => w.needed);
  const sentOf = ({ asked, ...word }: PlannedWord) => sent(asked, stemFor({ asked, ...word }));
  return {
    needed: needed.map(sentOf),
    raising: planned.filter((w) => w.raises).map(sentOf),
    ...havingAll(phrases, index),
    ...waysSent(waysToAsk(needed, tellingIn(planned, index)), sentOf),
    telling: planned.filter((w) => !w.weak && !w.wish && w.readAs?.length !== 0).map((w) => w.asked.text),
    marks: marksOf(planned),
    corrected: correctedOf(planned),
    missesTopic: missesTopic(planned),
    better: betterOf(planned, index),
  };
}

/** For as long as this index does not know all words: each telling word stands for itself. */
export function plainPlan({ words }: Pick<SearchRequest, "words">): WordPlan {
  const needed = words.filter((w) => !w.weak && !w.wish);
  const sentOf = (w: QueryWord) => sent(w, stemOf(w.text));
  const tellingOf = ({ role, name }: QueryWord): Telling => ({
    role,
    name,
    weight: 1,
    about: 1,
    inPhrase: false,
  });
  return {
    needed: needed.map(sentOf),
    raising: [],
    ...waysSent(waysToAsk(needed, tellingOf), sentOf),
    telling: needed.map((w) => w.text),
    marks: needed.map((w) => stemOf(w.text)),
    corrected: [],
    missesTopic: false,
    better: [],
  };
}

function havingAll(phrases: string[][], index: IndexReader): Pick<WordPlan, "having"> {
  const [first, ...more] = phrases
    .map((phrase) => idsOfPhrase(phrase, index))
    .sort((a, b) => a.length - b.length);
  if (!first || first.length > MOST_SENT) return {};
  const others = more.map((ids) => new Set(ids));
  return { having: index.keys([...first.filter((id) => others.every((ids) => ids.has(id)))]) };
}

function waysSent<T>(ways: Way<T>[], sentOf: (word: T) => SentWord): Pick<WordPlan, "ways" | "topics"> {
  const some = ways.find(isPartial);
  return {
    ways: ways.filter((way) => !isPartial(way)).map((way) => way.units.flat().map(sentOf)),
    topics: some ? some.units.map((words) => words.map(sentOf)) : [],
  };
}

const sent = ({ text, last, quoted }: QueryWord, stem: string): SentWord => ({
  text,
  stem,
  last: last && !quoted,
});

/** The stem that stands for a word best; an unfinished word that is none yet stays as it is. */
function stemFor({ asked, meanings }: PlannedWord): string {
  const [best] = [...meanings].sort((a, b) => b.share - a.share || b.documents - a.documents);
  const begun =
    asked.last && (best?.share ?? 0) < 1 && meanings.some((m) => m.names[0]?.startsWith(asked.text));
  return begun ? asked.text : (best?.names.join(" ") ?? asked.text);
}

/** Orders records another engine has found; those this index does not hold come last. */
export function order(ask: Pick<SearchRequest, OrderedBy>, keys: string[], index: IndexReader): string[] {
  const planned = planWords(ask.words, index.lexicon());
  const ids = index.idsOfKeys(keys);
  const browsing = ask.words.length === 0 && ask.codes.length === 0;
  const inOrder = browsing
    ? browsed(Uint32Array.from(ids), ids.length, index)
    : ranked(ids, planned, ask, alignedTo(ask, index), index);
  const known = index.keys(inOrder);
  const have = new Set(known);
  return [...known, ...keys.filter((key) => !have.has(key))];
}
