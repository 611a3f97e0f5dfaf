import { COLLECTIONS } from "../../collections/rules/addresses.ts";
import { number } from "../../kernel/words.ts";
import type { AnsweredCollections } from "../rules/answer.ts";

/** Where all collections about these words are. */
const searchedAddress = (words: string) => `${COLLECTIONS}?${new URLSearchParams({ q: words })}`;

/** Collections about what was asked, in one line above the results. Left out where there is none. */
export function CollectionsAbout({
  collections,
  words,
}: {
  collections: AnsweredCollections;
  words: string;
}) {
  const { shown, total } = collections;
  if (shown.length === 0) return null;
  return (
    <nav class="about row" aria-label="Collections about this">
      <span class="soft">Collections about this</span>
      {shown.map(({ id, title }, i) => (
        <a key={id} class={i > 0 ? "wide" : undefined} href={`${COLLECTIONS}/${id}`}>
          {title}
        </a>
      ))}
      {total > 1 && (
        <a class={total === shown.length ? "narrow" : undefined} href={searchedAddress(words)}>
          All {number(total)}
          <span class="usa-sr-only"> collections about this</span>
        </a>
      )}
    </nav>
  );
}
