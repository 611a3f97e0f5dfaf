import type { VocabularyId } from "../../reference/rules/vocabulary.ts";
import { NOT_STATED } from "../../resources/rules/resource.ts";
import { nameOf, shortCode } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Facet } from "./facets.ts";

/** A facet's value as people say it. */
export function labelOf(f: Facet, value: string, reference: Reference): string {
  if (value === NOT_STATED) return "Not stated";
  const fixed = f.says?.[value];
  if (fixed) return fixed;
  const { organizations, standards, vocabularies } = reference;
  if (f.values === "organization" || f.values === "endorsement")
    return organizations.get(value)?.name ?? value;
  if (f.values === "standard") {
    const item = standards.item(value);
    if (item)
      return [shortCode(item.code), nameOf(item)]
        .filter((w, i, all) => w && all.indexOf(w) === i)
        .join(" · ");
    const framework = standards.framework(value);
    return framework?.localTitle ?? framework?.title ?? value;
  }
  return vocabularies[f.values as VocabularyId]?.labelOf(value) ?? value;
}
