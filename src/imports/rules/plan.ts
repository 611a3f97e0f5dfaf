import { changedFields } from "../../resources/rules/difference.ts";
import type { Description } from "../../resources/rules/resource.ts";
import { canonicalUrl, isNearTitle, titleKeys } from "./duplicates.ts";
import type { OwnRecord, RowKeys, SimilarRecord } from "./existing-records.ts";
import type { Finding } from "./findings.ts";
import { withoutMarkup } from "./parse-text.ts";
import type { RowRead } from "./understand-row.ts";

export type RowOutcome = "new" | "changed" | "unchanged" | "duplicate" | "faulty" | "gone";
type Field = keyof Description;

/** One field that the import would change, or that it leaves as a person corrected it. */
export interface FieldChange {
  field: Field;
  before: unknown;
  after: unknown;
}

export interface Duplicate extends SimilarRecord {
  why: "same address" | "near-same title";
}

/** What an import does with one row. The preview shows it, the import carries it out. */
export interface Planned {
  sheet?: string;
  row: number;
  outcome: RowOutcome;
  externalId?: string;
  /** The organization's own record that the row stands for. */
  resource?: string;
  /** Its revision when the plan was made: what has changed since is held back. */
  revision?: number;
  title: string;
  /** What the record will say; absent for faulty rows. */
  description?: Description;
  changes: FieldChange[];
  /** Fields a person corrected since the last import: not overwritten, listed with both values. */
  kept: FieldChange[];
  duplicates: Duplicate[];
  faults: Finding[];
  warnings: Finding[];
}

/** What is there besides the row. */
export interface RowMatches {
  own?: OwnRecord | undefined;
  /** Records of the registry and earlier rows of the file that share a key with the row. */
  similar: SimilarRecord[];
}

/** What names a row, or the record it stands for. */
interface Named {
  externalId?: string | undefined;
  url?: string | undefined;
  title: string;
}

export const rowKeysOf = (named: Named): RowKeys => {
  const url = named.url === undefined ? undefined : canonicalUrl(named.url);
  return {
    ...(named.externalId ? { externalId: named.externalId } : {}),
    ...(url === undefined ? {} : { url }),
    titles: titleKeys(named.title),
  };
};

/** Decides what becomes of a row. Pure: preview and import come to the same, given the same. */
export function planRow(read: RowRead, { own, similar }: RowMatches): Planned {
  const base = {
    ...(read.sheet === undefined ? {} : { sheet: read.sheet }),
    row: read.row,
    ...(read.externalId ? { externalId: read.externalId } : {}),
    ...(own ? { resource: own.resource.id, revision: own.resource.revision } : {}),
    title: read.title || own?.resource.description.title || "",
    changes: [],
    kept: [],
    duplicates: [],
    warnings: read.warnings,
  };
  if (read.deleted) return { ...base, outcome: isInUse(own) ? "gone" : "unchanged", faults: [] };
  const twice = sameRow(read, similar);
  const faults = twice ? [...read.faults, twice] : read.faults;
  if (faults.length > 0 || !read.description) return { ...base, outcome: "faulty", faults };
  if (own?.resource.status === "withdrawn")
    return { ...base, faults, outcome: "unchanged", warnings: [...read.warnings, WITHDRAWN] };
  if (own && own.resource.status !== "undone")
    return { ...base, faults, ...update(read, read.description, own) };
  const duplicates = duplicatesOf(read, similar, own?.resource.id);
  const outcome = duplicates.length > 0 ? "duplicate" : "new";
  return { ...base, outcome, faults, duplicates, description: read.description };
}

/** Of a record that is not here, or not here any more, nothing is to be decided. */
const isInUse = (own: OwnRecord | undefined) =>
  own?.resource.status === "active" || own?.resource.status === "hidden";

/** Withdrawing was a decision: no sheet takes it back by the way. */
const WITHDRAWN: Finding = {
  header: "",
  column: "",
  value: "",
  detail: "stands for a resource that was withdrawn: it stays so",
};

/** The same external id twice in one file: which row is meant, only a person can say. */
function sameRow(read: RowRead, similar: SimilarRecord[]): Finding | undefined {
  const other = read.externalId
    ? similar.find((a) => a.row !== undefined && a.externalId === read.externalId)
    : undefined;
  if (!other) return undefined;
  const place =
    other.sheet !== undefined && other.sheet !== read.sheet
      ? `row ${other.row} of ${other.sheet}`
      : `row ${other.row}`;
  return {
    header: "",
    column: "externalId",
    value: read.externalId ?? "",
    detail: `is also the id of ${place}. Give each row an id of its own`,
  };
}

/**
 * The record with what the row says. Fields without a column stay as they are; an empty cell takes back only
 * what an import had put there; what a person corrected since stays, and is listed.
 */
function update(
  read: RowRead,
  said: Description,
  { resource, imported }: OwnRecord,
): Pick<Planned, "outcome" | "changes" | "kept" | "description"> {
  const now = resource.description;
  const next: Record<string, unknown> = { ...now };
  const kept: FieldChange[] = [];
  const blank = { ...said, title: now.title };
  const cleared = imported ? read.empty.filter((f) => !same(imported[f], blank[f])) : [];
  for (const field of [...read.given, ...cleared]) {
    const after = said[field];
    if (same(now[field], after) || sameWords(now[field], after)) continue;
    if (imported && !same(now[field], imported[field])) kept.push({ field, before: now[field], after });
    else if (after === undefined) delete next[field];
    else next[field] = after;
  }
  const description = next as Description;
  const changes = changedFields(now, description).map((field) => ({
    field,
    before: now[field],
    after: description[field],
  }));
  return { outcome: changes.length > 0 ? "changed" : "unchanged", changes, kept, description };
}

/** Words kept from before imports may hold what a cell is cleaned of: written out and read back they are the same. */
const sameWords = (now: unknown, after: unknown) =>
  typeof now === "string" && typeof after === "string" && squeezed(withoutMarkup(now)) === squeezed(after);
const squeezed = (text: string) => text.replace(/\s+/g, " ");

/** Equal in what is said; the order of a list of terms says nothing. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((v) => JSON.stringify(ordered(v))).sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => [k, ordered(v)]);
}

/** What a new row may be a second copy of. Rows that their source tells apart by id are alike only by address. */
export function duplicatesOf(read: RowRead, similar: SimilarRecord[], itself?: string): Duplicate[] {
  if (similar.length === 0) return [];
  const url = read.url === undefined ? undefined : canonicalUrl(read.url);
  return similar.flatMap((a): Duplicate[] => {
    if (a.resource !== undefined && a.resource === itself) return [];
    if (url !== undefined && a.url !== undefined && canonicalUrl(a.url) === url)
      return [{ ...a, why: "same address" }];
    const differentIds = a.row !== undefined && a.externalId !== undefined && read.externalId !== undefined;
    return !differentIds && isNearTitle(a.title, read.title) ? [{ ...a, why: "near-same title" }] : [];
  });
}
