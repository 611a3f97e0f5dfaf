import type { NamedFile } from "../files/rules/file.ts";
import type { FieldDeclaration, FieldKind, Kinds, Part } from "../resources/rules/fields/declaration.ts";
import { ACCESSIBILITY, FIELD_NAMES, fieldDeclaration } from "../resources/rules/fields/fields.ts";
import { type Alignment, type Description, NOT_STATED, type Relation } from "../resources/rules/resource.ts";
import { nameOf, shortCode } from "../standards/rules/framework.ts";
import { handleOf } from "../standards/rules/handle.ts";
import type { Reference } from "../standards/rules/reference.ts";

export type JsonLd = Record<string, unknown>;

/** What values are written by: labels, and addresses of this registry. */
interface World {
  reference: Reference;
  base: string;
}

/** Every field of a description by the properties that its declaration names. Fields of one property share it. */
export function fieldsAsJsonLd(d: Description, world: World): JsonLd {
  const written: JsonLd = {};
  for (const name of FIELD_NAMES) {
    const field = fieldDeclaration(name);
    const value = d[name];
    if (value === undefined) continue;
    const write = WRITE[field.kind] as Write<FieldKind>;
    for (const [property, more] of write(value as NonNullable<Kinds[FieldKind]>, field, world))
      written[property] = joined(written[property], more);
  }
  return written;
}

/** Lists become one list, sentences stand behind each other. */
function joined(before: unknown, more: unknown): unknown {
  if (before === undefined || before === "") return more;
  if (more === undefined || more === "") return before;
  return Array.isArray(before) || Array.isArray(more) ? [before, more].flat() : `${before}. ${more}`;
}

type Write<K extends FieldKind> = (
  value: NonNullable<Kinds[K]>,
  field: FieldDeclaration,
  world: World,
) => [property: string, value: unknown][];

/** The first part, which for most kinds is the only one. */
const whole = ({ parts: [part] }: FieldDeclaration, value: unknown): [string, unknown][] => [
  [part.jsonLd, value],
];

const labels = (ids: string[], { vocabulary }: Pick<Part, "vocabulary">, { reference }: World): string[] =>
  ids.map((id) => (vocabulary ? reference.vocabularies[vocabulary].labelOf(id) : id));

/** The property of schema.org's types that says what is meant. */
const SAID_IN = {
  Person: "name",
  Organization: "name",
  EducationalAudience: "educationalRole",
  CreativeWork: "url",
} as const satisfies Record<NonNullable<Part["node"]>, string>;

function nodeOr({ parts: [{ node }] }: FieldDeclaration, text: string): unknown {
  return node && text !== "" ? { "@type": node, [SAID_IN[node]]: text } : text;
}

const WRITE: { [K in FieldKind]: Write<K> } = {
  words: (text, field) => {
    const { before = "" } = field.parts[0];
    return whole(field, nodeOr(field, text && before + text));
  },
  address: (url, field) => whole(field, nodeOr(field, url)),
  list: (words, field) => whole(field, words),
  terms: (ids, field, world) =>
    whole(
      field,
      labels(ids, field, world).map((label) => nodeOr(field, label)),
    ),
  term: (id, field, world) => whole(field, labels([id], field, world)[0]),
  grades: (ids, field, world) => whole(field, labels(ids, field, world)),
  languages: (tags, field) => whole(field, tags),
  license: (id, field, { reference }) =>
    whole(field, id === NOT_STATED ? undefined : reference.vocabularies.license.get(id)?.url),
  "yes-no": (value, field) => {
    const { says } = field.parts[0];
    return whole(field, says ? (value ? says.yes : says.no) : value);
  },
  duration: (duration, field) => whole(field, duration),
  standards: (alignments, { parts }, world) => [
    ...parts.map(({ jsonLd, type }): [string, unknown] => [
      jsonLd,
      termsOf(
        alignments.filter((a) => a.type === type),
        world,
      ),
    ]),
    ["educationalAlignment", alignments.flatMap((a) => alignmentObjects(a, world))],
  ],
  relations: (relations, { parts }, { base }) =>
    relations.map((relation): [string, unknown] => [
      parts.find(({ type }) => type === relation.type)?.jsonLd ?? "isRelatedTo",
      [relatedWork(relation, base)],
    ]),
  accessibility: (lists, { parts }) =>
    ACCESSIBILITY_LISTS.flatMap((list) => {
      const part = parts.find(({ vocabulary }) => vocabulary === ACCESSIBILITY[list]);
      return part ? [[part.jsonLd, lists[list]]] : [];
    }),
  files: (files, field, { base }) =>
    whole(
      field,
      files.map((file) => fileObject(file, base)),
    ),
};

const ACCESSIBILITY_LISTS = ["features", "hazards", "modes"] as const;

/** Without what is empty or not stated. */
export function withoutEmpty(values: JsonLd): JsonLd {
  const isSaid = (v: unknown) => v !== undefined && v !== "" && !(Array.isArray(v) && v.length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, v]) => isSaid(v)));
}

/** A file by its name; its address only where everyone may open it. */
const fileObject = (f: NamedFile, base: string): JsonLd =>
  withoutEmpty({
    "@type": "MediaObject",
    name: f.name,
    encodingFormat: f.type,
    contentSize: f.size === undefined ? undefined : `${f.size} B`,
    contentUrl: f.educatorsOnly ? undefined : `${base}/files/${f.hash}`,
  });

/** The standards of some alignments, each once. */
function termsOf(alignments: Alignment[], { reference: { standards }, base }: World): JsonLd[] {
  const ids = alignments.map((a) => a.item);
  return [...new Set(ids)].flatMap((id): JsonLd[] => {
    const item = standards.item(id);
    const framework = item && standards.framework(item.framework);
    if (!item || !framework) return [];
    const set = `${base}/ims/case/v1p0/CFDocuments/${encodeURIComponent(framework.id)}`;
    return [
      withoutEmpty({
        "@type": "DefinedTerm",
        "@id": `${base}/ims/case/v1p0/CFItems/${encodeURIComponent(item.id)}`,
        name: nameOf(item),
        termCode: shortCode(item.code),
        inDefinedTermSet: set,
      }),
    ];
  });
}

function alignmentObjects(a: Alignment, { reference, base }: World): JsonLd[] {
  const { standards, vocabularies, organizations } = reference;
  const item = standards.item(a.item);
  const framework = item && standards.framework(item.framework);
  if (!item || !framework) return [];
  const aligned = withoutEmpty({
    "@type": "AlignmentObject",
    alignmentType: a.type,
    educationalFramework: framework.localTitle ?? framework.title,
    targetName: shortCode(item.code) || nameOf(item),
    targetDescription: item.statement ?? item.label,
    targetUrl: `${base}/standards/${framework.code}/${encodeURIComponent(handleOf(item, standards))}`,
  });
  if (!a.level) return [aligned];
  const level = {
    "@type": "AlignmentObject",
    alignmentType: "educationalLevel",
    educationalFramework: `${organizations.state.name} competency levels`,
    targetName: vocabularies.level.labelOf(a.level),
  };
  return [aligned, level];
}

function relatedWork({ resource, url, title }: Relation, base: string): JsonLd {
  const address = resource ? `${base}/resources/${resource}` : url;
  return withoutEmpty({ "@type": "CreativeWork", url: address, name: title });
}
