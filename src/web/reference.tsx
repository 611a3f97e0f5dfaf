import { Router } from "express";
import { openApiDocument } from "../../openapi/document.ts";
import { endpoints } from "../api.ts";
import type { Parts } from "../parts.ts";
import type { Assets } from "./assets.ts";
import { type ApiDocument, ReferencePage } from "./reference.views.tsx";
import { sendPage } from "./render.ts";

/** The API for people, drawn from the same document machines read. */
export function referencePage({ store, config }: Parts, assets: Assets): Router {
  const router = Router();
  const document = openApiDocument(endpoints) as unknown as ApiDocument;
  router.get("/api/reference", async (_req, res) => {
    const site = { assets, reference: await store.reference(), publicUrl: config.publicUrl };
    sendPage(res, <ReferencePage document={document} />, site);
  });
  return router;
}
