import { type Request, type Response, Router } from "express";
import type { Parts } from "../parts.ts";
import type { Caller } from "../people/person.ts";
import { callerOf } from "../web/caller.ts";
import { visitorOf } from "../web/visitor.ts";
import { fileFor } from "./giving.ts";

/** Downloads for people: `/files/<hash>`. */
export function filePages(parts: Parts): Router {
  const router = Router();
  router.get("/files/:hash", async (req, res) => give(req, res, (await visitorOf(req, parts)).caller, parts));
  return router;
}

/** The same for programs with a key: `/api/v1/files/<hash>`. */
export function fileDownloads(parts: Parts): Router {
  const router = Router();
  router.get("/files/:hash", async (req, res) =>
    give(req, res, await callerOf(req, parts.store, parts.clock()), parts),
  );
  return router;
}

/** Always as a download, never as a page of ours, whatever it is. */
async function give(req: Request, res: Response, caller: Caller, { store, files }: Parts): Promise<void> {
  const { file, name } = await fileFor(String(req.params.hash), caller, store);
  const { root, path } = files.placeOf(file.hash);
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  res.set({
    "Content-Type": file.type,
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-cache",
    ETag: `"${file.hash}"`,
  });
  await new Promise<void>((resolve, reject) => {
    res.sendFile(path, { root, dotfiles: "allow", cacheControl: false, lastModified: false }, (error) => {
      // A reader who closes the window is no fault.
      if (error && !res.headersSent) reject(error);
      else resolve();
    });
  });
}
