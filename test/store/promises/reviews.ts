import { describe, expect, test } from "@jest/globals";
import type { Person } from "../../../src/people/rules/person.ts";
import type { Resource } from "../../../src/resources/rules/resource.ts";
import type { ReviewChange } from "../../../src/reviews/rules/change.ts";
import type { Review, ReviewComment } from "../../../src/reviews/rules/review.ts";
import type { Rubric } from "../../../src/reviews/rules/rubric.ts";
import type { Store } from "../../../src/store/store.ts";
import { at, type NewStorage, newId, stageOf } from "./stage.ts";
import { byPerson, changed, holding, publishedCollection, registered } from "./things.ts";

export const reviewOf = (
  of: Pick<Review, "resource" | "collection" | "by">,
  more: Partial<Review> = {},
): Review => ({
  id: newId(),
  organization: "28",
  goal: { organization: "28", reach: "district" },
  version: 1,
  state: "open",
  message: "Please look at it",
  offeredAt: at(),
  dueAt: at(600),
  decisions: [],
  revision: 1,
  changedAt: at(),
  ...of,
  ...more,
});

export const offered = (after: Review): ReviewChange => ({
  noun: "review",
  after,
  event: { what: "offered", at: after.offeredAt, by: after.by, version: after.version },
});

export const reviewChanged = (
  before: Review,
  next: Partial<Review>,
  what: ReviewChange["event"]["what"],
  by: string,
): ReviewChange => ({
  noun: "review",
  before,
  after: { ...before, ...next, revision: before.revision + 1 },
  event: { what, at: at(2), by },
});

export const commentOn = (review: string, by: string, more: Partial<ReviewComment> = {}): ReviewComment => ({
  id: newId(),
  review,
  by,
  at: at(3),
  words: "Looks good",
  internal: false,
  ...more,
});

/** A resource of this person, offered to its district. */
export async function offer(
  store: Store,
  ana: Person,
  more: Partial<Review> = {},
  r: Partial<Resource> = {},
) {
  const resource = byPerson(ana, "28101", { reach: "school", ...r });
  const review = reviewOf({ resource: resource.id, by: ana.id }, more);
  await store.commit([registered(resource), offered(review)]);
  return { resource, review };
}

/** What a store promises about reviews: one unfinished offer of a thing at a time, which follows its thing. */
export function reviews(keep: NewStorage): void {
  describe("reviews", () => {
    const stage = stageOf(keep);

    test("come back as they were written, with nothing that was not said", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const { review: bare } = await offer(store, ana);
      expect(await store.reviews.get(bare.id)).toEqual(bare);
      expect(Object.keys((await store.reviews.get(bare.id)) ?? {})).not.toContain("assignee");
      expect(await store.reviews.get(newId())).toBeUndefined();
      const { review: full } = await offer(store, ana, {
        ...{ assignee: { person: ben.id, at: at(1) }, deputy: ana.id, previous: bare.id, batch: "import-1" },
        ...{ escalatedFrom: "28101", lateAt: at(9), revision: 4, state: "returned" },
        decisions: [
          {
            ...{
              outcome: "returned",
              by: ben.id,
              at: at(2),
              organization: "28",
              version: 1,
              rubric: "state",
            },
            ...{ answers: [{ question: "q1", value: "n-a", words: "" }], reason: "license", words: "Say it" },
            batch: { size: 3, sampled: true },
          },
        ],
      });
      expect(await store.reviews.get(full.id)).toEqual(full);
      expect(await store.reviews.many([newId(), full.id])).toEqual([full]);
    });

    test("are changed over the revision that was seen, or not at all", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const { review } = await offer(store, ana);
      const next = reviewChanged(review, { state: "declined" }, "declined", ana.id);
      await store.commit([next]);
      await stage.refuses([reviewChanged(review, { state: "accepted" }, "accepted", ana.id)], "stale");
      expect(await store.reviews.get(review.id)).toEqual(next.after);
      expect((await store.reviews.events(review.id)).map((e) => e.what)).toEqual(["offered", "declined"]);
      expect(await store.reviews.events(newId())).toEqual([]);
    });

    test("hold only for the thing as it was seen", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const r = byPerson(ana, "28101");
      const { after: c, ...made } = publishedCollection({ person: ana.id }, holding(newId()));
      await store.commit([registered(r), changed(r, {}), { ...made, after: c }]);
      const late = offered(reviewOf({ resource: r.id, by: ana.id }));
      await stage.refuses([{ ...late, on: { revision: 1 } }], "stale");
      await stage.refuses(
        [{ ...offered(reviewOf({ collection: c.id, by: ana.id })), on: { revision: 2 } }],
        "stale",
      );
      await store.commit([{ ...late, on: { revision: 2 } }]);
      expect(await store.reviews.get(late.after.id)).toEqual(late.after);
    });

    test("of one thing are unfinished one at a time, which is said as a conflict", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const { resource, review } = await offer(store, ana);
      const { after: c, ...made } = publishedCollection({ person: ana.id }, holding(newId()));
      const ofCollection = reviewOf({ collection: c.id, by: ana.id }, { state: "returned" });
      await store.commit([{ ...made, after: c }, offered(ofCollection)]);
      const again = offered(reviewOf({ resource: resource.id, by: ana.id }, { offeredAt: at(5) }));
      await stage.refuses([again], "conflict");
      await stage.refuses([offered(reviewOf({ collection: c.id, by: ana.id }))], "conflict");
      expect(
        (await store.reviews.unfinished([resource.id, c.id, newId()])).map((r) => r.id).toSorted(),
      ).toEqual([review.id, ofCollection.id].toSorted());
      await store.commit([reviewChanged(review, { state: "declined" }, "declined", ana.id), again]);
      expect((await store.reviews.of(resource.id)).map((r) => r.id)).toEqual([review.id, again.after.id]);
      expect((await store.reviews.of(c.id)).map((r) => r.id)).toEqual([ofCollection.id]);
      expect((await store.reviews.unfinished([resource.id])).map((r) => r.id)).toEqual([again.after.id]);
      expect(await store.reviews.unfinished([])).toEqual([]);
    });

    test("are talked about, in the order of what was said", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const { review } = await offer(store, ana);
      const first = commentOn(review.id, ana.id);
      const second = commentOn(review.id, ana.id, {
        internal: true,
        answers: first.id,
        words: "½ done — “yes” 😀",
      });
      await store.commit([second, first].map((after) => ({ noun: "review-comment" as const, after })));
      expect(await store.reviews.comments(review.id)).toEqual([first, second]);
      expect(await store.reviews.comment(second.id)).toEqual(second);
      expect(await store.reviews.comment(newId())).toBeUndefined();
      expect(await store.reviews.comments(newId())).toEqual([]);
    });

    test("are asked by rubrics, each written over by its id", async () => {
      const { store } = stage;
      const rubric = (id: string, label: string): Rubric => ({
        ...{ id, label, introduction: "", source: "", notApplicable: true, usual: false },
        scale: ["yes", "no"].map((step) => ({ id: step, label: step, help: "" })),
        questions: [{ id: "q1", label: "Right", text: "Is it right?", help: "", perAlignment: true }],
      });
      await store.commit(
        ["b", "a"].map((id) => ({ noun: "rubric" as const, after: rubric(id, `Rubric ${id}`) })),
      );
      await store.commit([{ noun: "rubric", after: rubric("b", "Rubric again") }]);
      expect(await store.reviews.rubrics()).toEqual([rubric("a", "Rubric a"), rubric("b", "Rubric again")]);
    });
  });
}
