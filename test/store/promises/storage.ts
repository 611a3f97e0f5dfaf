import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { KeptAuditEntry } from "../../../src/people/rules/audit.ts";
import type { Store } from "../../../src/store/store.ts";
import { offer } from "./reviews.ts";
import { at, type KeptStorage, type NewStorage, newId, personNamed, stageOf, written } from "./stage.ts";
import { collected, collectionOf } from "./things.ts";

const erasureOf = (resource: string) => ({
  ...{ resource, at: at(), reason: "A court has asked", by: newId(), readers: ["public"] },
});

/** What a storage promises about the data as a whole. */
export function storage(keep: NewStorage): void {
  describe("data", () => {
    const stage = stageOf(keep);

    async function inNew(work: (kept: KeptStorage["storage"]) => Promise<void>): Promise<void> {
      const { storage: empty, remove } = await keep();
      try {
        await work(empty);
      } finally {
        await remove();
      }
    }

    const looked = async (store: Store) => ({
      people: await store.people.all(),
      resources: await store.resources.each("", 100),
      collections: await store.collections.list(["public"], { limit: 100 }),
      reviews: await store.reviews.queue({
        organizations: ["28"],
        states: ["open"],
        sort: "oldest",
        limit: 100,
      }),
      audit: await store.audit.entries({ limit: 100 }),
      head: await store.outbox.head(),
      organizations: (await store.reference()).organizations.all(),
    });

    test("that are opened again are all there, and so are those restored from a copy", async () => {
      const ana = await stage.member("28101", "curator", { email: "ana@school.example" });
      const { resource, review } = await offer(stage.store, ana);
      const c = collectionOf({ person: ana.id });
      await stage.store.commit([collected(c)]);
      const before = await looked(stage.store);
      expect(before).toMatchObject({ people: [ana], resources: [resource], reviews: { reviews: [review] } });
      const epoch = await stage.store.outbox.epoch();
      const again = await stage.reopen();
      expect([await looked(again), await again.outbox.epoch()]).toEqual([before, epoch]);
      const restored = await stage.restored();
      expect(await looked(restored)).toEqual(before);
      expect(await restored.outbox.epoch()).not.toBe(epoch);
      const ben = await stage.person("In one");
      expect(await restored.people.get(ben.id)).toBeUndefined();
    });

    test("are closed without disturbing those beside", async () => {
      const other = await stage.storage.open();
      await other.close();
      const ana = await stage.person();
      expect(await stage.store.people.get(ana.id)).toEqual(ana);
      await expect(stage.store.check()).resolves.toBeUndefined();
    });

    test("are there once a store was opened, and looking for them makes none", async () => {
      await inNew(async (empty) => {
        expect(await empty.exists()).toBe(false);
        expect(await empty.exists()).toBe(false);
        expect(await empty.copies.erased()).toEqual([]);
        await (await empty.open()).close();
        expect(await empty.exists()).toBe(true);
      });
    });

    test("tell every entry of the audit trail, and keep what is said to need no hurry", async () => {
      await inNew(async (empty) => {
        const [heard, ana]: [KeptAuditEntry[], ReturnType<typeof personNamed>] = [[], personNamed("Ana")];
        const store = await empty.open({ audited: (entry) => heard.push(entry), durable: () => false });
        await store.commit([written(ana)], "somebody");
        expect(heard).toEqual(await store.audit.entries({ limit: 10 }));
        expect(heard.map((e) => [e.what, e.by])).toEqual([["person added", "somebody"]]);
        await store.close();
        const again = await empty.open();
        expect(await again.people.get(ana.id)).toEqual(ana);
        await again.close();
      });
    });

    test("are led by one at a time, by the name of what is done", async () => {
      const [mine, theirs, other] = ["indexer", "indexer", "importer"].map((name) =>
        stage.storage.lease(name),
      );
      expect([await mine?.hold(), await mine?.hold(), await theirs?.hold(), await other?.hold()]).toEqual([
        ...[true, true, false, true],
      ]);
      await mine?.release();
      expect([await theirs?.hold(), await mine?.hold()]).toEqual([true, false]);
      for (const lease of [mine, theirs, other]) await lease?.release();
      expect(await mine?.hold()).toBe(true);
      await mine?.release();
    });

    test("have a ledger of what was erased, which knows each once", async () => {
      const { ledger } = stage.storage;
      const [first, second] = [erasureOf(newId()), erasureOf(newId())];
      expect(await ledger.read()).toEqual([]);
      await ledger.add([first]);
      await ledger.add([{ ...first, reason: "Another" }, second]);
      expect(await ledger.read()).toEqual([first, second]);
    });

    test("are copied whole while in use, and the copy says what is in it", async () => {
      const { copies } = stage.storage;
      expect(copies.name).not.toBe("");
      const copy = join(stage.folder, newId());
      const people = Array.from({ length: 30 }, (_, n) => personNamed(`Crowd ${n}`));
      await Promise.all([...people.map((p) => stage.store.commit([written(p)])), copies.copyTo(copy)]);
      const inspected = await copies.inspect(copy);
      expect(inspected.faults).toEqual([]);
      expect(inspected.newest).toBe(copies.newestKnown);
      expect(Object.values(inspected.rows).some((n) => n > 0)).toBe(true);
      const nothing = await copies.inspect(join(stage.folder, "nothing"));
      expect(nothing.faults).not.toEqual([]);
    });

    test("are not replaced while somebody has them open", async () => {
      const copy = join(stage.folder, newId());
      await stage.storage.copies.copyTo(copy);
      await stage.storage.copies.makeReady(copy, []);
      const before = await looked(stage.store);
      expect(await stage.storage.copies.replace(copy, join(stage.folder, newId()))).toBe("in use");
      expect(await looked(stage.store)).toEqual(before);
    });

    test("that are restored lack what was erased since the copy was made", async () => {
      const { storage: here } = stage;
      const ana = await stage.person("Author");
      const { resource } = await offer(stage.store, ana);
      const copy = join(stage.folder, newId());
      await here.copies.copyTo(copy);
      const erasure = erasureOf(resource.id);
      await stage.store.commit([{ noun: "erasure", before: resource, after: erasure }]);
      expect((await here.copies.erased()).map((e) => e.resource)).toEqual([resource.id]);
      await inNew(async (other) => {
        const ready = await other.copies.makeReady(copy, [erasure]);
        expect([ready.resources, ready.erasures.map((e) => e.resource)]).toEqual([1, [resource.id]]);
        expect(await other.copies.replace(copy, join(stage.folder, newId()))).toBe("replaced");
        const store = await other.open();
        expect(await store.resources.get(resource.id)).toBeUndefined();
        expect((await store.erasures.get(resource.id))?.sweptAt).toBeDefined();
        await store.close();
      });
    });
  });
}
