import type { Request } from "express";
import { Problem, type ProblemKind } from "../kernel/problem.ts";
import type { Assets } from "../ui/assets.ts";
import type { Parts } from "./parts.ts";
import type { Site } from "./site.ts";

/** One field of a simple form, as it was typed; empty when it is absent or came twice. */
export function fieldOf(req: Request, name: string): string {
  const body: unknown = req.body;
  const value = body !== null && typeof body === "object" ? Reflect.get(body, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** All values of a field that may come several times. */
export function fieldsOf(req: Request, name: string): string[] {
  const body: unknown = req.body;
  const value = body !== null && typeof body === "object" ? Reflect.get(body, name) : undefined;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((v): v is string => typeof v === "string" && v !== "");
}

/** What is shown again with the form it came from. Anything else is a page of its own. */
const SHOWN_AGAIN: ProblemKind[] = ["invalid", "conflict", "stale", "too-many", "forbidden"];

/** Does the work of a form; an expected "no" comes back, to be shown beside what was typed. */
export async function problemOf(work: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Problem && SHOWN_AGAIN.includes(error.kind)) return error;
    throw error;
  }
}

/** What every page needs besides its own data. */
export const siteNow = async ({ store, config }: Parts, assets: Assets): Promise<Site> => ({
  assets,
  reference: await store.reference(),
  settings: config.site,
  publicUrl: config.publicUrl,
});
