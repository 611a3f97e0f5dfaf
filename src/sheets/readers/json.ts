import { Problem } from "../../kernel/problem.ts";
import { type Cell, LIMITS, type Read, type SheetLimits, type SourceRow } from "../row.ts";
import { encodingOf, readText } from "./encoding.ts";
import { JsonSplitter } from "./json-split.ts";

/** Reads a JSON array of resources, an object that holds one, a single resource, or JSON-LD with a `@graph`. */
export async function* readJson(
  file: string,
  { limits = LIMITS }: { limits?: SheetLimits } = {},
): AsyncGenerator<Read> {
  const splitter = new JsonSplitter(limits);
  const members: Record<string, string> = {};
  let kept = 0;
  let row = 0;
  let first = true;
  for await (const piece of readText(file, await encodingOf(file))) {
    const text = first ? piece.replace(/^\uFEFF/, "") : piece;
    first &&= piece === "";
    for (const cut of splitter.push(text)) {
      if (cut.kind === "element") {
        yield* rowsOfRecord(cut.text, ++row, limits);
        continue;
      }
      kept += cut.text.length;
      if (kept > limits.record)
        throw new Problem(
          "too-large",
          "The file is one object that is too large to be a resource. Give a list of resources.",
        );
      members[cut.key ?? ""] = cut.text;
    }
  }
  splitter.end();
  if (splitter.count > 0) return;
  const single = `{${Object.entries(members)
    .map(([key, text]) => `"${key}":${text}`)
    .join(",")}}`;
  if (Object.keys(members).length === 0)
    throw new Problem("invalid", "The list is empty: it holds no resources.");
  yield* rowsOfRecord(single, 1, limits);
}

/** Reads JSON Lines: one resource a line. A bad line is told and does not stop the others. */
export async function* readJsonLines(
  file: string,
  { limits = LIMITS }: { limits?: SheetLimits } = {},
): AsyncGenerator<Read> {
  let line = 0;
  let seen = 0;
  let bad = 0;
  for await (const text of linesOf(file, limits)) {
    line++;
    if (text !== undefined && text.trim() === "") continue;
    const rows = text === undefined ? [tooLong(line, limits)] : rowsOfRecord(text, line, limits);
    seen++;
    if (rows[0]?.fault !== undefined) bad++;
    // When nothing so far was a record, the file is something else.
    if (bad === seen && seen >= 20) throw notJsonLines();
    yield* rows;
  }
  if (seen === 0) throw new Problem("invalid", "The file is empty.");
  if (bad === seen) throw notJsonLines();
}

const notJsonLines = () =>
  new Problem(
    "unsupported",
    "This is not JSON Lines: no line of it is a JSON object. Give one resource on each line.",
  );

const tooLong = (row: number, limits: SheetLimits): SourceRow => ({
  kind: "row",
  row,
  cells: {},
  fault: `is longer than ${limits.record.toLocaleString("en-US")} characters`,
});

/** The lines of a file; undefined for one that is too long to keep. */
async function* linesOf(file: string, limits: SheetLimits): AsyncGenerator<string | undefined> {
  let rest = "";
  let over = false;
  let first = true;
  for await (const piece of readText(file, await encodingOf(file))) {
    const lines = (rest + (first ? piece.replace(/^\uFEFF/, "") : piece)).split("\n");
    first &&= piece === "";
    rest = lines.pop() ?? "";
    for (const line of lines) {
      yield over || line.length > limits.record ? undefined : line;
      over = false;
    }
    if (rest.length > limits.record) {
      over = true;
      rest = "";
    }
  }
  if (over || rest.length > limits.record) yield undefined;
  else if (rest !== "") yield rest;
}

/** The rows of one record: one, or several when it holds a graph. */
function rowsOfRecord(text: string, row: number, limits: SheetLimits): SourceRow[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^.*?JSON at/, "at").slice(0, 100) : "";
    return [{ kind: "row", row, cells: {}, fault: `is not valid JSON (${why})` }];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [{ kind: "row", row, cells: {}, fault: "is not an object with the fields of a resource" }];
  const record = value as Record<string, unknown>;
  return limits.rowsOf(record, row) ?? [{ kind: "row", row, cells: cellsOf(record) }];
}

/** The fields of a record by name; those of an object inside it as `accessibility.features`. */
function cellsOf(record: Record<string, unknown>): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  const put = (name: string, value: unknown) => {
    if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
      return;
    cells[name === "__proto__" ? "proto" : name] = value as Cell;
  };
  for (const [name, value] of Object.entries(record).slice(0, 500)) {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [inner, v] of Object.entries(value).slice(0, 50))
        put(name === "description" ? inner : `${name}.${inner}`, v);
    else put(name, value);
  }
  return cells;
}
