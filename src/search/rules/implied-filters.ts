import type { Vocabulary } from "../../reference/rules/vocabulary.ts";
import type { FacetId } from "./facets.ts";

/** A wish found in typed words: what is wished for, and where it stands. */
export interface ImpliedFilter {
  facet: FacetId;
  values: string[];
  start: number;
  end: number;
  /** False where records with the words come first all the same: a wish, and a word to look for. */
  wholly?: boolean;
  /** Read from all of the question: the language it is in. */
  ofQuestion?: true;
}

/** Words that name a kind of resource and little else. Others ("map", "data", "model") are subject matter too. */
const KIND_WORDS =
  /\b(worksheets?|handouts?|lesson plans?|unit plans?|videos?|games?|quiz(?:zes)?|rubrics?|simulations?|slides?|printables?|picture books?|storybooks?|read alouds?|textbooks?|hojas? de trabajo|juegos?)\b/gi;

/** Kinds of resources wished for ("worksheet", "video"). */
export function impliedTypes(text: string, types: Vocabulary): ImpliedFilter[] {
  return [...text.matchAll(KIND_WORDS)].flatMap((match) => {
    const said = match[0].toLowerCase();
    const term = types.understand(said) ?? types.understand(said.replace(/(zes|s)$/, ""));
    if (!term) return [];
    return [
      { facet: "type" as const, values: [term.id], start: match.index, end: match.index + said.length },
    ];
  });
}
