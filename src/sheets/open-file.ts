import { Problem } from "../kernel/problem.ts";
import { type Beginning, beginningOf } from "./beginning.ts";
import { FORMAT_IDS, type FormatId, formatOf, type ReadOptions } from "./formats.ts";
import type { SheetOutline } from "./readers/xlsx.ts";
import { refuseOthers } from "./refused-files.ts";
import { formatted, LIMITS, type Read, type SheetLimits } from "./row.ts";

/** What a file is; `oai` is what was harvested from a catalog. */
export type Format = FormatId | "oai";

/** A file that can be read, as often as needed. */
export interface ImportFile {
  format: Format;
  /** What a person should know: "named .csv, and is an Excel workbook". */
  notes: string[];
  rows(options?: Omit<ReadOptions, "limits">): AsyncGenerator<Read>;
  /** The sheets of a workbook with their column names; empty for other formats. */
  sheets(): Promise<SheetOutline[]>;
}

/**
 * Finds out what a file is by what stands in it, never by its name. Problem `invalid` when it is empty, `too-large`
 * above the limit, `unsupported` for what cannot be read, with what to do instead.
 */
export async function openImport(
  file: string,
  name: string,
  limits: SheetLimits = LIMITS,
): Promise<ImportFile> {
  const begins = await beginningOf(file);
  if (begins.size === 0) throw new Problem("invalid", "The file is empty.");
  if (begins.size > limits.file)
    throw new Problem(
      "too-large",
      `The file is larger than ${formatted(limits.file / 2 ** 20)} MB. Split it and import the parts one after another.`,
    );
  const id = await detect(begins);
  const format = formatOf(id);
  const said = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const fits = ["", ...format.endings, ...(format.alsoNamed ?? [])].includes(said);
  return {
    format: id,
    notes: fits ? [] : [`The file is named .${said} and is ${format.name}. It is read as that.`],
    rows: (options = {}) => format.rows(file, { ...options, limits }),
    sheets: async () => format.sheets?.(file, limits) ?? [],
  };
}

async function detect(begins: Beginning): Promise<FormatId> {
  const certain = FORMAT_IDS.find((id) => formatOf(id).byBytes?.(begins));
  if (certain) return certain;
  await refuseOthers(begins);
  for (const id of FORMAT_IDS) if (await formatOf(id).byText?.(begins)) return id;
  const other = FORMAT_IDS.find((id) => formatOf(id).anyOtherText);
  if (other) return other;
  throw new Problem("unsupported", "This file is nothing that can be read.");
}
