import type { VocabularyId } from "../../reference/rules/vocabulary.ts";
import { minutesInClass } from "../../resources/rules/duration.ts";
import { type FieldName, fieldDeclaration, vocabularyOf } from "../../resources/rules/fields/fields.ts";
import { type Description, NOT_STATED, type Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";

/** Where the labels of a facet's values come from. */
type Labels =
  | { values: VocabularyId | "standard" | "organization"; says?: never }
  /** `says`: labels of values that have no vocabulary. Each must stand alone, on a chip as in the panel. */
  | { values: "endorsement" | "reach" | "yes-no" | "time"; says: Record<string, string> };

/** What is said of a facet where it is declared. */
export type FacetDeclaration = Labels & {
  label: string;
  /** What a word is read as that names one of its values: "a level". The label with its article when absent. */
  noun?: string;
  /** Shown where there is room; the label when there is none. */
  note?: string;
  /** Whether a filter by a value finds everything below it. */
  hierarchical?: boolean;
  /** False when every record has it, so that "not stated" is no value. */
  optional?: boolean;
  /** Where it stands in the filter panel; `open` groups stand open from the start: what teachers narrow by most. */
  panel: "open" | "closed" | "more";
  /** Facets of one name here stand as one group under it. */
  group?: string;
  /** The values to tick; others are shown where they are chosen. All of them when absent. */
  offered?: string[];
  /** The field whose terms it shows, when it shows no more than that. */
  field?: FieldName;
  /** Values of one resource, without broader ones; an empty list means not stated. */
  of: (r: Resource, reference: Reference) => string[];
};

/** A facet of the terms in one field: the field says what it is called and which vocabulary it has. */
function ofField(
  field: FieldName,
  panel: FacetDeclaration["panel"],
  more: Pick<FacetDeclaration, "hierarchical" | "noun" | "group"> = {},
) {
  const { kind, parts } = fieldDeclaration(field);
  const values = (d: Description): string[] => [(d[field] as string[] | string | undefined) ?? []].flat();
  const label = parts[0].header ?? field;
  const stated = kind === "license" ? (id: string) => id !== NOT_STATED : () => true;
  return {
    label,
    values: vocabularyOf(field),
    panel,
    ...more,
    field,
    of: (r: Resource) => values(r.description).filter(stated),
  };
}

const adaptable: FacetDeclaration["of"] = (r, { vocabularies }) => {
  const license = vocabularies.license.get(r.description.license);
  if (!license || license.id === NOT_STATED) return [];
  return [license.adaptable ? "yes" : "no"];
};

const endorsed: FacetDeclaration["of"] = (r, { organizations }) => {
  if (r.endorsements.length === 0) return ["none"];
  return r.endorsements.flatMap((e) => {
    const kind = organizations.get(e.organization)?.kind;
    return kind === "state" ? ["state"] : ["district", e.organization];
  });
};

const READY = "Ready to use";
const RIGHTS = "What you may do";

/**
 * Each facet is declared once, here, in the order of the filter panel. The query model, the columns of both
 * engines, the OpenAPI parameters and the filter panel are all made from this list. A facet's name is that of the
 * query parameter too.
 */
const DECLARED = {
  level: {
    label: "Level",
    note: "Competency level, apart from grade",
    values: "level",
    panel: "open",
    of: levelsOf,
  },
  grade: ofField("grades", "open"),
  time: {
    label: "Time",
    note: "Minutes in class; longer ones are not among the shorter",
    values: "time",
    says: { "15": "Up to 15 minutes", "30": "Up to 30 minutes", "60": "Up to 60 minutes", longer: "Longer" },
    panel: "open",
    of: (r) => timesOf(minutesInClass(r.description.timeRequired)),
  },
  printable: {
    label: "Printable",
    noun: "ready to print",
    note: "Made to be printed",
    values: "yes-no",
    says: { yes: "Printable", no: "Not made for printing" },
    panel: "open",
    group: READY,
    offered: ["yes"],
    of: (r) => yesOrNo(r.description.printable),
  },
  signup: {
    label: "Sign-up",
    noun: "ready without an account",
    note: "Whether the reader must sign in to open it",
    values: "yes-no",
    says: { no: "No sign-up", yes: "Sign-up needed" },
    panel: "open",
    group: READY,
    offered: ["no"],
    of: (r) => yesOrNo(r.description.signIn),
  },
  standard: {
    label: "Standard",
    hierarchical: true,
    note: "Academic standard or competency, with everything below it: an id, a code in any spelling, or the words of one",
    values: "standard",
    panel: "open",
    of: (r) => r.description.alignments.map((a) => a.item),
  },
  type: ofField("types", "closed"),
  endorsed: {
    label: "Reviewed by",
    noun: "a review",
    optional: false,
    values: "endorsement",
    says: { state: "Endorsed by the state", district: "Endorsed by a district", none: "Not reviewed" },
    panel: "closed",
    of: endorsed,
  },
  adaptable: {
    label: "Right to change",
    noun: "free to change",
    note: "Whether it may be changed",
    values: "yes-no",
    says: { yes: "Free to change", no: "Not to be changed" },
    panel: "closed",
    group: RIGHTS,
    offered: ["yes", "no"],
    of: adaptable,
  },
  license: ofField("license", "closed", { group: RIGHTS }),
  subject: ofField("subjects", "closed"),
  language: ofField("languages", "closed"),
  topic: ofField("topics", "more", { hierarchical: true }),
  format: ofField("formats", "more"),
  use: ofField("uses", "more"),
  audience: ofField("audiences", "more", { noun: "whom it is for" }),
  dimension: ofField("dimensions", "more"),
  choice: ofField("choices", "more", { noun: "what students choose" }),
  setting: ofField("settings", "more", { noun: "where it happens" }),
  interest: ofField("interests", "more", { hierarchical: true, noun: "an interest" }),
  maturity: ofField("maturity", "more", { noun: "how proven it is" }),
  curriculum: ofField("curricula", "more", { hierarchical: true, noun: "a curriculum" }),
  accessibility: {
    label: "Accessibility",
    noun: "an aid to access",
    values: "accessibility-feature",
    panel: "more",
    of: (r) => r.description.accessibility.features,
  },
  organization: {
    label: "Shared by",
    noun: "who shares it",
    hierarchical: true,
    optional: false,
    values: "organization",
    panel: "more",
    of: (r) => [r.organization],
  },
  reach: {
    label: "Who can see it",
    optional: false,
    values: "reach",
    says: {
      private: "Only me",
      school: "My school",
      district: "My district",
      state: "The whole state",
      public: "Everyone",
    },
    panel: "more",
    of: (r) => [r.reach],
  },
} satisfies Record<string, FacetDeclaration>;

export type FacetId = keyof typeof DECLARED;
export const FACET_IDS = Object.keys(DECLARED) as FacetId[];

export type Facet = FacetDeclaration & {
  id: FacetId;
  noun: string;
  note: string;
  hierarchical: boolean;
  optional: boolean;
};

export const FACETS: Facet[] = FACET_IDS.map((id) => {
  const declared: FacetDeclaration = DECLARED[id];
  const noun = `a ${declared.label.toLowerCase()}`;
  return { id, noun, note: declared.label, hierarchical: false, optional: true, ...declared };
});

export const facet = (id: FacetId): Facet => FACETS.find((f) => f.id === id) as Facet;

const yesOrNo = (said: boolean | undefined): string[] => (said === undefined ? [] : [said ? "yes" : "no"]);

/** Every bound a time is within: what takes ten minutes is found by "up to 30", too. */
function timesOf(minutes: number | undefined): string[] {
  if (minutes === undefined) return [];
  const within = ["15", "30", "60"].filter((bound) => minutes <= Number(bound));
  return within.length > 0 ? within : ["longer"];
}

/** Levels of all alignments, and those given without a standard. */
function levelsOf(r: Resource): string[] {
  const { alignments, levels } = r.description;
  return [...new Set([...alignments.flatMap((a) => a.level ?? []), ...levels])];
}
