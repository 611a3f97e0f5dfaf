import { Problem } from "../../kernel/problem.ts";
import { LIMITS, type Read, type SheetLimits } from "../row.ts";
import { Table } from "../table.ts";
import { CsvCells } from "./csv-cells.ts";
import { type Encoding, encodingOf, readText } from "./encoding.ts";

const DELIMITERS = [",", ";", "\t", "|"];

/** How a CSV file is written. */
export interface CsvManner {
  encoding: Encoding;
  delimiter: string;
}

/** Reads a CSV file row by row. Encoding and delimiter are found out unless given. */
export async function* readCsv(
  file: string,
  { manner, limits = LIMITS }: { manner?: Partial<CsvManner>; limits?: SheetLimits } = {},
): AsyncGenerator<Read> {
  const encoding = manner?.encoding ?? (await encodingOf(file));
  const table = new Table({ limits, strict: true });
  let cells: CsvCells | undefined;
  let waiting = "";
  for await (const piece of readText(file, encoding)) {
    let text = piece;
    if (!cells) {
      waiting += piece;
      if (waiting.length < 1 << 16) continue;
      [cells, text] = begin(waiting, manner?.delimiter, limits);
    }
    for (const line of cells.push(text)) yield* table.push(line.row, line.cells);
  }
  if (!cells) {
    let text: string;
    [cells, text] = begin(waiting, manner?.delimiter, limits);
    for (const line of cells.push(text)) yield* table.push(line.row, line.cells);
  }
  for (const line of cells.end()) yield* table.push(line.row, line.cells);
  yield* table.end();
}

function begin(text: string, delimiter: string | undefined, limits: SheetLimits): [CsvCells, string] {
  const named = /^\uFEFF?sep=(.)\r?\n/.exec(text);
  const rest = text.replace(/^\uFEFF/, "");
  if (rest.trim() === "") throw new Problem("invalid", "The file is empty.");
  refuseBinary(rest);
  const chosen = delimiter ?? named?.[1] ?? delimiterOf(rest);
  // The line `sep=;` is Excel's own: it counts as a row, and is none.
  return [new CsvCells(chosen, limits), named ? `\n${rest.slice(rest.indexOf("\n") + 1)}` : rest];
}

/** Text has next to no control characters. Zero bytes are left to the row that holds them. */
function refuseBinary(text: string) {
  const sample = text.slice(0, 16_384);
  const strange = sample.match(/[^\P{Cc}\0\t\n\v\f\r]|\uFFFD/gu)?.length ?? 0;
  const zeros = sample.match(/\0/g)?.length ?? 0;
  if (strange > 10 + sample.length / 50 || zeros > 10 + sample.length / 20)
    throw new Problem(
      "unsupported",
      "This is not a CSV file: it holds no readable text. Give a CSV, XLSX, JSON or JSON Lines file.",
    );
}

/**
 * The delimiter under which the first lines fall into the most columns, evenly. `|` and `;` also stand between
 * the values of one cell, so the count of the first line weighs most.
 */
export function delimiterOf(text: string): string {
  const lines = firstLines(text, 20);
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    const even = counts.filter((n) => n === first).length / Math.max(1, counts.length);
    const most = Math.max(0, ...counts);
    return { delimiter, score: first > 0 ? first * (0.5 + even) : most > 0 ? 0.1 * even : 0 };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : ",";
}

/** Lines with what stands in quotation marks taken out. */
function firstLines(text: string, most: number): string[] {
  return text
    .slice(0, 1 << 16)
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, most);
}
