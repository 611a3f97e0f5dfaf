import type { SearchDocument } from "./document.ts";
import type { FacetId } from "./facets.ts";
import type { Filters, Sort } from "./query.ts";

/** How far an engine has read the store's outbox. A cursor of another epoch forces a rebuild. */
export interface Cursor {
  epoch: string;
  position: number;
}

/** One thing no longer to be found. */
export interface Removal {
  id: string;
  /** -1 for what the store no longer knows at all: it goes whatever its revision, and may come again. */
  revision: number;
}

/** What an engine takes in one go. Documents and removals older than what it holds are ignored. */
export interface DocumentBatch {
  put: SearchDocument[];
  remove: Removal[];
}

/**
 * What part a word has in a question. When no record has all of it, modifiers give way first, then publishers,
 * then plain words by how common they are; a topic never does.
 */
export type WordRole = "topic" | "plain" | "publisher" | "modifier";

/** One typed word, as `read-words.ts` reads it. */
export interface QueryWord {
  /** Folded: no accents, lower case. */
  text: string;
  /** As it was typed: "WIDA" in capitals is no misspelled "wide". */
  written: string;
  /** In quotes: stands for itself alone, and is never corrected or completed. */
  quoted: boolean;
  /** Says little here ("the", "lesson"): never required, weighs little. */
  weak: boolean;
  /** Part of a wish such as "grade 3": never required, weighs little. */
  wish: boolean;
  role: WordRole;
  /** Still being typed: its completions count too. */
  last: boolean;
  /** Words with the same number are one name ("Central Falls"): required together, or given up together. */
  name?: number;
  /** Words with the same number are one expression ("black history month") to which the alternatives belong. */
  expression?: number;
  /** Other words that mean the same; all words of one alternative are needed. `share` is what they are worth. */
  alternatives: { words: string[]; share: number }[];
}

/** A code recognized in the words. */
export interface QueryCode {
  typed: string;
  /** Ids of the items meant. What is aligned to them, or below them, comes first. */
  items: string[];
  /** Bare codes of the same items: records aligned to the item itself come before its parts. */
  bare: string[];
}

/** A question to an engine. It carries everything: an engine knows neither people nor the store. */
export interface SearchRequest {
  /** In the order typed; empty when browsing. */
  words: QueryWord[];
  codes: QueryCode[];
  /** Typed in quotes: words that every record found has one right after another. They stand in `words`, too. */
  phrases: string[][];
  /** Typed with a minus: what no record found has, a word or words one after another. Not in `words`. */
  excluded: string[][];
  /** Ids: nothing else is found. Without it everything may be. */
  only?: string[] | undefined;
  /** What the words wish for (grade, type): raises records, excludes none. */
  impliedFilters: Filters;
  /** Asks for a whole area ("biology", "third grade science"): courses and units before single lessons. */
  broad: boolean;
  filters: Filters;
  /** Tokens of the caller (`visibilityTokensOf`); only records carrying one of them exist for this question. */
  visible: string[];
  sort: Sort;
  /** Hits to skip. */
  from: number;
  /** Hits wanted, 0 for counts alone. */
  size: number;
  /** Facets to count. */
  facets: FacetId[];
  /** Most values per facet, by count; chosen ones, those `always` wanted and `not-stated` come in any case. */
  values: number;
  /** Values to count however few records have them: the sets of standards, and what is above a chosen value. */
  always?: Partial<Record<FacetId, string[]>>;
}

/** What an engine found. */
export interface SearchResult {
  /** Ids of resources, best first, `from` to `from + size`. */
  ids: string[];
  /** How many records were found in all, never how many were ranked. */
  total: number;
  /**
   * Those of `ids` that are not counted: they lack some of the words and fill what is left of the last page,
   * ranked with the others.
   */
  close: string[];
  /**
   * Per facet: value and number of records found if only this facet were changed to this value. Standard and
   * level together count `item|level` pairs (docs/decisions/0008-standard-and-level-hold-together.md).
   */
  counts: Partial<Record<FacetId, [value: string, count: number][]>>;
  /** Typed words (or codes) that gave way because no record has them all. */
  leftOut: string[];
  /** Stems to be marked in titles and summaries. */
  marks: string[];
  /**
   * Words that no record has, and what was read in their place, best first. `as` is empty where nothing comes
   * near.
   */
  corrected: { typed: string; as: string[] }[];
  /**
   * True when no record has all topics asked for: found is what has some of them, in one list ordered by how much
   * is met, and `total` counts no more than that.
   */
  partial: boolean;
  /** Better spellings of typed words, where one exists that far more records have. */
  better: { typed: string; better: string }[];
  /** Which engine answered, when one stands in for another. */
  engine?: string;
}

