import type { Import } from "./import.ts";
import { readHarvested } from "./readers/harvested.ts";
import { uploadOf } from "./run.ts";
import { type ImportFile, openImport } from "./sniff.ts";

/** What an import reads: the file that was uploaded, or what was harvested. */
export async function openSource({ id, name, origin }: Import, folder: string): Promise<ImportFile> {
  const file = uploadOf(folder, id);
  if (!origin) return openImport(file, name);
  return { format: "oai", notes: [], rows: () => readHarvested(file), sheets: async () => [] };
}
