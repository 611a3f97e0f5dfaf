import type { Mapping } from "./columns.ts";
import type { FindingAnswer, SharedFinding, SharedUnderstanding } from "./findings.ts";
import type { Import, Imported, ImportRow, Result } from "./import.ts";
import type { LinkCheck } from "./link-checks.ts";
import type { RowOutcome } from "./plan.ts";

/** What the rows of one import share. */
export interface SharedFindings {
  findings: SharedFinding[];
  understood: SharedUnderstanding[];
}

/** What an organization's imports go on with. */
export interface Remembered {
  mapping: Mapping;
  answers: FindingAnswer[];
}

export interface ImportChange {
  noun: "import";
  before?: Import;
  after: Import;
  shared?: SharedFindings;
}

/** Changes of the rows of one import. */
export interface RowsChange {
  noun: "import-rows";
  import: string;
  /** Takes away as many rows, from the first, to plan again. */
  cleared?: number;
  added?: ImportRow[];
  /** What became of rows. `imported` follows for their records: null forgets it. */
  done?: {
    row: Pick<ImportRow, "seq" | "resource" | "result" | "why" | "wrote">;
    imported?: Imported | null;
  }[];
  /** How links were found. */
  links?: LinkCheck[];
  decided?: { seqs?: number[]; outcome?: RowOutcome; result?: Result; decision: ImportRow["decision"] };
}

export type ImportsChange =
  | ImportChange
  | RowsChange
  | { noun: "import-ways"; organization: string; after: Remembered };
