import { type Beginning, bytesAt, plainText } from "./beginning.ts";
import { type CsvManner, readCsv } from "./readers/csv.ts";
import { readJson, readJsonLines } from "./readers/json.ts";
import { outlineXlsx, readXlsx, type SheetOutline } from "./readers/xlsx.ts";
import type { Read, SheetLimits } from "./row.ts";

/** How a file is read. `sheets` and `manner` are for the formats that have any. */
export interface ReadOptions {
  limits: SheetLimits;
  sheets?: string[];
  manner?: Partial<CsvManner>;
}

/** All that is said of a format. Whatever asks for files, names them or reads them is made from it. */
export interface FileFormat {
  /** What a file of it is: "The file is … ". */
  name: string;
  /** How it is called in a list of formats. */
  short: string;
  /** How people know it, and when it is told: the lowest first. Without, it is taken and not spoken of. */
  told?: { as: string; rank: number };
  /** Endings to choose files by; the first is the one that is told. */
  endings: [string, ...string[]];
  /** Other endings under which nothing is strange about it. */
  alsoNamed?: string[];
  mediaTypes: [string, ...string[]];
  /** Whether a file is one, as its bytes begin; asked before anything is refused. */
  byBytes?: (begins: Beginning) => boolean;
  /** Whether a file is one, as its text begins; asked of what is text. */
  byText?: (begins: Beginning) => boolean | Promise<boolean>;
  /** What a text is when no other format knows it. One format says so. */
  anyOtherText?: true;
  rows(file: string, options: ReadOptions): AsyncGenerator<Read>;
  /** The sheets of a workbook with their column names. */
  sheets?: (file: string, limits: SheetLimits) => Promise<SheetOutline[]>;
  /** What is written when such a file goes back to whoever sent it. */
  goesBackAs: "csv" | "xlsx";
}

const list = /^\s*\[/;
const record = /^\s*\{/;

/** Every format. A file is of the first that says so. */
export const FORMATS = {
  csv: {
    name: "a text table (CSV)",
    short: "CSV",
    told: { as: "CSV", rank: 2 },
    endings: ["csv", "tsv"],
    alsoNamed: ["txt", "tab"],
    mediaTypes: ["text/csv"],
    anyOtherText: true,
    rows: (file, { manner, limits }) => readCsv(file, { ...(manner ? { manner } : {}), limits }),
    goesBackAs: "csv",
  },
  xlsx: {
    name: "an Excel workbook",
    short: "XLSX",
    told: { as: "Excel", rank: 1 },
    endings: ["xlsx"],
    alsoNamed: ["xlsm"],
    mediaTypes: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    // Whichever ZIP it is: what is in it, its reader tells.
    byBytes: ({ bytes }) => /^PK\p{Cc}/u.test(bytes.toString("latin1", 0, 3)),
    rows: (file, { sheets, limits }) => readXlsx(file, { ...(sheets ? { sheets } : {}), limits }),
    sheets: outlineXlsx,
    goesBackAs: "xlsx",
  },
  json: {
    name: "JSON",
    short: "JSON",
    endings: ["json", "jsonld"],
    mediaTypes: ["application/json", "application/ld+json"],
    byText: async (begins) =>
      list.test(begins.text) || (record.test(begins.text) && !(await isOneObjectALine(begins))),
    rows: (file, { limits }) => readJson(file, { limits }),
    goesBackAs: "xlsx",
  },
  jsonl: {
    name: "JSON Lines",
    short: "JSON Lines",
    told: { as: "JSON Lines", rank: 3 },
    endings: ["jsonl"],
    alsoNamed: ["ndjson", "json"],
    mediaTypes: ["application/x-ndjson"],
    byText: async (begins) => record.test(begins.text) && (await isOneObjectALine(begins)),
    rows: (file, { limits }) => readJsonLines(file, { limits }),
    goesBackAs: "xlsx",
  },
} as const satisfies Record<string, FileFormat>;

export type FormatId = keyof typeof FORMATS;
export const FORMAT_IDS = Object.keys(FORMATS) as [FormatId, ...FormatId[]];
export const formatOf = (id: FormatId): FileFormat => FORMATS[id];

/** What was taken from a catalog, or is not known, goes back as a workbook. */
export const goesBackAs = (id: FormatId | "oai" | undefined): "csv" | "xlsx" =>
  id === undefined || id === "oai" ? "xlsx" : formatOf(id).goesBackAs;

/** Every format; those that people are told of first, as they are told. */
export const ALL_FORMATS: FileFormat[] = FORMAT_IDS.map(formatOf).toSorted(
  (a, b) => (a.told?.rank ?? 99) - (b.told?.rank ?? 99),
);

/** JSON Lines when the first line is an object of its own, or is broken and the next begins a new one. */
async function isOneObjectALine({ file, bytes }: Beginning): Promise<boolean> {
  const text = plainText(bytes.includes(10) ? bytes : await bytesAt(file, 0, 1 << 20));
  const [first = "", ...others] = text.split("\n").filter((line) => line.trim() !== "");
  try {
    JSON.parse(first);
    return (
      !/"@graph"\s*:\s*\[/.test(first) &&
      (others.length > 0 || !/"(resources|items|results|records|data)"\s*:\s*\[/.test(first))
    );
  } catch {
    return others.length > 0 && /\}\s*$/.test(first) && /^\s*\{/.test(others[0] ?? "");
  }
}
