import type { FactQuery } from "../../kernel/facts.ts";
import type { VocabularyData, VocabularyId } from "./vocabulary.ts";

export interface TermsNow extends FactQuery<"terms", VocabularyData["terms"] | undefined> {
  vocabulary: VocabularyId;
}
export const termsNow = (vocabulary: VocabularyId): TermsNow => ({ fact: "terms", vocabulary });
