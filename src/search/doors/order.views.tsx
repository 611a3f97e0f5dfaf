import { searchAddress } from "../rules/addresses.ts";
import { type Query, SORTS, type Sort } from "../rules/query.ts";

const SORT_WORDS: Record<Sort, string> = { relevance: "Best match", newest: "Newest", title: "Title" };

/** Beside the number found; on narrow screens at the head of the panel, which leaves the first screen to results. */
export function Order({ query, narrow }: { query: Query; narrow?: boolean }) {
  return (
    <nav class={`row small noprint order ${narrow ? "narrow" : "broad"}`} aria-label="Order">
      <span class="soft">Order</span>
      {SORTS.map((sort) => (
        <a
          key={sort}
          href={searchAddress({ ...query, sort, page: 1 })}
          aria-current={sort === query.sort ? "true" : undefined}
        >
          {SORT_WORDS[sort]}
        </a>
      ))}
    </nav>
  );
}
