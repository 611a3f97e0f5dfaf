import { describe, expect, test } from "@jest/globals";
import { offer, offered, reviewOf } from "./reviews.ts";
import { at, type NewStorage, newId, stageOf } from "./stage.ts";
import { changed, collectionChanged, described, holding, publishedCollection, rewritten } from "./things.ts";

/** What a store promises about offers whose thing changes, or whose answer is overdue. */
export function following(keep: NewStorage): void {
  describe("offers", () => {
    const stage = stageOf(keep);

    test("move on with a later version, and end when their thing is taken out of sight or narrowed", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const edited = await offer(store, ana);
      await store.commit([rewritten(edited.resource, described("Measured"))]);
      expect(await store.reviews.get(edited.review.id)).toMatchObject({
        state: "open",
        version: 2,
        revision: 2,
      });
      const events = await store.reviews.events(edited.review.id);
      expect(events.at(-1)).toMatchObject({ what: "moved on", version: 2 });
      const withdrawn = await offer(store, ana);
      const narrowed = await offer(store, ana, {}, { reach: "state" });
      const { after: c, ...made } = publishedCollection({ person: ana.id }, holding(newId()));
      const ofCollection = reviewOf({ collection: c.id, by: ana.id });
      await store.commit([{ ...made, after: c }, offered(ofCollection)]);
      await store.commit([
        changed(withdrawn.resource, { status: "withdrawn" }),
        changed(narrowed.resource, { reach: "school" }),
        collectionChanged(c, { status: "hidden" }),
      ]);
      for (const { id } of [withdrawn.review, narrowed.review, ofCollection]) {
        expect(await store.reviews.get(id)).toMatchObject({ state: "withdrawn", revision: 2 });
        expect((await store.reviews.events(id)).map((e) => e.what)).toEqual(["offered", "withdrawn"]);
      }
    });

    test("are told to be overdue once, and keep their revision", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [later, sooner] = [
        (await offer(store, ana, { dueAt: at(50) })).review,
        (await offer(store, ana, { dueAt: at(40) })).review,
      ];
      await offer(store, ana, { dueAt: at(200) });
      expect(await store.reviews.late(at(60), 10)).toEqual([sooner.id, later.id]);
      expect(await store.reviews.late(at(60), 1)).toEqual([sooner.id]);
      await store.commit([{ noun: "review-late", review: sooner.id, at: at(45) }]);
      await store.commit([
        { noun: "review-late", review: sooner.id, at: at(55) },
        { noun: "review-late", review: later.id, at: at(45) },
      ]);
      expect(await store.reviews.get(sooner.id)).toEqual({ ...sooner, lateAt: at(45) });
      expect(await store.reviews.get(later.id)).toEqual(later);
      expect(await store.reviews.late(at(60), 10)).toEqual([later.id]);
    });
  });
}
