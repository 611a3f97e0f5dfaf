import { tokensOf } from "../../resources/rules/may.ts";
import { outlineOf } from "../../sheets/detect-format.ts";
import type { SourceRow } from "../../sheets/row.ts";
import { writeReport } from "../actions/fault-report.ts";
import { begun, type Carried, type Job, unplanned } from "../actions/import-run.ts";
import { openSource } from "../actions/open-source-file.ts";
import { saidIn } from "../rules/assemble-description.ts";
import { matchColumns } from "../rules/columns.ts";
import type { RowKeys } from "../rules/existing-records.ts";
import { Findings, HARVEST_ANSWERS } from "../rules/findings.ts";
import { isWhole } from "../rules/harvest.ts";
import { type Import, type ImportRow, NO_COUNTS } from "../rules/import.ts";
import { keysOf, type Planned, planRow } from "../rules/plan.ts";
import type { RowRead } from "../rules/understand-row.ts";
import { cellReader } from "../rules/understand-row.ts";
import { harvest } from "./harvest.ts";

/** Records and rows that one row is compared with, at most. */
const MOST_ALIKE = 5;
/** Rows taken away in one write. */
const CLEARED = 200;
const MISSING_PAGE = 100;

/** Looks at the beginning of the file: what it is, its columns, and whether a person is needed to place them. */
export async function* readBeginning(carried: Carried): Job {
  const { store, folder } = carried.parts;
  const { origin } = carried.import;
  if (origin && !origin.harvested) yield* harvest(carried, origin);
  const i = carried.import;
  if (i.origin?.harvested?.records === 0)
    return await carried.step([], (now) => ({ ...now, state: "checked" }));
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
  await carried.step([], (now) => ({
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
export async function* check(carried: Carried): Job {
  const { store, folder, clock } = carried.parts;
  await carried.caller();
  await carried.step([], (i) => begun(unplanned(i), 0, clock()));
  yield* clear(carried);
  const { id, origin, chosen, mapping } = carried.import;
  const file = await openSource(carried.import, folder);
  const answers = [...(origin ? HARVEST_ANSWERS : []), ...carried.import.answers];
  const reader = cellReader({ mapping, answers, reference: await store.reference() });
  const findings = new Findings();
  let seq = 0;
  let batch: SourceRow[] = [];
  store.imports.forget(id);
  try {
    for await (const read of file.rows(chosen ? { sheets: chosen } : {})) {
      if (read.kind !== "row") continue;
      batch.push(read);
      if (batch.length < carried.chunk) continue;
      await planBatch(batch, seq, reader, findings, carried);
      seq += batch.length;
      batch = [];
      yield undefined;
    }
    await planBatch(batch, seq, reader, findings, carried);
    seq += batch.length;
    if (isWhole(carried.import)) yield* listMissing(seq, carried);
  } finally {
    store.imports.forget(id);
  }
  if (findings.faultyCells > 0) yield* writeReport(carried);
  const shared = {
    findings: findings.shared().slice(0, 1000),
    understood: findings.understood().slice(0, 1000),
  };
  await carried.step([], (i) => ({ ...i, state: "checked" }), { shared });
}

async function* clear(carried: Carried): Job {
  const { store } = carried.parts;
  const { id } = carried.import;
  while ((await store.imports.rows(id, { after: -1, limit: 1 })).length > 0) {
    await carried.step([{ noun: "import-rows", import: id, cleared: CLEARED }], (i) => i);
    yield undefined;
  }
}

async function planBatch(
  batch: SourceRow[],
  from: number,
  reader: (row: SourceRow) => RowRead,
  findings: Findings,
  carried: Carried,
): Promise<void> {
  if (batch.length === 0) return;
  const { store } = carried.parts;
  const { id, organization } = carried.import;
  const visible = tokensOf(await carried.caller(), (await store.reference()).organizations);
  const reads = batch.map(reader);
  const keys = reads.map(keysOf);
  const own = await store.imports.own(organization, keys, id);
  const registry = await store.imports.alike(visible, keys, MOST_ALIKE);
  const seen = reads.map((r, i) => ({
    seq: from + i + 1,
    sheet: r.sheet,
    row: r.row,
    title: r.title,
    keys: keys[i] as RowKeys,
  }));
  const earlier = await store.imports.earlier(id, seen, MOST_ALIKE);
  const added = reads.map((read, i): ImportRow => {
    const planned = planRow(read, { own: own[i], alike: [...(registry[i] ?? []), ...(earlier[i] ?? [])] });
    findings.add({ ...read, faults: planned.faults });
    return toRow(from + i + 1, read, planned);
  });
  await carried.step([{ noun: "import-rows", import: id, added }], (i) => counted(i, added, findings));
}

function toRow(seq: number, read: RowRead, planned: Planned): ImportRow {
  const { description: _d, ...plan } = planned;
  const writes = plan.outcome === "new" || plan.outcome === "changed" || plan.outcome === "duplicate";
  const said = writes ? saidIn(read) : undefined;
  return { seq, ...plan, ...(said ? { said } : {}) };
}

function counted(i: Import, added: ImportRow[], findings: Findings): Import {
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
async function* listMissing(last: number, carried: Carried): Job {
  const { store } = carried.parts;
  let seq = last;
  for (let after = ""; ; ) {
    const page = await store.imports.missing({ import: carried.import, after, limit: MISSING_PAGE });
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
    await carried.step([{ noun: "import-rows", import: carried.import.id, added }], (i) => ({
      ...i,
      counts: { ...i.counts, gone: i.counts.gone + added.length },
    }));
    after = page.at(-1)?.resource ?? "";
    yield undefined;
  }
}
