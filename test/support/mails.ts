import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestRegistry } from "./registry.ts";

/** The letters a registry without a mail server has written, oldest first. */
export function writtenMails({ parts }: TestRegistry): string[] {
  const folder = join(parts.config.dataDir, "mail");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return names.sort().map((name) => readFileSync(join(folder, name), "utf8"));
}
