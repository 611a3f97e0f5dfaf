import * as z from "zod";
import { type ImportCommand, type ImportContext, importFor, updateImport } from "../actions/update-import.ts";
import type { Import } from "../rules/import.ts";
import { ImportBody, representImport } from "../rules/representation.ts";
import { Code } from "./upload.api.ts";

export const ImportParams = Code.extend({ id: z.uuid().meta({ description: "The import's id" }) });

/** Does something to an import and answers it as it is then. */
export async function actOnImport(
  params: z.output<typeof ImportParams>,
  who: ImportContext,
  command: (i: Import) => ImportCommand | Promise<ImportCommand>,
) {
  const found = await importFor(params.code, params.id, who);
  const after = await updateImport(found, who, await command(found));
  return representImport(after, who.at);
}

export const currentImport = { 200: { description: "As it is now", body: ImportBody } };
export const acceptedImport = { 202: { description: "Under way", body: ImportBody } };
