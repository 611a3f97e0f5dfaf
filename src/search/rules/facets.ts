import type { Vocabulary, VocabularyId } from "../../reference/rules/vocabulary.ts";
import { visibleTo } from "../../resources/rules/may.ts";
import { type Description, NOT_STATED, type Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";

/**
 * Each facet is declared once, here. The query model, the columns of both engines, the OpenAPI parameters,
 * the filter panel and the columns of exports and imports are all made from this list.
 */
export interface Facet {
  /** Also the name of the query parameter. */
  id: FacetId;
  label: string;
  note: string;
  /** Where its values' labels come from. */
  values: VocabularyId | "standard" | "organization" | "endorsement" | "reach" | "yes-no";
  hierarchical: boolean;
  /** Whether a record may lack it, so that "not stated" is a value. */
  optional: boolean;
  /** Where it stands in the filter panel. */
  panel: "first" | "more" | "hidden";
  /** Values of one resource, without broader ones; an empty list means not stated. */
  of: (r: Resource, reference: Reference) => string[];
}

export const FACET_IDS = [
  "level",
  "grade",
  "type",
  "standard",
  "subject",
  "topic",
  "format",
  "use",
  "audience",
  "dimension",
  "choice",
  "setting",
  "interest",
  "maturity",
  "curriculum",
  "language",
  "license",
  "adaptable",
  "accessibility",
  "organization",
  "endorsed",
  "reach",
] as const;
export type FacetId = (typeof FACET_IDS)[number];

const ofDescription =
  (pick: (d: Description) => string[]): Facet["of"] =>
  (r) =>
    pick(r.description);

const adaptable: Facet["of"] = (r, { vocabularies }) => {
  const license = vocabularies.license.get(r.description.license);
  if (!license || license.id === NOT_STATED) return [];
  return [license.adaptable ? "yes" : "no"];
};

const endorsed: Facet["of"] = (r, { organizations }) => {
  if (r.endorsements.length === 0) return ["none"];
  return r.endorsements.flatMap((e) => {
    const kind = organizations.get(e.organization)?.kind;
    return kind === "state" ? ["state"] : ["district", e.organization];
  });
};

const declare = (
  id: FacetId,
  label: string,
  values: Facet["values"],
  panel: Facet["panel"],
  of: Facet["of"],
  more: Partial<Facet> = {},
): Facet => ({ id, label, values, panel, of, note: label, hierarchical: false, optional: true, ...more });

export const FACETS: Facet[] = [
  declare("level", "Level", "level", "first", levelsOf, { note: "Competency level, apart from grade" }),
  declare(
    "grade",
    "Grade",
    "grade",
    "first",
    ofDescription((d) => d.grades),
  ),
  declare(
    "type",
    "Kind of resource",
    "type",
    "first",
    ofDescription((d) => d.types),
  ),
  declare(
    "standard",
    "Standard",
    "standard",
    "first",
    ofDescription((d) => d.alignments.map((a) => a.item)),
    { hierarchical: true, note: "Academic standard or competency, with everything below it" },
  ),
  declare(
    "subject",
    "Content area",
    "subject",
    "first",
    ofDescription((d) => d.subjects),
  ),
  declare(
    "topic",
    "Topic",
    "topic",
    "more",
    ofDescription((d) => d.topics),
    { hierarchical: true },
  ),
  declare(
    "format",
    "Format",
    "format",
    "more",
    ofDescription((d) => d.formats),
  ),
  declare(
    "use",
    "Use",
    "use",
    "more",
    ofDescription((d) => d.uses),
  ),
  declare(
    "audience",
    "For whom",
    "audience",
    "more",
    ofDescription((d) => d.audiences),
  ),
  declare(
    "dimension",
    "Learning dimension",
    "dimension",
    "more",
    ofDescription((d) => d.dimensions),
  ),
  declare(
    "choice",
    "What students choose",
    "choice",
    "more",
    ofDescription((d) => d.choices),
  ),
  declare(
    "setting",
    "Where it happens",
    "setting",
    "more",
    ofDescription((d) => d.settings),
  ),
  declare(
    "interest",
    "Culture, place and interest",
    "interest",
    "more",
    ofDescription((d) => d.interests),
    { hierarchical: true },
  ),
  declare(
    "maturity",
    "How proven",
    "maturity",
    "more",
    ofDescription((d) => (d.maturity ? [d.maturity] : [])),
  ),
  declare(
    "curriculum",
    "Goes with curriculum",
    "curriculum",
    "more",
    ofDescription((d) => d.curricula),
    { hierarchical: true },
  ),
  declare(
    "language",
    "Language",
    "language",
    "more",
    ofDescription((d) => d.languages),
  ),
  declare(
    "license",
    "License",
    "license",
    "more",
    ofDescription((d) => (d.license === NOT_STATED ? [] : [d.license])),
  ),
  declare("adaptable", "May be changed", "yes-no", "more", adaptable, { note: "Open to adapt" }),
  declare(
    "accessibility",
    "Accessibility",
    "accessibility-feature",
    "more",
    ofDescription((d) => d.accessibility.features),
  ),
  declare("organization", "Shared by", "organization", "more", (r) => [r.organization], {
    hierarchical: true,
    optional: false,
  }),
  declare("endorsed", "Reviewed by", "endorsement", "more", endorsed, { optional: false }),
  declare("reach", "Who can see it", "reach", "more", (r) => [r.reach], { optional: false }),
];

export const facet = (id: FacetId): Facet => FACETS.find((f) => f.id === id) as Facet;

/** Levels of all alignments, and those given without a standard. */
function levelsOf(r: Resource): string[] {
  const { alignments, levels } = r.description;
  return [...new Set([...alignments.flatMap((a) => a.level ?? []), ...levels])];
}

/** A facet's values with everything broader, as indexed: a filter by a parent finds all below it. */
export function indexedValues(f: Facet, r: Resource, reference: Reference): string[] {
  const own = f.of(r, reference);
  if (own.length === 0) return f.optional ? [NOT_STATED] : [];
  const all = f.hierarchical ? own.flatMap((value) => withBroader(f, value, reference)) : own;
  return [...new Set(all)];
}

function withBroader(
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
