import * as z from "zod";
import { MOST_FILES, NamedFile } from "../../files/rules/file.ts";
import type { Endorsement } from "../../reach/rules/endorsement.ts";
import type { Reach } from "../../reach/rules/reach.ts";

/** What a record says when it says nothing: a value of every filter, never a licence that opens anything. */
export const NOT_STATED = "not-stated";

export const ALIGNMENT_TYPES = ["teaches", "assesses", "requires"] as const;
export const RELATION_TYPES = ["basedOn", "partOf", "translationOf", "versionOf"] as const;

const isHttp = (text: string) =>
  /^https?:\/\//i.test(text) && URL.canParse(text) && new URL(text).hostname.length > 0;

/** Text that can be shown: no control characters but tabs and line ends, no half of a character. */
const UNSHOWABLE = /[^\P{Cc}\t\n\v\f\r\u0080-\u009f]|\p{Surrogate}/u;
const text = z.string().refine((value) => !UNSHOWABLE.test(value), {
  error: "holds characters that cannot be shown. Send plain text in UTF-8",
});

/** A web address a reader can open. `javascript:`, `data:` and the like never pass. */
export const HttpUrl = text
  .trim()
  .max(2000)
  .refine(isHttp, { error: "is not a web address. Give one that begins with http:// or https://" })
  .refine((url) => !URL.canParse(url) || new URL(url).username + new URL(url).password === "", {
    error: "holds a name or a password. Give the address without them",
  })
  .meta({ format: "uri", description: "A web address (http or https)" });

const words = (most: number) => text.trim().max(most);
const list = (most: number) => z.array(text.trim().min(1).max(200)).max(most).default([]);

export const Alignment = z
  .strictObject({
    item: z.string().trim().min(1).max(200).meta({
      description:
        "The framework item: its id, or its code in any usual spelling (4.NF.B.3, 4NFB3, MS-LS1-6)",
    }),
    type: z.enum(ALIGNMENT_TYPES).default("teaches"),
    level: z
      .string()
      .trim()
      .max(60)
      .optional()
      .meta({ description: "Competency level this alignment is at" }),
  })
  .meta({
    id: "Alignment",
    description: "Resource × standard × how × competency level (LRMI AlignmentObject)",
  });
export type Alignment = z.output<typeof Alignment>;

export const Relation = z
  .strictObject({
    type: z.enum(RELATION_TYPES),
    resource: z.uuid().optional().meta({ description: "Another resource of this registry" }),
    url: HttpUrl.optional().meta({ description: "Or something elsewhere" }),
    title: words(300).optional(),
  })
  .refine((r) => (r.resource === undefined) !== (r.url === undefined), {
    error: "names either a resource of this registry or a url, and not both",
  })
  .meta({ id: "Relation", description: "Lineage: based on, part of, translation of, version of" });
export type Relation = z.output<typeof Relation>;

export const Accessibility = z.strictObject({ features: list(40), hazards: list(10), modes: list(10) }).meta({
  id: "Accessibility",
  description: "schema.org accessibilityFeature, accessibilityHazard, accessMode",
});