/** What a suggestion while typing asks. */
export interface TitleRequest {
  words: QueryWord[];
  visible: string[];
  limit: number;
}

/** How an engine is doing, for `/readyz`, the log and `registry index status`. */
export interface EngineStatus {
  engine: string;
  ready: boolean;
  /** In words, when something is wrong. */
  trouble?: string;
  documents: number;
  cursor?: Cursor;
  /** Bytes on disk. */
  bytes?: number;
  rebuilding: boolean;
}

/** A rebuild under way in a second place; searches are answered from the first until `finish`. */
export interface Rebuild {
  put(documents: SearchDocument[]): Promise<void>;
  /** Puts the new index in the place of the old one, with this cursor. */
  finish(cursor: Cursor): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * Finds, filters and counts: a shadow of the store, rebuilt at will. Order comes from `ranking.ts`, the same
 * for every engine. Every promise rejects with Problem `unavailable` when the engine cannot be reached.
 */
export interface SearchEngine {
  readonly name: string;
  /** Takes a batch; what was taken and the cursor are kept together, or not at all. */
  take(batch: DocumentBatch, cursor: Cursor): Promise<void>;
  /** Undefined when there is no index, or one that was never completed: it wants a rebuild. */
  cursor(): Promise<Cursor | undefined>;
  find(ask: SearchRequest): Promise<SearchResult>;
  /** How many records each of these questions finds (`SearchResult.total`), asked together. */
  totals(asks: SearchRequest[]): Promise<number[]>;
  /** Ids of records whose title has these words, best first. */
  suggest(ask: TitleRequest): Promise<string[]>;
  /** What is held, in id order, for `index verify`: the next `limit` after an id ("" to begin). */
  held(after: string, limit: number): Promise<Removal[]>;
  rebuild(): Promise<Rebuild>;
  status(): Promise<EngineStatus>;
  close(): Promise<void>;
}

/** What of a question decides the order. */
export type OrderedBy = "words" | "codes" | "impliedFilters" | "broad";

/** A word as an engine of stems is asked for it. */
export interface SentWord {
  /** As typed, folded. */
  text: string;
  /** What to look for. */
  stem: string;
  /** Still being typed. */
  last: boolean;
}

/** The words of a question as this index knows them, for an engine that does not. */
export interface WordPlan {
  /** Words a record must have. */
  needed: SentWord[];
  /** Ways to ask for them, the strictest first: records must have all words of a way. */
  ways: SentWord[][];
  /** Where no way finds anything: topics of which a record may have some. None where there is only one topic. */
  topics: SentWord[][];
  /** Records that have the phrases asked for; undefined where there is no phrase, or too many records have them. */
  having?: string[];
  /** Words that raise records and are required of none. */
  raising: SentWord[];
  /** All words that are neither weak nor a wish and stand for something, in the order typed. */
  telling: string[];
  marks: string[];
  corrected: SearchResult["corrected"];
  /** A topic asked for stands in no record: what is found is about the rest. */
  missesTopic: boolean;
  better: SearchResult["better"];
}

/** What an engine that counts and finds asks of one that knows words. */
export interface WordKnowledge {
  /**
   * Orders records another engine has found, by this index's knowledge of words
   * (docs/decisions/0004-an-outbox-with-a-cursor-per-engine.md).
   */
  order(ask: Pick<SearchRequest, OrderedBy>, ids: string[]): Promise<string[]>;
  /** How this index understands typed words, for an engine that is asked for stems. */
  plan(ask: Pick<SearchRequest, "words" | "phrases">): Promise<WordPlan>;
  /** Answers itself what the other engine cannot be asked: which records have most of several topics. */
  find(ask: SearchRequest): Promise<SearchResult>;
  /** How many records each of these questions finds (`SearchResult.total`), asked together. */
  totals(asks: SearchRequest[]): Promise<number[]>;
}
