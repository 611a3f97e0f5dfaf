import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { reachChanges } from "../../reviews/actions/reach.ts";
import { subjectOfResource } from "../../reviews/rules/subject.ts";
import type { Change } from "../../store/change.ts";
import { type ImportJob, type ImportRun, withProgress } from "../actions/import-run.ts";
import type { ImportRow } from "../rules/import.ts";
import { isIncluded, MOST_NAMED, type Widening } from "../rules/widening.ts";

/** Rows looked at in one turn: an offer writes more than a row of an import does. */
const AT_ONCE = 40;
/** How often a turn is done again because people changed its records meanwhile. */
const TRIES = 5;

/**
 * Lets more people see the records of an import: at once where the rules allow it, else by one review each,
 * all of one batch. A job that was killed goes on behind the last row it has written of.
 */
export async function* widenRecords(run: ImportRun): ImportJob {
  const { store, clock } = run.parts;
  const total = run.import.opening?.seqs?.length ?? (await store.imports.countWithRecord(run.import.id));
  if (run.import.opening?.after === 0) await run.step([], (i) => withProgress(i, total, clock()));
  for (;;) {
    const { id, opening } = run.import;
    if (!opening) break;
    const rows = await store.imports.rowsWithRecord(id, opening.after, AT_ONCE);
    const last = rows.at(-1);
    if (!last) break;
    const meant = opening.seqs ? rows.filter((r) => opening.seqs?.includes(r.seq)) : rows;
    await widenChunk(meant, last.seq, opening, run);
    yield undefined;
  }
  await run.step([], (i) => ({ ...i, state: "done" }));
}

interface PendingWidening {
  changes: Change[];
  opening: Widening;
}

async function widenChunk(rows: ImportRow[], last: number, opening: Widening, run: ImportRun): Promise<void> {
  for (let tries = 0; ; tries++) {
    const came: PendingWidening = { changes: [], opening: { ...opening, after: last } };
    const caller = await run.caller();
    for (const row of rows) await widenOne(row, came, caller, run);
    try {
      return await run.step(came.changes, (i) => ({
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

async function widenOne(
  row: ImportRow,
  came: PendingWidening,
  caller: Caller,
  run: ImportRun,
): Promise<void> {
  const { store, clock, newId, config } = run.parts;
  const { opening } = came;
  const resource = row.resource && (await store.resources.get(row.resource));
  if (!resource || !isIncluded(resource, opening, await store.reference())) return;
  const by = { store, caller, at: clock(), newId, config, batch: run.import.id };
  const found = await refusedAs(() =>
    reachChanges(subjectOfResource(resource), { reach: opening.reach, message: opening.message }, by),
  );
  if (typeof found === "string") return leave(row, resource, found, opening);
  came.changes.push(...found, ...stillOurs(row, found, run.import.id));
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

function leave({ seq }: ImportRow, { description }: Resource, why: string, opening: Widening): void {
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
