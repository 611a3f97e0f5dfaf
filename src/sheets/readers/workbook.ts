import { Problem } from "../../kernel/problem.ts";
import type { SheetLimits } from "../row.ts";
import { readSaxToEnd } from "./sax.ts";
import { kindOfBuiltIn, kindOfFormat, type NumberKind } from "./serial-dates.ts";
import { DiskTexts } from "./texts-on-disk.ts";
import { openZip, type Zip } from "./zip.ts";

export interface SheetPart {
  name: string;
  part: string;
  hidden: boolean;
}

/** What the cells of all sheets refer to. Close it: it may hold a temporary file. */
export interface Workbook {
  zip: Zip;
  sheets: SheetPart[];
  from1904: boolean;
  /** By cell style. */
  kinds: NumberKind[];
  texts(): Promise<DiskTexts>;
  close(): void;
}

export async function openWorkbook(
  file: string,
  limits: SheetLimits,
  spillAbove?: number,
): Promise<Workbook> {
  const zip = await openZip(file, limits);
  let texts: DiskTexts | undefined;
  const close = () => {
    texts?.close();
    zip.close();
  };
  try {
    refuseOthers(zip);
    const book = zip.names.find((n) => /^xl\/workbook\.xml$/i.test(n)) as string;
    const { sheets, from1904 } = await sheetsOf(zip, book);
    const kinds = await kindsOf(zip);
    return {
      zip,
      sheets,
      from1904,
      kinds,
      close,
      async texts() {
        texts ??= await sharedTexts(zip, new DiskTexts(spillAbove), limits);
        return texts;
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** A ZIP file that is no workbook says what it is. */
function refuseOthers({ names, locked }: Zip) {
  const no = (sentence: string) => new Problem("unsupported", sentence);
  if (locked) throw no("The file is protected by a password. Save it without one and upload it again.");
  if (names.some((n) => /^xl\/workbook\.xml$/i.test(n))) return;
  if (names.some((n) => /^xl\/workbook\.bin$/i.test(n)))
    throw no("This is a binary workbook (.xlsb). Save it as .xlsx and upload it again.");
  if (names.includes("content.xml"))
    throw no("This is an OpenDocument file. Save it as .xlsx or .csv and upload it again.");
  if (names.some((n) => /^(word|ppt)\//i.test(n)))
    throw no(
      "This is a text document or a presentation, not a spreadsheet. Save the table as .xlsx or .csv.",
    );
  if (names.some((n) => /^Index\/.*\.iwa$/i.test(n)))
    throw no("This is a Numbers file. Export it as .xlsx or .csv and upload it again.");
  const inner = names.find((n) => /\.(zip|xlsx|xls|csv|jsonl?)$/i.test(n));
  throw no(
    `This is a ZIP file${inner ? ` that holds other files, such as ${inner.slice(0, 80)}` : ""}. Unpack it and upload the sheet itself.`,
  );
}

async function sheetsOf(zip: Zip, book: string): Promise<{ sheets: SheetPart[]; from1904: boolean }> {
  const found: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  await readSaxToEnd(await zip.open(book), {
    open(name, a) {
      if (name === "workbookPr") from1904 = /^(1|true)$/i.test(a.date1904 ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(a).find(([key]) => /(^|:)id$/i.test(key))?.[1] ?? "";
      found.push({ name: a.name ?? "", id, hidden: /hidden/i.test(a.state ?? "") });
    },
  });
  const targets = await relationsOf(zip, book);
  const byNumber = zip.names.filter((n) => /^xl\/worksheets\/[^/]+\.xml$/i.test(n)).sort();
  const sheets = found.flatMap(({ name, id, hidden }, i): SheetPart[] => {
    const part = targets.get(id)?.target ?? byNumber[i];
    return part && zip.names.includes(part) && !/chartsheets|dialogsheets/.test(part)
      ? [{ name, part, hidden }]
      : [];
  });
  if (sheets.length === 0) throw new Problem("invalid", "The workbook has no sheet with cells.");
  return { sheets, from1904 };
}

export interface PackageRelation {
  target: string;
  external: boolean;
}

/** What a part points at, by relation id (Open Packaging Conventions). */
export async function relationsOf(zip: Zip, part: string): Promise<Map<string, PackageRelation>> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations = new Map<string, PackageRelation>();
  if (!zip.names.includes(name)) return relations;
  await readSaxToEnd(await zip.open(name), {
    open(tag, a) {
      if (tag !== "Relationship") return;
      const external = a.TargetMode === "External";
      relations.set(a.Id ?? "", {
        external,
        target: external ? (a.Target ?? "") : resolve(folder, a.Target ?? ""),
      });
    },
  });
  return relations;
}

function resolve(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}

async function kindsOf(zip: Zip): Promise<NumberKind[]> {
  const kinds: NumberKind[] = [];
  if (!zip.names.includes("xl/styles.xml")) return kinds;
  const own = new Map<number, NumberKind>();
  let inCells = false;
  await readSaxToEnd(await zip.open("xl/styles.xml"), {
    open(name, a) {
      if (name === "numFmt") own.set(Number(a.numFmtId), kindOfFormat(a.formatCode ?? ""));
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(a.numFmtId ?? 0);
        kinds.push(own.get(id) ?? kindOfBuiltIn(id));
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return kinds;
}

async function sharedTexts(zip: Zip, texts: DiskTexts, limits: SheetLimits): Promise<DiskTexts> {
  const part = zip.names.find((n) => /^xl\/sharedStrings\.xml$/i.test(n));
  if (!part) return texts;
  let text = "";
  let inText = false;
  /** Phonetic hints beside Asian text are no part of it. */
  let inHint = 0;
  const handlers = {
    open(name: string) {
      if (name === "si") text = "";
      else if (name === "rPh") inHint++;
      else if (name === "t") inText = inHint === 0;
    },
    text(piece: string) {
      if (inText && text.length <= limits.cell) text += piece;
    },
    close(name: string) {
      if (name === "t") inText = false;
      else if (name === "rPh") inHint--;
      else if (name === "si") texts.push(unescaped(text));
    },
  };
  try {
    await readSaxToEnd(await zip.open(part), handlers);
  } catch (error) {
    texts.close();
    throw error;
  }
  return texts;
}

/** Workbooks write characters that XML cannot hold as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
