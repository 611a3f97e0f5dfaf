import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../kernel/root.ts";

let text: string | undefined;

/** The committed OpenAPI document, read when first asked for. A test fails when it is stale. */
export function committedDocument(): string {
  text ??= readFileSync(join(ROOT, "openapi", "openapi.json"), "utf8");
  return text;
}
