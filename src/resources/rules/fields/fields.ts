import type { VocabularyId } from "../../../reference/rules/vocabulary.ts";
import type { Description } from "../resource.ts";
import { ABOUT } from "./about.ts";
import type { FieldDeclaration, FieldTable, Part } from "./declaration.ts";
import { SUBJECTS } from "./subjects.ts";
import { TEACHING } from "./teaching.ts";
import { TRUST } from "./trust.ts";
import { USING } from "./using.ts";

export type FieldName = keyof Description;

/**
 * Every field of a description, declared once, in the order in which the page of a resource and its form show
 * them. Page, form, comparison, JSON-LD, sheets and what is read from other catalogs are made from this table.
 */
export const FIELDS: FieldTable = { ...ABOUT, ...SUBJECTS, ...TEACHING, ...USING, ...TRUST };

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** A field's declaration, when which field it is does not matter. */
export const fieldDeclaration = (name: FieldName): FieldDeclaration => FIELDS[name] as FieldDeclaration;

/** The vocabulary whose terms a field holds. */
export function vocabularyOf(name: FieldName): VocabularyId {
  const { vocabulary } = fieldDeclaration(name);
  if (!vocabulary) throw new Error(`The field ${name} holds terms of no vocabulary`);
  return vocabulary;
}

export const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);

/** A part with the field it belongs to. */
export interface PartOfField extends Part {
  field: FieldName;
  /** Id of its column. */
  id: string;
}

export const PARTS: PartOfField[] = FIELD_NAMES.flatMap((field) => {
  const { parts, vocabulary } = fieldDeclaration(field);
  return parts.map((part) => ({ id: field, ...(vocabulary ? { vocabulary } : {}), ...part, field }));
});

/** The lists of accessibility, each with its vocabulary. */
export const ACCESSIBILITY = {
  features: "accessibility-feature",
  hazards: "accessibility-hazard",
  modes: "access-mode",
} as const satisfies Record<keyof Description["accessibility"], VocabularyId>;

/** The names in a declaration, which are written with commas between them. */
export const namesIn = (text = ""): string[] => text.split(", ").filter(Boolean);
