import { chipInWords } from "../../doorway/display-words.ts";
import { useSite } from "../../doorway/site.ts";
import { Chip, Icon } from "../../ui/pieces.tsx";
import { chosenOf, searchAddress, without } from "../rules/addresses.ts";
import { facet } from "../rules/facets.ts";
import type { Query } from "../rules/query.ts";

/** Every filter in use, each with its way out. */
export function InUse({ query }: { query: Query }) {
  const { reference } = useSite();
  const chosen = chosenOf(query);
  if (chosen.length === 0) return null;
  return (
    <ul class="row plain noprint" aria-label="Filters in use">
      {chosen.map((c) => (
        <li key={`${c.facet}=${c.value}`}>
          <Chip href={searchAddress(without(query, c.facet, c.value))} remove>
            {chipInWords(facet(c.facet), c.value, reference)}
          </Chip>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a class="small" href={searchAddress({ ...query, filters: {}, page: 1 })}>
            Clear all
          </a>
        </li>
      )}
    </ul>
  );
}

/** On narrow screens the panel is one step away, without script. */
export function NarrowDown({ inUse }: { inUse: number }) {
  return (
    <a class="usa-button usa-button--outline narrow noprint" href="#filters">
      <Icon name="filter_list" /> Narrow down{inUse > 0 ? ` (${inUse} in use)` : ""}
    </a>
  );
}
