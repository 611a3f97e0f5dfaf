import type { Description } from "../../resources/rules/resource.ts";
import { type Cell, isLinked, type SourceRow } from "../../sheets/row.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { assemble, fieldsIn } from "./assemble-description.ts";
import { type Column, column, LEAVE_OUT, type Mapping, recognize, SECTION_COLUMN } from "./columns.ts";
import { answerKey, type Finding, type FindingAnswer, ownCopy, type Understanding } from "./findings.ts";
import { cellText, isFormulaError } from "./parse-text.ts";
import { type CellRead, type ReadingContext, readCell } from "./understand-cell.ts";

/** A row as it was understood. With faults it has no description and cannot be brought in. */
export interface RowRead {
  sheet?: string;
  row: number;
  section?: string;
  deleted?: boolean;
  externalId?: string;
  /** When the resource was made, as its source says: ISO 8601, as precise as it was given. */
  created?: string;
  title: string;
  url?: string;
  /** The address behind the linked text of the title. */
  behindTitle?: string;
  description?: Description;
  /** Fields for which the row says something. */
  given: (keyof Description)[];
  /** Fields that have a column in the file, which this row leaves empty. */
  empty: (keyof Description)[];
  understood: Understanding[];
  faults: Finding[];
  warnings: Finding[];
}

export interface RowReaderOptions {
  mapping: Mapping;
  reference: Reference;
  answers?: FindingAnswer[];
}

/** Values that were read once need not be read again; more than these are not kept. */
const MOST_KEPT = 10_000;
const LONGEST_KEPT = 150;
const NEVER_KEPT = new Set(["words", "address", "id", "list", "relations"]);

/** Understands the rows of one file. Pure: the same row gives the same reading, at preview and at import. */
export function rowReader({
  mapping,
  reference,
  answers = [],
}: RowReaderOptions): (row: SourceRow) => RowRead {
  const known: ReadingContext = {
    reference,
    answers: new Map(answers.map((a) => [answerKey(a.column, a.value), a])),
    standards: new Map(),
  };
  const columns = new Map(Object.entries(mapping).map(([h, id]) => [h, place(h, id)]));
  const columnOf = (header: string) => {
    // JSON rows may bring a name that the first rows did not have.
    if (!columns.has(header)) columns.set(header, recognize(header));
    return columns.get(header);
  };
  const inFile = [...new Set([...columns.values()].flatMap((c) => (c ? [c.id] : [])))];
  const filled = [...new Set([...inFile, "license", "title"])].filter((id) =>
    known.answers.has(answerKey(id, "")),
  );
  const fields = fieldsIn(mapping);
  const read = keptReader(known);
  const sheet = { fields, reference, accepted: new WeakMap() };

  return (row) => {
    const result = blank(row);
    if (row.fault !== undefined) {
      result.faults.push({ header: "", column: "", value: "", detail: row.fault });
      return result;
    }
    if (row.deleted) {
      result.externalId = cellText(
        Object.entries(row.cells).find(([h]) => columnOf(h)?.id === "externalId")?.[1],
      );
      return result;
    }
    const byColumn = gather(row, columnOf);
    const parts: CellPart[] = [];
    for (const [c, cells] of byColumn) parts.push(partOf(c, cells, read, result));
    for (const id of filled) {
      const c = column(id) as Column;
      if (!byColumn.has(c)) fillMissing(c, known, read, parts, result);
    }
    assemble(parts, sheet, result);
    return result;
  };
}

/** Reads a cell, or gives what a cell that says the same was read as. */
function keptReader(known: ReadingContext): (c: Column, cell: Cell) => CellRead {
  const kept = new Map<Column, Map<string, CellRead>>();
  let count = 0;
  return (c, cell) => {
    const text = NEVER_KEPT.has(c.reads) ? undefined : keptAs(cell);
    if (text === undefined || text.length > LONGEST_KEPT) return readCell(c, cell, known);
    let ofColumn = kept.get(c);
    if (!ofColumn) {
      ofColumn = new Map();
      kept.set(c, ofColumn);
    }
    const before = ofColumn.get(text);
    if (before) return before;
    if (count >= MOST_KEPT) return readCell(c, cell, known);
    count++;
    // What is kept must not hold on to the piece of the file it was cut from.
    const fresh = readCell(c, typeof cell === "string" ? ownCopy(cell) : cell, known);
    ofColumn.set(ownCopy(text), fresh);
    return fresh;
  };
}

