import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Reach } from "../../reach/rules/reach.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { lastDecision, type Review } from "../../reviews/rules/review.ts";
import { daysBetween } from "../../reviews/rules/school-days.ts";

/** Where something stands, and the one next thing to do. */
export interface ShelfStatus {
  icon: string;
  tone?: "good" | "warn" | "bad";
  words: string;
  act: { words: string; href: string };
}

const SEES: Record<Reach, string> = {
  private: "Only you see it",
  school: "My school sees it",
  district: "My district sees it",
  state: "Every educator in the state sees it",
  public: "Everyone sees it",
};

/** Where a resource of one's own stands; `review` is its unfinished one. */
export function shelfStatusOf(
  r: Resource,
  review: Review | undefined,
  tree: OrganizationTree,
  now: string,
): ShelfStatus {
  const at = `/resources/${r.id}`;
  const change = { words: "Change", href: `${at}/edit` };
  if (r.status === "hidden")
    return {
      icon: "lock_outline",
      tone: "bad",
      words: "A curator has hidden it. You and they see it",
      act: change,
    };
  if (r.status === "withdrawn")
    return { icon: "remove", words: "Withdrawn", act: { words: "See why", href: at } };
  const name = (code: string) => tree.get(code)?.name ?? code;
  if (review?.state === "returned") {
    const words = lastDecision(review)?.words;
    const act = { words: "Fix and offer again", href: `/reviews/${review.id}` };
    return {
      icon: "arrow_back",
      tone: "bad",
      words: `Sent back by ${name(review.organization)}${words ? `: “${words}”` : ""}`,
      act,
    };
  }
  if (review) {
    const days = daysBetween(review.offeredAt, now) + 1;
    return {
      icon: "schedule",
      tone: "warn",
      words: `${SEES[r.reach]}. ${name(review.organization)} is reviewing, day ${days}`,
      act: change,
    };
  }
  const standing = r.endorsements.filter((e) => e.version === r.published).map((e) => name(e.organization));
  if (standing.length > 0)
    return {
      icon: "verified",
      tone: "good",
      words: `Endorsed by ${standing.join(" and ")}. ${SEES[r.reach]}`,
      act: { words: "See it", href: at },
    };
  if (r.reach === "public") return { icon: "public", words: SEES.public, act: change };
  return {
    icon: "school",
    words: `${SEES[r.reach]}. Not offered further`,
    act: { words: "Share it further", href: `${at}#who` },
  };
}
