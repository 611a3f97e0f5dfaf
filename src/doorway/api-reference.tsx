import { Router } from "express";
import type { ApiDocument } from "../http/api-document.ts";
import { committedDocument } from "../http/committed-document.ts";
import type { Assets } from "../ui/assets.ts";
import { ReferencePage } from "./api-reference.views.tsx";
import { siteNow } from "./form-fields.ts";
import type { Parts } from "./parts.ts";
import { sendPage } from "./render.ts";

/** The API for people, drawn from the same document machines read. */
export function referencePage(parts: Parts, assets: Assets): Router {
  const router = Router();
  router.get("/api/reference", async (_req, res) => {
    const document = JSON.parse(committedDocument(parts.config.site.name)) as ApiDocument;
    sendPage(res, <ReferencePage document={document} />, await siteNow(parts, assets));
  });
  return router;
}
