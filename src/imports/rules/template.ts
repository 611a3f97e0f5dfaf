import { ALLOWED_VALUES } from "../../sheets/readers/xlsx.ts";
import type { OutputSheet } from "../../sheets/writers/xlsx.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { COLUMNS, type Column } from "./columns.ts";

/** The headers of an empty sheet, in the order in which they are worth filling. */
export const templateHeaders = (): string[] => COLUMNS.map((c) => c.header);

/** A sheet to fill, and one that lists what may stand in each column. */
export function templateSheets(reference: Reference): OutputSheet[] {
  const allowed = COLUMNS.flatMap((c) => {
    const values = allowedValues(c, reference);
    return values.length > 0 ? [{ header: c.header, values }] : [];
  });
  const longest = Math.max(...allowed.map((a) => a.values.length));
  const lines = Array.from({ length: longest }, (_, i) => allowed.map((a) => a.values[i] ?? ""));
  return [
    { name: "Resources", headers: templateHeaders(), widths: COLUMNS.map(widthOf), lines: [] },
    { name: ALLOWED_VALUES, headers: allowed.map((a) => a.header), widths: allowed.map(() => 28), lines },
  ];
}

const WIDE = new Set(["title", "summary", "url"]);
const widthOf = (c: Column) => (WIDE.has(c.id) ? 40 : Math.max(16, c.header.length + 2));

/** The values of a column, as people write them; a hint for those that follow a pattern; nothing for free text. */
export function allowedValues(c: Column, { vocabularies }: Reference): string[] {
  if (c.reads === "grades")
    return ["PK", "K", ...Array.from({ length: 12 }, (_, i) => String(i + 1)), "K-2", "3-5", "6-8", "9-12"];
  if (c.reads === "languages") return vocabularies.language.terms.map((t) => t.label);
  if (c.reads === "license") return vocabularies.license.terms.map((t) => t.label);
  if (c.reads === "yes-no") return ["yes", "no"];
  if (c.vocabulary) return vocabularies[c.vocabulary].terms.map((t) => t.label);
  return c.note ? [c.note] : [];
}
