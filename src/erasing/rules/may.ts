import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import type { Erasure } from "./erasure.ts";

/** Those who saw it until it was erased, and state staff, read that it was; to all others it never existed. */
export const mayReadErasure = (caller: Caller, { readers }: Erasure, tree: OrganizationTree): boolean => {
  const tokens = visibilityTokensOf(caller, tree);
  return readers.some((token) => tokens.includes(token));
};
