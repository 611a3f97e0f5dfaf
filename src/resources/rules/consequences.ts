import { rule } from "../../kernel/facts.ts";
import type { OrganizationsChange } from "../../organizations/rules/change.ts";
import type { AuditChange } from "../../people/rules/change.ts";
import { inAudit } from "../../people/rules/consequences.ts";
import type { VocabularyChange } from "../../reference/rules/change.ts";
import { termsNow } from "../../reference/rules/facts.ts";
import { Vocabulary, type VocabularyData } from "../../reference/rules/vocabulary.ts";
import type { FrameworkChange } from "../../standards/rules/change.ts";
import type { Reindex, ResourceChange } from "./change.ts";

/** Curators take out of sight what others share, so each time stands in the audit trail. */
export const auditOfResource = rule({
  needs: ({ before }: ResourceChange) => (before ? {} : undefined),
  follows({ after, event: { what } }): AuditChange[] {
    if (what !== "hidden" && what !== "shown") return [];
    return [inAudit({ what: `resource ${what}`, organization: after.organization, thing: after.id })];
  },
});

/** A change of an item, a label or the tree reaches the indexes through the resources it touches. */

export const reindexAfterOrganizations = rule({
  needs: (_: OrganizationsChange) => ({}),
  follows: ({ after }): Reindex[] => [{ noun: "reindex", organizations: after.map((o) => o.code) }],
});

export const reindexAfterFramework = rule({
  needs: (_: FrameworkChange) => ({}),
  follows: ({ items, dropped }): Reindex[] => [
    { noun: "reindex", items: [...items.map((item) => item.id), ...dropped] },
  ],
});

export const reindexAfterVocabulary = rule({
  needs: ({ after }: VocabularyChange) => ({ before: termsNow(after.id) }),
  follows({ after }, { before }): Reindex[] {
    const terms = before ? changedTerms(before, after) : [];
    return terms.length > 0 ? [{ noun: "reindex", terms }] : [];
  },
});

/** Terms that are said otherwise than before, and all below them. */
function changedTerms(before: VocabularyData["terms"], after: VocabularyData): string[] {
  const known = new Map(before.map((t) => [t.id, JSON.stringify(t)]));
  const changed = new Set(
    after.terms.filter((t) => known.has(t.id) && known.get(t.id) !== JSON.stringify(t)).map((t) => t.id),
  );
  const vocabulary = new Vocabulary(after);
  return after.terms
    .filter((t) => vocabulary.path(t.id).some((above) => changed.has(above.id)))
    .map((t) => t.id);
}
