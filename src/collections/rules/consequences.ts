import { rule } from "../../kernel/facts.ts";
import type { CollectionEventChange, FeaturedChange } from "./change.ts";
import type { CollectionEvent } from "./collection.ts";

/** Which collections have come to the home page, and which have left it, stands in their history. */
export const afterFeatured = rule({
  needs: (_: FeaturedChange) => ({}),
  follows({ before, after, at, by }): CollectionEventChange[] {
    const events = (ids: string[], what: CollectionEvent["what"]) =>
      ids.map(
        (collection): CollectionEventChange => ({
          noun: "collection-event",
          collection,
          event: { what, at, by, role: "state" },
        }),
      );
    return [
      ...events(
        after.filter((id) => !before.includes(id)),
        "featured",
      ),
      ...events(
        before.filter((id) => !after.includes(id)),
        "no longer featured",
      ),
    ];
  },
});
