import { hashOf } from "../../kernel/hash.ts";
import { documentOf, TEXT_FIELDS } from "./document.ts";
import { FACETS, type Facet } from "./facets.ts";
import { SAMPLE, SAMPLE_REFERENCE } from "./sample.ts";
import { indexedTokensOf, stemOf } from "./tokens.ts";

/**
 * What engines are given of a resource, as plain data: the facets, and what becomes of a sample. It changes
 * whenever a facet, a field of text, what is a word or what is its stem changes.
 */
export function contentsOf(facets: readonly Facet[] = FACETS) {
  const document = documentOf(SAMPLE, SAMPLE_REFERENCE, facets);
  const words = TEXT_FIELDS.map((field) => indexedTokensOf(document?.text[field] ?? ""));
  return {
    facets: facets.map(({ id, values, hierarchical, optional }) => [id, values, hierarchical, optional]),
    document,
    words: words.map((tokens) => tokens.map((token) => [token, stemOf(token)])),
  };
}

/** A short name that two lists of contents share only if they are the same. */
export const fingerprint = (contents: unknown): string => hashOf(JSON.stringify(contents)).slice(0, 16);
