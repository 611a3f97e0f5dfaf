import { Problem } from "../kernel/problem.ts";
import {
  type Cell,
  columnLetter,
  formatted,
  isEmptyCell,
  isLinked,
  type Read,
  type SheetLimits,
} from "./row.ts";

/** Column names stand in one of the first rows that hold anything. */
const LOOKED_AT = 12;

type Values = readonly (Cell | null | undefined)[];
interface Waiting {
  row: number;
  values: Values;
}

/**
 * Turns the lines of a table into its heading and its rows: finds where the column names stand (below a title,
 * in one row or two), leaves out empty lines, and tells section lines ("Unit 2") from resources.
 */
export class Table {
  private readonly limits: SheetLimits;
  private readonly sheet: string | undefined;
  /** A text file has no cells beyond its heading except by a fault; a spreadsheet may have notes there. */
  private readonly strict: boolean;
  private waiting: Waiting[] | undefined = [];
  private headers: string[] = [];
  private fields: (string | undefined)[] = [];
  private section: string | undefined;
  private lastRow = 0;

  constructor({ limits, sheet, strict = false }: { limits: SheetLimits; sheet?: string; strict?: boolean }) {
    this.limits = limits;
    this.sheet = sheet;
    this.strict = strict;
  }

  push(row: number, values: Values): Read[] {
    if (values.every(isEmptyCell)) return [];
    this.lastRow = row;
    if (!this.waiting) return [this.read(row, values)];
    this.waiting.push({ row, values });
    return this.waiting.length < LOOKED_AT ? [] : this.begin();
  }

  /** The rest. A table without a single row below its heading is a Problem, unless `mayBeEmpty`. */
  end({ mayBeEmpty = false } = {}): Read[] {
    const rest = this.waiting && this.waiting.length > 0 ? this.begin() : [];
    if (!mayBeEmpty && this.waiting) throw new Problem("invalid", "The file is empty: every row is blank.");
    if (!mayBeEmpty && this.lastRow <= this.headingRow)
      throw new Problem(
        "invalid",
        "The file has column names and no rows below them. Add one row for each resource.",
      );
    return rest;
  }

  private headingRow = 0;

  private begin(): Read[] {
    const rows = this.waiting ?? [];
    this.waiting = undefined;
    const at = headingAt(rows, this.limits);
    const upper = rows[at] as Waiting;
    const lower = rows[at + 1];
    const two =
      lower !== undefined &&
      lower.row === upper.row + 1 &&
      continuesHeading(upper.values, lower.values, this.limits);
    const group = two ? upper.values : groupAbove(rows[at - 1], upper);
    const names = two ? (lower as Waiting).values : upper.values;
    this.headingRow = two ? (lower as Waiting).row : upper.row;
    this.headers = namesOf(group, names, this.limits);
    this.fields = this.headers.map((h) => this.limits.fieldOf(h));
    const used = group && !two ? at - 1 : at;
    const above = rows.slice(0, used).map((r) =>
      r.values
        .filter((v) => !isEmptyCell(v))
        .map(textOf)
        .join(" "),
    );
    return [
      { kind: "heading", ...this.inSheet, row: this.headingRow, headers: this.headers, above },
      ...rows.slice(at + (two ? 2 : 1)).map((r) => this.read(r.row, r.values)),
    ];
  }

  private get inSheet() {
    return this.sheet === undefined ? {} : { sheet: this.sheet };
  }

  private read(row: number, values: Values): Read {
    const section = this.sectionIn(values);
    if (section !== undefined) {
      this.section = section;
      return { kind: "section", ...this.inSheet, row, text: section };
    }
    const cells: Record<string, Cell> = {};
    let beyond = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (isEmptyCell(value)) continue;
      const header = this.headers[i];
      if (header !== undefined) cells[header] = value as Cell;
      else beyond = i + 1;
    }
    const fault =
      beyond > 0 && this.strict
        ? `has ${formatted(beyond)} cells where the heading has ${formatted(this.headers.length)}: a cell that holds the delimiter needs quotation marks`
        : undefined;
    return {
      kind: "row",
      ...this.inSheet,
      row,
      cells: fault ? {} : cells,
      ...(this.section === undefined ? {} : { section: this.section }),
      ...(fault ? { fault } : {}),
    };
  }

  /** A line with one short text, in the first column, that names no resource of its own. */
  private sectionIn(values: Values): string | undefined {
    if (this.headers.length < 3) return undefined;
    const filled = values.findIndex((v) => !isEmptyCell(v));
    if (filled !== 0 || values.some((v, i) => i > 0 && !isEmptyCell(v))) return undefined;
    const value = values[0];
    if (typeof value !== "string" || value.length > 80 || /https?:/i.test(value)) return undefined;
    const text = value.trim();
    return this.fields[0] !== "title" || SECTION.test(text) || CAPITALS.test(text) ? text : undefined;
  }
}

