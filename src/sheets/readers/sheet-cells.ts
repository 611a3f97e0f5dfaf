import { Problem } from "../../kernel/problem.ts";
import { type Cell, formatted, type SheetLimits } from "../row.ts";
import { tooManyColumns } from "./csv-cells.ts";
import type { SaxHandlers } from "./sax.ts";
import { clockOfSerial, isoOfSerial } from "./serial-dates.ts";
import type { DiskTexts } from "./texts-on-disk.ts";
import { unescaped, type Workbook } from "./workbook.ts";

const MOST_CELLS = 16_384;

interface SheetLine {
  row: number;
  values: (Cell | null)[];
}

/** Reads a sheet's XML and hands out its rows: cached values of formulas, dates as ISO text, gaps as null. */
export class SheetCells implements SaxHandlers {
  private readonly texts: DiskTexts;
  private readonly book: Workbook;
  private readonly limits: SheetLimits;
  private lines: SheetLine[] = [];
  private row = 0;
  private column = -1;
  private values: (Cell | null)[] = [];
  private type = "";
  private style = 0;
  private value = "";
  private formula = "";
  private inside: "value" | "formula" | "" = "";
  private inHint = 0;

  constructor(texts: DiskTexts, book: Workbook, limits: SheetLimits) {
    this.texts = texts;
    this.book = book;
    this.limits = limits;
  }

  take(): SheetLine[] {
    const lines = this.lines;
    this.lines = [];
    return lines;
  }

  open(name: string, a: Record<string, string>) {
    if (name === "c") this.openCell(a);
    else if (name === "v" || (name === "t" && this.inHint === 0)) this.inside = "value";
    else if (name === "f") this.inside = "formula";
    else if (name === "rPh") this.inHint++;
    else if (name === "row") {
      const given = Number(a.r);
      this.row = Number.isInteger(given) && given > 0 ? given : this.row + 1;
      this.column = -1;
      this.values = [];
    }
  }

  text(piece: string) {
    if (this.inside === "") return;
    if (this.inside === "formula") {
      if (this.formula.length < 4000) this.formula += piece;
      return;
    }
    if (this.value.length + piece.length > this.limits.cell) throw this.tooLong();
    this.value += piece;
  }

  close(name: string) {
    if (name === "v" || name === "t" || name === "f") this.inside = "";
    else if (name === "rPh") this.inHint--;
    else if (name === "c") this.closeCell();
    else if (name === "row" && this.values.length > 0)
      this.lines.push({ row: this.row, values: this.values });
  }

  private openCell(a: Record<string, string>) {
    this.column = a.r ? columnOf(a.r) : this.column + 1;
    if (this.column < 0 || this.column >= MOST_CELLS) throw tooManyColumns(this.row, this.limits.columns);
    this.type = a.t ?? "n";
    this.style = Number(a.s ?? 0);
    this.value = "";
    this.formula = "";
  }

  private closeCell() {
    const value = this.understood();
    if (value === null) return;
    while (this.values.length < this.column) this.values.push(null);
    this.values[this.column] = this.linked(value);
  }

  private understood(): Cell | null {
    const { value } = this;
    if (value === "") return null;
    if (this.type === "s") {
      const text = this.texts.get(Number(value)) ?? null;
      if (text !== null && text.length > this.limits.cell) throw this.tooLong();
      return text;
    }
    if (this.type === "inlineStr" || this.type === "str") return unescaped(value);
    if (this.type === "b") return value === "1" || value === "true";
    if (this.type === "e" || this.type === "d") return value;
    const number = Number(value);
    if (Number.isNaN(number)) return value;
    const kind = this.book.kinds[this.style] ?? "number";
    if (kind === "time" || (kind === "date" && number < 1)) return clockOfSerial(number);
    return kind === "date" ? (isoOfSerial(number, this.book.from1904) ?? number) : number;
  }

  /** `=HYPERLINK("https://…","text")` holds its address in the formula. */
  private linked(value: Cell): Cell {
    const href = /^\s*HYPERLINK\(\s*"(https?:[^"]+)"/i.exec(this.formula)?.[1];
    return href && typeof value === "string" && value !== href ? { text: value, href } : value;
  }

  private tooLong(): Problem {
    return new Problem(
      "too-large",
      `Row ${formatted(this.row)} has a cell of more than ${formatted(this.limits.cell)} characters. Shorten it and upload the file again.`,
    );
  }
}

/** `BC12` → 54. */
export function columnOf(reference: string): number {
  let n = 0;
  for (let i = 0; i < reference.length && i < 8; i++) {
    const code = reference.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    n = n * 26 + code - 64;
  }
  return n - 1;
}
