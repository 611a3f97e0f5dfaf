import type { KeptFile, Upload } from "../files/rules/file.ts";

/** What the store promises about files: what is known of them. Their bytes lie in the data folder. */
export interface Files {
  get(hash: string): Promise<KeptFile | undefined>;
  /** The person's own upload of it, where there is one. */
  uploadBy(hash: string, person: string): Promise<Upload | undefined>;
  /** Ids of the resources that a version of names it. */
  resourcesWith(hash: string): Promise<string[]>;
  /** Those that wait for the scanner, oldest first. */
  held(most: number): Promise<KeptFile[]>;
}
