import { GRADE_ORDER } from "../../reference/rules/grades.ts";
import { type Alignment, BLANK, Description, NOT_STATED } from "../../resources/rules/resource.ts";
import { isLinked } from "../../sheets/row.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { COLUMNS, column, type Mapping } from "./columns.ts";
import type { ImportRow, RowToDo } from "./import.ts";
import type { CellPart, RowRead } from "./understand-row.ts";

type Draft = Record<string, unknown>;
type Field = keyof Description;

/** What a description says that says nothing. */

/** Fields that have a column under this mapping. */
export const fieldsIn = (mapping: Mapping): Field[] => [
  ...new Set(Object.values(mapping).flatMap((id) => column(id)?.field ?? [])),
];

/** What a row says of its record: the rest of the description says nothing. */
export function statedIn({ description, given }: Pick<RowRead, "description" | "given">): ImportRow["said"] {
  if (!description) return undefined;
  const said: Draft = {};
  for (const field of given) said[field] = description[field];
  return said;
}

/** The row as it was read, from what is kept of it. */
export function rowReadOf(kept: RowToDo, fields: Field[]): RowRead {
  const { row, title, externalId, said } = kept;
  const given = Object.keys(said ?? {}) as Field[];
  return {
    row,
    title: said?.title ?? title,
    given,
    empty: fields.filter((f) => !given.includes(f)),
    understood: [],
    faults: [],
    warnings: [],
    ...(externalId === undefined ? {} : { externalId }),
    ...(said ? { description: { ...BLANK, ...said } } : {}),
    ...(said?.url === undefined ? {} : { url: said.url }),
  };
}

/** What holds for every row of a file. */
export interface SheetContext {
  /** Fields that have a column. */
  fields: Field[];
  reference: Reference;
  /** Lists of terms that were accepted as they are: cells that say the same share one list. */
  accepted: WeakMap<object, unknown>;
}

/** Makes the description of a row from what its cells say, and completes `result`. */
export function assemble(parts: CellPart[], sheet: SheetContext, result: RowRead) {
  const { fields, reference } = sheet;
  const draft: Draft = {};
  const headers = headersOf(parts);
  const [keywords, topics]: [string[], string[]] = [[], []];
  for (const part of parts) {
    put(part, draft, result, reference);
    if (part.read.keywords.length > 0) keywords.push(...part.read.keywords);
    if (part.read.topics.length > 0) topics.push(...part.read.topics);
  }
  if (keywords.length > 0) draft.keywords = [...list(draft.keywords), ...keywords];
  if (topics.length > 0) draft.topics = [...list(draft.topics), ...topics];
  const { behindTitle } = result;
  if (draft.url === undefined && behindTitle !== undefined) {
    draft.url = behindTitle;
    result.understood.push({
      header: headers("title") ?? "Title",
      column: "url",
      value: "the address behind the title",
      as: behindTitle,
    });
  }
  tidy(draft);
  result.title = typeof draft.title === "string" ? draft.title : "";
  if (typeof draft.url === "string") result.url = draft.url;
  result.given = Object.keys(draft) as Field[];
  result.empty = fields.filter((f) => !(f in draft));
  if (result.title === "" && !result.faults.some((f) => f.column === "title"))
    result.faults.push({
      header: headers("title") ?? "Title",
      column: "title",
      value: "",
      detail: "is missing. Every resource needs a title",
    });
  validate(draft, headers, sheet, result);
  if (result.faults.length === 0) warn(result, headers);
}

type Headers = (field: string) => string | undefined;

/** What the column of a field is called in the file. */
const headersOf =
  (parts: CellPart[]): Headers =>
  (field) =>
    parts.find(({ column: c }) => (c.field ?? c.id) === field)?.header;

function put({ column: c, read }: CellPart, draft: Draft, result: RowRead, reference: Reference) {
  const [first] = read.values;
  if (first === undefined) return;
  if (c.id === "externalId") result.externalId = String(first).slice(0, 300);
  else if (c.id === "created") result.created = String(first);
  else if (c.field === "accessibility")
    putAccessibility(draft, read.values as string[], c.vocabulary ?? "", reference);
  else if (c.field && LISTS.has(c.reads))
    draft[c.field] = draft[c.field] ? [...list(draft[c.field]), ...read.values] : read.values;
  else if (c.field && draft[c.field] === undefined) draft[c.field] = first;
}

