import type { CollectionChange } from "../../collections/rules/change.ts";
import { asResource } from "../../collections/rules/collection.ts";
import { rule } from "../../kernel/facts.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import type { ReviewChange } from "./change.ts";
import { unfinishedReviewOf } from "./facts.ts";
import { followUps } from "./follow-ups.ts";

/**
 * What follows for the offer a changed resource or collection stands in, in the same commit and wherever the
 * change came from: no door can forget it, and no edit can slip in beside it.
 */

export const offerOfResource = rule({
  needs: ({ before, after }: ResourceChange) =>
    before ? { review: unfinishedReviewOf("resource", after.id) } : undefined,
  follows(change, { review }): ReviewChange[] {
    const follows = review && followUps(change, review);
    return follows ? [follows] : [];
  },
});

export const offerOfCollection = rule({
  needs: ({ before, after }: CollectionChange) =>
    before ? { review: unfinishedReviewOf("collection", after.id) } : undefined,
  follows({ before, after, event }, { review }): ReviewChange[] {
    const stood = before ? { before: asResource(before) } : {};
    const follows = review && followUps({ ...stood, after: asResource(after), event }, review);
    return follows ? [follows] : [];
  },
});
