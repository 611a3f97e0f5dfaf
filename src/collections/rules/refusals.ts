import { Problem } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Collection } from "./collection.ts";
import { mayOnCollection } from "./may.ts";

/** Someone who may see but not change it is told so; to others it does not exist. */
export function refusedCollection(
  c: Collection,
  caller: Caller,
  tree: OrganizationTree,
  who: string,
): Problem {
  if (!caller.person) return new Problem("signed-out", "This needs a person who is signed in.");
  if (mayOnCollection(caller, "see", c, tree)) return new Problem("forbidden", `Only ${who} can do this.`);
  return noSuchCollection();
}

export const noSuchCollection = () => new Problem("unknown", "There is no such collection.");
