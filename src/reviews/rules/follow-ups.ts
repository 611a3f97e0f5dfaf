import { isWider } from "../../reach/rules/reach.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { type ReviewChange, reviewChange } from "./change.ts";
import { isUnfinished, type Review } from "./review.ts";

/** What of a resource, or of what stands for a collection, an offer depends on. */
type Stand = Pick<Resource, "status" | "reach" | "published" | "proposed">;

/**
 * What a change of a resource or a collection means for the offer it stands in
 * (docs/decisions/0002-immutable-versions-two-pointers.md): narrowing, hiding and withdrawing end it; a later
 * edit takes the place of the version offered, and the offer keeps its place and its comments; a version
 * published over a proposal makes the offer of that proposal pointless.
 */
export function followUps(
  { before, after, event }: { before?: Stand; after: Stand; event: { at: string; by: string } },
  review: Review,
): ReviewChange | undefined {
  if (!before || !isUnfinished(review)) return undefined;
  const { at, by } = event;
  const end = (state: "withdrawn" | "superseded", note: string) =>
    reviewChange(review, { state }, { what: state, at, by, note });
  if (after.status !== "active") return end("withdrawn", "It was taken out of sight");
  if (isWider(before.reach, after.reach)) return end("withdrawn", `Its reach was narrowed to ${after.reach}`);
  const version = after.proposed ?? after.published;
  if (version === review.version) return undefined;
  if (review.version === before.proposed && after.proposed === undefined)
    return end("superseded", `Version ${version} was published in its place`);
  return reviewChange(review, { version }, { what: "moved on", at, by, version });
}
