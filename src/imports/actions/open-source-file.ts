import { rowsOfJsonLd } from "../../exchange/read-jsonld.ts";
import { type ImportFile, openImport } from "../../sheets/open-file.ts";
import { readHarvested } from "../../sheets/readers/harvested-rows.ts";
import { LIMITS, type SheetLimits } from "../../sheets/row.ts";
import { recognize } from "../rules/columns.ts";
import type { Import } from "../rules/import.ts";
import { uploadOf } from "./import-run.ts";

/** How sheets of resources are read: by what their columns are called, and JSON-LD by its properties. */
export const READING: SheetLimits = {
  ...LIMITS,
  fieldOf: (heading) => recognize(heading)?.id,
  rowsOf: rowsOfJsonLd,
};

/** What an import reads: the file that was uploaded, or what was harvested. */
export async function openSource({ id, name, origin }: Import, folder: string): Promise<ImportFile> {
  const file = uploadOf(folder, id);
  if (!origin) return openImport(file, name, READING);
  return { format: "oai", notes: [], rows: () => readHarvested(file), sheets: async () => [] };
}
