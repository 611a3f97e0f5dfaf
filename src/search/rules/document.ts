import type { Vocabulary } from "../../reference/rules/vocabulary.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { bareCode, type Item, nameOf } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { alignmentPairs, indexedValues, visibilityOf } from "./facet-values.ts";
import { FACETS, type Facet, type FacetId } from "./facets.ts";
import { identifierTokens } from "./identifiers.ts";
import { tokensOf } from "./tokens.ts";

/** The fields of text, in the order in which engines keep them. */
export const TEXT_FIELDS = ["title", "codes", "topics", "summary", "source"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** One resource as engines hold it. */
export interface SearchDocument {
  id: string;
  revision: number;
  text: Record<TextField, string>;
  /** Values with everything broader, `not-stated` among them. */
  facets: Record<FacetId, string[]>;
  /** `item|level` (docs/decisions/0008-standard-and-level-hold-together.md). */
  pairs: string[];
  /** Tokens under which it may be found. */
  visible: string[];
  /** Seconds since 1970. */
  created: number;
  /** By which titles are sorted. */
  titleKey: string;
}

/** The document of a resource; undefined when nobody may find it (withdrawn, undone). */
export function documentOf(
  r: Resource,
  reference: Reference,
  declared: readonly Facet[] = FACETS,
): SearchDocument | undefined {
  const visible = visibilityOf(r, reference);
  if (visible.length === 0) return undefined;
  const facets = Object.fromEntries(declared.map((f) => [f.id, indexedValues(f, r, reference)]));
  return {
    id: r.id,
    revision: r.revision,
    text: textOf(r, reference),
    facets: facets as Record<FacetId, string[]>,
    pairs: alignmentPairs(r, reference),
    visible,
    created: Math.max(0, Math.floor(Date.parse(r.createdAt) / 1000) || 0),
    titleKey: tokensOf(r.description.title).join(" ").slice(0, 120),
  };
}

function textOf(r: Resource, { vocabularies, standards }: Reference): SearchDocument["text"] {
  const d = r.description;
  const items = d.alignments.flatMap((a) => standards.item(a.item) ?? []);
  const topics = d.topics.flatMap((id) => vocabularies.topic.path(id).map((t) => t.label));
  const subjects = d.subjects.map((id) => vocabularies.subject.labelOf(id));
  const types = d.types.map((id) => vocabularies.type.labelOf(id));
  return {
    title: d.title,
    codes: [...new Set([...items.flatMap(codeWords), ...identifiersOf(d)])].join(" "),
    topics: [...new Set([...d.keywords, ...topics, ...subjects, ...items.map(nameOf)])].join(" ; "),
    summary: d.summary,
    source: [d.publisher, d.author, ...types, ...languagesOf(d.languages, vocabularies.language)]
      .filter(Boolean)
      .join(" ; "),
  };
}

/** Languages by their names: "arabic" finds what is in it. English is the rule, and "english" is asked for its lessons. */
const languagesOf = (ids: string[], languages: Vocabulary): string[] =>
  ids.filter((id) => id !== "en").map((id) => languages.labelOf(id));

const identifiersOf = ({ url, title, summary, keywords, files }: Resource["description"]): string[] =>
  identifierTokens(url, [title, summary, ...keywords].join("\n"), files ?? []);

/** How a code may be typed as one word: `4nfb3`, and without its cluster letter `4nf3`. */
function codeWords(item: Item): string[] {
  const bare = bareCode(item.code);
  const clusterless = bare.replace(/^([a-z]?\d{1,2}[a-z]{1,4})[a-z](\d+[a-z]?)$/, "$1$2");
  return bare ? [...new Set([bare, clusterless])] : [];
}
