import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";
import { castOf, OWNERS, PARTS, put, resourceOf, treeOf } from "./matrix-cast.ts";
import { etagFor, hold, Stage } from "./matrix-stage.ts";
import {
  ASKED,
  allowedIn,
  noIn,
  offered,
  REVIEWINGS,
  type Reviewing,
  ReviewStage,
} from "./review-actions.ts";

const DEEDS = Object.keys(REVIEWINGS) as Reviewing[];

describe("the matrix of what one may do about an offer", () => {
  for (const by of OWNERS)
    test.each(DEEDS)(
      `what ${by} owns: %s is done by those the table names and who are asked, and by nobody else`,
      async (deed) => {
        const registry = await openTestRegistry();
        const [cast, tree] = [await castOf(registry), await treeOf(registry)];
        const { newId, clock, store } = registry.parts;
        for (const asked of ASKED)
          for (const state of REVIEWINGS[deed].states)
            for (const part of PARTS)
              for (const door of ["api", "page"] as const) {
                const resource = resourceOf(cast, by, state, newId, clock());
                await put(registry, resource);
                const review = await offered(registry, resource, asked, cast["curator of its school"]);
                const etag = await etagFor(registry, cast, resource);
                const stage = new Stage(registry, cast[part], resource, etag, state);
                const on = new ReviewStage(stage, review, tree);
                const outcome = await REVIEWINGS[deed][door](on);
                hold(on, deed, `${door} at ${asked}`, outcome, allowedIn(on, deed), noIn(on));
                const [after, kept] = [
                  await store.reviews.get(review.id),
                  await store.resources.get(resource.id),
                ];
                const done = outcome === "done";
                const moved = { decide: "returned", endorse: "accepted" }[deed as "decide" | "endorse"];
                expect(after?.state).toBe(done && moved ? moved : "open");
                expect(kept?.endorsements.map((e) => e.organization)).toEqual(
                  done && deed === "endorse" ? [asked] : [],
                );
                expect((await store.reviews.comments(review.id)).length).toBe(
                  done && (deed === "comment" || deed === "note for reviewers") ? 1 : 0,
                );
              }
      },
      600_000,
    );
});
