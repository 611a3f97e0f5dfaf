import type { FieldKind } from "../resources/rules/fields/declaration.ts";
import { FIELDS, namesIn, PARTS, type PartOfField } from "../resources/rules/fields/fields.ts";
import type { Cell, SourceRow } from "../sheets/row.ts";

type Node = Record<string, unknown>;

/** What a graph holds besides resources: things that describe them. */
const NOT_RESOURCES =
  /^(Person|Organization|EducationalOrganization|DefinedTerm|DefinedTermSet|AlignmentObject|EducationalAudience|Audience|BreadcrumbList|ListItem|WebSite|ImageObject|Place|PropertyValue|Thing|CategoryCode)$/;

const isJsonLd = (node: Node): boolean =>
  "@type" in node || "@context" in node || "@graph" in node || "@id" in node;

/** schema.org, LRMI and Dublin Core properties, by the part of a field they fill. */
const PROPERTIES = new Map<string, PartOfField>();
for (const part of PARTS)
  for (const name of part.readFrom === undefined ? [localName(part.jsonLd)] : namesIn(part.readFrom))
    if (!PROPERTIES.has(name)) PROPERTIES.set(name, part);

/** When it was made is no part of a description, but the columns of a sheet have it. */
const CREATED = ["dateCreated", "datePublished"];

/**
 * The rows of a JSON-LD record, by the ids of columns; undefined for a record that is none. The words of schema.org, LRMI and Dublin Core are read by their names, with or
 * without prefix; a context is never fetched, whatever address it names.
 */
export function rowsOfJsonLd(node: Node, row: number): SourceRow[] | undefined {
  return isJsonLd(node) ? rowsOfNode(node, row) : undefined;
}

function rowsOfNode(node: Node, row: number): SourceRow[] {
  const graph = node["@graph"];
  if (Array.isArray(graph))
    return graph.filter(isNode).flatMap((n) => rowsOfNode({ "@type": "CreativeWork", ...n }, row));
  if (typesOf(node).length > 0 && typesOf(node).every((t) => NOT_RESOURCES.test(t))) return [];
  return [{ kind: "row", row, cells: cellsOfNode(node) }];
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const all = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
const typesOf = (node: Node) =>
  all(node["@type"])
    .filter((t) => typeof t === "string")
    .map(localName);

function localName(name: string): string {
  return name.replace(/^.*[:/#]/, "");
}

function cellsOfNode(node: Node): Record<string, Cell> {
  const lists: Record<string, Cell[]> = {};
  const put = (columnId: string, values: Cell[]) => {
    if (values.length > 0) lists[columnId] = [...(lists[columnId] ?? []), ...values];
  };
  for (const [name, value] of Object.entries(node)) {
    const property = localName(name);
    const part = PROPERTIES.get(property);
    if (property === "educationalAlignment") for (const a of all(value).filter(isNode)) align(a, put);
    else if (property === "identifier") put("externalId", textsOf(value).slice(0, 1));
    else if (property === "educationalLevel") level(textsOf(value), put);
    else if (CREATED.includes(property)) put("created", textsOf(value));
    else if (part) put(part.id, valuesOf(part, value));
  }
  if (!lists.url)
    put(
      "url",
      textsOf(node["@id"]).filter((id) => /^https?:/i.test(id)),
    );
  return Object.fromEntries(
    Object.entries(lists).map(([id, values]): [string, Cell] => [id, cellOf(id, values)]),
  );
}

/** Kinds of which a record says one thing. */
const ONE: FieldKind[] = ["words", "address", "license", "duration", "term", "yes-no"];

function cellOf(id: string, values: Cell[]): Cell {
  const part = PARTS.find((p) => p.id === id);
  if (part?.node === "Person") return values.join("; ");
  const isOne = part ? ONE.includes(FIELDS[part.field].kind) : true;
  return isOne ? (values[0] as Cell) : values;
}

/** Relations are known by their address, standards by their code, everything else by its text. */
function valuesOf({ field, node }: PartOfField, value: unknown): Cell[] {
  const { kind } = FIELDS[field];
  if (kind === "relations")
    return all(value).flatMap((v) => (isNode(v) ? textsOf(v.url ?? v["@id"]) : textsOf(v)));
  if (kind === "standards")
    return all(value).flatMap((v) =>
      (isNode(v) ? textsOf(v.termCode ?? v.name ?? v["@id"]) : textsOf(v)).slice(0, 1),
    );
  if (node === "EducationalAudience")
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