/** In the title's own column only what is plainly a heading counts: a title alone is a resource. */
const SECTION =
  /^(?:(?:unit|grade|grades|gr\.?|module|chapter|section|quarter|semester|term|week|strand|domain|part|course)\s*[-#:]?\s*[\dIVXK][\w.–-]{0,6}(?:\s*[:.–—-]\s.*)?|.{2,60}:|[-–—=*•]{2,}.*)$/i;

const CAPITALS = /^(?=.{4})[^\p{Ll}\p{Lo}]*\p{Lu}[^\p{Ll}\p{Lo}]*$/u;

/** Where the column names stand: the row with the most names we know, else the first with several texts. */
function headingAt(rows: Waiting[], limits: SheetLimits): number {
  const known = rows.map((r) => new Set(r.values.map((v) => nameIn(v, limits)).filter(Boolean)).size);
  const most = Math.max(...known);
  // One known word may be a value ("English"); a heading has several, or stands first.
  if (most >= 2) return known.indexOf(most);
  const several = rows.findIndex(
    (r) => r.values.filter((v) => typeof v === "string" && v.trim() !== "").length >= 2,
  );
  const first = known[0] === 1 || several < 0 ? 0 : several;
  return first;
}

const nameIn = (v: Cell | null | undefined, { fieldOf }: SheetLimits) =>
  typeof v === "string" && v.length <= 80 ? fieldOf(v) : undefined;

/** True when the second row names columns that the first leaves blank or only groups. */
function continuesHeading(upper: Values, lower: Values, limits: SheetLimits): boolean {
  const width = Math.max(upper.length, lower.length);
  let below = 0;
  for (let i = 0; i < width; i++) {
    const sub = lower[i];
    if (isEmptyCell(sub)) continue;
    if (typeof sub !== "string" || sub.length > 60 || /https?:|[|;\n]/.test(sub)) return false;
    const groups = isEmptyCell(upper[i]) || isEmptyCell(upper[i + 1]);
    if (!groups) return false;
    if (isEmptyCell(upper[i])) below++;
  }
  return below > 0 && isEmptyCell(lower[upper.findIndex((v) => nameIn(v, limits) === "title")]);
}

/** The row above the names, when it holds at least two groups that span several columns. */
function groupAbove(above: Waiting | undefined, names: Waiting): Values | undefined {
  if (!above || above.row !== names.row - 1) return undefined;
  const filled = above.values.flatMap((v, i) => (isEmptyCell(v) ? [] : [i]));
  return filled.length >= 2 && filled.every((i) => !isEmptyCell(names.values[i])) ? above.values : undefined;
}

/** One name for each column: the group is named before it where the name alone says too little. */
function namesOf(group: Values | undefined, names: Values, { columns, fieldOf }: SheetLimits): string[] {
  const width = 1 + Math.max(lastFilled(names), group ? lastFilled(group) : -1);
  const filled = names.filter((v) => !isEmptyCell(v)).length;
  if (Math.max(width, filled) > columns)
    throw new Problem(
      "too-large",
      `The heading has ${formatted(width)} columns; at most ${formatted(columns)} are read. Check that the file's lines end where its rows do.`,
    );
  const seen = new Map<string, number>();
  let carried = "";
  return Array.from({ length: width }, (_, i) => {
    const above = group && !isEmptyCell(group[i]) ? textOf(group[i] as Cell).trim() : "";
    if (above) carried = above;
    const own = isEmptyCell(names[i])
      ? ""
      : textOf(names[i] as Cell)
          .trim()
          .replace(/\s+/g, " ");
    const name =
      own === ""
        ? above || `Column ${columnLetter(i)}`
        : group && !fieldOf(own) && carried
          ? `${carried}: ${own}`
          : own;
    return distinct(name.slice(0, 120), seen);
  });
}

const lastFilled = (values: Values) => values.findLastIndex((v) => !isEmptyCell(v));

function distinct(name: string, seen: Map<string, number>): string {
  const plain = name === "__proto__" ? "proto" : name;
  const count = (seen.get(plain) ?? 0) + 1;
  seen.set(plain, count);
  return count === 1 ? plain : `${plain} (${count})`;
}

const textOf = (cell: Cell | null | undefined): string =>
  isLinked(cell) ? cell.text : typeof cell === "object" ? "" : String(cell ?? "");
