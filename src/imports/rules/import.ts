import type { Reach } from "../../reach/rules/reach.ts";
import type { Description } from "../../resources/rules/resource.ts";
import type { Format } from "../../sheets/open-file.ts";
import type { Outline } from "../../sheets/outline.ts";
import type { Mapping, Matched } from "./columns.ts";
import type { Finding, FindingAnswer } from "./findings.ts";
import type { Origin } from "./harvest.ts";
import type { LinkCheckProgress, LinkResult } from "./link-checks.ts";
import type { Duplicate, FieldChange, RowOutcome } from "./plan.ts";
import type { Widening } from "./widening.ts";

/** Where an import stands. Those of `ACTIVE_STATES` are a job that the worker carries on with. */
export const IMPORT_STATES = [
  "reading",
  "columns",
  "checking",
  "checked",
  "importing",
  "opening",
  "done",
  "undoing",
  "undone",
  "stopped",
  "failed",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const ACTIVE_STATES: ImportState[] = ["reading", "checking", "importing", "opening", "undoing"];

/** What to bring in: all rows or none, those without a fault, or only what is not there yet. */
export const IMPORT_CHOICES = ["all", "good", "new"] as const;
export type ImportChoice = (typeof IMPORT_CHOICES)[number];

/** What became of a row when the import, or its undoing, came to it. */
export const RESULTS = [
  "created",
  "revived",
  "changed",
  "unchanged",
  "withdrawn",
  "held",
  "undone",
  "restored",
  "later",
] as const;
export type Result = (typeof RESULTS)[number];

/** What a person decides for a row that cannot go on by itself. */
export const DECISIONS = ["bring", "leave", "withdraw", "undo", "keep"] as const;
export type RowDecision = (typeof DECISIONS)[number];

/** One file brought in by an organization. */
export interface Import {
  id: string;
  organization: string;
  /** The person who brings it in: what it may is what they may now. */
  by: string;
  /** The file's name, as it came. */
  name: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  /** Which list of the organization this is an edition of: what it no longer names is told. */
  source: string;
  /** The catalog it is harvested from; absent for a file. */
  origin?: Origin;
  state: ImportState;
  revision: number;
  createdAt: string;
  changedAt: string;
  format?: Format;
  /** What a person should know about the file. */
  notes: string[];
  sheets: string[];
  /** The sheets to read; all when absent. */
  chosen?: string[];
  outline?: Outline & Pick<Matched, "unknown" | "shared" | "lacksTitle">;
  mapping: Mapping;
  answers: FindingAnswer[];
  /** `home` is everyone of the organization. */
  reach: "home" | Extract<Reach, "state" | "public">;
  choice?: ImportChoice;
  /** Rows that could not be given the reach at once: they are offered when all are in. */
  short?: boolean;
  /** Who else should see its records, and how far that has come. */
  opening?: Widening;
  /** Its links, tried in the background. */
  links?: LinkCheckProgress;
  /** Somebody asked to stop the job under way. */
  stopping?: boolean;
  progress: Progress;
  counts: Record<RowOutcome, number>;
  /** Rows that took effect, by what became of them. */
  results: Partial<Record<Result, number>>;
  faultyCells: number;
  /** Rows with fields left as a person corrected them. */
  keptRows: number;
  /** What the job under way waits for, in a sentence; gone with its next step. */
  waits?: string;
  /** Why it failed or stopped, in a sentence. */
  trouble?: string;
  /** When it was brought in. */
  doneAt?: string;
}

/** How far the job under way is. `total` is 0 while nobody knows it. */
export interface Progress {
  done: number;
  total: number;
  startedAt: string;
}

/** One row of an import: its plan, and what became of it. */
export interface ImportRow {
  /** Counts the rows of the file, from 1. */
  seq: number;
  sheet?: string;
  /** As a person counts; 0 for what the file no longer names. */
  row: number;
  outcome: RowOutcome;
  externalId?: string;
  title: string;
  /** The record it stands for, once there is one. */
  resource?: string;
  /** Its revision when the plan was made. */
  revision?: number;
  /** What it says of its record; kept for rows that would write something. */
  said?: Partial<Description>;
  changes: FieldChange[];
  kept: FieldChange[];
  duplicates: Duplicate[];
  faults: Finding[];
  warnings: Finding[];
  decision?: RowDecision;
  result?: Result;
  /** Why it was held back or left. */
  why?: string;
  wrote?: Wrote;
  /** How its link was found, when it was checked. */
  link?: { result: LinkResult; detail: string };
}

/** A row as far as carrying it out needs it: what becomes of it is planned again. */
export type RowToDo = Omit<ImportRow, "changes" | "kept" | "duplicates" | "faults" | "warnings">;

/** What the import wrote for a row, so that it can be taken back. */
export interface Wrote {
  /** The version it published, and the revision it left. */
  version: number;
  revision: number;
  /** The version published before; absent when the import made the record. */
  before?: number;
  /** What the import before this one had written. */
  imported?: Imported;
}

/** What the last import wrote of a record. */
export interface Imported {
  source: string;
  import: string;
  version: number;
  /** Fields that a person had corrected already: what the import before wrote there, null for nothing. */
  differs?: Record<string, unknown>;
}

export const NO_COUNTS: Record<RowOutcome, number> = {
  new: 0,
  changed: 0,
  unchanged: 0,
  duplicate: 0,
  faulty: 0,
  gone: 0,
};

/** `Grade 3 (2).XLSX` and `grade 3.csv` are editions of one list. */
export const sourceOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.[a-z0-9]{1,6}$/, "")
    .replace(/[\s_-]*(\(\d+\)|copy|\(faults\))$/g, "")
    .trim()
    .slice(0, 200) || "sheet";

/** Resources an import made or changed. */
export const appliedCount = ({ results: { created = 0, revived = 0, changed = 0 } }: Import) =>
  created + revived + changed;
