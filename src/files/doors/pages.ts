import { Router } from "express";
import type { Parts } from "../../doorway/parts.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { sendFileAt } from "../../http/send-file.ts";
import { fileFor, fileHeaders } from "../actions/download.ts";

/** Downloads for people: `/files/<hash>`. */
export function filePages(parts: Parts): Router {
  const router = Router();
  router.get("/files/:hash", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const { file, name } = await fileFor(req.params.hash, caller, parts.store);
    res.set(fileHeaders(file, name));
    await sendFileAt(parts.files.placeOf(file.hash), res);
  });
  return router;
}
