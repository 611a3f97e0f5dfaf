import * as z from "zod";
import type { Parts } from "../../doorway/parts.ts";
import { type Asking, change, type Deed, importFor } from "../actions/update-import.ts";
import type { Import } from "../rules/import.ts";
import { ImportBody, representImport } from "../rules/representation.ts";
import { Code } from "./upload.api.ts";

export const One = Code.extend({ id: z.uuid().meta({ description: "The import's id" }) });

/** Does something to an import, answers it as it is then, and lets the worker look. */
export async function doing(
  params: z.output<typeof One>,
  who: Asking,
  parts: Parts,
  deed: (i: Import) => Deed | Promise<Deed>,
) {
  const found = await importFor(params.code, params.id, who);
  const after = await change(found, who, await deed(found));
  parts.importer.wake();
  return representImport(after, who.at);
}

export const now = { 200: { description: "As it is now", body: ImportBody } };
export const accepted = { 202: { description: "Under way", body: ImportBody } };
