import { TEXT_FIELDS } from "../rules/document.ts";
import { FACET_IDS } from "../rules/facets.ts";
import type { Synonyms } from "../rules/synonyms.ts";
import { stemOf } from "../rules/tokens.ts";
import { tellingOf } from "../rules/weak-words.ts";

/** How an index there is set up. */
export type MeiliSettings = typeof SETTINGS & { synonyms: Record<string, string[]> };

const SETTINGS = {
  searchableAttributes: [...TEXT_FIELDS],
  filterableAttributes: [...FACET_IDS, "pair", "visible", "key", "kind"],
  sortableAttributes: ["created", "quality", "titleKey", "key"],
  displayedAttributes: ["*"],
  // Totals are counted to the end, and every value of a facet is counted.
  pagination: { maxTotalHits: 5_000_000 },
  faceting: { maxValuesPerFacet: 20_000 },
  // Misspelled words are corrected before they are sent: this engine could not say as what it read them.
  typoTolerance: { enabled: false },
  // Order is not this engine's business; the first rules choose good candidates.
  rankingRules: ["words", "typo", "attribute", "proximity", "sort", "exactness"],
};

/** Words are sent as stems, and so are those that mean the same. */
export const settingsWith = (synonyms: Synonyms): MeiliSettings => ({
  ...SETTINGS,
  synonyms: Object.fromEntries(
    [...synonyms.meant].map(([stems, others]) => [
      stems,
      others.map(({ words }) => tellingOf(words).map(stemOf).join(" ")),
    ]),
  ),
});