/** The full description of a resource, in LRMI terms. Absent means "not stated". */
export const Description = z
  .strictObject({
    title: words(300).refine((title) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(title), {
      error: "is empty. Give the resource a title",
    }),
    summary: words(5000).default(""),
    url: HttpUrl.optional(),
    files: z
      .array(NamedFile)
      .max(MOST_FILES)
      .optional()
      .meta({ description: "Uploaded files, in the order they are shown" }),
    subjects: list(10).meta({ description: "Content areas (vocabulary `subject`)" }),
    topics: list(30).meta({ description: "Topics (vocabulary `topic`)" }),
    keywords: list(50).meta({ description: "Free words" }),
    alignments: z.array(Alignment).max(100).default([]),
    levels: list(4).meta({ description: "Competency levels not tied to one standard (vocabulary `level`)" }),
    grades: list(30).meta({
      description: "CEDS grade levels; K-12, spellings such as KF or G01, and bands such as 3-5 are read",
    }),
    types: list(10).meta({ description: "LRMI learningResourceType (vocabulary `type`)" }),
    formats: list(10).meta({ description: "How it comes (vocabulary `format`)" }),
    printable: z.boolean().optional(),
    signIn: z.boolean().optional().meta({ description: "True when the reader must sign in to open it" }),
    materials: words(500).default("").meta({ description: "Devices or materials needed" }),
    uses: list(10).meta({ description: "LRMI educationalUse (vocabulary `use`)" }),
    audiences: list(10).meta({ description: "Who it is for (vocabulary `audience`)" }),
    dimensions: list(4).meta({ description: "Learning dimension (vocabulary `dimension`)" }),
    choices: list(5).meta({ description: "What students choose (vocabulary `choice`)" }),
    settings: list(5).meta({ description: "Where it happens (vocabulary `setting`)" }),
    interests: list(30).meta({ description: "Culture, place and interest tags (vocabulary `interest`)" }),
    maturity: z
      .string()
      .trim()
      .max(60)
      .optional()
      .meta({ description: "How proven it is (vocabulary `maturity`)" }),
    evidence: HttpUrl.optional().meta({ description: "A link to evidence of use or effect" }),
    languages: list(30).meta({ description: "BCP 47 language tags" }),
    license: z.string().trim().max(300).default(NOT_STATED).meta({
      description: "SPDX or RightsStatements id, or the license's address; `not-stated` is never open",
    }),
    author: words(500).default(""),
    publisher: words(300).default(""),
    timeRequired: z
      .string()
      .trim()
      .regex(/^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+([.,]\d+)?H)?(\d+M)?(\d+S)?)?$/, {
        error: "is not an ISO 8601 duration. Write 50 minutes as PT50M, two days as P2D",
      })
      .optional()
      .meta({ description: "ISO 8601 duration, e.g. PT50M" }),
    accessibility: Accessibility.default({ features: [], hazards: [], modes: [] }),
    relations: z.array(Relation).max(50).default([]),
    curricula: list(20).meta({
      description: "Adopted curriculum and unit it goes with (vocabulary `curriculum`)",
    }),
  })
  .meta({ id: "Description" });
export type Description = z.output<typeof Description>;
/** What is described before anything is said of it. */
export const BLANK: Description = Description.parse({ title: "–" });
export type DescriptionInput = z.input<typeof Description>;

export type Status = "active" | "hidden" | "withdrawn" | "undone";
export type Owner = { person: string } | { organization: string };

export interface Withdrawal {
  at: string;
  /** The role, not the name: names stay within the organization. */
  by: "owner" | "curator";
  reason: string;
  /** A resource or address to use instead. */
  instead?: string;
}

/** Kept while a curator has it out of readers' sight, also when it is withdrawn meanwhile. */
export interface Hiding {
  at: string;
  /** Code of the organization whose curator hid it: that level shows it again, or one above. */
  by: string;
  reason: string;
}

/** What is registered. `description` is that of the published version. */
export interface Resource {
  id: string;
  /** Unique within the organization; set by curators only. */
  externalId?: string;
  /** Code of the organization it belongs to: its place in the tree. */
  organization: string;
  owner: Owner;
  status: Status;
  reach: Reach;
  /** Set when a curator narrowed it: its owner passes this only by a review. */
  ceiling?: Reach;
  /** Code of the organization whose curator narrowed it. */
  ceilingBy?: string;
  /** Raised by every commit; guards writes and index updates. */
  revision: number;
  /** Number of the published version. */
  published: number;
  /** Number of the proposed version, when one waits for a review. */
  proposed?: number;
  description: Description;
  endorsements: Endorsement[];
  /** True for what state staff catalogued: public at once, not reviewed. */
  catalogued: boolean;
  createdAt: string;
  changedAt: string;
  hiding?: Hiding;
  withdrawal?: Withdrawal;
}

/** One immutable version. Numbers count from 1. */
export interface Version {
  resource: string;
  number: number;
  description: Description;
  at: string;
  by: string;
  /** The widest reach it was ever published to; who may read it is decided by this and today's reach. */
  widestReach: Reach;
}

/** What happened, told without contents. `by` is a person id. */
export interface ResourceEvent {
  what:
    | "created"
    | "edited"
    | "proposed"
    | "proposal ended"
    | "widened"
    | "narrowed"
    | "withdrawn"
    | "hidden"
    | "shown"
    | "endorsed"
    | "restored"
    | "undone";
  at: string;
  by: string;
  role: "owner" | "curator" | "state" | "system";
  version?: number;
  reach?: Reach;
  note?: string;
}
