/**
 * The order of results, the same for every engine: an engine finds candidates, this orders a few hundred of
 * them. Measured on judged queries; `npm run bench:relevance` says what a change of these numbers does
 * (docs/decisions/0043-what-decides-the-order.md).
 */
export const WEIGHTS = {
  /** Per field, in the order of TEXT_FIELDS: what an occurrence is worth, and how much length takes away. */
  field: [4, 1, 1, 1, 1],
  norm: [0.5, 0, 0.3, 0.6, 0],
  saturation: 1.5,
  coverage: 0.5,
  /** Synonyms worth less than this say no title. */
  saysTitle: 0.45,
  weak: 0.15,
  wish: 0.3,
  /** An occurrence by its form (`FORMS`): the word typed, an inflection of it, another word of the same stem. */
  form: [1, 0.95, 0.15],
  titleIs: 0.6,
  titleHas: 0.35,
  pairs: 0.3,
  pairsInText: 0.12,
  titleShare: 0.2,
  endorsed: 0.025,
  /**
   * What a whole course, unit or textbook gains for a broad question as far as the question says its title, and
   * loses for a narrow one.
   */
  wholeForBroad: 0.4,
  wholeForNarrow: 0.05,
};

/**
 * What a typed word may stand for. All stems of one meaning are needed; `share` is what it is worth beside the word
 * itself. `idf` is how telling it is, given for synonyms: "poetry" for "Harlem Renaissance".
 */
export interface Meaning {
  stems: number[];
  share: number;
  idf?: number;
}

export interface RankedWord {
  weak: boolean;
  wish: boolean;
  /** How telling the word is: ln(1 + (N − df + ½) / (df + ½)). */
  idf: number;
  meanings: Meaning[];
}

export interface Candidate {
  /** Words of each field, in the order of TEXT_FIELDS, each as `wordOf` writes it. */
  fields: ArrayLike<number>[];
  /** 2: aligned to a typed code itself, 1: to a part of it, 0: not. */
  aligned: 0 | 1 | 2;
  /** Sum of what meeting the wishes is worth (`worthOfWish`). */
  wished: number;
  endorsed: boolean;
  /** A course, a unit or a textbook. */
  whole: boolean;
}

export const idfOf = (documents: number, having: number): number =>
  Math.log(1 + Math.max(0, documents - having + 0.5) / (having + 0.5));

/** What a word counts for in the sum. */
export const weightOf = (w: RankedWord): number =>
  w.idf * (w.weak ? WEIGHTS.weak : 1) * (w.wish ? WEIGHTS.wish : 1);
