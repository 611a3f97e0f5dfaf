import type { Vocabulary, VocabularyId } from "../../reference/rules/vocabulary.ts";
import { visibleTo } from "../../resources/rules/may.ts";
import { type Description, NOT_STATED, type Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";

/** What is said of a facet where it is declared. */
export interface FacetDeclaration {
  label: string;
  /** Shown where there is room; the label when there is none. */
  note?: string;
  /** Where its values' labels come from. */
  values: VocabularyId | "standard" | "organization" | "endorsement" | "reach" | "yes-no";
  /** Whether a filter by a value finds everything below it. */
  hierarchical?: boolean;
  /** False when every record has it, so that "not stated" is no value. */
  optional?: boolean;
  /** Where it stands in the filter panel. */
  panel: "first" | "more" | "hidden";
  /** Values of one resource, without broader ones; an empty list means not stated. */
  of: (r: Resource, reference: Reference) => string[];
}

const ofDescription =
  (pick: (d: Description) => string[]): FacetDeclaration["of"] =>
  (r) =>
    pick(r.description);

const adaptable: FacetDeclaration["of"] = (r, { vocabularies }) => {
  const license = vocabularies.license.get(r.description.license);
  if (!license || license.id === NOT_STATED) return [];
  return [license.adaptable ? "yes" : "no"];
};

const endorsed: FacetDeclaration["of"] = (r, { organizations }) => {
  if (r.endorsements.length === 0) return ["none"];
  return r.endorsements.flatMap((e) => {
    const kind = organizations.get(e.organization)?.kind;
    return kind === "state" ? ["state"] : ["district", e.organization];
  });
};

/**
 * Each facet is declared once, here, in the order of the filter panel. The query model, the columns of both
 * engines, the OpenAPI parameters, the filter panel and the columns of exports and imports are all made from this
 * list. A facet's name is that of the query parameter too.
 */
const DECLARED = {
  level: {
    label: "Level",
    note: "Competency level, apart from grade",
    values: "level",
    panel: "first",
    of: levelsOf,
  },
  grade: {
    label: "Grade",
    values: "grade",
    panel: "first",
    of: ofDescription((d) => d.grades),
  },
  type: {
    label: "Kind of resource",
    values: "type",
    panel: "first",
    of: ofDescription((d) => d.types),
  },
  standard: {
    label: "Standard",
    hierarchical: true,
    note: "Academic standard or competency, with everything below it",
    values: "standard",
    panel: "first",
    of: ofDescription((d) => d.alignments.map((a) => a.item)),
  },
  subject: {
    label: "Content area",
    values: "subject",
    panel: "first",
    of: ofDescription((d) => d.subjects),
  },
  topic: {
    label: "Topic",
    hierarchical: true,
    values: "topic",
    panel: "more",
    of: ofDescription((d) => d.topics),
  },
  format: {
    label: "Format",
    values: "format",
    panel: "more",
    of: ofDescription((d) => d.formats),
  },
  use: {
    label: "Use",
    values: "use",
    panel: "more",
    of: ofDescription((d) => d.uses),
  },
  audience: {
    label: "For whom",
    values: "audience",
    panel: "more",
    of: ofDescription((d) => d.audiences),
  },
  dimension: {
    label: "Learning dimension",
    values: "dimension",
    panel: "more",
    of: ofDescription((d) => d.dimensions),
  },
  choice: {
    label: "What students choose",
    values: "choice",
    panel: "more",
    of: ofDescription((d) => d.choices),
  },
  setting: {
    label: "Where it happens",
    values: "setting",
    panel: "more",
    of: ofDescription((d) => d.settings),
  },
  interest: {
    label: "Culture, place and interest",
    hierarchical: true,
    values: "interest",
    panel: "more",
    of: ofDescription((d) => d.interests),
  },
  maturity: {
    label: "How proven",
    values: "maturity",
    panel: "more",
    of: ofDescription((d) => (d.maturity ? [d.maturity] : [])),
  },
  curriculum: {
    label: "Goes with curriculum",
    hierarchical: true,
    values: "curriculum",
    panel: "more",
    of: ofDescription((d) => d.curricula),
  },
  language: {
    label: "Language",
    values: "language",
    panel: "more",
    of: ofDescription((d) => d.languages),
  },
  license: {
    label: "License",
    values: "license",
    panel: "more",
    of: ofDescription((d) => (d.license === NOT_STATED ? [] : [d.license])),
  },
  adaptable: {
    label: "May be changed",
    note: "Open to adapt",
    values: "yes-no",
    panel: "more",
    of: adaptable,
  },
  accessibility: {
    label: "Accessibility",
    values: "accessibility-feature",
    panel: "more",
    of: ofDescription((d) => d.accessibility.features),
  },
  organization: {
    label: "Shared by",
    hierarchical: true,
    optional: false,
    values: "organization",
    panel: "more",
    of: (r) => [r.organization],
  },
  endorsed: {
    label: "Reviewed by",
    optional: false,
    values: "endorsement",
    panel: "more",
    of: endorsed,
  },
  reach: {
    label: "Who can see it",
    optional: false,
    values: "reach",
    panel: "more",
    of: (r) => [r.reach],
  },
} satisfies Record<string, FacetDeclaration>;

export type FacetId = keyof typeof DECLARED;
export const FACET_IDS = Object.keys(DECLARED) as FacetId[];

export interface Facet extends Required<FacetDeclaration> {
  id: FacetId;
}

export const FACETS: Facet[] = FACET_IDS.map((id) => {
  const declared: FacetDeclaration = DECLARED[id];
  return { id, note: declared.label, hierarchical: false, optional: true, ...declared };
});

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
