import { Problem } from "../../kernel/problem.ts";
import { formatted, type SheetLimits } from "../row.ts";

/** A value cut out of a JSON text: an element of its list, or a member of its outermost object. */
export interface JsonPiece {
  kind: "element" | "member";
  key?: string;
  text: string;
}

/** Names under which a file's outermost object keeps its list of records. */
const LISTS = new Set(["@graph", "resources", "items", "results", "records", "data"]);

/**
 * Cuts a JSON text into its records piece by piece, without reading it whole: the elements of the outermost
 * array, or of the list an outermost object holds. Only brackets and strings are looked at; what lies between
 * is parsed record by record.
 */
export class JsonSplitter {
  private readonly limits: SheetLimits;
  private depth = 0;
  private base = 0;
  private root: "array" | "object" | undefined;
  private inString = false;
  private escaped = false;
  private text = "";
  private done = false;
  count = 0;

  constructor(limits: SheetLimits) {
    this.limits = limits;
  }

  push(piece: string): JsonPiece[] {
    const cuts: JsonPiece[] = [];
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const c = piece.charCodeAt(i);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (c === 92) this.escaped = true;
        else if (c === 34) this.inString = false;
        continue;
      }
      if (this.done) {
        if (c > 32) throw brokenOff("Something follows after the end of the list");
        from = i + 1;
        continue;
      }
      if (!this.root && c > 32 && c !== 91 && c !== 123)
        throw new Problem("unsupported", "This is not JSON: it begins with neither { nor [.");
      if (c === 34) this.inString = true;
      else if (c === 91 || c === 123) {
        if (this.opens(c, piece.slice(from, i))) from = i + 1;
      } else if (c === 93 || c === 125) {
        if (this.depth === this.base) {
          this.take(piece.slice(from, i), cuts);
          from = i + 1;
          this.leave();
        } else this.depth--;
      } else if (c === 44 && this.depth === this.base && this.root) {
        this.take(piece.slice(from, i), cuts);
        from = i + 1;
      }
    }
    this.add(piece.slice(from));
    return cuts;
  }

  end() {
    if (!this.root) throw new Problem("invalid", "The file is empty.");
    if (!this.done)
      throw brokenOff(`The file breaks off in the middle of record ${formatted(this.count + 1)}`);
  }

  /** True when the bracket begins the root or a list of records, and so belongs to no record. */
  private opens(code: number, before: string): boolean {
    if (!this.root) {
      this.root = code === 91 ? "array" : "object";
      this.depth = this.base = 1;
      this.text = "";
      return true;
    }
    if (this.root === "object" && this.base === 1 && this.depth === 1 && code === 91) {
      const key = keyIn(this.text + before);
      if (key !== undefined && LISTS.has(key)) {
        this.text = "";
        this.depth = this.base = 2;
        return true;
      }
    }
    this.depth++;
    if (this.depth > 200)
      throw new Problem(
        "invalid",
        `Record ${formatted(this.count + 1)} is nested too deeply to be a resource.`,
      );
    return false;
  }

  private leave() {
    if (this.base === 2) {
      this.depth = this.base = 1;
    } else {
      this.done = true;
    }
  }

  private take(rest: string, cuts: JsonPiece[]) {
    this.add(rest);
    const text = this.text.trim();
    this.text = "";
    if (text === "") return;
    if (this.root === "array" || this.base === 2) {
      this.count++;
      cuts.push({ kind: "element", text });
      return;
    }
    const key = keyIn(text);
    if (key !== undefined)
      cuts.push({ kind: "member", key, text: text.slice(text.indexOf(":", endOfKey(text)) + 1) });
  }

  private add(piece: string) {
    if (piece === "") return;
    if (this.text.length + piece.length > this.limits.record)
      throw new Problem(
        "too-large",
        `Record ${formatted(this.count + 1)} is longer than ${formatted(this.limits.record)} characters. Shorten it, or check its quotation marks.`,
      );
    this.text += piece;
  }
}

const KEY = /^\s*"((?:[^"\\]|\\.)*)"\s*:/;
const keyIn = (text: string): string | undefined => KEY.exec(text)?.[1];
const endOfKey = (text: string): number => (KEY.exec(text)?.[0].length ?? 1) - 1;

const brokenOff = (what: string) => new Problem("invalid", `${what}. Send the whole file again.`);
