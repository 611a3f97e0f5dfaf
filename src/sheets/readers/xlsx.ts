import type { Readable } from "node:stream";
import { type Cell, LIMITS, type Read, type SheetLimits } from "../row.ts";
import { Table } from "../table.ts";
import { linksOf } from "./links.ts";
import { readSax } from "./sax.ts";
import { SheetCells } from "./sheet-cells.ts";
import { openWorkbook, type SheetPart, type Workbook } from "./workbook.ts";

/** The sheet of our template that lists the allowed values. */
export const ALLOWED_VALUES = "Allowed values";

export interface XlsxOptions {
  /** Names of the sheets to read; those that hold resources when left out, else the first. */
  sheets?: string[];
  limits?: SheetLimits;
  /** Characters of shared texts kept in memory. */
  spillAbove?: number;
}

/** A sheet and its column names, without its rows. */
export interface SheetOutline {
  name: string;
  hidden: boolean;
  headers: string[];
  row: number;
  /** It has a column of titles, so that its rows can be resources. */
  usable: boolean;
}

/** Reads the sheets of a workbook row by row. */
export async function* readXlsx(
  file: string,
  { sheets, limits = LIMITS, spillAbove }: XlsxOptions = {},
): AsyncGenerator<Read> {
  const book = await openWorkbook(file, limits, spillAbove);
  try {
    const wanted = sheets
      ? book.sheets.filter((s) => sheets.includes(s.name))
      : await resourceSheets(book, limits);
    for (const sheet of wanted) yield* readSheet(book, sheet, limits, wanted.length > 1);
  } finally {
    book.close();
  }
}

/** Every sheet with its column names, so that a person can choose. */
export async function outlineXlsx(file: string, limits: SheetLimits = LIMITS): Promise<SheetOutline[]> {
  const book = await openWorkbook(file, limits);
  try {
    const outlines: SheetOutline[] = [];
    for (const sheet of book.sheets) outlines.push(await outlineOf(book, sheet, limits));
    return outlines;
  } finally {
    book.close();
  }
}

async function resourceSheets(book: Workbook, limits: SheetLimits): Promise<SheetPart[]> {
  const seen = book.sheets.filter((s) => !s.hidden && s.name !== ALLOWED_VALUES);
  const candidates = seen.length > 0 ? seen : book.sheets;
  if (candidates.length <= 1) return candidates;
  const outlines: SheetOutline[] = [];
  for (const sheet of candidates) outlines.push(await outlineOf(book, sheet, limits));
  const usable = candidates.filter((_, i) => outlines[i]?.usable);
  return usable.length > 0 ? usable : candidates.slice(0, 1);
}

async function outlineOf(book: Workbook, sheet: SheetPart, limits: SheetLimits): Promise<SheetOutline> {
  const { name, hidden } = sheet;
  for await (const read of readSheet(book, sheet, limits, true)) {
    if (read.kind !== "heading") continue;
    const usable = name !== ALLOWED_VALUES && read.headers.some((h) => limits.fieldOf(h) === "title");
    return { name, hidden, headers: read.headers, row: read.row, usable };
  }
  return { name, hidden, headers: [], row: 0, usable: false };
}

async function* readSheet(
  book: Workbook,
  sheet: SheetPart,
  limits: SheetLimits,
  mayBeEmpty: boolean,
): AsyncGenerator<Read> {
  const table = new Table({ limits, sheet: sheet.name });
  const cells = new SheetCells(await book.texts(), book, limits);
  const links = await linksOf(book.zip, sheet.part);
  const stream: Readable = await book.zip.open(sheet.part);
  for await (const { row, values } of readSax(stream, cells, () => cells.take())) {
    yield* table.push(row, links ? withLinks(values, row, links) : values);
  }
  yield* table.end({ mayBeEmpty });
}

/** A linked text keeps its address, unless it is the address. */
function withLinks(values: (Cell | null)[], row: number, links: Map<string, string>): (Cell | null)[] {
  return values.map((value, i) => {
    const href = links.get(`${row}:${i}`);
    return href && typeof value === "string" && value !== href ? { text: value, href } : value;
  });
}
