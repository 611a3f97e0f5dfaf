import type { Item } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { FormValues } from "./draft.ts";
import { alignmentKey, allValues, writtenGrades } from "./typed-values.ts";

/** What somebody wants to share for: a standard, and the level at which nothing is there yet. */
export interface IntendedAlignment {
  item: Item;
  level?: string;
}

/** As an address or a form says it; unknown ones say nothing. */
export function intendedAlignmentOf(
  given: { standard?: unknown; level?: unknown },
  { standards, vocabularies }: Reference,
): IntendedAlignment | undefined {
  const item = standards.item(String(given.standard ?? ""));
  const level = vocabularies.level.get(String(given.level ?? ""))?.id;
  return item && { item, ...(level ? { level } : {}) };
}

/** A standard for more grades says nothing about those of one resource. */
const FEW = 4;

/** What follows from it for the rest of the form, before the page says otherwise. */
export function impliedValues(wanted: IntendedAlignment | undefined, { standards }: Reference): FormValues {
  if (!wanted) return {};
  const subject = standards.framework(wanted.item.framework)?.subject;
  const { grades } = wanted.item;
  return {
    ...(subject ? { subject: [subject] } : {}),
    ...(grades.length > 0 && grades.length <= FEW ? { grades: [writtenGrades(grades)] } : {}),
  };
}

/** The form with that standard ticked, at that level. */
export function withIntended(typed: FormValues, wanted: IntendedAlignment | undefined): FormValues {
  if (!wanted) return typed;
  const key = alignmentKey({ item: wanted.item.id, type: "teaches" }, 0);
  const std = [...new Set([key, ...allValues(typed, "std")])];
  return { ...typed, std, ...(wanted.level ? { [`level:${key}`]: [wanted.level] } : {}) };
}
