import type { Readable } from "node:stream";
import yauzl from "yauzl";
import { Problem } from "../../kernel/problem.ts";
import type { SheetLimits } from "../row.ts";

const MOST_ENTRIES = 5000;
/** Past this size a part that packs tighter than any spreadsheet does is a bomb. */
const SUSPICIOUS = 48 * 2 ** 20;
const TIGHTEST = 200;

/** The parts of a ZIP file, opened one at a time. Sizes are checked before and while unpacking. */
export interface Zip {
  names: string[];
  /** True when a part can only be opened with a password. */
  locked: boolean;
  open(name: string): Promise<Readable>;
  close(): void;
}

export async function openZip(file: string, limits: SheetLimits): Promise<Zip> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false };
    yauzl.open(file, options, (error, opened) => (error ? reject(damaged()) : resolve(opened)));
  });
  try {
    const parts = await entriesOf(zip, limits);
    return {
      names: [...parts.keys()],
      locked: [...parts.values()].some((e) => (e.generalPurposeBitFlag & 1) === 1),
      open: (name) => open(zip, parts.get(name)),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function entriesOf(zip: yauzl.ZipFile, limits: SheetLimits): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, yauzl.Entry>();
    let total = 0;
    zip.on("error", () => reject(damaged()));
    zip.on("end", () => resolve(parts));
    zip.on("entry", (entry: yauzl.Entry) => {
      total += entry.uncompressedSize;
      const tight =
        entry.uncompressedSize > SUSPICIOUS && entry.uncompressedSize > entry.compressedSize * TIGHTEST;
      if (parts.size >= MOST_ENTRIES || total > limits.unpacked || tight) return reject(bomb());
      // Backslashes come from careless writers; names that climb out of the file are only names here.
      parts.set(entry.fileName.replaceAll("\\", "/").replace(/^\//, ""), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function open(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (!entry) return reject(damaged());
    zip.openReadStream(entry, (error, stream) => (error ? reject(damaged()) : resolve(stream)));
  });
}

export const damaged = () =>
  new Problem(
    "invalid",
    "The workbook is damaged: part of it cannot be unpacked. Open it in your spreadsheet program and save it again.",
  );

const bomb = () =>
  new Problem(
    "too-large",
    "The workbook is far too large when unpacked. Save only the sheet with the resources as a new workbook, or as CSV.",
  );
