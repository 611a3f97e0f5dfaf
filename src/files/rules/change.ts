import type { KeptFile, Upload } from "./file.ts";

/** With `upload`: somebody brought it in. Without: what the scanner says of it. */
export interface FileChange {
  noun: "file";
  after: KeptFile;
  upload?: Upload;
}

/** A resource names these files, by hash. Follows from a version of it. */
export interface FileUses {
  noun: "file-uses";
  resource: string;
  hashes: string[];
}
