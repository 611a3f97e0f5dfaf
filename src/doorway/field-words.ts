import { durationInWords } from "../kernel/words.ts";
import type { FieldKind, Kinds } from "../resources/rules/fields/declaration.ts";
import { ACCESSIBILITY, FIELDS, type FieldName, vocabularyOf } from "../resources/rules/fields/fields.ts";
import type { Alignment, Description } from "../resources/rules/resource.ts";
import { nameOf, shortCode } from "../standards/rules/framework.ts";
import { gradesInWords, labelsOf, languagesInWords } from "../standards/rules/labels.ts";
import type { Reference } from "../standards/rules/reference.ts";
import { licenseOf, rightsInWords } from "./display-words.ts";

const ACCESSIBILITY_LISTS = ["features", "hazards", "modes"] as const;

/** A value of each kind as one line of words; what is not stated is empty. */
type Say<K extends FieldKind> = (
  value: NonNullable<Kinds[K]>,
  field: FieldName,
  reference: Reference,
) => string;

const labels: Say<"terms"> = (ids, field, reference) =>
  labelsOf(vocabularyOf(field), ids, reference).join(", ");
const asItIs = (text: string) => text;

const SAY: { [K in FieldKind]: Say<K> } = {
  words: asItIs,
  address: asItIs,
  list: (words) => words.join(", "),
  terms: labels,
  term: (id, field, reference) => labels([id], field, reference),
  grades: (grades, _, reference) => gradesInWords(grades, reference),
  languages: (tags, _, reference) => languagesInWords(tags, reference).join(", "),
  license: (id, _, reference) => rightsInWords(licenseOf({ license: id } as Description, reference)),
  "yes-no": (value) => (value ? "Yes" : "No"),
  duration: (value) => durationInWords(value) ?? "",
  standards: (all, _, reference) => all.map((a) => alignmentInWords(a, reference)).join("; "),
  relations: (all) => all.map((r) => r.title ?? r.url ?? r.resource ?? "").join(", "),
  accessibility: (lists, _, reference) =>
    ACCESSIBILITY_LISTS.flatMap((name) => labelsOf(ACCESSIBILITY[name], lists[name], reference)).join(", "),
  files: (files) => files.map((f) => f.name).join(", "),
};

/** A field's value as one line of words, as two versions are compared by; empty when it is not stated. */
export function fieldInWords(field: FieldName, value: unknown, reference: Reference): string {
  if (value === undefined) return "";
  const say = SAY[FIELDS[field].kind] as Say<FieldKind>;
  return say(value as NonNullable<Kinds[FieldKind]>, field, reference);
}

function alignmentInWords({ item, type, level }: Alignment, { standards, vocabularies }: Reference): string {
  const known = standards.item(item);
  const name = known ? `${nameOf(known)} ${shortCode(known.code)}` : item;
  const at = level ? `, ${vocabularies.level.labelOf(level)}` : "";
  return `${vocabularies["alignment-type"].labelOf(type)} ${name}${at}`;
}
