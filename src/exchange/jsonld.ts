import { namesIn } from "../resources/rules/fields/fields.ts";
import type { Resource } from "../resources/rules/resource.ts";
import type { Reference } from "../standards/rules/reference.ts";
import { fieldsAsJsonLd, type JsonLd, withoutEmpty } from "./jsonld-fields.ts";

export type { JsonLd } from "./jsonld-fields.ts";

/** schema.org's words; where it has none, those of the registry's vocabularies, at their addresses. */
export const contextOf = (base: string) => [
  "https://schema.org",
  { registry: `${base}/api/v1/vocabularies/` },
];

/** The order in which properties are written. Those that are not named stand where "…" is. */
const ORDER = namesIn(
  "@context, @type, @id, name, description, url, mainEntityOfPage, identifier, learningResourceType, " +
    "educationalUse, educationalLevel, about, keywords, inLanguage, timeRequired, license, isAccessibleForFree, " +
    "conditionsOfAccess, encodingFormat, encoding, creativeWorkStatus, subjectOf, author, publisher, maintainer, " +
    "audience, teaches, assesses, competencyRequired, educationalAlignment, accessibilityFeature, " +
    "accessibilityHazard, accessMode, …, registry:dimension, registry:choice, registry:setting, " +
    "registry:curriculum, dateCreated, dateModified",
);
const placeOf = (property: string): number => {
  const at = ORDER.indexOf(property);
  return at < 0 ? ORDER.indexOf("…") : at;
};

/**
 * One resource as schema.org LearningResource (v30), for search engines and other registries. Fields with
 * several values are arrays; what is not stated is absent. `base` is this registry's address without a slash.
 */
export function jsonLd(r: Resource, reference: Reference, base: string): JsonLd {
  const address = `${base}/resources/${r.id}`;
  const written = withoutEmpty({
    "@context": contextOf(base),
    "@type": ["LearningResource", "CreativeWork"],
    "@id": address,
    mainEntityOfPage: address,
    identifier: r.externalId,
    isAccessibleForFree: true,
    maintainer: withoutEmpty({
      "@type": "Organization",
      name: reference.organizations.get(r.organization)?.name,
    }),
    dateCreated: r.createdAt,
    dateModified: r.changedAt,
    ...fieldsAsJsonLd(r.description, { reference, base }),
  });
  return Object.fromEntries(Object.entries(written).toSorted(([a], [b]) => placeOf(a) - placeOf(b)));
}
