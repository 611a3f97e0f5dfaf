import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Vocabulary, VocabularyId } from "../../reference/rules/vocabulary.ts";
import type { Standards } from "./framework.ts";

/** What descriptions refer to: vocabularies, organizations and standards. Changes rarely, held in memory. */
export interface Reference {
  vocabularies: Record<VocabularyId, Vocabulary>;
  organizations: OrganizationTree;
  standards: Standards;
}
