import type { Caller } from "../../people/rules/person.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { may } from "./may.ts";
import type { Resource } from "./resource.ts";

/** What this reader may do to take a resource out of sight, and back. */
export interface Removable {
  hide: boolean;
  show: boolean;
  withdraw: boolean;
  erase: boolean;
}

/** What this caller may do to take it out of sight, and back. Nobody hides their own: they withdraw it. */
export function removableBy(r: Resource, caller: Caller, { organizations: tree }: Reference): Removable {
  return {
    hide: may(caller, "be offered hiding", r, tree),
    show: may(caller, "show", r, tree),
    withdraw: may(caller, "withdraw", r, tree),
    erase: may(caller, "erase", r, tree),
  };
}
