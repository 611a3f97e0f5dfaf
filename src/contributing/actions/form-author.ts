import { mayInRegistry } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import { homeOf } from "../../resources/rules/place.ts";
import type { Store } from "../../store/store.ts";

/** Who fills in the form: as confirmed, or as they will be once a curator has confirmed where they belong. */
export interface FormAuthor {
  /** For what the form offers; nothing is shared under it. */
  as: Caller;
  /** Code of the place that has still to confirm it: until then there are drafts only. */
  awaits?: string;
}

/** Undefined for somebody who has not said where they belong. */
export async function formAuthorOf(caller: Caller, store: Store): Promise<FormAuthor | undefined> {
  const { organizations: tree } = await store.reference();
  if (mayInRegistry(caller, "contribute", tree)) return { as: caller };
  const asked = await store.people.memberships(caller.person?.id ?? "");
  if (asked.length === 0) return undefined;
  const memberships = asked.map((m) => ({ ...m, role: "member" as const, confirmed: true }));
  const as = { ...caller, memberships };
  return { as, awaits: homeOf(as, tree) };
}
