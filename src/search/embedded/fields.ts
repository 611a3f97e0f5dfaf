import { FACET_IDS, type FacetId } from "../rules/facets.ts";

/** Fields that are indexed like facets but never shown: who may see it, and `item|level` pairs. */
const HIDDEN = ["visible", "pair"] as const;
export type IndexField = FacetId | (typeof HIDDEN)[number];

/** Facets of which most records have one value stand first, so that counting one of them can stop early. */
const SHORT: FacetId[] = [
  "maturity",
  "license",
  "adaptable",
  "printable",
  "signup",
  "reach",
  "endorsed",
  "organization",
  "language",
  "level",
  "type",
  "grade",
];

/** The order in which a document keeps its values. A field's place here is its number. */
export const indexFieldsOf = (facets: readonly FacetId[]): IndexField[] => [
  ...SHORT.filter((id) => facets.includes(id)),
  ...facets.filter((id) => !SHORT.includes(id)),
  ...HIDDEN,
];

export const INDEX_FIELDS: IndexField[] = indexFieldsOf(FACET_IDS);

export const numberOf = (field: IndexField): number => INDEX_FIELDS.indexOf(field);

/** Values of fields from here on are never counted for people. */
export const FIRST_HIDDEN = numberOf("visible");
