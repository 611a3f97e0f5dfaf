import type { Resource, ResourceEvent, Version } from "../resources/rules/resource.ts";

/** One event of one resource, with its place among those of all. */
export interface Happened {
  position: number;
  resource: string;
  event: ResourceEvent;
}

export interface ListedPage {
  resources: Resource[];
  /** Give it back as `after` to go on; absent at the end. */
  next?: string;
}

/** What the store promises about resources. Reading only: writing is `store.commit`. */
export interface Resources {
  get(id: string): Promise<Resource | undefined>;
  byExternalId(organization: string, externalId: string): Promise<Resource | undefined>;
  /** The given ids that exist, in the order given. */
  many(ids: string[]): Promise<Resource[]>;
  /**
   * Resources seen under one of these tokens, in the order of their ids, by keyset: stable while others write.
   * `after` is the cursor of the page before.
   */
  list(
    visible: string[],
    options: { after?: string; limit: number; organization?: string },
  ): Promise<ListedPage>;
  /** Every resource of any status in id order, for rebuilding an index. */
  each(afterId: string, limit: number): Promise<Resource[]>;
  /** What a person owns, whatever its status, changed last first. */
  ofPerson(person: string, limit: number): Promise<Resource[]>;
  /** Resources seen under one of these tokens that share a canonical address or a key of their title with this. */
  similar(
    visible: string[],
    to: { url?: string | undefined; title: string },
    limit: number,
  ): Promise<Resource[]>;
  /** `similar` for each of these, in their order, so many at most for each. */
  similarToEach(
    visible: string[],
    each: { url?: string | undefined; title: string }[],
    limit: number,
  ): Promise<Resource[][]>;
  version(id: string, number: number): Promise<Version | undefined>;
  /** Those of the given versions that exist, in the order given. */
  versionsAt(places: { id: string; number: number }[]): Promise<Version[]>;
  versions(id: string): Promise<Version[]>;
  history(id: string): Promise<ResourceEvent[]>;
  /**
   * What has happened to all of them behind a position, oldest first, so many at most. Positions only grow; what
   * was erased is not there any more.
   */
  happened(after: number, limit: number): Promise<Happened[]>;
  /** How many resources there are, of any status. */
  count(): Promise<number>;
}
