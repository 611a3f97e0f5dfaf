import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { seedReference } from "../../seed/data.ts";
import { cellsOfResource } from "../../src/exchange/row-of-resource.ts";
import { templateHeaders } from "../../src/imports/rules/template.ts";
import { Description, type Resource } from "../../src/resources/rules/resource.ts";
import { understand } from "../../src/resources/rules/understand-input.ts";
import { csvText } from "../../src/sheets/writers/csv.ts";
import { xlsxStream } from "../../src/sheets/writers/xlsx.ts";
import { incoming } from "./incoming-text.ts";

export type SheetFormat = "csv" | "xlsx" | "jsonl";
/** A row by header. */
export type Row = Record<string, string>;

/** Invented rows as a district writes them: labels instead of ids, values joined by `|`. */
export function* inventedRows(count: number, seed = 1): Generator<Row> {
  const reference = seedReference();
  const source = incoming(seed);
  for (let n = 0; n < count; n++) {
    const { externalId, input } = source.next().value;
    const { description } = understand(Description.parse(input), reference);
    yield cellsOfResource({ externalId, description } as Resource, reference);
  }
}

/** Writes a sheet row by row, however long it is. */
export async function writeSheet(
  file: string,
  rows: Iterable<Row>,
  { format = "csv" as SheetFormat, headers = templateHeaders() } = {},
): Promise<void> {
  await pipeline(streamOf(rows, headers, format), createWriteStream(file));
}

function streamOf(rows: Iterable<Row>, headers: string[], format: SheetFormat): NodeJS.ReadableStream {
  if (format === "csv") return Readable.from(csvText(lines(rows, headers, true)));
  if (format === "xlsx") return xlsxStream([{ name: "Resources", headers, lines: lines(rows, headers) }]);
  return Readable.from(jsonLines(rows));
}

function* lines(rows: Iterable<Row>, headers: string[], withHead = false): Generator<string[]> {
  if (withHead) yield headers;
  for (const row of rows) yield headers.map((h) => row[h] ?? "");
}

function* jsonLines(rows: Iterable<Row>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}
