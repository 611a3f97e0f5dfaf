import { Router } from "express";
import type { ApiDocument } from "../http/api-document.ts";
import { committedDocument } from "../http/committed-document.ts";
import type { Assets } from "../ui/assets.ts";
import { ReferencePage } from "./api-reference.views.tsx";
import type { Parts } from "./parts.ts";
import { sendPage } from "./render.ts";

/** The API for people, drawn from the same document machines read. */
export function referencePage({ store, config }: Parts, assets: Assets): Router {
  const router = Router();
  router.get("/api/reference", async (_req, res) => {
    const site = { assets, reference: await store.reference(), publicUrl: config.publicUrl };
    const document = JSON.parse(committedDocument()) as ApiDocument;
    sendPage(res, <ReferencePage document={document} />, site);
  });
  return router;
}
