import type { InForm } from "../../resources/rules/fields/declaration.ts";
import type { Alignment } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { FormValues } from "./draft.ts";

/** Where the form has a field it asks for. */
export type Asked = Exclude<InForm, string>;

/** A form that was sent, while one field after the other is read from it. */
export interface Reading {
  typed: FormValues;
  /** Names of files by hash. */
  names: ReadonlyMap<string, string>;
  reference: Reference;
  /** Says that something is wrong with what stands in a control. */
  fault: (name: string, detail: string) => void;
}

export const firstValue = (typed: FormValues, name: string): string => typed[name]?.[0]?.trim() ?? "";
export const allValues = (typed: FormValues, name: string): string[] =>
  (typed[name] ?? []).map((v) => v.trim()).filter(Boolean);

/** A standard in the form: several claims on one item are told apart by their place. */
export const alignmentKey = ({ item, type }: Alignment, nth: number) => `${item}|${type}|${nth}`;

/** Grades as people write them: K, 3, 4. */
export const writtenGrades = (grades: string[]): string =>
  grades.map((g) => (g === "KG" ? "K" : g.replace(/^0/, ""))).join(", ");

/** What is said, by the names of the form: what is empty is left out. */
export function filled(fields: Record<string, string | string[] | undefined>): FormValues {
  const entries = Object.entries(fields).map(
    ([name, value]) => [name, [value ?? []].flat().filter(Boolean)] as const,
  );
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}

/** Minutes of an ISO 8601 duration made of hours and minutes; days are not class time. */
export function minutesOf(duration: string | undefined): number | undefined {
  const read = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration ?? "");
  if (!read || (!read[1] && !read[2])) return undefined;
  return Number(read[1] ?? 0) * 60 + Number(read[2] ?? 0);
}
