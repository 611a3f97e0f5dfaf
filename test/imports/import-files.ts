import { createWriteStream, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import yazl from "yazl";
import { seedReference } from "../../seed/data.ts";
import { READING } from "../../src/imports/actions/open-source-file.ts";
import { matchColumns } from "../../src/imports/rules/columns.ts";
import { type RowRead, type RowReaderOptions, rowReader } from "../../src/imports/rules/understand-row.ts";
import { Problem } from "../../src/kernel/problem.ts";
import { openImport } from "../../src/sheets/open-file.ts";
import { outlineOf } from "../../src/sheets/outline.ts";
import type { Heading, Read, SheetSection, SourceRow } from "../../src/sheets/row.ts";

export const folder = mkdtempSync(join(tmpdir(), "imports-"));
export const reference = seedReference();
let count = 0;

/** A file with this content; its name says nothing about what it is. */
export function fileWith(content: string | Buffer): string {
  const file = join(folder, `f${++count}`);
  writeFileSync(file, content);
  return file;
}

export async function all(reads: AsyncIterable<Read>): Promise<Read[]> {
  const list: Read[] = [];
  for await (const read of reads) list.push(read);
  return list;
}

export const rowsIn = (reads: Read[]) => reads.filter((r): r is SourceRow => r.kind === "row");
export const headingIn = (reads: Read[]) => reads.find((r): r is Heading => r.kind === "heading");
export const sectionsIn = (reads: Read[]) => reads.filter((r): r is SheetSection => r.kind === "section");

/** Everything a file holds, whatever it is. */
export const readAll = async (content: string | Buffer, name = "") =>
  all((await openImport(fileWith(content), name, READING)).rows());
export const rowsOf = async (content: string | Buffer) => rowsIn(await readAll(content));

/** The Problem a file is refused with; anything else that is thrown fails the test. */
export async function refusal(content: string | Buffer): Promise<Problem> {
  try {
    await readAll(content);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("The file was read without a word");
}

export async function zipOf(parts: Record<string, string | Buffer>): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const [name, part] of Object.entries(parts)) zip.addBuffer(Buffer.from(part as string), name);
  zip.end();
  const file = join(folder, `z${++count}.zip`);
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

/** A cell: text, number, or the XML of one. */
export type Written = string | number | { xml: string } | null;

export interface WrittenSheet {
  name: string;
  rows: Written[][];
  /** After the cells. */
  tail?: string;
  links?: Record<string, string>;
  hidden?: boolean;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const letter = (i: number) => String.fromCharCode(65 + i);

/** A small workbook as a spreadsheet program writes it. `styles` are number formats by style number. */
export function workbook(
  sheets: WrittenSheet[],
  { from1904 = false, styles = [] as string[] } = {},
): Promise<string> {
  const shared: string[] = [];
  const index = (text: string) => {
    if (!shared.includes(text)) shared.push(text);
    return shared.indexOf(text);
  };
  const cell = (value: Written, at: string) => {
    if (value === null) return "";
    if (typeof value === "object") return value.xml.replace("<c", `<c r="${at}"`);
    return typeof value === "number"
      ? `<c r="${at}"><v>${value}</v></c>`
      : `<c r="${at}" t="s"><v>${index(value)}</v></c>`;
  };
  const parts: Record<string, string> = {};
  sheets.forEach((sheet, n) => {
    const links = Object.entries(sheet.links ?? {});
    const rows = sheet.rows.map(
      (row, r) => `<row r="${r + 1}">${row.map((v, c) => cell(v, `${letter(c)}${r + 1}`)).join("")}</row>`,
    );
    const hyperlinks = links.map(([ref], i) => `<hyperlink ref="${ref}" r:id="rId${i + 1}"/>`).join("");
    parts[`xl/worksheets/sheet${n + 1}.xml`] =
      `<?xml version="1.0"?><worksheet xmlns="main" xmlns:r="rel"><sheetData>${rows.join("")}</sheetData>${sheet.tail ?? ""}${hyperlinks ? `<hyperlinks>${hyperlinks}</hyperlinks>` : ""}</worksheet>`;
    if (links.length > 0)
      parts[`xl/worksheets/_rels/sheet${n + 1}.xml.rels`] =
        `<Relationships>${links.map(([, target], i) => `<Relationship Id="rId${i + 1}" Target="${escaped(target)}" TargetMode="External"/>`).join("")}</Relationships>`;
  });
  const list = sheets.map(
    (s, i) =>
      `<sheet name="${escaped(s.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"${s.hidden ? ' state="hidden"' : ""}/>`,
  );
  parts["xl/workbook.xml"] =
    `<workbook xmlns="main" xmlns:r="rel"><workbookPr${from1904 ? ' date1904="1"' : ""}/><sheets>${list.join("")}</sheets></workbook>`;
  parts["xl/_rels/workbook.xml.rels"] =
    `<Relationships>${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}</Relationships>`;
  parts["xl/styles.xml"] =
    `<styleSheet><numFmts>${styles.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${escaped(code)}"/>`).join("")}</numFmts><cellXfs><xf numFmtId="0"/>${styles.map((_, i) => `<xf numFmtId="${200 + i}"/>`).join("")}</cellXfs></styleSheet>`;
  parts["xl/sharedStrings.xml"] =
    `<sst>${shared.map((t) => `<si><t xml:space="preserve">${escaped(t)}</t></si>`).join("")}</sst>`;
  return zipOf(parts);
}

/** The rows of a file as they are understood. */
export async function understood(
  content: string | Buffer,
  options: Partial<RowReaderOptions> = {},
): Promise<RowRead[]> {
  const file = await openImport(fileWith(content), "", READING);
  const { headers, samples } = await outlineOf(file.rows());
  const { mapping } = matchColumns(headers, samples);
  const read = rowReader({ mapping, reference, ...options });
  return rowsIn(await all(file.rows())).map(read);
}
