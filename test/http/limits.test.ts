import { expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

test("who types from a busy address is not held up by other requests, nor they by typing", async () => {
  const registry = await openTestRegistry({ env: { RATE_LIMIT: "3", SUGGEST_LIMIT: "5" } });
  const statuses = async (path: string, times: number) => {
    const seen: number[] = [];
    for (let n = 0; n < times; n++) seen.push((await registry.call("GET", `/api/v1${path}`)).status);
    return seen;
  };
  expect(await statuses("/search?q=a", 4)).toEqual([200, 200, 200, 429]);
  expect(await statuses("/suggest?q=a", 6)).toEqual([200, 200, 200, 200, 200, 429]);
  const { headers, body } = await registry.call("GET", "/api/v1/suggest?q=a");
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(headers.get("ratelimit-policy")).toContain("q=5");
  expect(body.title).toBe("Too many requests");
  const key = await registry.person("28");
  expect((await registry.call("GET", "/api/v1/search?q=a", { key })).status).toBe(200);
});