/** The text under which a reading is kept; lists are told from texts. */
function keptAs(cell: Cell): string | undefined {
  if (typeof cell === "string" || typeof cell === "number") return String(cell);
  if (!Array.isArray(cell) || cell.some((c) => typeof c === "object")) return undefined;
  return `\u0001${cell.join("\u0001")}`;
}

/** What one column of a row says. */
export interface CellPart {
  column: Column;
  header: string;
  read: CellRead;
}

const place = (header: string, id: string): Column | undefined =>
  id === LEAVE_OUT || header === "" ? undefined : column(id);

const blank = ({ sheet, row, section, deleted }: SourceRow): RowRead => ({
  ...(sheet === undefined ? {} : { sheet }),
  row,
  ...(section === undefined ? {} : { section }),
  ...(deleted ? { deleted } : {}),
  title: "",
  given: [],
  empty: [],
  understood: [],
  faults: [],
  warnings: [],
});

type Headed = { header: string; cell: Cell };

/** The cells of a row by column; where several headers feed one, the one named most plainly first. */
function gather(row: SourceRow, columnOf: (header: string) => Column | undefined): Map<Column, Headed[]> {
  const found = new Map<Column, Headed[]>();
  const put = (header: string, cell: Cell) => {
    const c = columnOf(header);
    if (!c) return;
    const cells = found.get(c);
    if (!cells) found.set(c, [{ header, cell }]);
    else if (header === c.id || header === c.header) cells.unshift({ header, cell });
    else cells.push({ header, cell });
  };
  for (const header in row.cells) put(header, row.cells[header] as Cell);
  if (row.section !== undefined) put(SECTION_COLUMN, row.section);
  return found;
}

const MANY = new Set(["terms", "list", "grades", "languages", "standards", "relations", "accessibility"]);

/** Several cells of one column: lists are joined, of single values the first that is understood counts. */
function partOf(
  c: Column,
  cells: Headed[],
  read: (c: Column, cell: Cell) => CellRead,
  result: RowRead,
): CellPart {
  const reads: CellPart[] = [];
  for (const { header, cell } of cells) {
    const text = typeof cell === "string" ? cell : "";
    const failed = text.startsWith("#") && isFormulaError(text);
    const part = failed ? formulaFailed(text) : read(c, cell);
    if (!MANY.has(c.reads) && part.values.length > 0 && part.faults.length === 0) {
      note(c, header, part, result);
      if (c.id === "title" && isLinked(cell)) result.behindTitle = cell.href;
      return { column: c, header, read: part };
    }
    reads.push({ column: c, header, read: part });
  }
  for (const { header, read: part } of reads) note(c, header, part, result);
  const joined = reads.length === 1 ? (reads[0] as CellPart).read : joinedOf(reads);
  return { column: c, header: reads[0]?.header ?? c.header, read: joined };
}

function joinedOf(parts: CellPart[]): CellRead {
  const all = <T>(pick: (read: CellRead) => T[]): T[] => parts.flatMap((p) => pick(p.read));
  return {
    values: all((r) => r.values),
    keywords: all((r) => r.keywords),
    topics: all((r) => r.topics),
    faults: all((r) => r.faults),
    understood: all((r) => r.understood),
  };
}

const formulaFailed = (value: string): CellRead => ({
  values: [],
  keywords: [],
  topics: [],
  understood: [],
  faults: [{ value, detail: "is what a failed formula shows. Fix the formula, or write the value" }],
});

function note(c: Column, header: string, part: CellRead, result: RowRead) {
  for (const u of part.understood) result.understood.push({ header, column: c.id, ...u });
  // What only informs does not hold a row back.
  const findings = c.reads === "date" ? result.warnings : result.faults;
  for (const f of part.faults) findings.push({ header, column: c.id, ...f });
}

/** A value for cells that are empty, when somebody has answered for all of them. */
function fillMissing(
  c: Column,
  { answers }: ReadingContext,
  read: (c: Column, cell: Cell) => CellRead,
  parts: CellPart[],
  result: RowRead,
) {
  const answer = answers.get(answerKey(c.id, ""));
  if (!answer || !Array.isArray(answer.take)) return;
  const part = read(c, answer.take);
  result.understood.push({ header: c.header, column: c.id, value: "", as: answer.take.join(", ") });
  parts.push({ column: c, header: c.header, read: part });
}
