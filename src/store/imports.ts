import type { Remembered, SharedFindings } from "../imports/rules/change.ts";
import type { ExistingRecords } from "../imports/rules/existing-records.ts";
import type { Import, Imported, ImportRow, Result, RowToDo } from "../imports/rules/import.ts";
import type { LinkResult } from "../imports/rules/link-checks.ts";
import type { RowOutcome } from "../imports/rules/plan.ts";

export interface RowFilter {
  outcome?: RowOutcome | undefined;
  result?: Result | undefined;
  /** Only rows whose link was found like this. */
  link?: LinkResult | undefined;
  /** Only rows with fields left as a person corrected them. */
  kept?: boolean | undefined;
  /** `seq` of the last row of the page before. */
  after: number;
  limit: number;
}

/** What the store promises about imports. Reading only, except what `earlier` remembers: writing is `store.commit`. */
export interface Imports extends ExistingRecords {
  get(id: string): Promise<Import | undefined>;
  /** The given ids that exist, in the order given. */
  many(ids: string[]): Promise<Import[]>;
  /** Newest first. */
  list(organization: string, limit: number): Promise<Import[]>;
  /** Imports that a worker has something to do for, oldest first. */
  open(): Promise<Import[]>;
  /** In the order of the file. */
  rows(id: string, filter: RowFilter): Promise<ImportRow[]>;
  /** Rows that are to be carried out and have no result yet. */
  toDo(id: string, after: number, limit: number): Promise<RowToDo[]>;
  /** Rows that wrote something and can be taken back. */
  toUndo(id: string, after: number, limit: number): Promise<ImportRow[]>;
  /** Rows with a link that would write something. */
  linked(id: string, after: number, limit: number): Promise<ImportRow[]>;
  /** Imports whose links are being tried, oldest first. */
  withLinkCheck(): Promise<Import[]>;
  /** Rows that stand for a record, new, changed or as before. */
  rowsWithRecord(id: string, after: number, limit: number): Promise<ImportRow[]>;
  /** How many rows stand for a record. */
  countWithRecord(id: string): Promise<number>;
  shared(id: string): Promise<SharedFindings>;
  remembered(organization: string): Promise<Remembered>;
  /** What the last import wrote of each of these resources, by their ids. */
  imported(resources: string[]): Promise<Map<string, Imported>>;
  /** Active records of the source that no row of the import stands for, by id. */
  noLongerListed(given: {
    import: Import;
    after: string;
    limit: number;
  }): Promise<{ resource: string; title: string }[]>;
  /** Forgets what `earlier` remembers of it. */
  forget(importId: string): void;
}