const LISTS = new Set(["standards", "relations", "list", "terms", "grades", "languages"]);
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
  for (const field in draft) {
    const value = draft[field];
    if (!Array.isArray(value) || value.length < 2) continue;
    const seen = new Set<string>();
    const once = value.filter((v) => {
      const key = typeof v === "string" ? v : keyOf(v as Alignment);
      return seen.has(key) ? false : seen.add(key);
    });
    if (once.length < value.length) draft[field] = once;
  }
  if (Array.isArray(draft.grades) && draft.grades.length > 1)
    draft.grades = (draft.grades as string[]).toSorted(
      (a, b) => GRADE_ORDER.indexOf(a) - GRADE_ORDER.indexOf(b),
    );
}

const keyOf = (value: Partial<Alignment> & Record<string, unknown>) =>
  `${value.item}\n${value.type}\n${value.level}\n${value.url}\n${value.resource}`;

/**
 * The description as the registry keeps it, field by field: none depends on another, and most rows say little.
 * What is longer than it may be is cut, and said.
 */
function validate(draft: Draft, headers: Headers, { accepted: known }: SheetContext, result: RowRead) {
  const description: Draft = { ...BLANK };
  description.title = accepted("title", result.title || "Untitled", headers, result);
  for (const field in draft) {
    if (field === "title") continue;
    const given = draft[field];
    const before = Array.isArray(given) ? known.get(given) : undefined;
    description[field] = before ?? accepted(field as Field, given, headers, result);
    if (!before && Array.isArray(given) && OF_TERMS.has(field) && result.warnings.length === 0)
      known.set(given, description[field]);
  }
  if (result.faults.length === 0) result.description = description as Description;
}

/** Fields whose lists come again and again. */
const OF_TERMS = new Set(
  COLUMNS.filter((c) => ["terms", "grades", "languages"].includes(c.reads)).flatMap((c) => c.field ?? []),
) as Set<string>;

/** How often a value is cut to fit: for its number of values, and for their lengths. */
const MOST_CUTS = 4;

function accepted(field: Field, given: unknown, headers: Headers, result: RowRead): unknown {
  let value = given;
  for (let cuts = 0; cuts <= MOST_CUTS; cuts++) {
    const parsed = Description.shape[field].safeParse(value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0] as Issue;
    const c = COLUMNS.find((x) => x.field === field) ?? column("title");
    const finding = { header: headers(field) ?? c?.header ?? field, column: c?.id ?? field, value: "" };
    const fitted = fitting(field, value, issue);
    if (!fitted) {
      result.faults.push({ ...finding, value: shown(value), detail: refusal(value, issue) });
      return undefined;
    }
    result.warnings.push({ ...finding, detail: fitted.detail });
    value = fitted.value;
  }
  return undefined;
}

interface Issue {
  code?: string;
  path: PropertyKey[];
  message: string;
  maximum?: number | bigint;
}

const mostOf = ({ code, maximum }: Issue) => (code === "too_big" ? Number(maximum) : 0);

/** The value cut to what is kept; undefined when cutting would change what it says. */
function fitting(field: Field, value: unknown, issue: Issue): { value: unknown; detail: string } | undefined {
  const most = mostOf(issue);
  if (most === 0) return undefined;
  if (Array.isArray(value) && issue.path.length === 0)
    return {
      value: value.slice(0, most),
      detail: `has ${value.length} values: the first ${most} are taken`,
    };
  if (Array.isArray(value) && typeof issue.path[0] === "number")
    return {
      value: value.filter((v) => typeof v !== "string" || v.length <= most),
      detail: `has a value of more than ${most} characters: it is left out`,
    };
  if (typeof value === "string" && field !== "title" && field !== "license")
    return { value: cut(value, most), detail: `has ${value.length} characters: it is cut after ${most}` };
  return undefined;
}

const refusal = (value: unknown, issue: Issue) =>
  mostOf(issue) > 0
    ? `has ${String(value).length} characters: at most ${mostOf(issue)} are kept`
    : issue.message;

const shown = (value: unknown) => (isLinked(value) ? value.text : String(value ?? "").slice(0, 200));

/** At the last word that fits. */
function cut(text: string, most: number): string {
  const piece = text.slice(0, most - 1);
  return `${piece.slice(0, Math.max(most / 2, piece.lastIndexOf(" "))).trimEnd()}…`;
}

/** What may be missing and is worth knowing (docs/decisions/0010-what-a-record-must-say.md). */
function warn(result: RowRead, headers: Headers) {
  const d = result.description;
  if (!d) return;
  const add = (id: string, detail: string) =>
    result.warnings.push({ header: headers(id) ?? column(id)?.header ?? id, column: id, value: "", detail });
  if (d.license === NOT_STATED) add("license", "is not stated: readers are told to ask before they copy");
  if (d.subjects.length === 0) add("subjects", "is not stated: browsing will not find it");
  if (d.url === undefined) add("url", "is missing: without a link it stays within your organization");
}
