import type { Config } from "../../kernel/config.ts";
import type { Caller } from "../../people/rules/person.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import type { ReviewActor } from "../rules/review-actor.ts";

/** Who does it, with what remembers and what gives ids: the pages and the API come through here. */
export interface ReviewContext {
  store: Store;
  caller: Caller;
  at: string;
  newId: () => string;
  config: Pick<Config, "site">;
  /** What is offered is offered at once with others: the id of their import. */
  batch?: string;
}

export const reviewActorOf = (by: ReviewContext, reference: Reference): ReviewActor => ({
  ...actorOf(by, reference),
  timeZone: by.config.site.timeZone,
});
