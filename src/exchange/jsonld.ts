import type { NamedFile } from "../files/rules/file.ts";
import { type Alignment, type Description, NOT_STATED, type Resource } from "../resources/rules/resource.ts";
import { nameOf, shortCode } from "../standards/rules/framework.ts";
import { handleOf } from "../standards/rules/handle.ts";
import type { Reference } from "../standards/rules/reference.ts";

export type JsonLd = Record<string, unknown>;

/** schema.org's words for how a resource relates to a standard (AlignmentObject.alignmentType). */
const ALIGNMENT: Record<Alignment["type"], string> = {
  teaches: "teaches",
  assesses: "assesses",
  requires: "requires",
};

/** schema.org's words for how a resource came from another (LRMI and Dublin Core terms mapped). */
const RELATION = {
  basedOn: "isBasedOn",
  partOf: "isPartOf",
  translationOf: "translationOfWork",
  versionOf: "isBasedOn",
} as const;

/** schema.org's words; where it has none, those of the registry's vocabularies, at their addresses. */
export const contextOf = (base: string) => [
  "https://schema.org",
  { registry: `${base}/api/v1/vocabularies/` },
];

/**
 * One resource as schema.org LearningResource (v30), for search engines and other registries. Fields with
 * several values are arrays; what is not stated is absent. `base` is this registry's address without a slash.
 */
export function jsonLd(r: Resource, reference: Reference, base: string): JsonLd {
  const d = r.description;
  const { vocabularies, organizations } = reference;
  const labels = (id: keyof Reference["vocabularies"], values: string[]) =>
    values.map((v) => vocabularies[id].labelOf(v));
  return present({
    "@context": contextOf(base),
    "@type": ["LearningResource", "CreativeWork"],
    "@id": `${base}/resources/${r.id}`,
    name: d.title,
    description: d.summary,
    url: d.url,
    mainEntityOfPage: `${base}/resources/${r.id}`,
    identifier: r.externalId,
    learningResourceType: labels("type", d.types),
    educationalUse: labels("use", d.uses),
    educationalLevel: [...labels("grade", d.grades), ...labels("level", d.levels)],
    about: [...labels("subject", d.subjects), ...labels("topic", d.topics)],
    keywords: [...d.keywords, ...labels("interest", d.interests)],
    inLanguage: d.languages,
    timeRequired: d.timeRequired,
    license: licenseAddress(d.license, reference),
    isAccessibleForFree: true,
    conditionsOfAccess: accessOf(d),
    encodingFormat: [...labels("format", d.formats), ...(d.printable ? ["Printable"] : [])],
    encoding: (d.files ?? []).map((file) => fileObject(file, base)),
    creativeWorkStatus: labels("maturity", d.maturity ? [d.maturity] : [])[0],
    subjectOf: d.evidence && { "@type": "CreativeWork", url: d.evidence },
    author: d.author && { "@type": "Person", name: d.author },
    publisher: d.publisher && { "@type": "Organization", name: d.publisher },
    maintainer: present({ "@type": "Organization", name: organizations.get(r.organization)?.name }),
    audience: labels("audience", d.audiences).map((educationalRole) => ({
      "@type": "EducationalAudience",
      educationalRole,
    })),
    teaches: terms(r, reference, base, "teaches"),
    assesses: terms(r, reference, base, "assesses"),
    competencyRequired: terms(r, reference, base, "requires"),
    educationalAlignment: d.alignments.flatMap((a) => alignmentObject(a, reference, base)),
    accessibilityFeature: d.accessibility.features,
    accessibilityHazard: d.accessibility.hazards,
    accessMode: d.accessibility.modes,
    ...relations(r, base),
    "registry:dimension": labels("dimension", d.dimensions),
    "registry:choice": labels("choice", d.choices),
    "registry:setting": labels("setting", d.settings),
    "registry:curriculum": labels("curriculum", d.curricula),
    dateCreated: r.createdAt,
    dateModified: r.changedAt,
  });
}

/** Without what is empty or not stated. */
function present(values: JsonLd): JsonLd {
  const isSaid = (v: unknown) => v !== undefined && v !== "" && !(Array.isArray(v) && v.length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, v]) => isSaid(v)));
}

/** What stands between a reader and the resource: signing in, and what one needs to have. */
const accessOf = ({ signIn, materials }: Description): string =>
  [
    signIn === undefined ? "" : signIn ? "Sign-in needed" : "No sign-in needed",
    materials && `Needed: ${materials}`,
  ]
    .filter(Boolean)
    .join(". ");

/** A file by its name; its address only where everyone may open it. */
const fileObject = (f: NamedFile, base: string): JsonLd =>
  present({
    "@type": "MediaObject",
    name: f.name,
    encodingFormat: f.type,
    contentSize: f.size === undefined ? undefined : `${f.size} B`,
    contentUrl: f.educatorsOnly ? undefined : `${base}/files/${f.hash}`,
  });

function licenseAddress(id: string, { vocabularies }: Reference): string | undefined {
  return id === NOT_STATED ? undefined : vocabularies.license.get(id)?.url;
}

function terms(r: Resource, { standards }: Reference, base: string, type: Alignment["type"]): JsonLd[] {
  const ids = r.description.alignments.filter((a) => a.type === type).map((a) => a.item);
  return [...new Set(ids)].flatMap((id): JsonLd[] => {
    const item = standards.item(id);
    const framework = item && standards.framework(item.framework);
    if (!item || !framework) return [];
    const set = `${base}/ims/case/v1p0/CFDocuments/${encodeURIComponent(framework.id)}`;
    return [
      present({
        "@type": "DefinedTerm",
        "@id": `${base}/ims/case/v1p0/CFItems/${encodeURIComponent(item.id)}`,
        name: nameOf(item),
        termCode: shortCode(item.code),
        inDefinedTermSet: set,
      }),
    ];
  });
}

function alignmentObject(a: Alignment, { standards, vocabularies }: Reference, base: string): JsonLd[] {
  const item = standards.item(a.item);
  const framework = item && standards.framework(item.framework);
  if (!item || !framework) return [];
  const aligned = present({
    "@type": "AlignmentObject",
    alignmentType: ALIGNMENT[a.type],
    educationalFramework: framework.localTitle ?? framework.title,
    targetName: shortCode(item.code) || nameOf(item),
    targetDescription: item.statement ?? item.label,
    targetUrl: `${base}/standards/${framework.code}/${encodeURIComponent(handleOf(item, standards))}`,
  });
  if (!a.level) return [aligned];
  const level = {
    "@type": "AlignmentObject",
    alignmentType: "educationalLevel",
    educationalFramework: "Rhode Island competency levels",
    targetName: vocabularies.level.labelOf(a.level),
  };
  return [aligned, level];
}

function relations(r: Resource, base: string): JsonLd {
  const out: Record<string, JsonLd[]> = {};
  for (const relation of r.description.relations) {
    const name = RELATION[relation.type];
    const url = relation.resource ? `${base}/resources/${relation.resource}` : relation.url;
    out[name] = [...(out[name] ?? []), present({ "@type": "CreativeWork", url, name: relation.title })];
  }
  return out;
}
