import type { Description, Resource } from "../../resources/rules/resource.ts";

/** A record of the importing organization, and what the last import made of it. */
export interface OwnRecord {
  resource: Resource;
  /** The description the last import wrote: what differs from it now was corrected by a person. */
  imported?: Description;
}

/** Something that looks like the row: a record of the registry, or an earlier row of the same file. */
export interface SimilarRecord {
  resource?: string;
  sheet?: string;
  row?: number;
  title: string;
  url?: string;
  externalId?: string;
}

/** What a row is looked up by. */
export interface RowKeys {
  externalId?: string;
  /** `canonicalUrl` of its link. */
  url?: string;
  /** `titleKeys` of its title. */
  titles: string[];
}

/**
 * What the store promises to an import (docs/decisions/0012-imports-that-can-be-previewed-and-undone.md).
 * Asked for some hundred rows at once; every answer is in the order of the keys. Records of any status are
 * found, so that an undone one can be revived.
 */
export interface ExistingRecords {
  /**
   * The organization's own record for each row: by external id, else by canonical URL. A record stands for one
   * row of an import: those that other rows of `importId` stand for are passed over.
   */
  own(organization: string, keys: RowKeys[], importId?: string): Promise<(OwnRecord | undefined)[]>;
  /** Records by id, as `own` gives them. */
  ownOf(resources: string[]): Promise<Map<string, OwnRecord>>;
  /**
   * Records that share a canonical URL or a title key with each row and that the person may see (visibility
   * tokens), own and others', at most `most` for each.
   */
  similar(visible: string[], keys: RowKeys[], most: number): Promise<SimilarRecord[][]>;
  /**
   * Remembers rows of an import for as long as this process reads its file, and gives for each the rows before
   * it that share a key with it. `seq` counts the rows of the file.
   */
  earlier(importId: string, rows: RowSeen[], most: number): Promise<SimilarRecord[][]>;
}

/** A row as the rows below it may ask for it. */
export interface RowSeen {
  seq: number;
  sheet?: string | undefined;
  row: number;
  title: string;
  keys: RowKeys;
}
