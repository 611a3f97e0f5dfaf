import type { VocabularyId } from "../../reference/rules/vocabulary.ts";
import { NOT_STATED } from "../../resources/rules/resource.ts";
import { nameOf, shortCode } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { FACET_IDS, type Facet } from "./facets.ts";

const known = new WeakMap<Reference, Map<string, string>[]>();
/** Values whose labels are remembered; a registry has some thousands. */
const MOST_REMEMBERED = 50_000;

/** `labelOf`, made once for each state of the reference data: a search shows hundreds of labels. */
export function rememberedLabelOf(f: Facet, value: string, reference: Reference): string {
  const ofFacets = known.get(reference) ?? FACET_IDS.map(() => new Map<string, string>());
  known.set(reference, ofFacets);
  const labels = ofFacets[FACET_IDS.indexOf(f.id)] as Map<string, string>;
  const there = labels.get(value);
  if (there !== undefined) return there;
  if (labels.size > MOST_REMEMBERED) labels.clear();
  const label = labelOf(f, value, reference);
  labels.set(value, label);
  return label;
}

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
