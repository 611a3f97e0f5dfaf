import { describe, expect, test } from "@jest/globals";
import { visit } from "../support/browser.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const TIDES = { words: "Tide tables for a rowing class", grade: "07", language: "en" };

const ask = (registry: TestRegistry, body: object, key?: string) =>
  registry.call("POST", "/api/v1/asks", { body, ...(key ? { key } : {}) });
const seen = (registry: TestRegistry, key: string, organization?: string) =>
  registry.call("GET", `/api/v1/asks${organization ? `?organization=${organization}` : ""}`, { key });
const mine = async (registry: TestRegistry, key: string) =>
  (await registry.call("GET", "/api/v1/asks/mine", { key })).body.asks;
const me = async (registry: TestRegistry, key: string) =>
  (await registry.call("GET", "/api/v1/people/me", { key })).body;

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
    const { id, name } = await me(registry, teacher);
    const day = made.body.at.slice(0, 10);
    const from = [{ organization: "28", count: 1 }];
    for (const key of [district, state]) {
      const { body, text } = await seen(registry, key);
      expect(body.asks).toEqual([{ ...TIDES, count: 1, from, first: day, last: day }]);
      for (const secret of [id, name, made.body.id, made.body.at]) expect(text).not.toContain(secret);
    }
    expect((await seen(registry, elsewhere)).body.asks).toEqual([]);
    expect((await seen(registry, elsewhere, "28")).status).toBe(403);
    expect((await seen(registry, teacher)).status).toBe(403);
    // The audit trail says who did what: nothing of it stands there.
    const entries = await registry.parts.store.audit.entries({ limit: 100 });
    expect(JSON.stringify(entries)).not.toContain(made.body.id);
    expect(entries.filter((entry) => entry.by === id)).toEqual([]);
  });

  test("counts people: those who say the same are one line, and whoever asks twice counts once", async () => {
    const registry = await openTestRegistry();
    const [ana, ben, staff] = [
      await registry.person("28103"),
      await registry.person("07"),
      await registry.person("ri", "curator"),
    ];
    for (const key of [ana, ana, ben]) await ask(registry, { words: "Rowing: a tide table" }, key);
    await ask(registry, { words: "Tide tables, rowing" });
    await ask(registry, { words: "Tide tables, rowing", grade: "07" });
    const { body } = await seen(registry, staff);
    expect(body.total).toBe(5);
    expect(body.asks.map((g: { count: number }) => g.count)).toEqual([3, 1]);
    expect(body.asks[0].from).toEqual(
      expect.arrayContaining([
        { organization: "28", count: 1 },
        { organization: "07", count: 1 },
        { organization: "ri", count: 1 },
      ]),
    );
  });

  test("is refused with every fault at once, and says what would be right", async () => {
    const registry = await openTestRegistry();
    const wrong = { words: "x".repeat(301), grade: "fourteenth", language: "Klingonese", standard: "9.ZZ.9" };
    const { status, body } = await ask(registry, wrong);
    expect(status).toBe(400);
    expect(body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual([
      "/grade",
      "/language",
      "/standard",
      "/words",
    ]);
    expect((await ask(registry, { words: " ?! " })).status).toBe(400);
    const read = await ask(registry, {
      words: "Boats",
      grade: "grade 3",
      language: "Spanish",
      standard: "3nfa1",
    });
    expect([read.body.grade, read.body.language]).toEqual(["03", "es"]);
    expect(read.body.standard).toMatch(/./);
  });

  test("is asked so often within an hour and no more, by a person and from an address", async () => {
    const registry = await openTestRegistry();
    const teacher = await registry.person("28103");
    const tries = async (most: number, key?: string) => {
      const statuses: number[] = [];
      for (let n = 0; n < most; n++) statuses.push((await ask(registry, { words: `Boat ${n}` }, key)).status);
      return [...new Set(statuses)];
    };
    expect(await tries(20, teacher)).toEqual([201]);
    expect(await tries(1, teacher)).toEqual([429]);
    expect(await tries(40)).toEqual([201]);
    expect(await tries(1)).toEqual([429]);
  });

  test("is taken back by who asked alone, and then nobody sees it", async () => {
    const registry = await openTestRegistry();
    const [ana, ben, staff] = [
      await registry.person("28103"),
      await registry.person("28103"),
      await registry.person("ri", "curator"),
    ];
    const { body: made } = await ask(registry, TIDES, ana);
    const back = (key: string) => registry.call("DELETE", `/api/v1/asks/${made.id}`, { key });
    expect(await mine(registry, ben)).toEqual([]);
    for (const key of [ben, staff]) expect((await back(key)).status).toBe(404);
    expect(await mine(registry, ana)).toEqual([made]);
    expect((await back(ana)).status).toBe(204);
    expect((await back(ana)).status).toBe(404);
    expect(await mine(registry, ana)).toEqual([]);
    expect((await seen(registry, staff)).body).toMatchObject({ total: 0, asks: [] });
  });

  test("goes with the account of who asked", async () => {
    const registry = await openTestRegistry();
    const [ana, staff] = [await registry.person("28103"), await registry.person("ri", "curator")];
    const { body: made } = await ask(registry, TIDES, ana);
    const person = await registry.parts.store.people.get((await me(registry, ana)).id);
    if (!person) throw new Error("Nobody is there");
    await registry.parts.store.commit([{ noun: "person", after: { ...person, active: false } }]);
    expect((await seen(registry, staff)).body.total).toBe(0);
    expect(await registry.parts.store.asks.get(made.id)).toBeUndefined();
  });

  test("is kept for 180 days, and is gone after that", async () => {
    const registry = await openTestRegistry();
    const [ana, staff] = [await registry.person("28103"), await registry.person("ri", "curator")];
    const { body: made } = await ask(registry, TIDES, ana);
    const { store, clock } = registry.parts;
    const before = await store.asks.get(made.id);
    if (!before) throw new Error("It is gone");
    const at = (days: number) => new Date(Date.parse(clock()) - days * 86_400_000).toISOString();
    const young = { ...before, at: at(179), revision: 2 };
    await store.commit([{ noun: "ask", before, after: young }]);
    expect((await seen(registry, staff)).body.total).toBe(1);
    await store.commit([{ noun: "ask", before: young, after: { ...young, at: at(181), revision: 3 } }]);
    expect((await seen(registry, staff)).body.total).toBe(0);
    expect(await mine(registry, ana)).toEqual([]);
    await registry.schedule.run("forget-expired");
    expect(await store.asks.get(made.id)).toBeUndefined();
  });
});

