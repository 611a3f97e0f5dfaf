import { pipeline } from "node:stream/promises";
import { Router } from "express";
import type { Parts } from "../../doorway/parts.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { EXPORT_FORMATS, exported } from "../../exchange/download.ts";
import { Problem } from "../../kernel/problem.ts";
import { type Parameters, readQuery } from "../rules/query.ts";

/** Downloads of what a search finds, for people: `/search/export?format=csv&q=…`. */
export function exportPages(parts: Parts): Router {
  const router = Router();
  router.get("/search/export", async (req, res) => {
    const { format: given = "csv", ...asked } = req.query as Parameters;
    const format = EXPORT_FORMATS.find((f) => f === given);
    if (!format) throw new Problem("unknown", "There is no download in this format.");
    const [reference, { caller }] = [await parts.store.reference(), await visitorOf(req, parts)];
    const { query } = readQuery(asked, reference);
    const { stream, headers } = exported(parts.finder.each(query, caller), format, {
      reference,
      base: parts.config.publicUrl,
    });
    res.set({ ...headers, "Cache-Control": "private, no-store" });
    // A reader who closes the window is no fault.
    await pipeline(stream, res).catch(() => res.destroy());
  });
  return router;
}
