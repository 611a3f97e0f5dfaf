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

test("a page too many is told in plain words, and its styles still come", async () => {
  const registry = await openTestRegistry({ env: { PAGE_LIMIT: "3" } });
  const pages: number[] = [];
  for (let n = 0; n < 4; n++) pages.push((await registry.call("GET", `/about-page-${n}`)).status);
  expect(pages).toEqual([404, 404, 404, 429]);
  const accept = { accept: "text/html", authorization: "Bearer another-key-every-time" };
  const refused = await registry.call("GET", "/search?q=a", { headers: accept });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.text).toContain("Your network asked for too many pages within a minute. Wait a minute");
  const styles = /href="(\/assets\/[^"]+\.css)"/.exec(refused.text)?.[1] as string;
  expect((await registry.call("GET", styles)).status).toBe(200);
  expect((await registry.call("GET", "/api/v1/search?q=a")).status).toBe(200);
});

test("downloads are counted by page and API together, and leave searches alone", async () => {
  const registry = await openTestRegistry({ env: { EXPORT_LIMIT: "2" } });
  const statuses: number[] = [];
  for (const path of ["/api/v1/search/export", "/search/export", "/Search/Export/", "/api/v1/search/export"])
    statuses.push((await registry.call("GET", path)).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
  expect((await registry.call("GET", "/search")).status).toBe(200);
});
