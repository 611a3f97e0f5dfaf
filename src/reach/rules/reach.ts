import type { Organization } from "../../organizations/rules/organization.ts";

/** Who can see a resource, from narrow to wide. */
export const REACHES = ["private", "school", "district", "state", "public"] as const;
export type Reach = (typeof REACHES)[number];

export const widthOf = (reach: Reach) => REACHES.indexOf(reach);
export const isWider = (a: Reach, b: Reach) => widthOf(a) > widthOf(b);
export const narrowest = (a: Reach, b: Reach): Reach => (isWider(a, b) ? b : a);
export const widest = (a: Reach, b: Reach): Reach => (isWider(a, b) ? a : b);

/** The reaches an organization's place in the tree has; a partner has no school, a district office neither. */
export function reachesOf(kind: Organization["kind"]): Reach[] {
  switch (kind) {
    case "school":
      return [...REACHES];
    case "district":
      return ["private", "district", "state", "public"];
    case "state":
    case "partner":
      return ["private", "state", "public"];
  }
}
