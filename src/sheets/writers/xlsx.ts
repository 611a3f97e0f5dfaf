import { Readable } from "node:stream";
import yazl from "yazl";
import { defused } from "../defused.ts";

/** A cell to write; marked ones have a color. */
export type WrittenCell = string | number | { text: string; mark: "fault" | "note" };

export interface OutputSheet {
  name: string;
  headers: string[];
  /** Column widths in characters, in order. */
  widths?: number[];
  lines: AsyncIterable<readonly WrittenCell[]> | Iterable<readonly WrittenCell[]>;
}

const STYLES = { head: 1, fault: 2, note: 3 };
/** The longest text a spreadsheet cell holds. */
const LONGEST = 32_767;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook (ECMA-376) as a stream: lines are taken as they are sent, so that memory stays flat. */
export function xlsxStream(sheets: OutputSheet[]): NodeJS.ReadableStream {
  const zip = new yazl.ZipFile();
  const put = (name: string, xml: string) => zip.addBuffer(Buffer.from(HEAD + xml), name);
  put("[Content_Types].xml", contentTypes(sheets));
  put("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]]));
  put("xl/workbook.xml", workbook(sheets));
  put(
    "xl/_rels/workbook.xml.rels",
    relations([
      ...sheets.map((_, i) => ["worksheet", `worksheets/sheet${i + 1}.xml`]),
      ["styles", "styles.xml"],
    ]),
  );
  put("xl/styles.xml", styles);
  sheets.forEach((sheet, i) => {
    const source = Readable.from(sheetXml(sheet), { objectMode: true });
    // What goes wrong while the lines are made must reach who reads the workbook.
    source.on("error", (error) => (zip.outputStream as Readable).destroy(error));
    zip.addReadStream(source, `xl/worksheets/sheet${i + 1}.xml`);
  });
  zip.end();
  return zip.outputStream;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

async function* sheetXml({ headers, widths = [], lines }: OutputSheet): AsyncGenerator<Buffer> {
  const columns = widths
    .map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`)
    .join("");
  let row = 1;
  let piece = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns ? `<cols>${columns}</cols>` : ""}<sheetData>`;
  piece += rowXml(row, headers, STYLES.head);
  for await (const line of lines) {
    piece += rowXml(++row, line);
    if (piece.length < 1 << 16) continue;
    yield Buffer.from(piece, "utf8");
    piece = "";
  }
  yield Buffer.from(`${piece}</sheetData></worksheet>`, "utf8");
}

function rowXml(row: number, cells: readonly WrittenCell[], style = 0): string {
  return `<row r="${row}">${cells.map((cell) => cellXml(cell, style)).join("")}</row>`;
}

function cellXml(cell: WrittenCell, style: number): string {
  if (cell === "") return "<c/>";
  if (typeof cell === "number") return `<c><v>${cell}</v></c>`;
  const [text, s] = typeof cell === "string" ? [cell, style] : [cell.text, STYLES[cell.mark]];
  if (text === "") return `<c s="${s}"/>`;
  return `<c t="inlineStr"${s ? ` s="${s}"` : ""}><is><t xml:space="preserve">${escaped(defused(text).slice(0, LONGEST))}</t></is></c>`;
}

/** Text as XML: without what XML cannot hold. */
const escaped = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]|\p{Cs}/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const contentTypes = (sheets: OutputSheet[]) =>
  `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join("")}</Types>`;

const relations = (targets: string[][]) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${targets.map(([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`).join("")}</Relationships>`;

const workbook = (sheets: OutputSheet[]) =>
  `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map((s, i) => `<sheet name="${escaped(sheetName(s.name, i))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`;

/** Spreadsheet programs refuse some characters and more than 31 of them. */
const sheetName = (name: string, i: number) =>
  name
    .replace(/[[\]:*?/\\']/g, " ")
    .slice(0, 31)
    .trim() || `Sheet ${i + 1}`;

const fill = (color: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${color}"/></patternFill></fill>`;
const styles = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill("F8D7DA")}${fill("FFF3CD")}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" fillId="2" applyFill="1"/><xf xfId="0" fillId="3" applyFill="1"/></cellXfs></styleSheet>`;
