import type { Erasure } from "../erasing/rules/erasure.ts";

/** What is known of a database file after reading all of it. */
export interface Inspected {
  /** Empty when the file is whole. */
  faults: string[];
  /** Rows by table. */
  rows: Record<string, number>;
  /** How many steps its schema has taken, and when the last one was made (ms since 1970). */
  migrations: number;
  newest: number;
}

/** What a backup does to database files, without knowing what is in them. */
export interface DatabaseFiles {
  /** Makes a finished copy one plain file on disk, readable from a write-protected place. */
  seal(file: string): void;
  /** Reads the whole file. Never throws: what is wrong is told in `faults`. */
  inspect(file: string): Inspected;
  /** Brings a copy to today's schema and renews its epoch, so that every search index is built anew. */
  makeCurrent(file: string): void;
  /** What was erased in it; nothing where the file cannot be read. */
  erasures(file: string): Erasure[];
  /**
   * Erases once more what was erased elsewhere or later, down to the last byte. Gives how many resources were
   * there still, and the hashes of the files that go with them.
   */
  erase(file: string, erasures: Erasure[]): Promise<{ resources: number; files: string[] }>;
  /** Closes the books of a file nobody uses, so that it can be moved; `in use` when somebody does. */
  settle(file: string): "settled" | "broken" | "absent" | "in use";
}
