import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import { outlineOf } from "../../sheets/outline.ts";
import type { SourceRow } from "../../sheets/row.ts";
import { writeFaultReport } from "../actions/fault-report.ts";
import { type ImportJob, type ImportRun, withoutPlan, withProgress } from "../actions/import-run.ts";
import { openSource } from "../actions/open-source-file.ts";
import { statedIn } from "../rules/assemble-description.ts";
import { matchColumns } from "../rules/columns.ts";
import type { RowKeys } from "../rules/existing-records.ts";
import { Findings, HARVEST_ANSWERS } from "../rules/findings.ts";
import { isWhole } from "../rules/harvest.ts";
import { type Import, type ImportRow, NO_COUNTS } from "../rules/import.ts";
import { type Planned, planRow, rowKeysOf } from "../rules/plan.ts";
import type { RowRead } from "../rules/understand-row.ts";
import { rowReader } from "../rules/understand-row.ts";
import { harvest } from "./harvest.ts";

/** Records and rows that one row is compared with, at most. */
const MOST_SIMILAR = 5;
/** Rows taken away in one write. */
const CLEARED = 200;
const MISSING_PAGE = 100;

/** Looks at the beginning of the file: what it is, its columns, and whether a person is needed to place them. */
export async function* readBeginning(run: ImportRun): ImportJob {
  const { store, folder } = run.parts;
  const { origin } = run.import;
  if (origin && !origin.harvested) yield* harvest(run, origin);
  const i = run.import;
  if (i.origin?.harvested?.records === 0) return await run.step([], (now) => ({ ...now, state: "checked" }));
  const file = await openSource(i, folder);
  yield undefined;
  const sheets = (await file.sheets()).map((s) => s.name);
  const outline = await outlineOf(file.rows(i.chosen ? { sheets: i.chosen } : {}));
  const remembered = await store.imports.remembered(i.organization);
  const { mapping, unknown, shared, lacksTitle } = matchColumns(outline.headers, outline.samples, {
    ...remembered.mapping,
    ...i.mapping,
  });
  const answers = [...remembered.answers, ...i.answers];
  const asks = unknown.length > 0 || lacksTitle;
  await run.step([], (now) => ({
    ...now,
    state: asks ? "columns" : "checking",
    format: file.format,
    notes: file.notes,
    sheets,
    outline: { ...outline, unknown, shared, lacksTitle },
    mapping: { ...mapping, ...now.mapping },
    answers,
  }));
}

/** Reads every row and writes what would become of it. No resource is touched. */
export async function* check(run: ImportRun): ImportJob {
  const { store, folder, clock } = run.parts;
  await run.caller();
  await run.step([], (i) => withProgress(withoutPlan(i), 0, clock()));
  yield* clear(run);
  const { id, origin, chosen, mapping } = run.import;
  const file = await openSource(run.import, folder);
  const answers = [...(origin ? HARVEST_ANSWERS : []), ...run.import.answers];
  const reader = rowReader({ mapping, answers, reference: await store.reference() });
  const findings = new Findings();
  let seq = 0;
  let batch: SourceRow[] = [];
  store.imports.forget(id);
  try {
    for await (const read of file.rows(chosen ? { sheets: chosen } : {})) {
      if (read.kind !== "row") continue;
      batch.push(read);
      if (batch.length < run.chunk) continue;
      await planBatch(batch, seq, reader, findings, run);
      seq += batch.length;
      batch = [];
      yield undefined;
    }
    await planBatch(batch, seq, reader, findings, run);
    seq += batch.length;
    if (isWhole(run.import)) yield* listMissing(seq, run);
  } finally {
    store.imports.forget(id);
  }
  if (findings.faultyCells > 0) yield* writeFaultReport(run);
  const shared = {
    findings: findings.shared().slice(0, 1000),
    understood: findings.understood().slice(0, 1000),
  };
  await run.step([], (i) => ({ ...i, state: "checked" }), { shared });
}

async function* clear(run: ImportRun): ImportJob {
  const { store } = run.parts;
  const { id } = run.import;
  while ((await store.imports.rows(id, { after: -1, limit: 1 })).length > 0) {
    await run.step([{ noun: "import-rows", import: id, cleared: CLEARED }], (i) => i);
    yield undefined;
  }
}

async function planBatch(
  batch: SourceRow[],
  from: number,
  reader: (row: SourceRow) => RowRead,
  findings: Findings,
  run: ImportRun,
): Promise<void> {
  if (batch.length === 0) return;
  const { store } = run.parts;
  const { id, organization } = run.import;
  const visible = visibilityTokensOf(await run.caller(), (await store.reference()).organizations);
  const reads = batch.map(reader);
  const keys = reads.map(rowKeysOf);
  const own = await store.imports.own(organization, keys, id);
  const registry = await store.imports.similar(visible, keys, MOST_SIMILAR);
  const seen = reads.map((r, i) => ({
    seq: from + i + 1,
    sheet: r.sheet,
    row: r.row,
    title: r.title,
    keys: keys[i] as RowKeys,
  }));
  const earlier = await store.imports.earlier(id, seen, MOST_SIMILAR);
  const added = reads.map((read, i): ImportRow => {
    const planned = planRow(read, { own: own[i], similar: [...(registry[i] ?? []), ...(earlier[i] ?? [])] });
    findings.add({ ...read, faults: planned.faults });
    return toRow(from + i + 1, read, planned);
  });
  await run.step([{ noun: "import-rows", import: id, added }], (i) => withCounts(i, added, findings));
}

function toRow(seq: number, read: RowRead, planned: Planned): ImportRow {
  const { description: _d, ...plan } = planned;
  const writes = plan.outcome === "new" || plan.outcome === "changed" || plan.outcome === "duplicate";
  const said = writes ? statedIn(read) : undefined;
  return { seq, ...plan, ...(said ? { said } : {}) };
}

function withCounts(i: Import, added: ImportRow[], findings: Findings): Import {
  const counts = { ...NO_COUNTS, ...i.counts };
  for (const row of added) counts[row.outcome]++;
  return {
    ...i,
    counts,
    faultyCells: findings.faultyCells,
    keptRows: i.keptRows + added.filter((r) => r.kept.length > 0).length,
    progress: { ...i.progress, done: i.progress.done + added.filter((r) => r.row > 0).length },
  };
}

/** Records that an earlier edition of the same list brought, and this one no longer names. */
async function* listMissing(last: number, run: ImportRun): ImportJob {
  const { store } = run.parts;
  let seq = last;
  for (let after = ""; ; ) {
    const page = await store.imports.noLongerListed({ import: run.import, after, limit: MISSING_PAGE });
    if (page.length === 0) return;
    const records = new Map((await store.resources.many(page.map((m) => m.resource))).map((r) => [r.id, r]));
    const added = page.map(({ resource, title }): ImportRow => {
      const record = records.get(resource);
      return {
        seq: ++seq,
        row: 0,
        outcome: "gone",
        title,
        resource,
        ...(record ? { revision: record.revision } : {}),
        ...(record?.externalId === undefined ? {} : { externalId: record.externalId }),
        changes: [],
        kept: [],
        duplicates: [],
        faults: [],
        warnings: [],
      };
    });
    await run.step([{ noun: "import-rows", import: run.import.id, added }], (i) => ({
      ...i,
      counts: { ...i.counts, gone: i.counts.gone + added.length },
    }));
    after = page.at(-1)?.resource ?? "";
    yield undefined;
  }
}
