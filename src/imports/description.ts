import { GRADE_ORDER } from "../reference/grades.ts";
import type { Reference } from "../reference/reference.ts";
import { type Alignment, Description, NOT_STATED } from "../resources/resource.ts";
import type { Part, RowRead } from "./cells.ts";
import { COLUMNS, column } from "./columns.ts";
import { isLinked } from "./row.ts";

type Draft = Record<string, unknown>;

/** Makes the description of a row from what its cells say, and completes `result`. */
export function assemble(parts: Part[], inFile: string[], result: RowRead, reference: Reference) {
  const draft: Draft = {};
  const headers: Record<string, string> = {};
  const keywords: string[] = [];
  const topics: string[] = [];
  for (const part of parts) {
    headers[part.column.field ?? part.column.id] ??= part.header;
    put(part, draft, result, reference);
    keywords.push(...part.read.keywords);
    topics.push(...part.read.topics);
  }
  if (keywords.length > 0) draft.keywords = [...list(draft.keywords), ...keywords];
  if (topics.length > 0) draft.topics = [...list(draft.topics), ...topics];
  const { behindTitle } = result;
  if (draft.url === undefined && behindTitle !== undefined) {
    draft.url = behindTitle;
    result.understood.push({
      header: headers.title ?? "Title",
      column: "url",
      value: "the address behind the title",
      as: behindTitle,
    });
  }
  tidy(draft);
  result.title = typeof draft.title === "string" ? draft.title : "";
  if (typeof draft.url === "string") result.url = draft.url;
  result.given = Object.keys(draft) as (keyof Description)[];
  const fields = inFile.flatMap((id) => column(id)?.field ?? []);
  result.empty = [...new Set(fields)].filter((f) => !(f in draft));
  if (result.title === "" && !result.faults.some((f) => f.column === "title"))
    result.faults.push({
      header: headers.title ?? "Title",
      column: "title",
      value: "",
      detail: "is missing. Every resource needs a title",
    });
  validate(draft, headers, result);
  if (result.faults.length === 0) warn(result, headers);
}

function put({ column: c, read }: Part, draft: Draft, result: RowRead, reference: Reference) {
  const [first] = read.values;
  if (first === undefined) return;
  if (c.id === "externalId") result.externalId = String(first).slice(0, 300);
  else if (c.id === "created") result.created = String(first);
  else if (c.field === "accessibility")
    putAccessibility(draft, read.values as string[], c.vocabulary ?? "", reference);
  else if (
    c.field === "alignments" ||
    c.field === "relations" ||
    c.reads === "list" ||
    c.reads === "terms" ||
    c.reads === "grades" ||
    c.reads === "languages"
  )
    draft[c.field as string] = [...list(draft[c.field as string]), ...read.values];
  else if (c.field && draft[c.field] === undefined) draft[c.field] = first;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Sheets mix the three lists of accessibility in one column: each value goes where its vocabulary is. */
function putAccessibility(draft: Draft, ids: string[], own: string, { vocabularies }: Reference) {
  draft.accessibility ??= { features: [], hazards: [], modes: [] };
  const lists = draft.accessibility as Record<string, string[]>;
  const homes = [
    ["accessibility-feature", "features"],
    ["accessibility-hazard", "hazards"],
    ["access-mode", "modes"],
  ] as const;
  for (const id of ids) {
    const home =
      homes.find(([v]) => v === own && vocabularies[v].get(id)) ??
      homes.find(([v]) => vocabularies[v].get(id));
    const name = home?.[1] ?? "features";
    lists[name] = [...new Set([...(lists[name] ?? []), id])];
  }
}

/** No value twice, grades in teaching order, one alignment for each standard and way. */
function tidy(draft: Draft) {
  for (const [field, value] of Object.entries(draft)) {
    if (!Array.isArray(value)) continue;
    const seen = new Set<string>();
    draft[field] = value.filter((v) => {
      const key = typeof v === "string" ? v : keyOf(v as Alignment);
      return seen.has(key) ? false : seen.add(key);
    });
  }
  if (Array.isArray(draft.grades))
    draft.grades = (draft.grades as string[]).toSorted(
      (a, b) => GRADE_ORDER.indexOf(a) - GRADE_ORDER.indexOf(b),
    );
}

const keyOf = (value: Partial<Alignment> & Record<string, unknown>) =>
  JSON.stringify([value.item, value.type, value.level, value.url, value.resource]);

/** The description as the registry keeps it. What is longer than it may be is cut, and said. */
function validate(draft: Draft, headers: Record<string, string>, result: RowRead) {
  for (let tries = 0; tries < 4; tries++) {
    const parsed = Description.safeParse({ ...draft, title: result.title || "Untitled" });
    if (parsed.success) {
      if (result.faults.length === 0) result.description = parsed.data;
      return;
    }
    for (const issue of parsed.error.issues) {
      const [field, index] = issue.path as [string, number | undefined];
      const c = COLUMNS.find((x) => x.field === field) ?? column("title");
      const finding = { header: headers[field] ?? c?.header ?? field, column: c?.id ?? field, value: "" };
      const maximum = issue.code === "too_big" ? Number(issue.maximum) : 0;
      const value = draft[field];
      if (maximum > 0 && Array.isArray(value) && index === undefined) {
        draft[field] = value.slice(0, maximum);
        result.warnings.push({
          ...finding,
          detail: `has ${value.length} values: the first ${maximum} are taken`,
        });
      } else if (Array.isArray(value) && typeof index === "number" && maximum > 0) {
        draft[field] = value.filter((v) => typeof v !== "string" || v.length <= maximum);
        result.warnings.push({
          ...finding,
          detail: `has a value of more than ${maximum} characters: it is left out`,
        });
      } else if (maximum > 0 && typeof value === "string" && field !== "title" && field !== "license") {
        draft[field] = cut(value, maximum);
        result.warnings.push({
          ...finding,
          detail: `has ${value.length} characters: it is cut after ${maximum}`,
        });
      } else {
        const detail =
          maximum > 0 ? `has ${String(value).length} characters: at most ${maximum} are kept` : issue.message;
        result.faults.push({
          ...finding,
          value: isLinked(value) ? value.text : String(value ?? "").slice(0, 200),
          detail,
        });
        return;
      }
    }
  }
}

/** At the last word that fits. */
function cut(text: string, most: number): string {
  const piece = text.slice(0, most - 1);
  return `${piece.slice(0, Math.max(most / 2, piece.lastIndexOf(" "))).trimEnd()}…`;
}

/** What may be missing and is worth knowing (decisions.md §10). */
function warn(result: RowRead, headers: Record<string, string>) {
  const d = result.description;
  if (!d) return;
  const add = (id: string, detail: string) =>
    result.warnings.push({ header: headers[id] ?? column(id)?.header ?? id, column: id, value: "", detail });
  if (d.license === NOT_STATED) add("license", "is not stated: readers are told to ask before they copy");
  if (d.subjects.length === 0) add("subjects", "is not stated: browsing will not find it");
  if (d.url === undefined) add("url", "is missing: without a link it stays within your organization");
}
