import type { Caller } from "../../people/rules/person.ts";
import type { Store } from "../../store/store.ts";

/** Who does it, with what remembers and what gives ids: the pages and the API come through here. */
export interface ReviewContext {
  store: Store;
  caller: Caller;
  at: string;
  newId: () => string;
  /** What is offered is offered at once with others: the id of their import. */
  batch?: string;
}
