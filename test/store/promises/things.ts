import type { Collection, CollectionVersion, Content } from "../../../src/collections/rules/collection.ts";
import type { Person } from "../../../src/people/rules/person.ts";
import {
  Description,
  type DescriptionInput,
  type Owner,
  type Resource,
  type Version,
} from "../../../src/resources/rules/resource.ts";
import type { ChangeOf } from "../../../src/store/change.ts";

import { at, newId } from "./stage.ts";

export const described = (title: string, more: Partial<DescriptionInput> = {}): Description =>
  Description.parse({ title, ...more });

export const resourceOf = (owner: Owner, organization: string, more: Partial<Resource> = {}): Resource => ({
  id: newId(),
  organization,
  owner,
  status: "active",
  reach: "public",
  revision: 1,
  published: 1,
  description: described("Puddles after rain"),
  endorsements: [],
  catalogued: false,
  createdAt: at(),
  changedAt: at(),
  ...more,
});

export const byPerson = ({ id }: Person, organization: string, more: Partial<Resource> = {}): Resource =>
  resourceOf({ person: id }, organization, more);

const authorOf = ({ owner }: Pick<Resource, "owner">) => ("person" in owner ? owner.person : "program");

export const versionOf = (r: Resource, number: number, more: Partial<Version> = {}): Version => ({
  resource: r.id,
  number,
  description: r.description,
  at: at(),
  by: authorOf(r),
  widestReach: r.reach,
  ...more,
});

/** A resource that was not there before, with its first version. */
export const registered = (
  after: Resource,
  more: Partial<ChangeOf<"resource">> = {},
): ChangeOf<"resource"> => ({
  noun: "resource",
  after,
  version: versionOf(after, after.published),
  event: { what: "created", at: after.createdAt, by: authorOf(after), role: "owner", version: 1 },
  ...more,
});

/** One revision on. What happened is an edit, unless said otherwise. */
export const changed = (
  before: Resource,
  next: Partial<Resource>,
  more: Partial<ChangeOf<"resource">> = {},
): ChangeOf<"resource"> => ({
  noun: "resource",
  before,
  after: { ...before, ...next, revision: before.revision + 1 },
  event: { what: "edited", at: at(1), by: authorOf(before), role: "owner" },
  ...more,
});

/** The next version, published at once. */
export function rewritten(before: Resource, description: Description): ChangeOf<"resource"> {
  const published = before.published + 1;
  const change = changed(before, { description, published });
  return { ...change, version: versionOf(change.after, published) };
}

export const EMPTY: Content = { title: "Water", introduction: "", sections: [] };

/** Resources in one section, with a note each. */
export const holding = (...resources: string[]): Content => ({
  title: "Water",
  introduction: "What we use in spring",
  sections: [
    { heading: "Rain", note: "", entries: resources.map((resource) => ({ resource, note: "Good" })) },
  ],
});

export const collectionOf = (owner: Owner, more: Partial<Collection> = {}): Collection => ({
  id: newId(),
  organization: "28",
  owner,
  status: "active",
  reach: "private",
  revision: 1,
  latest: 0,
  draft: EMPTY,
  endorsements: [],
  curators: [],
  createdAt: at(),
  changedAt: at(),
  ...more,
});

export const collectionVersionOf = (c: Collection, number: number, content: Content): CollectionVersion => ({
  collection: c.id,
  number,
  content,
  at: at(),
  by: authorOf(c),
  widestReach: c.reach,
});

export const collected = (
  after: Collection,
  more: Partial<ChangeOf<"collection">> = {},
): ChangeOf<"collection"> => ({
  noun: "collection",
  after,
  event: { what: "created", at: after.createdAt, by: authorOf(after), role: "owner" },
  ...more,
});

/** A collection that is published from the start. */
export function publishedCollection(owner: Owner, content: Content, more: Partial<Collection> = {}) {
  const after = collectionOf(owner, {
    latest: 1,
    published: 1,
    reach: "public",
    content,
    draft: content,
    ...more,
  });
  return collected(after, { version: collectionVersionOf(after, 1, content) });
}

export const collectionChanged = (
  before: Collection,
  next: Partial<Collection>,
  more: Partial<ChangeOf<"collection">> = {},
): ChangeOf<"collection"> => ({
  noun: "collection",
  before,
  after: { ...before, ...next, revision: before.revision + 1 },
  event: { what: "edited", at: at(1), by: authorOf(before), role: "owner" },
  ...more,
});
