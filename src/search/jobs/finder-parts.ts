import type { Logger } from "pino";
import type { Caller } from "../../people/rules/person.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import type { CollectionsIndex } from "../rules/collections-index.ts";
import type { SearchEngine } from "../rules/engine.ts";
import type { Modifiers } from "../rules/reading/modifiers.ts";
import type { Synonyms } from "../rules/synonyms.ts";

/** What finding needs. */
export interface FinderParts {
  store: Store;
  engine: SearchEngine;
  collections?: CollectionsIndex | undefined;
  log: Logger;
  synonyms: Synonyms;
  modifiers: Modifiers;
}

/** What is shown is read from the store now: an index that lags behind shows nothing it should not. */
export async function visibleNow(
  ids: string[],
  caller: Caller,
  { organizations }: Reference,
  { store, log }: Pick<FinderParts, "store" | "log">,
): Promise<Resource[]> {
  const read = await store.resources.many(ids);
  const shown = read.filter((r) => may(caller, "see", r, organizations));
  if (shown.length < ids.length) {
    const left = ids.filter((id) => !shown.some((r) => r.id === id));
    log.warn({ resources: left }, "the index gave what may not be shown: it lags behind the store");
  }
  return shown;
}
