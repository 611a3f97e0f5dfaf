import { fold, type VocabularyId } from "../../reference/rules/vocabulary.ts";
import type { FieldKind } from "../../resources/rules/fields/declaration.ts";
import {
  FIELDS,
  type FieldName,
  namesIn,
  PARTS,
  type PartOfField,
} from "../../resources/rules/fields/fields.ts";
import { LEFT_OUT } from "./left-out-columns.ts";

/** How the cells of a column are understood. */
export type Reads = Exclude<FieldKind, "files"> | "date" | "id";

/** One column of the sheet. Template, import and export are made from the same list. */
export interface Column {
  id: string;
  /** What template and export write above it. */
  header: string;
  /** Other headers that mean it, with commas between them. */
  also?: string;
  reads: Reads;
  /** Where it goes in the description; absent for what is no part of it. */
  field?: FieldName;
  vocabulary?: VocabularyId;
  /** Values that are not in the vocabulary are kept as keywords instead of being refused. */
  open?: boolean;
  /** Alignment or relation type. */
  type?: string;
  note?: string;
}

/** What a row says of a record beside its description. */
const BESIDE: Column[] = [
  {
    id: "externalId",
    header: "Your ID",
    also:
      "CR_NATIVE_ID, external id, id, identifier, native id, record id, local id, resource id, item id, sku, " +
      "source id",
    reads: "id",
    note: "Your own name for it. The next import finds the record by it",
  },
  {
    id: "created",
    header: "Created",
    also:
      "CR_CREATE_DATE, create date, creation date, date, date created, created on, year, publication date, " +
      "date published, fecha",
    reads: "date",
    note: "When it was made",
  },
];

/** The order of the columns: what everybody fills first. What is not named stands behind. */
const ORDER = namesIn(
  "externalId, title, url, summary, subjects, grades, standards, levels, types, license, languages, assessed, " +
    "required, keywords, author, publisher, timeRequired, printable, signIn, materials, evidence, " +
    "accessibility, hazards, modes, basedOn, partOf, translationOf, versionOf, created, topics, formats, uses, " +
    "audiences, dimensions, choices, settings, interests, maturity, curricula",
);

/** Every column, made from the fields of a description. */
export const COLUMNS: Column[] = [...BESIDE, ...PARTS.flatMap(columnOf)].sort((a, b) => rank(a) - rank(b));

const byId = new Map(COLUMNS.map((c) => [c.id, c]));
export const column = (id: string): Column | undefined => byId.get(id);

/** The column of a part that a sheet can carry. */
function columnOf(part: PartOfField): Column[] {
  const { field, id, header } = part;
  const { kind } = FIELDS[field];
  if (header === undefined || kind === "files") return [];
  const { also, vocabulary, open, type, note } = part;
  const more = Object.entries({ also, vocabulary, open, type, note }).filter(
    ([, said]) => said !== undefined,
  );
  return [{ id, header, reads: kind, field, ...Object.fromEntries(more) }];
}

function rank({ id }: Column): number {
  const at = ORDER.indexOf(id);
  return at < 0 ? ORDER.length : at;
}

/** What a column that needs no home is called in a mapping. */
export const LEAVE_OUT = "";
/** The pseudo column of the section lines inside a sheet ("Unit 2"). */
export const SECTION_COLUMN = "(section above)";

const spellings = new Map<string, string>();
for (const c of COLUMNS) {
  for (const spelling of [c.header, c.id, splitWords(c.id), c.field ?? c.id, ...namesIn(c.also)]) {
    const key = fold(spelling);
    if (!spellings.has(key)) spellings.set(key, c.id);
  }
}
const leftOut = new Set(LEFT_OUT.map(fold));

function splitWords(id: string): string {
  return id.replace(/([a-z])([A-Z])/g, "$1 $2");
}

