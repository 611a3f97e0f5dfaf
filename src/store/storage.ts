import type { Erasure } from "../erasing/rules/erasure.ts";
import type { Lease } from "../kernel/lease.ts";
import type { KeptAuditEntry } from "../people/rules/audit.ts";
import type { Change } from "./change.ts";
import type { Store } from "./store.ts";

/**
 * Where a registry keeps its data, and what is done with the data as a whole. Chosen once, from the configuration
 * (`start/storage.ts`); no other file knows which one it is.
 */
export interface Storage {
  /** False where no registry was ever kept. Makes nothing. */
  exists(): Promise<boolean>;
  /** Opens the store and brings it to the newest schema. Any number of processes and threads may have it open. */
  open(options?: StoreOptions): Promise<Store>;
  /** The right of this name, which one process of this registry holds at a time. */
  lease(name: string): Lease;
  ledger: Ledger;
  copies: Copies;
  /**
   * Removes what is left of everything erased: mentions in other rows, then every old byte. `outside` is first told
   * what lies elsewhere, and removes it. Off the main thread; repeating it is safe, also after a crash.
   */
  sweep(outside: (elsewhere: Elsewhere) => Promise<void>): Promise<void>;
}

export interface StoreOptions {
  /** Receives every entry of the audit trail once it is on disk. */
  audited?: (entry: KeptAuditEntry) => void;
  /**
   * Which commits are on disk when they resolve: every one, unless said otherwise. The others are with the next one
   * that is, and none is half there.
   */
  durable?: (changes: Change[]) => boolean;
}

/** What holds an erased thing outside the store, and is to go before what it is found by. */
export interface Elsewhere {
  /** Ids by which mails that became files are known. */
  ids: string[];
  /** Imports whose files hold its row. */
  imports: string[];
}

/** What was erased here, in no backup and untouched by a restore: what was erased stays so, whatever is restored. */
export interface Ledger {
  read(): Promise<Erasure[]>;
  /** Writes down those it does not know yet; on disk when it resolves. */
  add(erasures: Erasure[]): Promise<void>;
}

/** What is known of a copy after reading all of it. */
export interface Inspected {
  /** Empty when the copy is whole. */
  faults: string[];
  /** Rows by table. */
  rows: Record<string, number>;
  /** How many steps its schema has taken, and when the last one was made (ms since 1970). */
  migrations: number;
  newest: number;
}

/** The data as one file: copied while in use, read through, made ready, and put in the place of the data. */
export interface Copies {
  /** What the copy is called within a backup. */
  name: string;
  /** When the newest change of schema this program knows was made (ms since 1970). */
  newestKnown: number;
  /** Copies everything acknowledged before, while in use, into one file that a write-protected place may hold. */
  copyTo(file: string): Promise<void>;
  /** Reads the whole copy. Never rejects: what is wrong is told in `faults`. */
  inspect(file: string): Promise<Inspected>;
  /** What was erased in the data in place; nothing where they cannot be read. */
  erased(): Promise<Erasure[]>;
  /**
   * Makes a copy ready to be restored: brings it to today's schema, erases once more what was erased elsewhere or
   * later, down to the last byte, takes out the asks that were taken back in the data in place, and renews its epoch, so that every search index is rebuilt.
   */
  makeReady(file: string, erased: Erasure[]): Promise<MadeReady>;
  /**
   * Puts a copy that was made ready in the place of the data; what is there goes into the folder `aside`. There is
   * complete data at every moment, old or new. `in use`, and nothing changed, when somebody has it open.
   */
  replace(file: string, aside: string): Promise<"replaced" | "in use">;
}

export interface MadeReady {
  /** How many resources were there still and were erased once more. */
  resources: number;
  /** Hashes of the files that go with them. */
  files: string[];
  /** Everything that is erased in it now. */
  erasures: Erasure[];
}
