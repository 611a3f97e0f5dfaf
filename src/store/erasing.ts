import type { Erasure, Extent } from "../erasing/rules/erasure.ts";

/** What the store promises about erasures. Reading only: writing is `store.commit`. */
export interface Erasures {
  get(resource: string): Promise<Erasure | undefined>;
  /** Those of the given resources that were erased, in the order given. */
  many(resources: string[]): Promise<Erasure[]>;
  /** All of them, in the order of their ids. */
  all(): Promise<Erasure[]>;
  /** Those whose last traces are still to be overwritten, with the hashes of the files that go. */
  unswept(): Promise<(Erasure & { files: string[] })[]>;
  extent(resource: string): Promise<Extent>;
}
