import { Router } from "express";
import { problemOf } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import type { Assets } from "../../ui/assets.ts";
import { downloadFaultReport } from "../actions/download.ts";
import { importAddress } from "../rules/addresses.ts";
import { ACTIONS } from "./actions.pages.ts";
import { type ImportPageRequest, importAt, ONE_IMPORT } from "./import-page.ts";
import { sendImport } from "./one-import.pages.tsx";
import { sendRows } from "./rows.pages.tsx";
import { give, uploadPages } from "./upload.pages.tsx";

export function importPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  router.use(uploadPages(parts, assets));

  router.get(ONE_IMPORT, async (req: ImportPageRequest, res) =>
    sendImport(req, res, await importAt(req, parts), { parts, assets }),
  );

  router.get(`${ONE_IMPORT}/report`, async (req: ImportPageRequest, res) => {
    const { found } = await importAt(req, parts);
    await give(res, await downloadFaultReport(parts.importer.folder, found));
  });

  router.get(`${ONE_IMPORT}/rows`, (req: ImportPageRequest, res) => sendRows(req, res, parts, assets));

  // Each does one thing and comes back to the import, or shows what stands against it.
  for (const [name, action] of Object.entries(ACTIONS))
    router.post(`${ONE_IMPORT}/${name}`, async (req: ImportPageRequest, res) => {
      const at = await importAt(req, parts);
      const problem = await problemOf(async () => void (await action(req, at, parts)));
      if (problem) return sendImport(req, res, at, { parts, assets, problem });
      res.redirect(303, importAddress(at.found));
    });
  return router;
}
