import { describe, expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const TIDES = { words: "Tide tables for a rowing class", grade: "07", language: "en" };

const ask = (registry: TestRegistry, body: object, key?: string) =>
  registry.call("POST", "/api/v1/asks", { body, ...(key ? { key } : {}) });
const seen = (registry: TestRegistry, key: string, organization?: string) =>
  registry.call("GET", `/api/v1/asks${organization ? `?organization=${organization}` : ""}`, { key });

describe("what is asked for", () => {
  test("is seen at once by curators of the district and of the state, with the district and without a name", async () => {
    const registry = await openTestRegistry();
    const teacher = await registry.person("28103");
    const [district, state, elsewhere] = [
      await registry.person("28", "curator"),
      await registry.person("ri", "curator"),
      await registry.person("07", "curator"),
    ];
    const made = await ask(registry, { ...TIDES, tell: true }, teacher);
    expect([made.status, made.body]).toEqual([
      201,
      { id: expect.any(String), ...TIDES, organization: "28", tell: true, at: expect.any(String) },
    ]);
    for (const key of [district, state]) {
      const { body, text } = await seen(registry, key);
      const day = made.body.at.slice(0, 10);
      const from = [{ organization: "28", count: 1 }];
      expect(body.asks).toEqual([{ ...TIDES, count: 1, from, first: day, last: day }]);
      expect(text).not.toContain(made.body.id);
      expect(text).not.toContain("Person ");
    }
    expect((await seen(registry, elsewhere)).body.asks).toEqual([]);
    expect((await seen(registry, elsewhere, "28")).status).toBe(403);
    expect((await seen(registry, teacher)).status).toBe(403);
    const { body: me } = await registry.call("GET", "/api/v1/people/me", { key: teacher });
    const { text: trail } = await registry.call("GET", "/api/v1/audit?limit=100", { key: state });
    expect(trail).not.toContain(made.body.id);
    expect(trail).not.toMatch(/"what":"[^"]*ask/);
    expect(me.id).toEqual(expect.any(String));
  });
});
