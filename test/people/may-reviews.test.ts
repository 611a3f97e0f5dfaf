import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";
import { castOf, OWNERS, PARTS, put, resourceOf, treeOf } from "./matrix-cast.ts";
import { etagFor, hold, Stage } from "./matrix-stage.ts";
import {
  ASKED_PLACES,
  allowedIn,
  noIn,
  offered,
  REVIEW_ACTIONS,
  type ReviewAction,
  ReviewStage,
} from "./review-actions.ts";

const ACTIONS = Object.keys(REVIEW_ACTIONS) as ReviewAction[];

describe("the matrix of what one may do about an offer", () => {
  for (const by of OWNERS)
    test.each(ACTIONS)(
      `what ${by} owns: %s is done by those the table names and who are asked, and by nobody else`,
      async (action) => {
        const registry = await openTestRegistry();
        const [cast, tree] = [await castOf(registry), await treeOf(registry)];
        const { newId, clock, store } = registry.parts;
        for (const asked of ASKED_PLACES)
          for (const state of REVIEW_ACTIONS[action].states)
            for (const part of PARTS)
              for (const door of ["api", "page"] as const) {
                const resource = resourceOf(cast, by, state, newId, clock());
                await put(registry, resource);
                const review = await offered(registry, resource, asked, cast["curator of its school"]);
                const etag = await etagFor(registry, cast, resource);
                const stage = new Stage(registry, cast[part], resource, etag, state);
                const on = new ReviewStage(stage, review, tree);
                const outcome = await REVIEW_ACTIONS[action][door](on);
                hold(on, action, `${door} at ${asked}`, outcome, allowedIn(on, action), noIn(on));
                const [after, kept] = [
                  await store.reviews.get(review.id),
                  await store.resources.get(resource.id),
                ];
                const done = outcome === "done";
                const moved = { decide: "returned", endorse: "accepted" }[action as "decide" | "endorse"];
                expect(after?.state).toBe(done && moved ? moved : "open");
                expect(kept?.endorsements.map((e) => e.organization)).toEqual(
                  done && action === "endorse" ? [asked] : [],
                );
                expect((await store.reviews.comments(review.id)).length).toBe(
                  done && (action === "comment" || action === "note for reviewers") ? 1 : 0,
                );
              }
      },
      600_000,
    );
});
