import type { Cell, SourceRow } from "../row.ts";

type Node = Record<string, unknown>;

/** What a graph holds besides resources: things that describe them. */
const NOT_RESOURCES =
  /^(Person|Organization|EducationalOrganization|DefinedTerm|DefinedTermSet|AlignmentObject|EducationalAudience|Audience|BreadcrumbList|ListItem|WebSite|ImageObject|Place|PropertyValue|Thing|CategoryCode)$/;

export const isJsonLd = (node: Node): boolean =>
  "@type" in node || "@context" in node || "@graph" in node || "@id" in node;

/** schema.org, LRMI and Dublin Core properties, by the column they fill. */
const PROPERTIES: Record<string, string> = {
  name: "title",
  headline: "title",
  title: "title",
  description: "summary",
  abstract: "summary",
  learningResourceType: "types",
  resourceType: "types",
  educationalUse: "uses",
  keywords: "keywords",
  about: "subjects",
  subject: "subjects",
  inLanguage: "languages",
  language: "languages",
  timeRequired: "timeRequired",
  typicalLearningTime: "timeRequired",
  license: "license",
  useRightsUrl: "license",
  rights: "license",
  author: "author",
  creator: "author",
  publisher: "publisher",
  provider: "publisher",
  audience: "audiences",
  intendedEndUserRole: "audiences",
  encodingFormat: "formats",
  interactivityType: "",
  genre: "types",
  teaches: "standards",
  assesses: "assessed",
  competencyRequired: "required",
  accessibilityFeature: "accessibility",
  accessibilityHazard: "hazards",
  accessMode: "modes",
  isBasedOn: "basedOn",
  isBasedOnUrl: "basedOn",
  isPartOf: "partOf",
  translationOfWork: "translationOf",
  dateCreated: "created",
  datePublished: "created",
  educationalLevel: "grades",
  typicalAgeRange: "",
};

/**
 * The rows of a JSON-LD record. The words of schema.org, LRMI and Dublin Core are read by their names, with or
 * without prefix; a context is never fetched, whatever address it names.
 */
export function rowsOfJsonLd(node: Node, row: number): SourceRow[] {
  const graph = node["@graph"];
  if (Array.isArray(graph))
    return graph.filter(isNode).flatMap((n) => rowsOfJsonLd({ "@type": "CreativeWork", ...n }, row));
  if (typesOf(node).length > 0 && typesOf(node).every((t) => NOT_RESOURCES.test(t))) return [];
  return [{ kind: "row", row, cells: cellsOfNode(node) }];
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const all = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
const localName = (name: string) => name.replace(/^.*[:/#]/, "");
const typesOf = (node: Node) =>
  all(node["@type"])
    .filter((t) => typeof t === "string")
    .map(localName);

function cellsOfNode(node: Node): Record<string, Cell> {
  const lists: Record<string, Cell[]> = {};
  const put = (columnId: string, values: Cell[]) => {
    if (values.length > 0) lists[columnId] = [...(lists[columnId] ?? []), ...values];
  };
  for (const [name, value] of Object.entries(node)) {
    const property = localName(name);
    if (property === "educationalAlignment") for (const a of all(value).filter(isNode)) align(a, put);
    else if (property === "identifier") put("externalId", textsOf(value).slice(0, 1));
    else if (property === "url") put("url", textsOf(value).slice(0, 1));
    else if (property === "educationalLevel") level(textsOf(value), put);
    else if (Object.hasOwn(PROPERTIES, property) && PROPERTIES[property])
      put(PROPERTIES[property] as string, valuesOf(property, value));
  }
  if (!lists.url)
    put(
      "url",
      textsOf(node["@id"]).filter((id) => /^https?:/i.test(id)),
    );
  const one = ["title", "summary", "url", "externalId", "license", "timeRequired", "created", "publisher"];
  return Object.fromEntries(Object.entries(lists).map(([id, v]): [string, Cell] => [id, oneOf(id, v, one)]));
}

function oneOf(id: string, values: Cell[], one: string[]): Cell {
  if (one.includes(id)) return values[0] as Cell;
  return id === "author" ? values.join("; ") : values;
}

/** Relations are known by their address, standards by their code, everything else by its text. */
function valuesOf(property: string, value: unknown): Cell[] {
  if (/^is(BasedOn|PartOf)|translationOfWork/.test(property))
    return all(value).flatMap((v) => (isNode(v) ? textsOf(v.url ?? v["@id"]) : textsOf(v)));
  if (/^(teaches|assesses|competencyRequired)$/.test(property))
    return all(value).flatMap((v) =>
      (isNode(v) ? textsOf(v.termCode ?? v.name ?? v["@id"]) : textsOf(v)).slice(0, 1),
    );
  if (property === "audience")
    return all(value).flatMap((v) =>
      isNode(v) ? textsOf(v.educationalRole ?? v.audienceType ?? v.name) : textsOf(v),
    );
  return textsOf(value);
}

/** Plain texts of a value: a text, a language-tagged one, or a thing with a name. */
function textsOf(value: unknown, depth = 0): string[] {
  if (depth > 4) return [];
  return all(value).flatMap((v): string[] => {
    if (typeof v === "string") return v.trim() === "" ? [] : [v];
    if (typeof v === "number" || typeof v === "boolean") return [String(v)];
    if (!isNode(v)) return [];
    const inner =
      v["@value"] ??
      v["@list"] ??
      v["@set"] ??
      named(v, "name") ??
      named(v, "prefLabel") ??
      named(v, "url") ??
      v["@id"];
    return textsOf(inner, depth + 1);
  });
}

const named = (node: Node, name: string) =>
  node[name] ?? Object.entries(node).find(([key]) => localName(key) === name)?.[1];

type Put = (columnId: string, values: Cell[]) => void;

/** LRMI AlignmentObject: a standard, a grade, a level or a subject, as its alignmentType says. */
function align(a: Node, put: Put) {
  const get = (name: string) => textsOf(named(a, name))[0] ?? "";
  const type = localName(get("alignmentType"));
  const name = get("targetName") || get("targetUrl");
  if (name === "") return;
  if (type === "educationalLevel" || type === "readingLevel" || type === "textComplexity") {
    if (type === "educationalLevel") level([name], put);
  } else if (type === "educationalSubject") put("subjects", [name]);
  else put(type === "assesses" ? "assessed" : type === "requires" ? "required" : "standards", [name]);
}

/** `educationalLevel` holds grades as well as levels of competency; each goes where it is understood. */
function level(values: string[], put: Put) {
  const steps = values.filter((v) => LEVELS.test(v.trim()));
  put("levels", steps);
  put(
    "grades",
    values.filter((v) => !steps.includes(v)),
  );
}

const LEVELS =
  /^(beginning|developing|proficient|expanding|beginner|intermediate|advanced|novice|emerging|level \d)$/i;
