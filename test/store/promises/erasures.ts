import { describe, expect, test } from "@jest/globals";
import type { Erasure } from "../../../src/erasing/rules/erasure.ts";
import type { Resource } from "../../../src/resources/rules/resource.ts";
import { rowOf } from "./import-rows.ts";
import { importOf } from "./imports.ts";
import { reportOn } from "./reports.ts";
import { commentOn, offered, reviewOf } from "./reviews.ts";
import { at, type NewStorage, newestAudit, newHash, newId, stageOf } from "./stage.ts";
import {
  changed,
  described,
  holding,
  publishedCollection,
  registered,
  resourceOf,
  rewritten,
} from "./things.ts";

const erasureOf = (r: Resource, by: string): Erasure => ({
  resource: r.id,
  at: at(30),
  reason: "A court has asked",
  by,
  readers: ["public", "curator:ri"],
});

/** What a store promises about erasing: nothing that hung on the resource is read again. */
export function erasures(keep: NewStorage): void {
  describe("erasures", () => {
    const stage = stageOf(keep);

    /** A resource with everything that can hang on one. One of its two files is another's too. */
    async function entangled() {
      const { store } = stage;
      const [ana, ben] = [await stage.member("28101"), await stage.person("Ben Okafor")];
      const [own, shared] = [newHash(), newHash()];
      const file = (hash: string) => ({
        noun: "file" as const,
        after: { hash, size: 1, type: "text/plain", state: "clean" as const, at: at() },
        upload: { hash, person: ana.id, name: "notes.txt", at: at() },
      });
      const naming = (...hashes: string[]) =>
        described("Diary of a class", { files: hashes.map((hash) => ({ hash, name: "notes.txt" })) });
      const first = resourceOf({ person: ana.id }, "28101", {
        externalId: newId(),
        description: naming(own, shared),
      });
      const next = rewritten(first, naming(own));
      const other = resourceOf({ person: ana.id }, "28101", { description: naming(shared) });
      const review = reviewOf({ resource: first.id, by: ana.id }, { version: 2 });
      const report = reportOn(first.id, { by: ben.id, notice: true });
      const claim = {
        ...{ id: newId(), resource: first.id, person: ben.id, organization: "28", state: "offered" as const },
        ...{ alignment: { item: "x", type: "teaches" as const }, at: at(), revision: 1 },
      };
      const i = importOf("28");
      const done = [
        { row: { seq: 1, resource: first.id }, imported: { source: "s", import: i.id, version: 1 } },
      ];
      const collection = publishedCollection({ person: ben.id }, holding(first.id));
      await store.commit([file(own), file(shared), registered(first), next, registered(other)]);
      await store.commit([
        offered(review),
        { noun: "review-comment", after: commentOn(review.id, ben.id) },
        { noun: "report", after: report },
        { noun: "claim", after: claim },
        { noun: "saved", person: ben.id, resource: first.id, at: at() },
        {
          noun: "draft",
          after: { id: first.id, person: ana.id, typed: {}, createdAt: at(), changedAt: at() },
        },
        { noun: "import", after: i },
        { noun: "import-rows", import: i.id, added: [rowOf(1)], done },
        collection,
      ]);
      return {
        ana,
        ben,
        r: next.after,
        other,
        own,
        shared,
        review,
        report,
        claim,
        collection: collection.after,
      };
    }

    test("say beforehand how much there is", async () => {
      const { r } = await entangled();
      expect(await stage.store.erasures.extent(r.id)).toEqual({
        ...{
          versions: 2,
          files: 1,
          filesKept: 1,
          reviews: 1,
          claims: 1,
          reports: 1,
          saved: 1,
          collections: 1,
        },
      });
      expect(await stage.store.erasures.extent(newId())).toEqual({
        ...{
          versions: 0,
          files: 0,
          filesKept: 0,
          reviews: 0,
          claims: 0,
          reports: 0,
          saved: 0,
          collections: 0,
        },
      });
    });

    test("leave nothing that hung on the resource, and the rest as it was", async () => {
      const { store } = stage;
      const { ana, ben, r, other, own, shared, review, report, claim, collection } = await entangled();
      const [head, newest, count] = [
        await store.outbox.head(),
        await newestAudit(store),
        await store.resources.count(),
      ];
      await store.commit([{ noun: "erasure", before: r, after: erasureOf(r, ana.id) }], ana.id);
      expect(await store.resources.get(r.id)).toBeUndefined();
      expect(await store.resources.count()).toBe(count - 1);
      expect(await store.resources.versions(r.id)).toEqual([]);
      expect(await store.resources.version(r.id, 1)).toBeUndefined();
      expect(await store.resources.history(r.id)).toEqual([]);
      expect(await store.resources.byExternalId("28101", r.externalId ?? "")).toBeUndefined();
      expect(await store.resources.similar(["public"], { title: "Diary of a class" }, 9)).not.toContainEqual(
        r,
      );
      expect([await store.reviews.get(review.id), await store.reviews.events(review.id)]).toEqual([
        undefined,
        [],
      ]);
      expect(await store.reviews.comments(review.id)).toEqual([]);
      expect([await store.reports.get(report.id), await store.claims.get(claim.id)]).toEqual([
        undefined,
        undefined,
      ]);
      expect(await store.saved.of(ben.id)).toEqual([]);
      expect(await store.drafts.get(r.id, ana.id)).toBeUndefined();
      expect(await store.imports.imported([r.id])).toEqual(new Map());
      expect([await store.files.get(own), await store.files.uploadBy(own, ana.id)]).toEqual([
        undefined,
        undefined,
      ]);
      expect((await store.files.get(shared))?.hash).toBe(shared);
      expect(await store.files.resourcesWith(shared)).toEqual([other.id]);
      expect(await store.resources.get(other.id)).toEqual(other);
      expect((await store.collections.get(collection.id))?.content).toEqual(collection.content);
      expect((await store.outbox.after(head, 10)).map((e) => e.id)).toEqual([r.id]);
      const [told] = await store.audit.entries({ limit: 1 });
      expect(told).toMatchObject({ what: "resource erased", thing: r.id, organization: "28101", by: ana.id });
      expect(told?.seq).toBeGreaterThan(newest);
      expect((await store.notices.of(ben.id, { limit: 1 }))[0]).toMatchObject({
        what: "erased",
        about: { resource: r.id },
      });
    });

    test("are kept, with the files that go, until the last traces are overwritten", async () => {
      const { store } = stage;
      const { ana, r, own } = await entangled();
      const [tombstone, gone] = [erasureOf(r, ana.id), resourceOf({ person: ana.id }, "28")];
      await store.commit([
        { noun: "erasure", before: r, after: tombstone },
        { noun: "erasure", after: erasureOf(gone, ana.id) },
      ]);
      expect(await store.erasures.get(r.id)).toEqual(tombstone);
      expect(await store.erasures.get(newId())).toBeUndefined();
      expect(await store.erasures.many([newId(), r.id])).toEqual([tombstone]);
      const unswept = await store.erasures.unswept();
      expect(unswept.find((e) => e.resource === r.id)).toEqual({ ...tombstone, files: [own] });
      expect(unswept.some((e) => e.resource === gone.id)).toBe(false);
      // What is still found by its traces is not swept, whoever says so.
      await store.commit([{ noun: "swept", resources: [r.id], at: at(40) }]);
      expect((await store.erasures.get(r.id))?.sweptAt).toBeUndefined();
      const all = (await store.erasures.all()).map((e) => e.resource);
      expect(all).toEqual(all.toSorted());
      expect(all).toEqual(expect.arrayContaining([r.id, gone.id]));
    });

    test("are done over the revision that was seen, and once more after a restore", async () => {
      const { store } = stage;
      const { ana, r } = await entangled();
      const next = changed(r, {});
      await store.commit([next]);
      const after = erasureOf(r, ana.id);
      await stage.refuses([{ noun: "erasure", before: r, after }], "stale");
      expect(await store.erasures.get(r.id)).toBeUndefined();
      await store.commit([{ noun: "erasure", before: next.after, after }]);
      await store.commit([{ noun: "erasure", after: { ...after, reason: "Another reason" } }]);
      expect(await store.erasures.get(r.id)).toEqual(after);
      await store.commit([
        registered({ ...r, externalId: newId(), published: 1, description: described("Restored") }),
      ]);
      await store.commit([{ noun: "erasure", after }]);
      expect(await store.resources.get(r.id)).toBeUndefined();
    });
  });
}
