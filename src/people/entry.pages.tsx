import { Router } from "express";
import type { Parts } from "../parts.ts";
import type { Assets } from "../web/assets.ts";

export function entryPages(_parts: Parts, _assets: Assets): Router {
  return Router();
}
