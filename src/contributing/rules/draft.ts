import type { LockedLink } from "./locked-link.ts";
import type { PageMetadata } from "./page-metadata.ts";

/** What was typed into the share form, by field. Kept as it was typed, faults and all. */
export type FormValues = Record<string, string[]>;

/** What came of reading the page behind the link. */
export interface ReadPage {
  /** The address that was tried. */
  link: string;
  metadata?: PageMetadata;
  /** Why it could not be read, for a person. */
  fault?: string;
  locked?: LockedLink;
}

/** Something being described, seen by its person alone. A resource made of it takes its id. */
export interface Draft {
  id: string;
  person: string;
  typed: FormValues;
  page?: ReadPage;
  createdAt: string;
  changedAt: string;
}

/** So many drafts a person can keep; nobody finishes more. */
export const MOST_DRAFTS = 100;
