import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { stemOf, tokensOf } from "./tokens.ts";

/** Names of the state and its districts of more than one word, by their stems. */
type Names = ReadonlyMap<string, number>;

const read = new WeakMap<OrganizationTree, Names>();

const keyOf = (tokens: string[]) => tokens.map(stemOf).join(" ");

function namesOf(tree: OrganizationTree): Names {
  const known = read.get(tree);
  if (known) return known;
  const places = tree.all().filter((o) => o.kind === "state" || o.kind === "district");
  const names = new Map(
    places
      .map((o) => tokensOf(o.name))
      .filter((tokens) => tokens.length > 1)
      .map((tokens) => [keyOf(tokens), tokens.length]),
  );
  read.set(tree, names);
  return names;
}

/** How many tokens from here on are one name ("New Shoreham", "Central Falls"): one when none begins here. */
export function nameAt(tokens: string[], at: number, tree: OrganizationTree): number {
  const names = namesOf(tree);
  const longest = Math.max(1, ...names.values());
  for (let length = Math.min(longest, tokens.length - at); length > 1; length--) {
    if (names.has(keyOf(tokens.slice(at, at + length)))) return length;
  }
  return 1;
}
