import type { Resources } from "../../store/resources.ts";
import type { SearchRequest } from "../rules/engine.ts";
import type { Query } from "../rules/query.ts";
import type { QueryReading } from "../rules/read-words.ts";
import { searchRequestOf } from "./asking.ts";

/** Records of one address; a registry has few twins. */
const MOST_TWINS = 20;

/**
 * What typed identifiers name, to be asked for before anything else: records of an address or an id alone, then what
 * holds the identifier and the words beside it. The store knows addresses however they are spelled.
 */
export async function identifiedFirst(
  query: Query,
  reading: QueryReading,
  visible: string[],
  resources: Pick<Resources, "similarToEach">,
): Promise<SearchRequest[]> {
  const { addresses, records, words } = reading.identified;
  if (addresses.length + records.length + words.length === 0) return [];
  const plain = { ...searchRequestOf(query, reading, visible), broad: false };
  const there =
    addresses.length > 0
      ? await resources.similarToEach(
          visible,
          addresses.map((url) => ({ url, title: "" })),
          MOST_TWINS,
        )
      : [];
  const only = [...new Set([...records, ...there.flat().map((r) => r.id)])];
  return [
    ...(only.length > 0 ? [{ ...plain, words: [], codes: [], phrases: [], impliedFilters: {}, only }] : []),
    ...(words.length > 0 ? [{ ...plain, words }] : []),
  ];
}
