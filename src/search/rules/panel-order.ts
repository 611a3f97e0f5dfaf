import { NOT_STATED } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { FacetAnswer, FacetValue } from "./answer.ts";
import { withBroader } from "./facet-values.ts";
import { FACETS, type Facet } from "./facets.ts";
import type { Filters } from "./query.ts";

/** A value as it stands in the panel. */
export interface PanelValue extends FacetValue {
  /** How far it is set in, below what it belongs to. */
  depth: number;
  /** Something below it is chosen: it is not to be ticked, but a way back up. */
  above: boolean;
}

/** One group of the panel: usually one facet, or several of one name. */
export interface PanelGroup {
  id: string;
  label: string;
  panel: Facet["panel"];
  facets: { facet: Facet; values: PanelValue[] }[];
  chosen: number;
}

/** The groups that can divide what was found, or are in use, in the order of their declaration. */
export function panelGroups(given: FacetAnswer[], total: number, reference: Reference): PanelGroup[] {
  const groups: PanelGroup[] = [];
  for (const f of FACETS) {
    const answer = given.find((a) => a.id === f.id);
    const values = answer ? offeredOf(f, answer.values) : [];
    const useful = isUseful(f, values, total);
    // A standard can be typed whatever was found.
    if (!useful && f.id !== "standard") continue;
    const shown = useful ? [{ facet: f, values: inOrder(f, values, reference) }] : [];
    const chosen = values.filter((v) => v.chosen).length;
    const known = f.group && groups.find((g) => g.label === f.group);
    if (known) {
      known.facets.push(...shown);
      known.chosen += chosen;
    } else groups.push({ id: f.id, label: f.group ?? f.label, panel: f.panel, facets: shown, chosen });
  }
  return groups;
}

const offeredOf = ({ offered }: Facet, values: FacetValue[]): FacetValue[] =>
  values.filter((v) => v.chosen || (v.count > 0 && (!offered || offered.includes(v.value))));

/** A group that cannot divide anything is left out, unless it is in use. */
function isUseful({ offered }: Facet, values: FacetValue[], total: number): boolean {
  return values.some((v) => v.chosen || v.count < total) || (!offered && values.length > 1);
}

/** "Not stated" last; scales in their own order; trees opened as far as they are chosen; the rest by count. */
function inOrder(f: Facet, values: FacetValue[], reference: Reference): PanelValue[] {
  const flat = (v: FacetValue): PanelValue => ({ ...v, depth: 0, above: false });
  const stated = values.filter((v) => v.value !== NOT_STATED);
  const last = values.filter((v) => v.value === NOT_STATED).map(flat);
  if (f.hierarchical) return [...asTree(f, stated, reference), ...last];
  const scale = scaleOf(f, reference);
  const rank = (v: FacetValue) => scale?.indexOf(v.value) ?? 0;
  const sorted = stated.toSorted((a, b) => rank(a) - rank(b) || (scale ? 0 : b.count - a.count));
  return [...sorted.map(flat), ...last];
}

/** The values of a scale, from one end to the other. */
function scaleOf(f: Facet, { vocabularies }: Reference): string[] | undefined {
  if (f.says) return f.offered ?? (f.values === "time" ? Object.keys(f.says) : undefined);
  const scales = ["grade", "level", "maturity"] as const;
  const scale = scales.find((id) => id === f.id);
  return scale && vocabularies[scale].terms.map((t) => t.id);
}

/** The roots, and below a chosen value what lies under it: narrowing goes step by step, and back up the same way. */
function asTree(f: Facet, values: FacetValue[], reference: Reference): PanelValue[] {
  const known = new Set(values.map((v) => v.value));
  const above = new Map(
    values.map((v) => [v.value, withBroader(f, v.value, reference).filter((b) => b !== v.value)]),
  );
  const parent = ({ value }: FacetValue) => above.get(value)?.find((b) => known.has(b));
  const climbed = new Set(values.filter((v) => v.chosen).flatMap((v) => above.get(v.value) ?? []));
  const opened = (v: FacetValue) => v.chosen || climbed.has(v.value);
  const below = (at: string | undefined, depth: number): PanelValue[] =>
    values
      .filter((v) => parent(v) === at)
      .toSorted((a, b) => Number(opened(b)) - Number(opened(a)) || b.count - a.count)
      .flatMap((v) => [
        { ...v, depth, above: climbed.has(v.value) && !v.chosen },
        ...(opened(v) ? below(v.value, depth + 1) : []),
      ]);
  return below(undefined, 0);
}

/**
 * What is to be counted however few records have it: every set of standards, what is chosen or wished for, and the way
 * up from there.
 */
export function countedAlways(filters: Filters[], reference: Reference): Filters {
  const always: Filters = { standard: reference.standards.frameworks.map((set) => set.id) };
  for (const f of FACETS) {
    const named = filters.flatMap((chosen) => chosen[f.id] ?? []);
    const up = f.hierarchical ? named.flatMap((v) => withBroader(f, v, reference)) : named;
    if (up.length > 0) always[f.id] = [...new Set([...(always[f.id] ?? []), ...up])];
  }
  return always;
}
