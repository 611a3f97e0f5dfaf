import type { JsonLd } from "../exchange/jsonld.ts";

/**
 * JSON-LD for search engines. The only raw door for markup in the project: entities are not read inside a
 * script element, so "<" is escaped the way JSON does it, and nothing in a title can end the element.
 */
export function DataScript({ data }: { data: JsonLd }) {
  const text = JSON.stringify(data).replaceAll("<", "\\u003c");
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
