import { open, stat } from "node:fs/promises";
import { Problem } from "../kernel/problem.ts";
import { endingOf } from "./content-type.ts";
import { type CsvManner, readCsv } from "./readers/csv.ts";
import { readJson, readJsonLines } from "./readers/json.ts";
import { outlineXlsx, readXlsx, type SheetOutline } from "./readers/xlsx.ts";
import { type Cell, formatted, isLinked, LIMITS, type Read, type SheetLimits } from "./row.ts";

/** What a file is; `oai` is what was harvested from a catalog. */
export type Format = "csv" | "xlsx" | "json" | "jsonl" | "oai";

type FileFormat = Exclude<Format, "oai">;

/** A file that can be read, as often as needed. */
export interface ImportFile {
  format: Format;
  /** What a person should know: "named .csv, and is an Excel workbook". */
  notes: string[];
  rows(options?: { sheets?: string[]; manner?: Partial<CsvManner> }): AsyncGenerator<Read>;
  /** The sheets of a workbook with their column names; empty for other formats. */
  sheets(): Promise<SheetOutline[]>;
}

/** Finds out what a file is by what stands in it, never by its name, and refuses what cannot be read. */
export async function openImport(
  file: string,
  name: string,
  limits: SheetLimits = LIMITS,
): Promise<ImportFile> {
  const { size } = await stat(file);
  if (size === 0) throw new Problem("invalid", "The file is empty.");
  if (size > limits.file)
    throw new Problem(
      "too-large",
      `The file is larger than ${formatted(limits.file / 2 ** 20)} MB. Split it and import the parts one after another.`,
    );
  const head = await bytesAt(file, 0, 4096);
  const format = await formatOf(file, head, size);
  const said = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const fits = (EXTENSIONS[format] ?? []).includes(said) || said === "";
  return {
    format,
    notes: fits ? [] : [`The file is named .${said} and is ${NAMES[format]}. It is read as that.`],
    rows: ({ sheets, manner } = {}) => {
      if (format === "xlsx") return readXlsx(file, { ...(sheets ? { sheets } : {}), limits });
      if (format === "json") return readJson(file, { limits });
      if (format === "jsonl") return readJsonLines(file, { limits });
      return readCsv(file, { ...(manner ? { manner } : {}), limits });
    },
    sheets: async () => (format === "xlsx" ? outlineXlsx(file, limits) : []),
  };
}

const EXTENSIONS: Record<FileFormat, string[]> = {
  csv: ["csv", "tsv", "txt", "tab"],
  xlsx: ["xlsx", "xlsm"],
  json: ["json", "jsonld"],
  jsonl: ["jsonl", "ndjson", "json"],
};
const NAMES: Record<FileFormat, string> = {
  csv: "a text table (CSV)",
  xlsx: "an Excel workbook",
  json: "JSON",
  jsonl: "JSON Lines",
};

async function formatOf(file: string, head: Buffer, size: number): Promise<FileFormat> {
  // Whichever ZIP it is: what is in it, its reader tells.
  if (/^PK\p{Cc}/u.test(head.toString("latin1", 0, 3))) return "xlsx";
  const ending = (await endingOf(head)) ?? "";
  if (ending === "cfb") throw await oldOffice(file, head, size);
  const markup = MARKUP.find(([begins]) => begins.test(head.toString("latin1", 0, 512)));
  const sentence = OTHERS[ending] ?? markup?.[1];
  if (sentence) throw new Problem("unsupported", sentence);
  const text = plain(head);
  if (/^\s*\[/.test(text)) return "json";
  if (!/^\s*\{/.test(text)) return "csv";
  return (await isOneObjectALine(file, head)) ? "jsonl" : "json";
}

const PACKED = "This is a compressed file. Unpack it and upload the sheet itself.";
const PICTURE = "This is a picture. Give a CSV, XLSX, JSON or JSON Lines file.";

/** What is no table, by the usual ending of its content. */
const OTHERS: Record<string, string> = {
  pdf: "This is a PDF. Save the table it shows as .xlsx or .csv and upload that.",
  rtf: "This is a text document. Save the table it shows as .xlsx or .csv and upload that.",
  ...Object.fromEntries(["gz", "bz2", "7z", "rar", "xz", "zst", "tar"].map((packed) => [packed, PACKED])),
  ...Object.fromEntries(["png", "apng", "jpg", "gif", "webp", "heic"].map((picture) => [picture, PICTURE])),
};

const MARKUP: [RegExp, string][] = [
  [
    /^(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|head|body|table|meta)/i,
    "This is a web page, also when it is named like a spreadsheet. Open it in your spreadsheet program and save it as .xlsx or .csv.",
  ],
  [
    /^(\xef\xbb\xbf)?\s*<\?xml|^\s*<[a-z]+[\s>]/i,
    "This is XML. Give a CSV, XLSX, JSON or JSON Lines file; an OAI-PMH source is imported by its address.",
  ],
];

/** Excel 97 workbooks, and workbooks of today under a password, share one container: its directory tells which. */
async function oldOffice(file: string, head: Buffer, size: number): Promise<Problem> {
  const sector = 1 << Math.min(16, head.readUInt16LE(30));
  const at = (head.readUInt32LE(48) + 1) * sector;
  const pieces = await Promise.all([
    bytesAt(file, Math.min(at, size), 1 << 16),
    bytesAt(file, 0, 1 << 20),
    bytesAt(file, Math.max(0, size - (1 << 20)), 1 << 20),
  ]);
  const has = (entry: string) => pieces.some((p) => p.includes(Buffer.from(entry, "utf16le")));
  const no = (sentence: string) => new Problem("unsupported", sentence);
  if (has("EncryptedPackage"))
    return no("The workbook is protected by a password. Save it without one and upload it again.");
  if (has("WordDocument"))
    return no("This is a Word document. Save the table it shows as .xlsx or .csv and upload that.");
  return no("This is a workbook of Excel 97 to 2003 (.xls). Open it, save it as .xlsx, and upload that.");
}

/** The beginning of a text file in whatever encoding, well enough to see its first letters. */
const plain = (head: Buffer) => head.toString("latin1").replace(/\0|^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff/g, "");

/** JSON Lines when the first line is an object of its own, or is broken and the next begins a new one. */
async function isOneObjectALine(file: string, head: Buffer): Promise<boolean> {
  const text = plain(head.includes(10) ? head : await bytesAt(file, 0, 1 << 20));
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

async function bytesAt(file: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, position);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What the columns of a file are called and hold: headers in order, with some values each. */
export interface Outline {
  headers: string[];
  samples: Record<string, string[]>;
  /** Rows looked at. */
  rows: number;
}

/** Looks at the first rows of a file, for matching its columns. */
export async function outlineOf(reads: AsyncIterable<Read>, most = 500): Promise<Outline> {
  const samples = new Map<string, Set<string>>();
  let rows = 0;
  for await (const read of reads) {
    if (read.kind === "heading") for (const h of read.headers) samples.set(h, samples.get(h) ?? new Set());
    if (read.kind !== "row") continue;
    for (const [header, cell] of Object.entries(read.cells)) {
      const seen = samples.get(header) ?? new Set();
      if (seen.size < 5) seen.add(sampleOf(cell));
      samples.set(header, seen);
    }
    if (++rows >= most) break;
  }
  return {
    headers: [...samples.keys()],
    samples: Object.fromEntries([...samples].map(([h, v]) => [h, [...v]])),
    rows,
  };
}

const sampleOf = (cell: Cell): string => {
  const text = isLinked(cell) ? cell.text : typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
