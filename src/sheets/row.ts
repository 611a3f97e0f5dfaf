/** A cell as its file holds it. Dates come as ISO text; JSON brings lists and objects. */
export type Cell = string | number | boolean | Linked | Cell[] | { [key: string]: unknown };

/** A text with the address behind it, as spreadsheets link them. */
export interface Linked {
  text: string;
  href: string;
}

export const isLinked = (cell: unknown): cell is Linked =>
  typeof cell === "object" &&
  cell !== null &&
  typeof (cell as Linked).href === "string" &&
  typeof (cell as Linked).text === "string" &&
  Object.keys(cell).length === 2;

/** The columns of a sheet, before its rows. JSON has none: its records name their fields themselves. */
export interface Heading {
  kind: "heading";
  sheet?: string;
  /** The row the column names stand in; the lower one when they fill two. */
  row: number;
  headers: string[];
  /** Rows above it that are neither names nor resources, such as the title of the sheet. */
  above: string[];
}

/** One row of a file. `row` counts as a person does: the first line is 1, a JSON list's first record is 1. */
export interface SourceRow {
  kind: "row";
  sheet?: string;
  row: number;
  /** By header. Empty cells are left out. */
  cells: Record<string, Cell>;
  /** The heading line above it inside the sheet ("Unit 2"), when there is one. */
  section?: string;
  /** The row could not be read, and why; its cells are then empty. The rows after it are not lost. */
  fault?: string;
  /** The source says that this record is gone (OAI-PMH deletions). */
  deleted?: boolean;
}

/** A line inside a sheet that heads the rows below it. Reported, never taken for a resource. */
export interface SheetSection {
  kind: "section";
  sheet?: string;
  row: number;
  text: string;
}

export type Read = Heading | SourceRow | SheetSection;

/** What one file may bring. Memory stays flat below them, whatever the length of the file. */
export interface SheetLimits {
  /** Bytes of the file. */
  file: number;
  columns: number;
  /** Characters of one cell. A spreadsheet allows 32,767. */
  cell: number;
  /** Characters of one JSON record. */
  record: number;
  /** Bytes of a workbook when unpacked. */
  unpacked: number;
  /** The field a heading names, or undefined: whoever reads knows what the columns of its sheets are called. */
  fieldOf(heading: string): string | undefined;
  /** The rows of a JSON record that is written in a way of its own, such as JSON-LD; undefined for a plain one. */
  rowsOf(record: Record<string, unknown>, row: number): SourceRow[] | undefined;
}

export const LIMITS: SheetLimits = {
  file: 500 * 2 ** 20,
  columns: 500,
  cell: 100_000,
  record: 1_000_000,
  unpacked: 4 * 2 ** 30,
  fieldOf: () => undefined,
  rowsOf: () => undefined,
};

export const formatted = (n: number) => n.toLocaleString("en-US");

/** A name for a column that has none: the letter a spreadsheet shows. */
export function columnLetter(index: number): string {
  let name = "";
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

export const isEmptyCell = (cell: Cell | null | undefined): boolean =>
  cell === null ||
  cell === undefined ||
  (typeof cell === "string" && cell.trim() === "") ||
  (Array.isArray(cell) && cell.every((c) => isEmptyCell(c)));
