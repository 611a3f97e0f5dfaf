import type { OrganizationTree } from "../organizations/organization.ts";
import type { Standards } from "../standards/framework.ts";
import type { Vocabulary, VocabularyId } from "./vocabulary.ts";

/** What descriptions refer to: vocabularies, organizations and standards. Changes rarely, held in memory. */
export interface Reference {
  vocabularies: Record<VocabularyId, Vocabulary>;
  organizations: OrganizationTree;
  standards: Standards;
}
