import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../kernel/root.ts";
import { siteOf } from "../kernel/site.ts";

let committed: string | undefined;

/** The committed OpenAPI document under this title, read when first asked for. A test fails when it is stale. */
export function committedDocument(title: string): string {
  committed ??= readFileSync(join(ROOT, "openapi", "openapi.json"), "utf8");
  const usual = siteOf({}).name;
  return title === usual ? committed : committed.replace(JSON.stringify(usual), () => JSON.stringify(title));
}