describe("asked signed out", () => {
  test("it is the state's to see, and its address alone changes it or takes it back", async () => {
    const registry = await openTestRegistry();
    const visitor = visit(registry);
    const form = await visitor.open("/ask?q=tide+tables&grade=07");
    expect(form.text).toContain("Sign in to hear about it");
    expect(form.text).not.toContain("Tell me when something is shared");
    expect(form.text).toContain("They see your words, these choices and your district. Never your name.");
    const sent = await visitor.send("/ask", { words: "Tide tables", grade: "07", tell: "yes" });
    expect(sent.status).toBe(303);
    const address = sent.location ?? "";
    const asked = await visitor.open(address);
    expect(asked.text).toContain("Curators at the state see it now.");
    const path = address.replace(/\?.*/, "");
    const token = new URLSearchParams(address.replace(/^[^?]*/, "")).get("token") ?? "";
    for (const other of [path, `${path}?token=${"x".repeat(token.length)}`, `${path}?token=`])
      expect((await visitor.open(other)).status).toBe(404);
    const changed = await visitor.send(`${path}/change?token=${token}`, { words: "Tide tables in Spanish" });
    expect(changed.status).toBe(303);
    expect((await visitor.open(changed.location ?? "")).text).toContain("Tide tables in Spanish");
    expect((await visitor.send(`${path}/take-back`)).status).toBe(404);
    const back = await visitor.send(`${path}/take-back`, { token });
    expect([back.status, back.location]).toEqual([303, "/ask?done=taken-back"]);
    expect((await visitor.open(back.location ?? "")).text).toContain("Nobody sees it now");
    expect((await visitor.open(address)).status).toBe(404);
  });

  test("a form that did not come from here is let in by nobody", async () => {
    const registry = await openTestRegistry();
    const sent = await visit(registry).send(
      "/ask",
      { words: "Boats" },
      { headers: { origin: "https://evil.example" } },
    );
    expect(sent.status).toBe(403);
    expect(await registry.parts.store.asks.since("", undefined, 9)).toEqual([]);
  });
});

test("others who asked for something close are counted from three on, and nobody's own", async () => {
  const registry = await openTestRegistry();
  const { store, newId, clock } = registry.parts;
  const key = await registry.person("28103");
  const { body: made } = await ask(registry, { words: "Tide tables for rowing", grade: "07" }, key);
  const { othersBeside } = await import("../../src/asks/actions/reading.ts");
  const own = await store.asks.get(made.id);
  if (!own) throw new Error("It is gone");
  const another = async (words: string, more: object = {}) =>
    store.commit([
      {
        noun: "ask",
        after: { id: newId(), words, organization: "ri", tell: false, at: clock(), revision: 1, ...more },
      },
    ]);
  await another("A tide table for rowing boats");
  await another("Rowing by the tide tables");
  await another("Tide tables for rowing", { grade: "03" });
  await another("Tide tables for rowing", { by: own.by });
  await another("Volcanoes");
  expect(await othersBeside(own, registry.parts)).toBeUndefined();
  await another("Tide table, rowing", { grade: "07" });
  expect(await othersBeside(own, registry.parts)).toMatchObject({ count: 3 });
});

test("a curator's page shows what was asked and what was searched and not found, from three times on", async () => {
  const registry = await openTestRegistry();
  const staff = await registry.person("ri", "curator");
  await ask(registry, TIDES);
  const searches = async (q: string, times: number) => {
    for (let n = 0; n < times; n++) await registry.call("GET", `/api/v1/search?q=${q}`);
  };
  await searches("zeppelins", 3);
  await searches("quaggas", 2);
  await registry.parts.counter.flush();
  const { body } = await seen(registry, staff);
  expect(body.missed).toEqual({ shown: [{ what: "zeppelins", count: 3 }], rare: 2 });
  const [district] = [await registry.person("28", "curator")];
  expect((await seen(registry, district)).body.missed).toEqual({ shown: [], rare: 0 });
});
