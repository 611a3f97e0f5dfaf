import { Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { inUse } from "../../reach/rules/visibility.ts";
import {
  type NamedHistory,
  pairIn,
  pastFor,
  pastOf,
  versionIn,
} from "../../resources/actions/past-versions.ts";
import type { Assets } from "../../ui/assets.ts";
import { ComparisonPage, HistoryPage, VersionPage } from "./history.views.tsx";

/** Who did what when, each version, and any two of them compared. */
export function historyPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  router.get("/resources/:id/history", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const { past, withdrawn } = await orWithdrawn(req.params.id, caller, parts);
    const page = <HistoryPage past={past} compare={!withdrawn} />;
    sendPage(res, page, await siteNow(parts, assets), withdrawn ? 410 : 200);
  });

  router.get("/resources/:id/versions/:number", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const past = await pastFor(req.params.id, caller, store);
    const version = versionIn(past, numberIn(req.params.number) ?? 0);
    sendPage(res, <VersionPage past={past} version={version} />, await siteNow(parts, assets));
  });

  router.get("/resources/:id/comparison", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const past = await pastFor(req.params.id, caller, store);
    const pair = pairIn(past, { from: numberIn(req.query.from), to: numberIn(req.query.to) });
    sendPage(res, <ComparisonPage past={past} {...pair} />, await siteNow(parts, assets));
  });
  return router;
}

const numberIn = (text: unknown): number | undefined =>
  typeof text === "string" && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;

/** Of a withdrawn resource those who could see it read what happened; its versions are nobody's to read. */
async function orWithdrawn(
  id: string,
  caller: Caller,
  { store }: Parts,
): Promise<{ past: NamedHistory; withdrawn: boolean }> {
  try {
    return { past: await pastFor(id, caller, store), withdrawn: false };
  } catch (error) {
    const gone = error instanceof Problem && error.kind === "gone" && (await store.resources.get(id));
    if (!gone) throw error;
    const past = await pastOf({ ...gone, status: inUse(gone) }, caller, await store.reference(), store);
    return { past, withdrawn: true };
  }
}
