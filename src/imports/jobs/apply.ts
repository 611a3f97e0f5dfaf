import { Problem } from "../../kernel/problem.ts";
import type { Description } from "../../resources/rules/resource.ts";
import type { Change } from "../../store/change.ts";
import type { Store } from "../../store/store.ts";
import { type ImportJob, type ImportRun, importEnded } from "../actions/import-run.ts";
import { fieldsIn } from "../rules/assemble-description.ts";
import { ACTIVE_STATES, type Import, type RowToDo } from "../rules/import.ts";
import { rowKeysOf } from "../rules/plan.ts";
import type { AppliedRow as CarriedRow, RowDone } from "../rules/row-change.ts";
import { applyRow, revertRow } from "../rules/row-change.ts";
import { wideningOf } from "../rules/widening.ts";

/** How often a chunk is planned again because people changed its records meanwhile, before it is cut down. */
const TRIES = 6;

/** Carries out the plan of every row that has no result yet; a job that was killed goes on where it was. */
export async function* applyImport(run: ImportRun): ImportJob {
  const { store, clock } = run.parts;
  for (let after = 0; ; ) {
    const rows = await store.imports.toDo(run.import.id, after, run.chunk);
    const last = rows.at(-1);
    if (!last) break;
    const wanted = run.import.choice === "new" ? rows.filter((r) => r.outcome !== "changed") : rows;
    const done = await inChunks(wanted, run, (some) => applyRows(some, run));
    if (run.import.choice === "all" && done.some((d) => d.row.result === "held"))
      return await run.step([], (i) => ({
        ...i,
        state: "undoing",
        trouble: "A row could not be brought in as the preview said, so all were taken back.",
      }));
    after = last.seq;
    yield undefined;
  }
  await run.step([], (i) => ({ ...i, ...afterwards(i), doneAt: clock() }));
}

/** What could not be given the reach at once is offered now, as one batch. */
function afterwards({ reach, short, opening }: Import): Pick<Import, "state" | "opening"> {
  if (!short || reach === "home" || opening) return { state: "done" };
  return { state: "opening", opening: wideningOf({ reach }) };
}

/** Takes back what the import did, row by row; what somebody changed since is listed. */
export async function* revertImport(run: ImportRun): ImportJob {
  const { store } = run.parts;
  for (let after = 0; ; ) {
    const rows = await store.imports.toUndo(run.import.id, after, run.chunk);
    const last = rows.at(-1);
    if (!last) break;
    await inChunks(rows, run, (some) => revertRows(some, run));
    after = last.seq;
    yield undefined;
  }
  await run.step([], (i) => ({ ...i, state: "undone" }));
}

type Work = (rows: RowToDo[]) => Promise<CarriedRow[]>;

/** Commits what the rows come to in one go; when a record moved meanwhile, they are looked at again. */
async function inChunks(rows: RowToDo[], run: ImportRun, work: Work): Promise<RowDone[]> {
  if (rows.length === 0) return [];
  for (let tries = 0; ; tries++) {
    const found = await work(rows);
    try {
      await commit(rows, found, run);
      return found.map((f) => f.done);
    } catch (error) {
      const moved = error instanceof Problem && (error.kind === "stale" || error.kind === "conflict");
      if (!moved) throw error;
      if (tries < TRIES) continue;
      if (rows.length === 1) throw error;
      const one = async (row: RowToDo) => inChunks([row], run, work);
      const all: RowDone[] = [];
      for (const row of rows) all.push(...(await one(row)));
      return all;
    }
  }
}

async function commit(rows: RowToDo[], found: CarriedRow[], run: ImportRun): Promise<void> {
  const changes: Change[] = found.flatMap((f) => f.change ?? []);
  const done = found.map((f) => f.done);
  changes.push({ noun: "import-rows", import: run.import.id, done });
  const listed = rows.filter((r) => r.result === "later").length;
  const short = found.some((f) => f.short);
  await run.step(changes, (i) => ({ ...withTally(i, done, listed), ...(short ? { short } : {}) }));
}

/** `listed` of the rows had been left to decide by an earlier undoing. */
function withTally(i: Import, done: RowDone[], listed: number): Import {
  const results = { ...i.results, ...(listed > 0 ? { later: (i.results.later ?? 0) - listed } : {}) };
  for (const { row } of done) if (row.result) results[row.result] = (results[row.result] ?? 0) + 1;
  return { ...i, results, progress: { ...i.progress, done: i.progress.done + done.length } };
}

async function applyRows(rows: RowToDo[], run: ImportRun): Promise<CarriedRow[]> {
  const { store, clock, newId } = run.parts;
  const { organization, mapping } = run.import;
  const fields = fieldsIn(mapping);
  const actor = { caller: await run.caller(), at: clock(), tree: (await store.reference()).organizations };
  const keys = rows.map(({ externalId, title, said }) =>
    rowKeysOf({ externalId, url: said?.url, title: said?.title ?? title }),
  );
  const found = await store.imports.own(organization, keys, run.import.id);
  const named = await store.imports.ownOf(rows.flatMap((r) => r.resource ?? []));
  const owns = rows.map((row, i) => (row.resource ? named.get(row.resource) : undefined) ?? found[i]);
  const records = owns.flatMap((own) => own?.resource ?? []);
  const proposed = await descriptionsAt(
    records.map((r) => ({ id: r.id, number: r.proposed })),
    store,
  );
  const written = await store.imports.imported(records.map((r) => r.id));
  return rows.map((row, i) => {
    const own = owns[i];
    const proposal = proposed(own?.resource.id, own?.resource.proposed);
    const lastImported = written.get(own?.resource.id ?? "");
    return applyRow(row, own, { import: run.import, actor, newId, fields, proposal, lastImported });
  });
}

/** What versions of these numbers say, where there are such. */
async function descriptionsAt(
  places: { id: string | undefined; number: number | undefined }[],
  { resources }: Store,
): Promise<(id: string | undefined, number: number | undefined) => Description | undefined> {
  const found = await resources.versionsAt(
    places.flatMap(({ id, number }) => (id !== undefined && number ? [{ id, number }] : [])),
  );
  const said = new Map(found.map((v) => [`${v.resource} ${v.number}`, v.description]));
  return (id, number) => said.get(`${id} ${number}`);
}

async function revertRows(rows: RowToDo[], run: ImportRun): Promise<CarriedRow[]> {
  const { store, clock } = run.parts;
  const actor = { caller: await run.caller(), at: clock(), tree: (await store.reference()).organizations };
  const records = new Map(
    (await store.resources.many(rows.flatMap((r) => r.resource ?? []))).map((r) => [r.id, r]),
  );
  const earlier = await descriptionsAt(
    rows.map((row) => ({ id: row.resource, number: row.wrote?.before })),
    store,
  );
  return rows.map((row) => {
    const now = records.get(row.resource ?? "");
    return revertRow(row, { now, before: earlier(now?.id, row.wrote?.before) }, actor);
  });
}

/** Where an import is left when somebody stops its job. */
export function whenStopped(i: Import): Import {
  if (i.state === "checking") return importEnded(i, "columns");
  // All is in: what is not opened yet can be asked for again.
  if (i.state === "opening") return importEnded(i, "done");
  if (i.state === "importing" && i.choice === "all")
    return { ...importEnded(i, "stopped"), state: "undoing" };
  return ACTIVE_STATES.includes(i.state) ? importEnded(i, "stopped") : i;
}
