import { Problem } from "../../kernel/problem.ts";
import { formatted, type SheetLimits } from "../row.ts";

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** One line of a table: its number as a person counts (empty lines count), and its cells. */
export interface CsvLine {
  row: number;
  cells: string[];
}

/**
 * Cuts CSV text (RFC 4180, any of the three line ends, mixed) into cells, piece by piece. A quotation mark
 * inside an unquoted cell is text (`5" pipe`); one that opens a cell and is not closed is a Problem that
 * names the row where it opened.
 */
export class CsvCells {
  private readonly delimiter: number;
  private readonly limits: SheetLimits;
  private row = 1;
  private cells: string[] = [];
  private cell = "";
  private state: "start" | "plain" | "quoted" | "closing" = "start";
  private openedAcrossLines = false;
  /** The last piece ended in CR: an LF at the beginning of the next belongs to it. */
  private afterReturn = false;

  constructor(delimiter: string, limits: SheetLimits) {
    this.delimiter = delimiter.charCodeAt(0);
    this.limits = limits;
  }

  push(text: string): CsvLine[] {
    const lines: CsvLine[] = [];
    let at = 0;
    while (at < text.length) {
      if (this.afterReturn) {
        this.afterReturn = false;
        if (text.charCodeAt(at) === LF) {
          at++;
          continue;
        }
      }
      at = this.state === "quoted" ? this.inQuotes(text, at) : this.step(text, at, lines);
    }
    return lines;
  }

  end(): CsvLine[] {
    if (this.state === "quoted") throw this.neverClosed();
    const lines: CsvLine[] = [];
    if (this.cell !== "" || this.cells.length > 0 || this.state === "closing") this.endLine(lines);
    return lines;
  }

  private step(text: string, from: number, lines: CsvLine[]): number {
    const code = text.charCodeAt(from);
    if (this.state === "closing") return this.afterQuote(text, from, code, lines);
    if (this.state === "start" && code === QUOTE) {
      this.state = "quoted";
      this.openedAcrossLines = false;
      return from + 1;
    }
    let at = from;
    while (at < text.length) {
      const c = text.charCodeAt(at);
      if (c === this.delimiter || c === LF || c === CR) break;
      at++;
    }
    if (at > from) {
      this.state = "plain";
      this.add(text.slice(from, at));
    }
    return at < text.length ? this.separator(text.charCodeAt(at), at, lines) : at;
  }

  private separator(code: number, at: number, lines: CsvLine[]): number {
    if (code === this.delimiter) this.endCell();
    else {
      this.endLine(lines);
      this.afterReturn = code === CR;
    }
    return at + 1;
  }

  private inQuotes(text: string, from: number): number {
    const quote = text.indexOf('"', from);
    const to = quote < 0 ? text.length : quote;
    if (to > from) {
      const piece = text.slice(from, to);
      this.openedAcrossLines ||= /[\r\n]/.test(piece);
      this.add(piece);
    }
    if (quote >= 0) this.state = "closing";
    return quote < 0 ? to : to + 1;
  }

  private afterQuote(text: string, at: number, code: number, lines: CsvLine[]): number {
    if (code === QUOTE) {
      this.state = "quoted";
      this.add('"');
      return at + 1;
    }
    if (code === this.delimiter || code === LF || code === CR) return this.separator(code, at, lines);
    const more = /^[ \t]+(?=(.?))/.exec(text.slice(at, at + 200));
    if (more && (more[1] === "" || more[1]?.charCodeAt(0) === this.delimiter || /[\r\n]/.test(more[1] ?? "")))
      return at + more[0].length;
    // Within one line it is a quotation mark somebody forgot to double; across lines the cell never ended.
    if (this.openedAcrossLines) throw this.neverClosed();
    this.state = "quoted";
    this.add('"');
    return at;
  }

  private add(piece: string) {
    if (this.cell.length + piece.length > this.limits.cell) {
      if (this.state === "quoted" && this.openedAcrossLines) throw this.neverClosed();
      throw new Problem(
        "too-large",
        `Row ${formatted(this.row)} has a cell of more than ${formatted(this.limits.cell)} characters. Shorten it, or check that its quotation marks are closed.`,
      );
    }
    this.cell = this.cell === "" ? piece : this.cell + piece;
  }

  private endCell() {
    if (this.cell.includes("\0")) throw this.zeroBytes();
    if (this.cells.length >= MOST_CELLS) throw tooManyColumns(this.row, this.limits.columns);
    this.cells.push(this.cell);
    this.cell = "";
    this.state = "start";
  }

  private endLine(lines: CsvLine[]) {
    this.endCell();
    lines.push({ row: this.row++, cells: this.cells });
    this.cells = [];
  }

  private neverClosed(): Problem {
    return new Problem(
      "invalid",
      `A quotation mark opens in row ${formatted(this.row)} and is not closed. Close it, or remove it, and upload the file again.`,
      [{ pointer: `/rows/${this.row}`, detail: "opens a quotation mark that is not closed" }],
    );
  }

  private zeroBytes(): Problem {
    return new Problem(
      "invalid",
      `Row ${formatted(this.row)} holds a zero byte, so the file is damaged or is no text. Save it again as CSV (UTF-8).`,
      [{ pointer: `/rows/${this.row}`, detail: "holds a zero byte" }],
    );
  }
}

/** Empty cells to the right are common and harmless up to here (the width of a spreadsheet). */
const MOST_CELLS = 16_384;

export const tooManyColumns = (row: number, most: number) =>
  new Problem(
    "too-large",
    `Row ${formatted(row)} has more columns than a sheet of resources can: at most ${formatted(most)} are read. Check that the file's lines end where its rows do.`,
  );
