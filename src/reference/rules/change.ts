import type { VocabularyData } from "./vocabulary.ts";

/** Guarded by the terms of `before`, where it is given. */
export interface VocabularyChange {
  noun: "vocabulary";
  before?: VocabularyData;
  after: VocabularyData;
}
