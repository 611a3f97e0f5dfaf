import type { QueryShape } from "../../kernel/facts.ts";
import type { VocabularyData, VocabularyId } from "./vocabulary.ts";

export interface TermsNow extends QueryShape<"terms", VocabularyData["terms"] | undefined> {
  vocabulary: VocabularyId;
}
export const termsNow = (vocabulary: VocabularyId): TermsNow => ({ fact: "terms", vocabulary });
