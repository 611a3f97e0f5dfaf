import { COLUMNS, type Column } from "../imports/rules/columns.ts";
import { NOT_STATED, type Resource } from "../resources/rules/resource.ts";
import type { Reference } from "../standards/rules/reference.ts";
import { resolveCode } from "../standards/rules/resolve-code.ts";

/**
 * A record as the cells of a sheet, by header: what the export writes and an import reads back as the same.
 * Several values are joined by `|`. What is not stated has no cell.
 */
export function cellsOfResource(r: Resource, reference: Reference): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const c of COLUMNS) {
    const text = write(c, r, reference);
    if (text !== "") cells[c.header] = text;
  }
  return cells;
}

function write(c: Column, r: Resource, reference: Reference): string {
  const d = r.description;
  if (c.id === "externalId") return r.externalId ?? "";
  if (!c.field) return "";
  const value = d[c.field];
  switch (c.reads) {
    case "standards":
      return d.alignments
        .filter((a) => a.type === c.type)
        .map((a) => standard(a.item, a.level, reference))
        .join(" | ");
    case "relations":
      return d.relations
        .filter((a) => a.type === c.type)
        .map(
          (a) => a.resource ?? (a.title ? `${a.title.replace(/[|;<>\n]/g, " ")} <${a.url}>` : (a.url ?? "")),
        )
        .join(" | ");
    case "accessibility": {
      const lists = {
        "accessibility-feature": d.accessibility.features,
        "accessibility-hazard": d.accessibility.hazards,
        "access-mode": d.accessibility.modes,
      };
      return labels(c, lists[c.vocabulary as keyof typeof lists], reference);
    }
    case "grades":
      return d.grades.map((g) => (g === "KG" ? "K" : g.replace(/^0/, ""))).join(" | ");
    case "license":
      return d.license === NOT_STATED ? "" : d.license;
    case "yes-no":
      return value === undefined ? "" : value ? "yes" : "no";
    case "terms":
      return labels(c, value as string[], reference);
    case "term":
      return value === undefined ? "" : labels(c, [value as string], reference);
    default:
      return Array.isArray(value) ? listed(value as string[]) : String(value ?? "");
  }
}

/** Free words, with a backslash before what would cut them. */
const listed = (values: string[]) =>
  values.map((v) => v.replace(values.length === 1 ? /[|;,]/g : /[|;]/g, "\\$&")).join(" | ");

/** Labels where they are read back as the same term, else ids. */
function labels(c: Column, ids: string[], { vocabularies }: Reference): string {
  const vocabulary = vocabularies[c.vocabulary as keyof typeof vocabularies];
  return ids
    .map((id) => {
      const label = vocabulary.labelOf(id);
      return !/[|;\n]/.test(label) && vocabulary.understand(label)?.id === id ? label : id;
    })
    .join(" | ");
}

function standard(id: string, level: string | undefined, { standards, vocabularies }: Reference): string {
  const code = standards.item(id)?.code ?? "";
  const { exact } = code ? resolveCode(code, standards) : { exact: [] };
  const name = exact.length === 1 && exact[0]?.id === id && !/[|;,\n()]/.test(code) ? code : id;
  return level ? `${name} (${vocabularies.level.labelOf(level)})` : name;
}
