import { visibleTo } from "../../reach/rules/visibility.ts";
import type { Vocabulary, VocabularyId } from "../../reference/rules/vocabulary.ts";
import { NOT_STATED, type Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Facet } from "./facets.ts";

/** A facet's values with everything broader, as indexed: a filter by a parent finds all below it. */
export function indexedValues(f: Facet, r: Resource, reference: Reference): string[] {
  const own = f.of(r, reference);
  if (own.length === 0) return f.optional ? [NOT_STATED] : [];
  const all = f.hierarchical ? own.flatMap((value) => withBroader(f, value, reference)) : own;
  return [...new Set(all)];
}

/** A value of a hierarchical facet with everything above it. */
export function withBroader(
  f: Facet,
  value: string,
  { vocabularies, organizations, standards }: Reference,
): string[] {
  if (f.values === "standard") return [...itemAndAbove(value, standards)];
  if (f.values === "organization") return organizations.path(value).map((o) => o.code);
  const vocabulary = vocabularies[f.values as VocabularyId] as Vocabulary | undefined;
  const path = vocabulary?.path(value).map((t) => t.id) ?? [];
  return path.length > 0 ? path : [value];
}

function itemAndAbove(item: string, standards: Reference["standards"]): string[] {
  const path = standards.path(item);
  const framework = path[0]?.framework;
  return [...path.map((i) => i.id), ...(framework ? [framework] : [item])];
}

/**
 * `item|level` pairs (docs/decisions/0008-standard-and-level-hold-together.md), each with the item's
 * ancestors, so that a standard and a level hold in one alignment. Levels given without an item join the
 * alignments that name no level; an alignment left without any is `item|not-stated`; a resource without
 * alignments is `not-stated|level`.
 */
export function alignmentPairs(r: Resource, { standards }: Reference): string[] {
  const { alignments, levels } = r.description;
  const free = levels.length > 0 ? levels : [NOT_STATED];
  if (alignments.length === 0) return free.map((level) => `${NOT_STATED}|${level}`);
  const pairs = alignments.flatMap((a) => {
    const at = a.level ? [a.level] : free;
    return itemAndAbove(a.item, standards).flatMap((item) => at.map((level) => `${item}|${level}`));
  });
  return [...new Set(pairs)];
}

/** Tokens under which it may be found. */
export const visibilityOf = (r: Resource, { organizations }: Reference) => visibleTo(r, organizations);
