import type { SearchRequest, SearchResult } from "../rules/engine.ts";
import type { FacetId } from "../rules/facets.ts";
import { FIRST_HIDDEN } from "./fields.ts";
import type { Values } from "./values.ts";

/**
 * A result on its way from a search thread: hundreds of counted values as numbers in one piece, instead of as many
 * small lists, each of which would be copied by itself (docs/decisions/0048-what-a-search-costs.md).
 */
export interface NumberedResult extends Omit<SearchResult, "counts"> {
  /** For each facet asked for: how many values follow, then each with its count. */
  counts: Uint32Array;
  /** Names of values that whoever asks has not been told yet, the first of them with this number. */
  names?: { from: number; list: string[] };
}

/** Tells, inside a thread, each value's name once. */
export class Teller {
  private values: Values | undefined;
  private told = 0;

  /** Names not told yet; from 1 on for another index. */
  news(values: Values): Pick<NumberedResult, "names"> {
    if (values !== this.values) this.told = 0;
    this.values = values;
    if (values.highest === this.told) return {};
    const from = this.told + 1;
    const list: string[] = [];
    for (let id = from; id <= values.highest; id++) list.push(isShown(id, values) ? values.name(id) : "");
    this.told = values.highest;
    return { names: { from, list } };
  }
}

const isShown = (id: number, values: Values) => (values.field[id] as number) < FIRST_HIDDEN;

/** Remembers, outside, the names one thread has told. */
export class Listener {
  private names: string[] = [];

  read({ counts, names, ...found }: NumberedResult, { facets }: Pick<SearchRequest, "facets">): SearchResult {
    if (names?.from === 1) this.names = [""];
    if (names) for (const name of names.list) this.names.push(name);
    return { ...found, counts: this.named(counts, facets) };
  }

  private named(counts: Uint32Array, facets: FacetId[]): SearchResult["counts"] {
    const named: SearchResult["counts"] = {};
    let at = 0;
    for (const id of counts.length > 0 ? facets : []) {
      const values: [string, number][] = [];
      for (let left = counts[at++] as number; left > 0; left--)
        values.push([this.names[counts[at++] as number] as string, counts[at++] as number]);
      named[id] = values;
    }
    return named;
  }
}
