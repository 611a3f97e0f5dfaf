import { Router } from "express";
import type { Parts } from "../parts.ts";
import { sendFileAt } from "../web/sending.ts";
import { visitorOf } from "../web/visitor.ts";
import { downloadHeaders, fileFor } from "./giving.ts";

/** Downloads for people: `/files/<hash>`. */
export function filePages(parts: Parts): Router {
  const router = Router();
  router.get("/files/:hash", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const { file, name } = await fileFor(req.params.hash, caller, parts.store);
    res.set(downloadHeaders(file, name));
    await sendFileAt(parts.files.placeOf(file.hash), res);
  });
  return router;
}
