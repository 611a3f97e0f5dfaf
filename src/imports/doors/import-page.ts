import type { Request } from "express";
import type { Parts } from "../../doorway/parts.ts";
import type { Organization } from "../../organizations/rules/organization.ts";
import { type ImportContext, importFor } from "../actions/update-import.ts";
import type { Import } from "../rules/import.ts";
import { uploadContext } from "./upload.pages.tsx";

export const ONE_IMPORT = "/organizations/:code/imports/:id";
export type ImportPageRequest = Request<{ code: string; id: string }>;

/** The import of a page, and who looks at it. */
export interface ImportAt {
  organization: Organization;
  who: ImportContext;
  found: Import;
}

export async function importAt(req: ImportPageRequest, parts: Parts): Promise<ImportAt> {
  const { organization, who } = await uploadContext(req, req.params.code, parts);
  return { organization, who, found: await importFor(organization.code, req.params.id, who) };
}

/** Faults with a control on the page of the preview. */
export const FAULTS_SHOWN = 100;
/** Columns whose missing cells one answer can fill for all rows. */
export const CAN_FILL = new Set(["license", "subjects"]);
