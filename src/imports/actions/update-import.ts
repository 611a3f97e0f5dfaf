import { Problem } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { organizationFor } from "../../people/rules/members.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Change } from "../../store/change.ts";
import type { Store } from "../../store/store.ts";
import { ACTIVE_STATES, type Import } from "../rules/import.ts";

/** Who asks, and when. */
export interface ImportContext {
  store: Store;
  caller: Caller;
  at: string;
}

/** Only curators of the organization, or of one above it, bring files in. */
export function mustImport(code: string, caller: Caller, tree: OrganizationTree) {
  return organizationFor(code, "import", { caller, tree });
}

/** The import, for those who may look at its organization's imports; to others it does not exist. */
export async function importFor(code: string, id: string, { store, caller }: ImportContext): Promise<Import> {
  mustImport(code, caller, (await store.reference()).organizations);
  const found = await store.imports.get(id);
  if (found?.organization !== code) throw new Problem("unknown", "There is no such import.");
  return found;
}

/** What somebody does to an import, and what is written together with it. */
export type ImportCommand = (i: Import) => { next: Import; also?: Change[] };

/** A worker writes a few times a second: whoever comes too late so often in a row meets something else. */
const MOST_TRIES = 20;

/**
 * Does something to an import that its worker may write meanwhile: it is then read and done again, `MOST_TRIES`
 * times at most. Problem `unavailable` when every one of them came too late.
 */
export async function updateImport(
  given: Import,
  { store, at, caller }: ImportContext,
  command: ImportCommand,
): Promise<Import> {
  let before: Import | undefined = given;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (!before) throw new Problem("unknown", "There is no such import.");
    const { next, also = [] } = command(before);
    const after = { ...next, revision: before.revision + 1, changedAt: at };
    try {
      await store.commit([{ noun: "import", before, after }, ...also], caller.person?.id);
      return after;
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== "stale") throw error;
    }
    before = await store.imports.get(given.id);
  }
  throw new Problem("unavailable", "This import is changing too fast just now. Try again in a moment.");
}

export function mustBeIdle(i: Import): void {
  if (ACTIVE_STATES.includes(i.state))
    throw new Problem("conflict", "This import is running. Wait until it is done, or stop it.");
}
