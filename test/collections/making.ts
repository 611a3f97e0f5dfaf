import { expect } from "@jest/globals";
import type { TestRegistry } from "../support/registry.ts";

const lesson = {
  title: "Folding fractions",
  summary: "Strips of paper.",
  url: "https://example.org/folding",
  license: "CC-BY-4.0",
  subjects: ["mathematics"],
};

/** A resource at this reach, by the holder of this key. */
export async function resource(r: TestRegistry, key: string, title: string, reach: string): Promise<string> {
  const body = { ...lesson, title, url: `https://example.org/${encodeURIComponent(title)}`, reach };
  const made = await r.call("POST", "/api/v1/resources", { key, body });
  expect([made.status, made.body.errors]).toEqual([201, undefined]);
  return String(made.body.id);
}
