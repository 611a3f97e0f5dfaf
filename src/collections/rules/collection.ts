import * as z from "zod";
import type { Caller } from "../../people/rules/person.ts";
import type { Endorsement } from "../../reach/rules/endorsement.ts";
import type { Reach } from "../../reach/rules/reach.ts";
import { Description, type Owner, type Resource } from "../../resources/rules/resource.ts";

const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: `is too long. At most ${most} characters` });

export const Entry = z
  .strictObject({
    resource: z.uuid({ error: "is not the id of a resource" }),
    note: words(1000).default("").meta({ description: "What the curator says about it" }),
  })
  .meta({ id: "CollectionEntry" });
export type Entry = z.output<typeof Entry>;

export const Section = z
  .strictObject({
    heading: words(200).default("").meta({ description: "Empty for a collection without sections" }),
    note: words(1000).default(""),
    entries: z.array(Entry).max(200).default([]),
  })
  .meta({ id: "CollectionSection" });
export type Section = z.output<typeof Section>;

/** What a collection says and holds, in its order: the draft has one, and every version. */
export const Content = z
  .strictObject({
    title: words(200).min(1, { error: "is empty. Give the collection a title" }),
    introduction: words(5000).default(""),
    sections: z.array(Section).max(40, { error: "are too many. At most 40" }).default([]),
  })
  .meta({ id: "CollectionContent" });
export type Content = z.output<typeof Content>;

/** How many resources one collection holds at most: beyond that it is a search, not a selection. */
export const MOST_ENTRIES = 200;
export const MOST_CURATORS = 20;

export type CollectionStatus = "active" | "hidden";

/** Someone asked to keep a collection together with its owner. Nothing is theirs before they accept. */
export interface CoCurator {
  id: string;
  /** Known from the start when a colleague was named, else once the one with this e-mail accepts. */
  person?: string;
  email?: string;
  /** What the inviter typed: shown until it is accepted, so that nobody learns who has an account. */
  asked: string;
  invitedBy: string;
  invitedAt: string;
  acceptedAt?: string;
}

/**
 * An ordered, annotated set of resources. It has a reach, an owner and endorsements like any resource, and a
 * draft that its curators change; readers see the published version.
 */
export interface Collection {
  id: string;
  organization: string;
  owner: Owner;
  status: CollectionStatus;
  /** Code of the organization whose curator hid it. */
  hiddenBy?: string;
  /** `private` until it is published. */
  reach: Reach;
  ceiling?: Reach;
  ceilingBy?: string;
  /** Raised by every commit; guards writes. */
  revision: number;
  /** Number of the newest version, 0 before the first. */
  latest: number;
  /** Number and content of the version readers see. */
  published?: number;
  content?: Content;
  /** Number of the version that waits for approval. */
  proposed?: number;
  draft: Content;
  endorsements: Endorsement[];
  curators: CoCurator[];
  createdAt: string;
  changedAt: string;
}

/** One immutable version. Numbers count from 1. */
export interface CollectionVersion {
  collection: string;
  number: number;
  content: Content;
  at: string;
  by: string;
  widestReach: Reach;
}

/** What happened, told without contents. `by` is a person id. */
export interface CollectionEvent {
  what:
    | "created"
    | "edited"
    | "published"
    | "proposed"
    | "proposal ended"
    | "widened"
    | "narrowed"
    | "taken back"
    | "hidden"
    | "shown"
    | "endorsed"
    | "curator invited"
    | "curator joined"
    | "curator left"
    | "featured"
    | "no longer featured";
  at: string;
  by: string;
  role: "owner" | "curator" | "co-curator" | "state";
  version?: number;
  reach?: Reach;
  note?: string;
}

/** Resources link somewhere; a collection's links are its resources', so the rule about links is met. */
const HELD = Description.parse({ title: "A collection", url: "https://collection.invalid" });

/** The rules of reach, visibility and endorsement are those of resources: they are asked with this stand-in. */
export const asResource = (c: Collection): Resource => ({
  id: c.id,
  organization: c.organization,
  owner: c.owner,
  status: c.status,
  reach: c.published === undefined ? "private" : c.reach,
  ...(c.ceiling === undefined ? {} : { ceiling: c.ceiling }),
  ...(c.ceilingBy === undefined ? {} : { ceilingBy: c.ceilingBy }),
  revision: c.revision,
  published: c.published ?? 0,
  ...(c.proposed === undefined ? {} : { proposed: c.proposed }),
  description: HELD,
  endorsements: c.endorsements,
  catalogued: false,
  createdAt: c.createdAt,
  changedAt: c.changedAt,
});

export const entriesOf = ({ sections }: Content): Entry[] => sections.flatMap((s) => s.entries);

export const sameContent = (a: Content | undefined, b: Content) => JSON.stringify(a) === JSON.stringify(b);

/** True when readers do not see the draft as it is. */
export const hasChanges = (c: Collection) => !sameContent(c.content, c.draft);

/** The open or accepted place of this caller among the co-curators. */
export const placeOf = ({ person }: Caller, c: Collection): CoCurator | undefined =>
  person &&
  c.curators.find(
    (k) => k.person === person.id || (!k.acceptedAt && k.email !== undefined && k.email === person.email),
  );
