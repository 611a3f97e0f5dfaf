import type { Organization, OrganizationTree } from "../../organizations/rules/organization.ts";
import { byStem, type Expressions, expressionsOf, longestAt } from "./reading/expressions.ts";
import { tokensOf } from "./tokens.ts";

/** Names of organizations of more than one word, by their stems. */
interface Names {
  /** The state and its districts. */
  places: Expressions<true>;
  /** Those that share, and are no places: colleges, museums, libraries, schools. */
  sharing: Expressions<true>;
}

const read = new WeakMap<OrganizationTree, Names>();

function namesOf(tree: OrganizationTree): Names {
  const known = read.get(tree);
  if (known) return known;
  const named = (kinds: Organization["kind"][]) =>
    tree
      .all()
      .filter((o) => kinds.includes(o.kind))
      .map((o) => tokensOf(o.name))
      .filter((tokens) => tokens.length > 1)
      .map((tokens) => [tokens, true as const] as const);
  const names = {
    places: expressionsOf(named(["state", "district"]), byStem),
    sharing: expressionsOf(named(["partner", "school"]), byStem),
  };
  read.set(tree, names);
  return names;
}

export interface Named {
  length: number;
  /** One that made or shared a record; a place otherwise. */
  by: boolean;
}

/** The name that begins at a token ("New Shoreham", "OpenStax"), the longest of them. */
export function nameAt(
  tokens: string[],
  at: number,
  tree: OrganizationTree,
  publishers: Expressions<true>,
): Named | undefined {
  const { places, sharing } = namesOf(tree);
  const by = Math.max(...[sharing, publishers].map((known) => longestAt(tokens, at, known)?.length ?? 0));
  const place = longestAt(tokens, at, places)?.length ?? 0;
  const length = Math.max(by, place);
  return length > 0 ? { length, by: by > place } : undefined;
}
