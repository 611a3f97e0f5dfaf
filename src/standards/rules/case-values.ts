import { v5 } from "uuid";
import { understandGrades } from "../../reference/rules/grades.ts";
import { fold } from "../../reference/rules/vocabulary.ts";

/** Values of CASE packages as they are met: strings for lists, nulls for absent, links as objects or addresses. */
export type Loose = Record<string, unknown>;

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

export const isObject = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of a value; nothing for what is empty, and a number as it is written. */
export function textValue(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they come with text copied out of PDF files
  return value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, "").trim() || undefined;
}

/** One or many texts, given as a list or as one string. */
export function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((v) => textValue(isObject(v) ? v.title : v) ?? []);
}

/** UUIDs in lower case, so that they compare; other identifiers as they are. */
export const sameCase = (id: string) => (id.length === 36 && UUID.test(id) ? id.toLowerCase() : id);

/** The identifier of an object or a link: its own, else the UUID its address ends with. */
export function identifierOf(value: unknown): string | undefined {
  if (!isObject(value)) return UUID.exec(textValue(value) ?? "")?.[0].toLowerCase();
  const own = textValue(value.identifier) ?? textValue(value.sourcedId);
  return own ? sameCase(own) : identifierOf(textValue(value.uri));
}

/** The date of a date or a date with its time. */
export const dateOf = (value: unknown) => /^\d{4}-\d{2}-\d{2}/.exec(textValue(value) ?? "")?.[0];

/** Without the keys that have no value. */
export const present = <T extends object>(given: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;

const SCHOOLS: Record<string, string> = { hs: "9-12", ms: "6-8", es: "K-5", elem: "K-5" };

/** CEDS grades in teaching order, and the spellings that were not understood. */
export function gradesIn(item: Loose): { grades: string[]; unknown: string[] } {
  // `educationalLevel` is what some early exports write for `educationLevel`.
  const given = textsOf(item.educationLevel ?? item.educationalLevel).flatMap((t) => t.split(/[,;|]/));
  const grades = new Set<string>();
  const unknown: string[] = [];
  for (const spelling of given.map((g) => g.trim()).filter(Boolean)) {
    const found = understandGrades(SCHOOLS[fold(spelling)] ?? spelling);
    if (found) for (const grade of found) grades.add(grade);
    else unknown.push(spelling);
  }
  return { grades: [...grades], unknown };
}

const REGISTRY = "b7a0f2a4-3a55-5c0e-9d0b-0c1d5b1f7e52";

/** The UUID under which something goes out that has none of its own; always the same for the same id. */
export const uuidFor = (id: string) =>
  id.length === 36 && UUID.test(id) ? id.toLowerCase() : v5(id, REGISTRY);
