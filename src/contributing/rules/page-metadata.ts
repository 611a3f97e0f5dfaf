import { type HtmlTag, htmlTags, textWithoutEntities } from "./html-tags.ts";

/** What a page says of itself, in its own words; the registry's vocabularies are applied later. */
export interface PageMetadata {
  title?: string;
  description?: string;
  /** A name, id or address of a license. */
  license?: string;
  /** As written, usually a BCP 47 tag. */
  language?: string;
  author?: string;
  publisher?: string;
  /** learningResourceType, as written. */
  types: string[];
  /** Grades, as written. */
  grades: string[];
  keywords: string[];
  /** Names, codes or addresses of the standards it is aligned to. */
  standards: string[];
  /** ISO 8601 duration. */
  timeRequired?: string;
}

/**
 * Reads what a page says of itself: JSON-LD and microdata (schema.org with LRMI), then Open Graph and Dublin
 * Core in `meta`, `rel=license`, `lang` and `title`. What is said more exactly wins. Pure over the HTML text.
 */
export function pageMetadata(html: string): PageMetadata {
  const tags = htmlTags(html);
  const said = [fromJsonLd(tags), fromMicrodata(tags), fromMeta(tags), fromLinks(tags)];
  const first = (
    field: "title" | "description" | "license" | "language" | "author" | "publisher" | "timeRequired",
  ) => {
    const value = said.map((s) => s[field]?.trim()).find(Boolean);
    return value ? { [field]: cut(value, field === "description" ? 2000 : 300) } : {};
  };
  const all = (field: "types" | "grades" | "keywords" | "standards") =>
    [...new Set(said.flatMap((s) => s[field] ?? []).map((v) => cut(v.trim(), 200)))]
      .filter(Boolean)
      .slice(0, 30);
  return {
    ...first("title"),
    ...first("description"),
    ...first("license"),
    ...first("language"),
    ...first("author"),
    ...first("publisher"),
    ...first("timeRequired"),
    types: all("types"),
    grades: all("grades"),
    keywords: all("keywords"),
    standards: all("standards"),
  };
}

type Said = Partial<PageMetadata>;

/** Cut at a word. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const short = text.slice(0, most - 1);
  return `${short.slice(0, Math.max(most / 2, short.lastIndexOf(" ")))}…`;
}

/** Types of schema.org that describe the thing itself rather than its site, its path or its logo. */
const THING =
  /^(LearningResource|CreativeWork|Article|BlogPosting|NewsArticle|ScholarlyArticle|Course|Book|VideoObject|AudioObject|MediaObject|ImageObject|DigitalDocument|PresentationDigitalDocument|SpreadsheetDigitalDocument|TextDigitalDocument|Quiz|Game|VideoGame|SoftwareApplication|WebApplication|HowTo|Dataset|Map|Photograph|WebPage|WebContent)$/;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** The name, or else the text or address, of a value that schema.org lets be either. */
function textOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return textWithoutEntities(String(value));
  if (isNode(value)) return textOf(value.name ?? value["@value"] ?? value.url ?? value["@id"] ?? "");
  return "";
}
const textsOf = (value: unknown) => listOf(value).map(textOf).filter(Boolean);
const namesOf = (value: unknown) => textsOf(value).slice(0, 5).join(", ");

function fromJsonLd(tags: HtmlTag[]): Said {
  const nodes = tags
    .filter((t) => t.name === "script" && /^application\/ld\+json/i.test(t.attributes.type ?? ""))
    .flatMap((t) => nodesIn(t.text));
  const typeOf = (n: Node) =>
    textsOf(n["@type"]).map((t) => t.replace(/^(https?:\/\/schema\.org\/|schema:)/, ""));
  const things = nodes.filter((n) => typeOf(n).some((t) => THING.test(t)));
  // The most telling node first: a page often describes itself as WebPage beside the thing it is about.
  const rank = (n: Node) =>
    typeOf(n).includes("WebPage") ? 2 : typeOf(n).includes("LearningResource") ? 0 : 1;
  const said = things.toSorted((a, b) => rank(a) - rank(b)).map(fromNode);
  return Object.assign({}, ...said.toReversed()) as Said;
}

function nodesIn(text: string): Node[] {
  try {
    return flat(JSON.parse(text.replace(/^\s*(<!--|\/\/<!\[CDATA\[)|(-->|\/\/\]\]>)\s*$/g, "")), 0);
  } catch {
    return [];
  }
}

function flat(value: unknown, depth: number): Node[] {
  if (depth > 4) return [];
  return listOf(value)
    .filter(isNode)
    .flatMap((n) => [
      n,
      ...flat(n["@graph"], depth + 1),
      ...flat(n.mainEntity, depth + 1),
      ...flat(n.itemListElement, depth + 4),
    ]);
}

