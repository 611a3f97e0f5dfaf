import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { reachChanges } from "../../reviews/actions/acting.ts";
import { ofResource } from "../../reviews/rules/subject.ts";
import type { Change } from "../../store/change.ts";
import { begun, type Carried, type Job } from "../actions/import-run.ts";
import type { ImportRow } from "../rules/import.ts";
import { isMeant, MOST_NAMED, type Opening } from "../rules/widening.ts";

/** Rows looked at in one turn: an offer writes more than a row of an import does. */
const AT_ONCE = 40;
/** How often a turn is done anew because people changed its records meanwhile. */
const TRIES = 5;

/**
 * Lets more people see the records of an import: at once where the rules allow it, else by one review each,
 * all of one batch. A job that was killed goes on behind the last row it has written of.
 */
export async function* openUp(carried: Carried): Job {
  const { store, clock } = carried.parts;
  const total = carried.import.opening?.seqs?.length ?? (await store.imports.standing(carried.import.id));
  if (carried.import.opening?.after === 0) await carried.step([], (i) => begun(i, total, clock()));
  for (;;) {
    const { id, opening } = carried.import;
    if (!opening) break;
    const rows = await store.imports.stands(id, opening.after, AT_ONCE);
    const last = rows.at(-1);
    if (!last) break;
    const meant = opening.seqs ? rows.filter((r) => opening.seqs?.includes(r.seq)) : rows;
    await settle(meant, last.seq, opening, carried);
    yield undefined;
  }
  await carried.step([], (i) => ({ ...i, state: "done" }));
}

interface Came {
  changes: Change[];
  opening: Opening;
}

async function settle(rows: ImportRow[], last: number, opening: Opening, carried: Carried): Promise<void> {
  for (let tries = 0; ; tries++) {
    const came: Came = { changes: [], opening: { ...opening, after: last } };
    const caller = await carried.caller();
    for (const row of rows) await settleOne(row, came, caller, carried);
    try {
      return await carried.step(came.changes, (i) => ({
        ...i,
        opening: came.opening,
        progress: { ...i.progress, done: i.progress.done + rows.length },
      }));
    } catch (error) {
      const moved = error instanceof Problem && (error.kind === "stale" || error.kind === "conflict");
      if (!moved || tries >= TRIES) throw error;
    }
  }
}

async function settleOne(row: ImportRow, came: Came, caller: Caller, carried: Carried): Promise<void> {
  const { store, clock, newId } = carried.parts;
  const { opening } = came;
  const resource = row.resource && (await store.resources.get(row.resource));
  if (!resource || !isMeant(resource, opening, await store.reference())) return;
  const by = { store, caller, at: clock(), newId, batch: carried.import.id };
  const found = await refusedAs(() =>
    reachChanges(ofResource(resource), { reach: opening.reach, message: opening.message }, by),
  );
  if (typeof found === "string") return leave(row, resource, found, opening);
  came.changes.push(...found, ...stillOurs(row, found, carried.import.id));
  if (found.some((c) => c.noun === "review")) opening.offered++;
  else if (found.length > 0) opening.opened++;
}

/** Opening a record is no later change of it: undoing the import still takes it back. */
function stillOurs(
  { seq, resource, result, why, wrote }: ImportRow,
  changes: Change[],
  id: string,
): Change[] {
  const moved = changes.find((c) => c.noun === "resource");
  if (!moved || !wrote || !result || !resource) return [];
  const row = {
    seq,
    resource,
    result,
    ...(why ? { why } : {}),
    wrote: { ...wrote, revision: moved.after.revision },
  };
  return moved.before?.revision === wrote.revision
    ? [{ noun: "import-rows", import: id, done: [{ row }] }]
    : [];
}

function leave({ seq }: ImportRow, { description }: Resource, why: string, opening: Opening): void {
  opening.left++;
  if (opening.named.length < MOST_NAMED)
    opening.named = [...opening.named, { seq, title: description.title, why }];
}

/** What the rules of sharing refuse for one record is told with it. */
async function refusedAs<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [error.message, ...error.faults.map((f) => f.detail)].join(" ");
  }
}
