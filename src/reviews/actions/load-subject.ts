import type { Store } from "../../store/store.ts";
import type { Review } from "../rules/review.ts";
import { type AnyVersion, type Subject, subjectOfCollection, subjectOfResource } from "../rules/subject.ts";

/** What a review is about, as it is now. */
export async function subjectOf(
  { resource, collection }: Pick<Review, "resource" | "collection">,
  store: Store,
): Promise<Subject | undefined> {
  if (collection !== undefined) {
    const found = await store.collections.get(collection);
    return found && subjectOfCollection(found);
  }
  const found = await store.resources.get(resource ?? "");
  return found && subjectOfResource(found);
}

/** What each of these reviews is about, by the review's id. */
export async function subjectsOf(reviews: Review[], store: Store): Promise<Map<string, Subject>> {
  const [resources, collections] = await Promise.all([
    store.resources.many(reviews.flatMap((r) => r.resource ?? [])),
    store.collections.many(reviews.flatMap((r) => r.collection ?? [])),
  ]);
  const known = new Map<string, Subject>([
    ...resources.map((r) => [r.id, subjectOfResource(r)] as const),
    ...collections.map((c) => [c.id, subjectOfCollection(c)] as const),
  ]);
  return new Map(
    reviews.flatMap((r) => {
      const subject = known.get(r.resource ?? r.collection ?? "");
      return subject ? [[r.id, subject] as const] : [];
    }),
  );
}

/** A version of what this review is about. */
export const versionAt = (
  { resource, collection }: Pick<Review, "resource" | "collection">,
  number: number,
  store: Store,
): Promise<AnyVersion | undefined> =>
  collection !== undefined
    ? store.collections.version(collection, number)
    : store.resources.version(resource ?? "", number);

/** A version of what a review is about, by its number. */
export type VersionLookup = (
  of: Pick<Review, "resource" | "collection">,
  number: number,
) => AnyVersion | undefined;

/** Reads versions of what many reviews are about, in one go. */
export async function readVersions(
  asked: { of: Pick<Review, "resource" | "collection">; number: number }[],
  store: Store,
): Promise<VersionLookup> {
  const [ofResources, ofCollections] = await Promise.all([
    store.resources.versionsAt(
      asked.flatMap(({ of, number }) => (of.resource ? [{ id: of.resource, number }] : [])),
    ),
    store.collections.versionsAt(
      asked.flatMap(({ of, number }) => (of.collection ? [{ id: of.collection, number }] : [])),
    ),
  ]);
  const known = new Map<string, AnyVersion>([
    ...ofResources.map((v) => [`${v.resource} ${v.number}`, v] as const),
    ...ofCollections.map((v) => [`${v.collection} ${v.number}`, v] as const),
  ]);
  return ({ resource, collection }, number) => known.get(`${collection ?? resource} ${number}`);
}

/** The version each of these reviews asks about, by the review's id; however many, in two reads. */
export async function versionsOf(reviews: Review[], store: Store): Promise<Map<string, AnyVersion>> {
  const versions = await readVersions(
    reviews.map((review) => ({ of: review, number: review.version })),
    store,
  );
  return new Map(
    reviews.flatMap((review) => {
      const version = versions(review, review.version);
      return version ? [[review.id, version] as const] : [];
    }),
  );
}

/** The version a review asks about. Versions are never lost, so it is there. */
export async function versionOf(review: Review, store: Store): Promise<AnyVersion> {
  return requestedVersion(review, await readVersions([{ of: review, number: review.version }], store));
}

/** The same, among versions that were read. */
export function requestedVersion(review: Review, versions: VersionLookup): AnyVersion {
  const version = versions(review, review.version);
  if (!version) throw new Error(`Review ${review.id} asks about a version that is not there`);
  return version;
}
