import type { QueryShape } from "../../kernel/facts.ts";
import type { Upload } from "./file.ts";

/** Who may name a file in a resource. */
export interface FileRights {
  /** Hashes that a version of this resource has named before. */
  named: string[];
  /** Which of these people uploaded which of these files. */
  uploads: Pick<Upload, "hash" | "person">[];
}

export interface FileRightsNow extends QueryShape<"file rights", FileRights> {
  resource: string;
  hashes: string[];
  people: string[];
}
