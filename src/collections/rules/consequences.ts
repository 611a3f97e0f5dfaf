import { rule } from "../../kernel/facts.ts";
import type { CollectionTold, FeaturedChange } from "./change.ts";
import type { CollectionEvent } from "./collection.ts";

/** Which collections have come to the home page, and which have left it, stands in their history. */
export const afterFeatured = rule({
  needs: (_: FeaturedChange) => ({}),
  follows({ before, after, at, by }): CollectionTold[] {
    const told = (ids: string[], what: CollectionEvent["what"]) =>
      ids.map(
        (collection): CollectionTold => ({
          noun: "collection-event",
          collection,
          event: { what, at, by, role: "state" },
        }),
      );
    return [
      ...told(
        after.filter((id) => !before.includes(id)),
        "featured",
      ),
      ...told(
        before.filter((id) => !after.includes(id)),
        "no longer featured",
      ),
    ];
  },
});