/** The column a header means, in any of its spellings; a group before it ("Standards: Math") helps. */
export function recognize(header: string): Column | undefined {
  const whole = header.replace(/\(\d+\)$/, "");
  const parts = whole.split(/:\s|\s[-–—/]\s/);
  for (const name of [whole, parts.at(-1) ?? "", parts[0] ?? ""]) {
    const id = spellings.get(bare(name)) ?? spellings.get(bare(name).replace(/ \d{1,2}$/, ""));
    if (id) return column(id);
  }
  return undefined;
}

/** Without the marks people put on headers: a star for required, a hint in parentheses. */
const bare = (name: string) =>
  fold(name.replace(/\([^)]*\)|\[[^\]]*\]/g, " ")).replace(/^(?:cr|dc|dcterms|lrmi|schema)\s(?=\w)/, (m) =>
    m.startsWith("cr") ? "cr " : "",
  );

/** A header we know and need not: written by an export for people to read. */
export const isLeftOut = (header: string): boolean =>
  leftOut.has(fold(header)) || fold(header).startsWith("what is wrong");

/** Header → column id, or LEAVE_OUT. Data: kept for an organization and used for its next file. */
export type Mapping = Record<string, string>;

export interface Matched {
  /** Every header with its column, as it would be used now. */
  mapping: Mapping;
  /** Headers nobody could place: left out until a person maps them. With a few of their values. */
  unknown: { header: string; samples: string[]; guess?: string }[];
  /** Columns that several headers feed, and may. */
  shared: string[];
  /** True when nothing gives a title: then no row can be brought in. */
  lacksTitle: boolean;
}

/** Places each header: as remembered, else by its spelling. What is left goes to a person. */
export function matchColumns(
  headers: string[],
  samples: Record<string, string[]> = {},
  remembered: Mapping = {},
): Matched {
  const mapping: Mapping = {};
  const unknown: Matched["unknown"] = [];
  const kept = new Map(Object.entries(remembered).map(([h, id]) => [fold(h), id]));
  for (const header of headers) {
    const known = kept.get(fold(header));
    const found =
      known !== undefined && (known === LEAVE_OUT || column(known)) ? known : recognize(header)?.id;
    mapping[header] = found ?? LEAVE_OUT;
    if (found !== undefined || isLeftOut(header)) continue;
    const guess = guessFrom(samples[header] ?? []);
    unknown.push({ header, samples: samples[header] ?? [], ...(guess ? { guess } : {}) });
  }
  preferGivenId(mapping);
  const used = Object.values(mapping).filter((id) => id !== LEAVE_OUT);
  return {
    mapping,
    unknown,
    shared: [...new Set(used.filter((id, i) => used.indexOf(id) !== i))],
    lacksTitle: !used.includes("title"),
  };
}

/** Our own records have an `id` besides: it is the registry's, not the organization's. */
function preferGivenId(mapping: Mapping) {
  const ids = Object.keys(mapping).filter((h) => mapping[h] === "externalId");
  const isOurs = "ownedBy" in mapping || "endorsements" in mapping;
  if (ids.length > 1 || isOurs) for (const h of ids) if (fold(h) === "id") mapping[h] = LEAVE_OUT;
}

/** What a column may be, by its values. */
function guessFrom(samples: string[]): string | undefined {
  const all = (pattern: RegExp) => samples.length > 0 && samples.every((s) => pattern.test(s));
  if (all(/^https?:\/\/(creativecommons|rightsstatements)\.org\//i) || all(/^cc[ -]?(by|0)\b/i))
    return "license";
  if (all(/^(https?:\/\/|www\.)\S+$/i)) return "url";
  if (all(/^(?:[a-z]{2,4}[-.])*(?:k|\d{1,2}|ms|hs)[-.][a-z]{1,4}[-.][\w.]+$/i)) return "standards";
  if (all(/^(?:gr(?:ade)?\.?\s*)?(?:k|pk|\d{1,2})(?:\s*[-–]\s*\d{1,2})?$/i)) return "grades";
  if (all(/^\d{1,3}\s*(?:min|minutes|h|hours?)\b/i)) return "timeRequired";
  return undefined;
}
