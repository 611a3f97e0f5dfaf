import type { Parts } from "../../doorway/parts.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { EVERYTHING } from "../../search/rules/addresses.ts";
import { likenessOf, tellingWordsOf } from "../../search/rules/likeness.ts";
import type { Query } from "../../search/rules/query.ts";
import type { Reference } from "../../standards/rules/reference.ts";

/** Shown at most, and looked at for each way to find them. */
const ALIKE = 4;
const LOOKED_AT = 16;

/**
 * "More like this": the nearest that this reader may see, nearest first; none when nothing comes near. The engine
 * finds what shares a standard, a topic or words of the title; `likenessOf` decides.
 */
export async function alikeTo(
  resource: Resource,
  caller: Caller,
  { finder }: Pick<Parts, "finder">,
  { vocabularies }: Reference,
): Promise<Resource[]> {
  const asked = waysToFind(resource).map((query) =>
    finder.find({ ...EVERYTHING, plain: true, size: LOOKED_AT, ...query }, caller),
  );
  const answers = await Promise.all(asked);
  const found = new Map(answers.flatMap(({ hits }) => hits.map((h) => [h.resource.id, h.resource])));
  found.delete(resource.id);
  return [...found.values()]
    .map((other) => ({
      other,
      likeness: likenessOf(resource.description, other.description, vocabularies.topic),
    }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness || (a.other.id < b.other.id ? -1 : 1))
    .slice(0, ALIKE)
    .map(({ other }) => other);
}

function waysToFind({ description }: Resource): Partial<Query>[] {
  const { alignments, topics: topic, grades: grade } = description;
  const standard = [...new Set(alignments.map((a) => a.item))];
  const words = tellingWordsOf(description).join(" ");
  return [
    ...(standard.length > 0 ? [{ filters: { standard } }] : []),
    ...(topic.length > 0 ? [{ filters: { topic, ...(grade.length > 0 ? { grade } : {}) } }] : []),
    ...(topic.length > 0 && words ? [{ words, filters: { topic } }] : []),
    ...(words ? [{ words }] : []),
  ];
}
