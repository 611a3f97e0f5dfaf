import { describe, expect, test } from "@jest/globals";
import type { KeptAnswer } from "../../../src/store/change.ts";
import type { OutboxEntry } from "../../../src/store/store.ts";

import { at, type NewStorage, newHash, newId, pagesOf, personNamed, stageOf, written } from "./stage.ts";
import {
  byPerson,
  changed,
  collected,
  collectionChanged,
  collectionOf,
  described,
  registered,
  rewritten,
} from "./things.ts";

const answerTo = (key: string, body = "{}"): KeptAnswer => ({
  key,
  request: newHash(),
  status: 201,
  headers: { Location: "/api/v1/resources/1", ETag: '"1"' },
  body,
  at: at(),
});

/** What a store promises about its one door for writing, and about the outbox that comes with it. */
export function commits(keep: NewStorage): void {
  describe("a commit", () => {
    const stage = stageOf(keep);

    test("writes everything or nothing, whatever goes wrong in it", async () => {
      const { store } = stage;
      const first = byPerson(await stage.person(), "28101");
      await store.commit([registered(first)]);
      const before = await store.resources.get(first.id);
      const nowhere = byPerson(personNamed("Nobody"), "28101");
      const head = await store.outbox.head();
      const all = [rewritten(first, described("Never")), registered(nowhere)];
      await expect(store.commit(all)).rejects.toHaveProperty("message");
      expect(await store.resources.get(first.id)).toEqual(before);
      expect(await store.resources.history(first.id)).toHaveLength(1);
      expect(await store.outbox.after(head, 10)).toEqual([]);
    });

    test("keeps the answer to an Idempotency-Key, once, and only with what it answers", async () => {
      const { store } = stage;
      const [ana, key] = [personNamed("Ana"), newHash()];
      const answer = answerTo(key, '{"title":"Pfützen 🌧"}');
      await store.commit([written(ana), { noun: "answer", after: answer }]);
      expect(await store.keptAnswer(key)).toEqual(answer);
      await stage.refuses([{ noun: "answer", after: answerTo(key, "other") }], "conflict");
      expect(await store.keptAnswer(key)).toEqual(answer);
      const other = newHash();
      const stale = changed(byPerson(ana, "28101"), {});
      await stage.refuses([{ noun: "answer", after: answerTo(other) }, stale], "stale");
      expect(await store.keptAnswer(other)).toBeUndefined();
    });

    test("keeps another answer in the place of one that is no longer kept, for one of two", async () => {
      const { store } = stage;
      const key = newHash();
      const before = { ...answerTo(key), at: "2020-01-01T00:00:00.000Z" };
      const after = { ...answerTo(key, '"new"'), at: "2020-01-09T00:00:00.000Z" };
      await store.commit([{ noun: "answer", after: before }]);
      await store.commit([{ noun: "answer", before, after }]);
      expect(await store.keptAnswer(key)).toEqual(after);
      await stage.refuses([{ noun: "answer", before, after: answerTo(key, '"newer"') }], "conflict");
      expect(await store.keptAnswer(key)).toEqual(after);
    });

    test("forgets kept answers of before a moment, the oldest first, so many at once", async () => {
      const { store } = stage;
      const days = ["01", "02", "03", "04", "05"];
      const kept = days.map((day) => ({ ...answerTo(newHash()), at: `2019-01-${day}T00:00:00.000Z` }));
      for (const after of kept) await store.commit([{ noun: "answer", after }]);
      const left = async () => {
        const found = await Promise.all(kept.map(({ key }) => store.keptAnswer(key)));
        return found.map((answer) => answer?.at.slice(8, 10) ?? "gone");
      };
      expect(await store.forgetAnswers("2019-01-04T00:00:00.000Z", 2)).toBe(2);
      expect(await left()).toEqual(["gone", "gone", "03", "04", "05"]);
      expect(await store.forgetAnswers("2019-01-04T00:00:00.000Z", 2)).toBe(1);
      expect(await store.forgetAnswers("2019-01-04T00:00:00.000Z", 2)).toBe(0);
      expect(await left()).toEqual(["gone", "gone", "gone", "04", "05"]);
    });

    test.each([false, true])(
      "of two over one revision lets one pass (from two processes: %s)",
      async (apart) => {
        const { store } = stage;
        const first = byPerson(await stage.person(), "28101");
        await store.commit([registered(first)]);
        const other = apart ? await stage.beside() : store;
        const tries = Array.from({ length: 8 }, (_, i) =>
          (i % 2 ? store : other).commit([rewritten(first, described(`Try ${i}`))]),
        );
        const ends = await Promise.allSettled(tries);
        expect(ends.filter((e) => e.status === "fulfilled")).toHaveLength(1);
        const refused = ends.flatMap((e) => (e.status === "rejected" ? [e.reason.kind] : []));
        expect(refused).toEqual(Array(7).fill("stale"));
        expect(await store.resources.versions(first.id)).toHaveLength(2);
        expect(await store.resources.history(first.id)).toHaveLength(2);
        expect(await other.resources.get(first.id)).toEqual(await store.resources.get(first.id));
      },
    );

    test("of many at once from two processes loses none", async () => {
      const { store } = stage;
      const other = await stage.beside();
      const people = Array.from({ length: 40 }, (_, i) => personNamed(`Crowd ${i}`));
      await Promise.all(people.map((p, i) => (i % 2 ? store : other).commit([written(p)])));
      expect((await store.people.names(people.map((p) => p.id))).size).toBe(40);
    });

    test("is seen at once by whoever reads beside it", async () => {
      const other = await stage.beside();
      const ana = await stage.person();
      expect(await other.people.get(ana.id)).toEqual(ana);
    });

    test("calls those who listen, until they stop, unless it only tells what jobs have done", async () => {
      const { store } = stage;
      let calls = 0;
      const stop = store.onCommit(() => calls++);
      await store.commit([written(personNamed("Ana"))]);
      expect(calls).toBe(1);
      const after = { job: "mail", outcome: "idle", startedAt: at(), endedAt: at(1), says: "" } as const;
      await store.commit([{ noun: "job-run", after }]);
      expect(calls).toBe(1);
      await store.commit([{ noun: "job-run", after }, written(personNamed("Cleo"))]);
      expect(calls).toBe(2);
      await stage.refuses([changed(byPerson(personNamed("Nobody"), "28"), {})], "stale");
      expect(calls).toBe(2);
      stop();
      await store.commit([written(personNamed("Ben"))]);
      expect(calls).toBe(2);
    });

    test("remembers when the seed was wholly in", async () => {
      const { store } = stage;
      expect(await store.seeded()).toBeUndefined();
      await store.commit([{ noun: "seeded", at: at() }]);
      expect(await store.seeded()).toBe(at());
    });

    test("leaves a store that can be read and written", async () => {
      await expect(stage.store.check()).resolves.toBeUndefined();
    });
  });

  describe("the outbox", () => {
    const stage = stageOf(keep);

    test("gives each change of a resource a place, in the order of commits, page by page", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const head = await store.outbox.head();
      const [a, b] = [byPerson(ana, "28101"), byPerson(ana, "28101")];
      await store.commit([registered(a), registered(b)]);
      await store.commit([changed(a, {}), { noun: "reindex", resources: [b.id, a.id] }]);
      const pages = await pagesOf<OutboxEntry, number>(async (after = head) => {
        const rows = await store.outbox.after(after, 2);
        return { rows, next: rows.at(-1)?.position };
      });
      const all = pages.flat();
      expect(pages.map((page) => page.length)).toEqual([2, 2, 1, 0]);
      expect(all.map((e) => e.id)).toEqual([a.id, b.id, a.id, b.id, a.id]);
      const positions = all.map((e) => e.position);
      expect(positions).toEqual([...new Set(positions)].toSorted((x, y) => x - y));
      expect(await store.outbox.head()).toBe(positions.at(-1));
    });

    test("names the noun: a collection has a place for each of its changes", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const head = await store.outbox.head();
      const [r, c] = [byPerson(ana, "28101"), collectionOf({ person: ana.id }, { organization: "07" })];
      await store.commit([registered(r), collected(c)]);
      await store.commit([collectionChanged(c, { reach: "state" })]);
      await store.commit([{ noun: "reindex", collections: [c.id] }]);
      await store.commit([{ noun: "reindex", organizations: ["07"] }]);
      const entries = (await store.outbox.after(head, 10)).map((e) => [e.noun, e.id]);
      const place = ["collection", c.id];
      expect(entries).toEqual([["resource", r.id], place, place, place, place]);
    });

    test("never gives a position twice, also when all were forgotten", async () => {
      const { store } = stage;
      const two = [newId(), newId()];
      await store.commit([{ noun: "reindex", resources: two }]);
      const head = await store.outbox.head();
      await store.outbox.forget(head - 1);
      expect(await store.outbox.after(0, 10)).toEqual([{ position: head, noun: "resource", id: two[1] }]);
      await store.outbox.forget(head);
      expect(await store.outbox.after(0, 10)).toEqual([]);
      expect(await store.outbox.head()).toBe(head);
      const again = await stage.reopen();
      expect(await again.outbox.head()).toBe(head);
      await again.commit([{ noun: "reindex", resources: two }]);
      const [next] = await again.outbox.after(0, 1);
      expect(next?.position).toBeGreaterThan(head);
    });

    test("begins another epoch when it is told to, and only then", async () => {
      const { store } = stage;
      const epoch = await store.outbox.epoch();
      expect(epoch).not.toBe("");
      expect(await (await stage.beside()).outbox.epoch()).toBe(epoch);
      await store.commit([{ noun: "reindex", resources: [newId()] }]);
      expect(await (await stage.reopen()).outbox.epoch()).toBe(epoch);
      await stage.store.outbox.renew();
      const renewed = await stage.store.outbox.epoch();
      expect(renewed).not.toBe(epoch);
      expect(await (await stage.reopen()).outbox.epoch()).toBe(renewed);
    });
  });
}
