import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Ask } from "../../../src/asks/rules/ask.ts";
import { at, type NewStorage, newId, stageOf, written } from "./stage.ts";
import { byPerson, registered, rewritten } from "./things.ts";

export const askOf = (more: Partial<Ask> = {}): Ask => ({
  id: newId(),
  words: "Tide tables for a rowing class",
  organization: "28",
  tell: false,
  at: at(),
  revision: 1,
  ...more,
});

const asked = (after: Ask) => ({ noun: "ask" as const, after });

/** What a store promises about what people ask for. */
export function asks(keep: NewStorage): void {
  describe("asks", () => {
    const stage = stageOf(keep);

    test("come back as they were written, are changed once, and leave nothing when they are taken back", async () => {
      const { store } = stage;
      const { id: by } = await stage.person();
      const bare = askOf();
      const choices = { grade: "03", level: "developing", language: "pt", standard: "x" };
      const full = askOf({ ...choices, by, tell: true });
      await store.commit([asked(bare), asked(full)]);
      expect(await store.asks.get(bare.id)).toEqual(bare);
      expect(await store.asks.many([full.id, newId(), bare.id])).toEqual([full, bare]);
      const { grade: _open, ...rest } = full;
      const after: Ask = { ...rest, words: "Tide tables", revision: 2 };
      await store.commit([{ noun: "ask", before: full, after }]);
      await stage.refuses([{ noun: "ask", before: full, after }], "stale");
      expect(await store.asks.get(full.id)).toEqual(after);
      await store.commit([{ noun: "ask-ended", ask: full.id }]);
      await store.commit([{ noun: "ask-ended", ask: full.id }]);
      expect(await store.asks.get(full.id)).toBeUndefined();
      await stage.refuses([{ noun: "ask", before: after, after: { ...after, revision: 3 } }], "stale");
    });

    test("are read by person, by place and by moment, the newest first", async () => {
      const { store } = stage;
      const { id: by } = await stage.person();
      const [old, first, second, elsewhere] = [
        askOf({ by, organization: "museum", at: at(1) }),
        askOf({ by, organization: "museum", at: at(11) }),
        askOf({ organization: "museum", at: at(12) }),
        askOf({ by, organization: "28102", at: at(13), tell: true }),
      ];
      await store.commit([old, first, second, elsewhere].map(asked));
      expect(await store.asks.of(by, at(10))).toEqual([elsewhere, first]);
      expect(await store.asks.since(at(10), ["museum"], 9)).toEqual([second, first]);
      expect(await store.asks.since(at(10), ["28102", "museum"], 2)).toEqual([elsewhere, second]);
      expect(await store.asks.since(at(10), [], 9)).toEqual([]);
      expect(await store.asks.since(at(12), undefined, 9)).toEqual([elsewhere, second]);
      expect(await store.asks.waiting(at(10))).toEqual([elsewhere]);
    });

    test("go with the account of who asked, and those of others stay", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person()];
      const [hers, his] = [askOf({ by: ana.id }), askOf({ by: ben.id })];
      await store.commit([asked(hers), asked(his)]);
      await store.commit([written({ ...ana, name: "Ana Souza" })]);
      expect(await store.asks.get(hers.id)).toEqual(hers);
      await store.commit([written({ ...ana, active: false })]);
      expect(await store.asks.many([hers.id, his.id])).toEqual([his]);
    });

    test("stay taken back when an older copy is put in the place of the data", async () => {
      const { store, storage } = stage;
      const ana = await stage.person();
      const [back, gone, kept] = [askOf(), askOf({ by: ana.id }), askOf()];
      await store.commit([back, gone, kept].map(asked));
      const copy = join(stage.folder, newId());
      await storage.copies.copyTo(copy);
      await store.commit([{ noun: "ask-ended", ask: back.id }, written({ ...ana, active: false })]);
      await storage.copies.makeReady(copy, []);
      const other = await keep();
      expect(await other.storage.copies.replace(copy, join(stage.folder, newId()))).toBe("replaced");
      const restored = await other.storage.open();
      try {
        expect(await restored.asks.many([back.id, gone.id, kept.id])).toEqual([kept]);
      } finally {
        await restored.close();
        await other.remove();
      }
    });

    test("are told once of what fits, from where the last look ended", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const ask = askOf({ by: ana.id, tell: true });
      const r = byPerson(await stage.person(), "28101");
      await store.commit([asked(ask), registered(r)]);
      const from = await store.asks.told();
      const fitting = [{ ask: { ...ask, by: ana.id }, resource: r.id }];
      const told = { noun: "asks-told" as const, from, upTo: from + 5, fitting, at: at(20) };
      await store.commit([told]);
      await stage.refuses([told], "stale");
      expect(await store.asks.told()).toBe(from + 5);
      const pair = { ask: ask.id, resource: r.id };
      expect(await store.asks.toldAmong([pair, { ask: newId(), resource: r.id }])).toEqual([pair]);
      const notices = await store.notices.of(ana.id, { limit: 9 });
      const about = { ...pair, organization: "28" };
      expect(notices).toMatchObject([{ what: "asked for", act: false, about, at: at(20) }]);
      const erasure = { resource: r.id, at: at(30), reason: "A test", by: ana.id, readers: [] };
      await store.commit([{ noun: "erasure", before: r, after: erasure }]);
      expect(await store.asks.toldAmong([pair])).toEqual([]);
    });

    test("are forgotten in time, the oldest first, told or not", async () => {
      const { store } = stage;
      const old = [1, 2, 3].map((day) => askOf({ at: `2020-01-0${day}T08:00:00.000Z` }));
      await store.commit(old.map(asked));
      const [from, one] = [await store.asks.told(), old[0] as Ask];
      const fitting = [{ ask: { ...one, by: newId() }, resource: newId() }];
      await store.commit([{ noun: "asks-told", from, upTo: from + 1, fitting, at: at() }]);
      expect(await store.asks.forget("2020-01-03T08:00:00.000Z", 1)).toBe(1);
      expect(await store.asks.many(old.map((ask) => ask.id))).toEqual(old.slice(1));
      expect(await store.asks.forget("2020-01-03T08:00:00.000Z", 9)).toBe(1);
      expect(await store.asks.forget("2020-01-03T08:00:00.000Z", 9)).toBe(0);
      expect(await store.asks.get(old[2]?.id ?? "")).toEqual(old[2]);
    });

    test("meet what has happened to all resources, in order and behind a position", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [a, b] = [byPerson(ana, "28101"), byPerson(ana, "07")];
      const newest = async () => (await store.resources.happened(0, 10_000)).at(-1)?.position ?? 0;
      const before = await newest();
      await store.commit([registered(a), registered(b)]);
      await store.commit([rewritten(a, a.description)]);
      const happened = await store.resources.happened(before, 9);
      expect(happened.map((h) => [h.resource, h.event.what])).toEqual([
        [a.id, "created"],
        [b.id, "created"],
        [a.id, "edited"],
      ]);
      const positions = happened.map((h) => h.position);
      expect(positions).toEqual(positions.toSorted((x, y) => x - y));
      expect(await store.resources.happened(positions[0] ?? 0, 1)).toEqual([happened[1]]);
      expect(await store.resources.happened(await newest(), 9)).toEqual([]);
    });
  });
}
