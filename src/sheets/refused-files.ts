import { Problem } from "../kernel/problem.ts";
import { listed } from "../kernel/words.ts";
import { type Beginning, bytesAt } from "./beginning.ts";
import { endingOf } from "./content-type.ts";
import { FORMAT_IDS, formatOf } from "./formats.ts";

/** Refuses what is no table, with what can be done about it; whatever may be text passes. */
export async function refuseOthers(begins: Beginning): Promise<void> {
  const ending = (await endingOf(begins.bytes)) ?? "";
  if (ending === "cfb") throw await oldOffice(begins);
  const markup = MARKUP.find(([pattern]) => pattern.test(begins.bytes.toString("latin1", 0, 512)));
  const sentence = OTHERS[ending] ?? markup?.[1];
  if (sentence) throw new Problem("unsupported", sentence);
}

/** "CSV, XLSX, JSON or JSON Lines" */
const KNOWN = listed(
  FORMAT_IDS.map((id) => formatOf(id).short),
  "or",
);
const PACKED = "This is a compressed file. Unpack it and upload the sheet itself.";
const PICTURE = `This is a picture. Give a ${KNOWN} file.`;

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
    `This is XML. Give a ${KNOWN} file; an OAI-PMH source is imported by its address.`,
  ],
];

/** Excel 97 workbooks, and workbooks of today under a password, share one container: its directory tells which. */
async function oldOffice({ file, bytes, size }: Beginning): Promise<Problem> {
  const sector = 1 << Math.min(16, bytes.readUInt16LE(30));
  const at = (bytes.readUInt32LE(48) + 1) * sector;
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
