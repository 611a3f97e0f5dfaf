import { Router } from "express";
import type { Parts } from "../doorway/parts.ts";

/** For those who watch the machine: is it alive, is it ready. */
export function operationsRouter({ store, indexer }: Parts): Router {
  const router = Router();
  router.get("/healthz", (_req, res) => void res.json({ alive: true }));
  router.get("/readyz", async (_req, res) => {
    const database = await store.check().then(
      () => "ready",
      (error: Error) => error.message,
    );
    const index = await indexer.state().catch((error: Error) => ({ ready: false, says: error.message }));
    const ready = database === "ready" && index.ready;
    res.status(ready ? 200 : 503).json({ ready, database, index });
  });
  return router;
}
