import type { Caller } from "../../people/rules/person.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { TypedSuggestion } from "../rules/answer.ts";
import { type Completions, completionsOf } from "../rules/completions.ts";
import { readWords } from "../rules/read-words.ts";
import { collectionsNamed } from "./collections-about.ts";
import { type FinderParts, visibleNow } from "./finder-parts.ts";

const MOST_OFFERED = 10;

const known = new WeakMap<Reference, Completions>();

/** Made once for each state of the reference data. */
function offerOf(reference: Reference): Completions {
  const made = known.get(reference) ?? completionsOf(reference);
  known.set(reference, made);
  return made;
}

/** At most ten lines for what is being typed: standards, topics, collections, titles. */
export async function linesFor(text: string, caller: Caller, parts: FinderParts): Promise<TypedSuggestion[]> {
  const typed = text.trim();
  if (!typed) return [];
  const { store, engine, synonyms, modifiers } = parts;
  const reference = await store.reference();
  const visible = visibilityTokensOf(caller, reference.organizations);
  const { words } = readWords(text, reference, synonyms, true, modifiers);
  const ids = await engine.suggest({ words, visible, limit: MOST_OFFERED });
  const titles = (await visibleNow(ids, caller, reference, parts)).map(
    ({ id, description }): TypedSuggestion => ({
      kind: "title",
      text: description.title,
      value: id,
      href: `/resources/${id}`,
    }),
  );
  const offer = offerOf(reference);
  const named = await collectionsNamed(typed, visible, parts);
  const lines = [...offer.standards(typed), ...offer.topics(typed), ...named, ...titles];
  return lines.filter((s, i) => lines.findIndex((o) => o.text === s.text) === i).slice(0, MOST_OFFERED);
}

/** Standards alone, for a field that takes nothing else. */
export async function standardLines(
  text: string,
  { store }: Pick<FinderParts, "store">,
): Promise<TypedSuggestion[]> {
  const typed = text.trim();
  return typed ? offerOf(await store.reference()).standards(typed, MOST_OFFERED) : [];
}
