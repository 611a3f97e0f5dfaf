/** How a value was read, when it was not already what the registry keeps. */
export interface Understanding {
  header: string;
  /** Column id. */
  column: string;
  value: string;
  /** What it was read as, in words: `3, 4, 5`. */
  as: string;
}

/** One thing to fix, or to know, in one cell. The row is that of the `RowRead` it stands in. */
export interface Finding {
  /** Empty when it is the whole row. */
  header: string;
  column: string;
  /** As written; empty when it is missing. */
  value: string;
  detail: string;
  /** Valid values that come nearest, best first. */
  nearest?: string[];
}

/**
 * What a person decided for a value wherever it stands: other values to take, to keep it as a keyword, or to
 * leave it out. `value` is empty for cells that are missing, and `*` for every value not understood. Data: kept for an organization like the mapping.
 */
export interface FindingAnswer {
  column: string;
  value: string;
  take: string[] | "keyword" | "leave out";
}

/** As the value of an answer: every value of the column that is not understood. */
export const EVERY_OTHER = "*";

/** How answers are looked up: without case and space around. */
export const answerKey = (column: string, value: string) => `${column}\0${value.trim().toLowerCase()}`;

/** A finding that rows share, so that one answer fixes them all. */
export interface SharedFinding extends Finding {
  kind: "fault" | "warning";
  rows: number;
  /** The first rows that have it, and what they are called. */
  first: { sheet?: string; row: number; title: string }[];
}

export interface SharedUnderstanding extends Understanding {
  rows: number;
}

interface Found {
  sheet?: string;
  row: number;
  title: string;
  faults: Finding[];
  warnings: Finding[];
  understood: Understanding[];
}

/** Past this many different values in one column, the rest are only counted: memory stays flat. */
const MOST_KEPT = 2000;

/** Gathers what the rows of a file share. */
export class Findings {
  private readonly findings = new Map<string, SharedFinding>();
  private readonly understandings = new Map<string, SharedUnderstanding>();
  private readonly perColumn = new Map<string, number>();
  rows = 0;
  /** Cells with a fault. */
  faultyCells = 0;
  faultyRows = 0;
  /** Findings beyond those kept. */
  more = 0;

  add(read: Found) {
    this.rows++;
    this.faultyCells += read.faults.length;
    if (read.faults.length > 0) this.faultyRows++;
    for (const f of read.faults) this.addFinding("fault", f, read);
    for (const f of read.warnings) this.addFinding("warning", f, read);
    for (const u of read.understood) this.addUnderstanding(u);
  }

  /** The commonest first: where one answer helps most. */
  shared(): SharedFinding[] {
    return [...this.findings.values()].sort((a, b) => rank(a) - rank(b) || b.rows - a.rows);
  }

  understood(): SharedUnderstanding[] {
    return [...this.understandings.values()].sort((a, b) => b.rows - a.rows);
  }

  private addFinding(kind: SharedFinding["kind"], f: Finding, { sheet, row, title }: Found) {
    const place = () => ({
      ...(sheet === undefined ? {} : { sheet }),
      row,
      title: ownCopy(title.slice(0, 100)),
    });
    const key = [kind, f.column, short(f.value), f.value === "" ? f.detail : ""].join("\0");
    const known = this.findings.get(key);
    if (known) {
      known.rows++;
      if (known.first.length < 10) known.first.push(place());
    } else if (this.hasRoom(`${kind} ${f.column}`)) {
      this.findings.set(ownCopy(key), {
        ...f,
        value: ownCopy(short(f.value)),
        kind,
        rows: 1,
        first: [place()],
      });
    } else this.more++;
  }

  private addUnderstanding(u: Understanding) {
    const key = [u.column, short(u.value)].join("\0");
    const known = this.understandings.get(key);
    if (known) known.rows++;
    else if (this.hasRoom(`as ${u.column}`))
      this.understandings.set(ownCopy(key), {
        ...u,
        value: ownCopy(short(u.value)),
        as: ownCopy(u.as),
        rows: 1,
      });
    else this.more++;
  }

  private hasRoom(name: string): boolean {
    const count = (this.perColumn.get(name) ?? 0) + 1;
    this.perColumn.set(name, count);
    return count <= MOST_KEPT;
  }
}

const rank = ({ kind }: SharedFinding) => (kind === "fault" ? 0 : 1);
const short = (value: string) => (value.length > 200 ? `${value.slice(0, 200)}…` : value);

/** A copy of its own: a piece of a long text would keep the whole text in memory. */
export const ownCopy = (text: string): string => Buffer.from(text, "utf8").toString("utf8");

/** One shared finding as a sentence: "All 1,240 rows lack a license". */
export function findingSentence(f: SharedFinding, total: number): string {
  const rows =
    f.rows === total && total > 1
      ? `All ${f.rows.toLocaleString("en-US")} rows`
      : f.rows === 1
        ? `Row ${f.first[0]?.row}`
        : `${f.rows.toLocaleString("en-US")} rows`;
  if (f.value === "") return `${rows}: ${f.header || "the row"} ${f.detail}`;
  return `${rows}: ${f.header} "${f.value}" ${f.detail}`;
}

/** A source nobody here can fix: what is not understood of it becomes a keyword or is left out, never a fault. */
export const HARVEST_ANSWERS: FindingAnswer[] = [
  ...["types", "audiences", "grades"].map(
    (column): FindingAnswer => ({ column, value: EVERY_OTHER, take: "keyword" }),
  ),
  ...["formats", "languages", "license", "standards", "timeRequired", "url"].map(
    (column): FindingAnswer => ({ column, value: EVERY_OTHER, take: "leave out" }),
  ),
];
