import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { goesBackAs } from "../../sheets/formats.ts";
import type { Read, SourceRow } from "../../sheets/row.ts";
import { csvText } from "../../sheets/writers/csv.ts";
import { type WrittenCell, xlsxStream } from "../../sheets/writers/xlsx.ts";
import { headersWithFaults, linesWithFaults } from "../rules/fault-columns.ts";
import type { Finding } from "../rules/findings.ts";
import type { ImportRow } from "../rules/import.ts";
import { type ImportJob, type ImportRun, reportOf } from "./import-run.ts";
import { openSource } from "./open-source-file.ts";

const PAGE = 200;

/** Writes the same sheet with its faults beside the cells, as files of its format go back. */
export async function* writeFaultReport(run: ImportRun): ImportJob {
  const { folder } = run.parts;
  const { id, chosen, outline, format } = run.import;
  const file = await openSource(run.import, folder);
  const faulty = new Set<string>();
  for await (const row of faultyRows(run)) for (const f of row.faults) faulty.add(f.header);
  yield undefined;
  const headers = headersWithFaults(outline?.headers ?? [], faulty);
  const reads = turns(file.rows(chosen ? { sheets: chosen } : {}));
  const lines = linesWithFaults(reads, headers, faultsInOrder(run));
  const draft = `${reportOf(folder, id)}.new`;
  const stream =
    goesBackAs(format) === "csv"
      ? Readable.from(csvText(withHead(headers, lines)))
      : xlsxStream([{ name: "Resources", headers, widths: headers.map(() => 24), lines }]);
  await pipeline(stream, createWriteStream(draft));
  await rename(draft, reportOf(folder, id));
}

async function* faultyRows(run: ImportRun): AsyncGenerator<ImportRow> {
  const { id } = run.import;
  for (let after = 0; ; ) {
    const page = await run.parts.store.imports.rows(id, { outcome: "faulty", after, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

/** Both come in the order of the file: the faults of a row are the next ones, when they are its own. */
function faultsInOrder(run: ImportRun): (row: SourceRow) => Promise<Finding[]> {
  const rows = faultyRows(run);
  let next: Promise<IteratorResult<ImportRow>> | undefined;
  let seq = 0;
  return async () => {
    seq++;
    next ??= rows.next();
    const { value, done } = await next;
    if (done || value.seq !== seq) return [];
    next = undefined;
    return value.faults;
  };
}

/** Lets others have a turn now and then: a long sheet is read again from its beginning. */
async function* turns(reads: AsyncIterable<Read>): AsyncGenerator<Read> {
  let n = 0;
  for await (const read of reads) {
    yield read;
    if (++n % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function* withHead(headers: string[], lines: AsyncIterable<WrittenCell[]>): AsyncGenerator<string[]> {
  yield headers;
  for await (const line of lines) yield line.map((c) => (typeof c === "object" ? c.text : String(c)));
}