function fromNode(n: Node): Said {
  const alignments = listOf(n.educationalAlignment).filter(isNode);
  const isGrade = (a: Node) => /education(al)?Level/i.test(textOf(a.alignmentType));
  const named = (a: Node) => textOf(a.targetName) || textOf(a.targetUrl);
  return present({
    title: textOf(n.name) || textOf(n.headline),
    description: textOf(n.description) || textOf(n.abstract),
    license: textOf(
      listOf(n.license ?? n.useRightsUrl).find((l) => typeof l === "string") ?? listOf(n.license)[0],
    ),
    language: textOf(listOf(n.inLanguage)[0]),
    author: namesOf(n.author ?? n.creator),
    publisher: namesOf(n.publisher ?? n.provider),
    timeRequired: textOf(n.timeRequired),
    types: textsOf(n.learningResourceType),
    grades: [...textsOf(n.educationalLevel), ...alignments.filter(isGrade).map(named)],
    keywords: textsOf(n.keywords).flatMap((k) => k.split(/[,;]/)),
    standards: [
      ...alignments.filter((a) => !isGrade(a)).map(named),
      ...textsOf(n.teaches),
      ...textsOf(n.assesses),
    ],
  });
}

/** Without what was not said, so that a less exact voice can say it. */
const present = (said: Said): Said =>
  Object.fromEntries(
    Object.entries(said).filter(
      ([, v]) => v !== "" && v !== undefined && !(Array.isArray(v) && v.length === 0),
    ),
  );

/** Microdata, where it is simple: the first value of each `itemprop`. */
function fromMicrodata(tags: HtmlTag[]): Said {
  if (!tags.some((t) => THING.test((t.attributes.itemtype ?? "").replace(/^https?:\/\/schema\.org\//, ""))))
    return {};
  const values = (name: string) =>
    tags
      .filter((t) => (t.attributes.itemprop ?? "").split(/\s+/).includes(name))
      .map(
        (t) =>
          t.attributes.content ?? t.attributes.datetime ?? t.attributes.href ?? textWithoutEntities(t.text),
      )
      .filter(Boolean);
  const one = (...names: string[]) => names.flatMap(values)[0] ?? "";
  return present({
    title: one("name", "headline"),
    description: one("description"),
    license: one("license", "useRightsUrl"),
    language: one("inLanguage"),
    author: one("author", "creator"),
    publisher: one("publisher"),
    timeRequired: one("timeRequired"),
    types: values("learningResourceType"),
    grades: values("educationalLevel"),
    standards: values("targetName"),
  });
}

function fromMeta(tags: HtmlTag[]): Said {
  const content = new Map<string, string>();
  for (const { name, attributes: a } of tags) {
    const key = (a.property ?? a.name ?? a["http-equiv"] ?? "").toLowerCase();
    if (name === "meta" && key && a.content && !content.has(key)) content.set(key, a.content);
  }
  const one = (...names: string[]) => names.map((n) => content.get(n)).find(Boolean) ?? "";
  // An author that is an address is a profile, not a name.
  const author = [one("author"), one("dc.creator", "dcterms.creator"), one("article:author")].find(
    (a) => a && !/^https?:/i.test(a),
  );
  return present({
    title: one("og:title", "twitter:title", "dc.title", "dcterms.title"),
    description: one(
      "og:description",
      "description",
      "twitter:description",
      "dc.description",
      "dcterms.description",
    ),
    license: one("dcterms.license", "dc.rights.license", "license"),
    language:
      one("dc.language", "dcterms.language", "content-language") || one("og:locale").replace(/_/g, "-"),
    author: author ?? "",
    publisher: one("og:site_name", "dc.publisher", "dcterms.publisher"),
    keywords: one("keywords")
      .split(",")
      .map((k) => k.trim())
      .filter(Boolean),
  });
}

function fromLinks(tags: HtmlTag[]): Said {
  const rel = (t: HtmlTag) => (t.attributes.rel ?? "").toLowerCase().split(/\s+/);
  const license = tags.find((t) => /^(a|link)$/.test(t.name) && rel(t).includes("license"))?.attributes.href;
  const anyCc = tags.find(
    (t) =>
      t.name === "a" &&
      /^https?:\/\/creativecommons\.org\/(licenses|publicdomain)\//i.test(t.attributes.href ?? ""),
  );
  return present({
    title: textWithoutEntities(tags.find((t) => t.name === "title")?.text ?? ""),
    license: license ?? anyCc?.attributes.href ?? "",
    language: tags.find((t) => t.name === "html")?.attributes.lang ?? "",
  });
}
