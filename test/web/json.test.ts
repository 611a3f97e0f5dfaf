import { expect, test } from "@jest/globals";
import { nestsDeeper } from "../../src/http/json.ts";
import { openTestRegistry } from "../support/registry.ts";

test.each([
  ["{}", 1, false],
  ["[[]]", 1, true],
  ['{"a":[1,{"b":2}]}', 3, false],
  ['{"a":[1,{"b":2}]}', 2, true],
  ["[[],[],[]]", 2, false],
  ['"[[[[["', 1, false],
  ['["\\"[[[["]', 1, false],
  ['["\\\\",[[]]]', 2, true],
])("%s nests deeper than %d: %s", (json, most, deeper) => {
  expect(nestsDeeper(Buffer.from(json), most)).toBe(deeper);
});

test.each(["PATCH", "PUT"])("a body nested without end is refused in words, by %s too", async (method) => {
  const registry = await openTestRegistry();
  const key = await registry.person("ri", "curator");
  const { body: made } = await registry.call("POST", "/api/v1/resources", {
    key,
    body: { title: "A title" },
  });
  const { status, body } = await registry.call(method, `/api/v1/resources/${made.id}`, {
    key,
    headers: { "if-match": "*" },
    body: `${'{"a":['.repeat(50_000)}1${"]}".repeat(50_000)}`,
  });
  expect(status).toBe(400);
  expect(body.errors[0].detail).toContain("nests deeper");
});
