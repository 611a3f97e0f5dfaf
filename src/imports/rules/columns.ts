import { fold, type VocabularyId } from "../../reference/rules/vocabulary.ts";
import { Description } from "../../resources/rules/resource.ts";
import { FACETS, type Facet } from "../../search/rules/facets.ts";
import { LEFT_OUT, SPELLINGS } from "./column-aliases.ts";

/** How the cells of a column are understood. */
export type Reads =
  | "words"
  | "list"
  | "address"
  | "terms"
  | "term"
  | "grades"
  | "languages"
  | "license"
  | "standards"
  | "relations"
  | "yes-no"
  | "duration"
  | "date"
  | "id"
  | "accessibility";

/** One column of the sheet. Template, import and export are made from the same list. */
export interface Column {
  id: string;
  /** What template and export write above it. */
  header: string;
  reads: Reads;
  /** Where it goes in the description; absent for what is no part of it. */
  field?: keyof Description;
  vocabulary?: VocabularyId;
  /** Values that are not in the vocabulary are kept as keywords instead of being refused. */
  open?: boolean;
  /** Alignment or relation type. */
  type?: string;
  note?: string;
}

type Declared = Omit<Column, "id">;

/** Fields that no facet stands for, and those whose cells need more than their vocabulary. */
const OWN: Record<string, Declared> = {
  externalId: {
    header: "Your ID",
    reads: "id",
    note: "Your own name for it. The next import finds the record by it",
  },
  title: { header: "Title", reads: "words", field: "title" },
  summary: { header: "Summary", reads: "words", field: "summary" },
  url: { header: "Link", reads: "address", field: "url" },
  standards: {
    header: "Standards",
    reads: "standards",
    field: "alignments",
    type: "teaches",
    note: "Codes, each with a level in parentheses if you like: 4.NF.B.3 (Proficient) | 4.NF.A.1",
  },
  assessed: { header: "Standards assessed", reads: "standards", field: "alignments", type: "assesses" },
  required: { header: "Standards required", reads: "standards", field: "alignments", type: "requires" },
  grades: { header: "Grade", reads: "grades", field: "grades", note: "3, K-2, High School" },
  languages: { header: "Language", reads: "languages", field: "languages" },
  license: { header: "License", reads: "license", field: "license" },
  keywords: { header: "Keywords", reads: "list", field: "keywords" },
  author: { header: "Author", reads: "words", field: "author" },
  publisher: { header: "Publisher", reads: "words", field: "publisher" },
  timeRequired: {
    header: "Time needed",
    reads: "duration",
    field: "timeRequired",
    note: "45 min, 2 hours, PT50M",
  },
  printable: { header: "Printable", reads: "yes-no", field: "printable" },
  signIn: { header: "Sign-in needed", reads: "yes-no", field: "signIn" },
  materials: { header: "Materials", reads: "words", field: "materials" },
  evidence: { header: "Evidence", reads: "address", field: "evidence" },
  accessibility: {
    header: "Accessibility",
    reads: "accessibility",
    field: "accessibility",
    vocabulary: "accessibility-feature",
  },
  hazards: {
    header: "Hazards",
    reads: "accessibility",
    field: "accessibility",
    vocabulary: "accessibility-hazard",
  },
  modes: {
    header: "Ways of taking it in",
    reads: "accessibility",
    field: "accessibility",
    vocabulary: "access-mode",
  },
  basedOn: { header: "Based on", reads: "relations", field: "relations", type: "basedOn" },
  partOf: { header: "Part of", reads: "relations", field: "relations", type: "partOf" },
  translationOf: { header: "Translation of", reads: "relations", field: "relations", type: "translationOf" },
  versionOf: { header: "Version of", reads: "relations", field: "relations", type: "versionOf" },
  created: { header: "Created", reads: "date", note: "When it was made" },
};

/** Lists whose vocabularies a district may go beyond: what they do not know stays findable as a keyword. */
const OPEN: VocabularyId[] = ["subject", "topic", "interest", "curriculum"];

/** The order of the template's columns: what everybody fills first. */
const FIRST = [
  "externalId",
  "title",
  "url",
  "summary",
  "subjects",
  "grades",
  "standards",
  "levels",
  "types",
  "license",
  "languages",
];

/** Facets that show more than a field of the description. */
const OTHER = ["standard", "organization", "endorsement", "reach", "yes-no"];
const PROBE = "a value only this field has";

/** Every column, made from the fields of a description and the facets. */
export const COLUMNS: Column[] = declared();

const byId = new Map(COLUMNS.map((c) => [c.id, c]));
export const column = (id: string): Column | undefined => byId.get(id);

function declared(): Column[] {
  const own = Object.entries(OWN).map(([id, c]): Column => ({ id, ...c }));
  const facets = FACETS.flatMap((facet): Column[] => {
    const field = fieldOfFacet(facet);
    if (!field || own.some((c) => c.field === field)) return [];
    const vocabulary = facet.values as VocabularyId;
    const many = Description.shape[field].safeParse([]).success;
    const open = OPEN.includes(vocabulary);
    return [
      {
        id: field,
        header: facet.label,
        reads: many ? "terms" : "term",
        field,
        vocabulary,
        open,
        note: facet.note,
      },
    ];
  });
  return [...own, ...facets].sort((a, b) => rank(a) - rank(b));
}

function rank({ id }: Column): number {
  const at = FIRST.indexOf(id);
  return at < 0 ? FIRST.length : at;
}

/** The field of a description that a facet shows: the one whose value the facet gives back. */
export function fieldOfFacet(facet: Facet): keyof Description | undefined {
  if (OTHER.includes(facet.values)) return undefined;
  const plain = Description.parse({ title: "Any" });
  const names = Object.keys(Description.shape) as (keyof Description)[];
  return names.find((name) =>
    [PROBE, [PROBE], { features: [PROBE], hazards: [], modes: [] }].some((value) => {
      const description = { ...plain, [name]: value } as Description;
      try {
        return facet.of({ description } as Parameters<Facet["of"]>[0], undefined as never).includes(PROBE);
      } catch {
        return false;
      }
    }),
  );
}

/** What a column that needs no home is called in a mapping. */
export const LEAVE_OUT = "";
/** The pseudo column of the section lines inside a sheet ("Unit 2"). */
export const SECTION_COLUMN = "(section above)";

const spellings = new Map<string, string>();
for (const c of COLUMNS) {
  for (const spelling of [c.header, c.id, splitWords(c.id), c.field ?? c.id, ...(SPELLINGS[c.id] ?? [])]) {
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
