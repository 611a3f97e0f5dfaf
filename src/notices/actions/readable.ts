import { inviterOf } from "../../collections/actions/reading.ts";
import { isInvited, maintains, seesCollection } from "../../collections/rules/visibility.ts";
import { mayReadErasure } from "../../erasing/rules/erasure.ts";
import { importAddress } from "../../imports/rules/addresses.ts";
import type { Caller } from "../../people/rules/person.ts";
import { reportFor } from "../../reports/actions/reading.ts";
import { reportAddress } from "../../reports/rules/addresses.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import { couldSee, curates, may, maySee, visibilityTokensOf } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { subjectOf, versionOf } from "../../reviews/actions/load-subject.ts";
import { queueAddress } from "../../reviews/rules/addresses.ts";
import { readsInternalComments, roleInReview } from "../../reviews/rules/role-in-review.ts";
import { titleIn } from "../../reviews/rules/subject.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { noticeOf } from "../rules/import-notices.ts";
import type { Notice } from "../rules/notice.ts";
import { noticeSentence } from "../rules/sentence.ts";

/** A notice as its person may read it now. */
export interface ReadableNotice {
  notice: Notice;
  /** One plain sentence. */
  words: string;
  /** Path of the page where one goes on. */
  address: string;
}

/** Who a person is now, as they would call: for what is shown or sent without them asking. */
export async function callerFor(id: string, { people }: Pick<Store, "people">): Promise<Caller | undefined> {
  const person = await people.get(id);
  if (!person?.active) return undefined;
  const memberships = (await people.memberships(id)).filter((m) => m.confirmed);
  return { person, memberships };
}

/**
 * What of these notices this caller may still see, with the words of today. Everything is read and checked
 * again: who has lost sight of a thing is told nothing of it, not even that there is a notice
 * (docs/decisions/0006-what-one-may-not-see-does-not-exist.md).
 */
export async function readableNotices(
  caller: Caller,
  notices: Notice[],
  store: Store,
): Promise<ReadableNotice[]> {
  const reference = await store.reference();
  const readable = await Promise.all(
    notices.map((notice) => readableNotice(notice, caller, reference, store)),
  );
  return readable.flatMap((h) => h ?? []);
}

async function readableNotice(
  notice: Notice,
  caller: Caller,
  reference: Reference,
  store: Store,
): Promise<ReadableNotice | undefined> {
  const { review, report, resource, collection, organization, batch } = notice.about;
  const name = organization ? (reference.organizations.get(organization)?.name ?? organization) : "";
  const said = (address: string, title = "", place = name): ReadableNotice => ({
    notice,
    words: noticeSentence(notice.what, title, place),
    address,
  });
  if (review) {
    const title = await titleOfReview(review, notice, caller, reference, store);
    return title === undefined ? undefined : said(`/reviews/${review}`, title);
  }
  if (report) {
    const read = await reportFor(report, caller, store);
    return read && said(reportAddress(report), read.resource?.description.title);
  }
  if (resource && notice.what === "erased") {
    const erasure = await store.erasures.get(resource);
    const theirs = erasure && mayReadErasure(erasure, visibilityTokensOf(caller, reference.organizations));
    return theirs ? said(resourceAddress(resource)) : undefined;
  }
  if (resource) {
    const found = await store.resources.get(resource);
    if (!found || !maySeeSubject(found, caller, reference)) return undefined;
    return said(resourceAddress(resource), found.description.title);
  }
  if (collection) {
    const found = await store.collections.get(collection);
    const { organizations } = reference;
    if (!found) return undefined;
    if (notice.what === "asked to keep") {
      // Answered or no longer asked: there is nothing to say any more.
      if (!isInvited(caller, found)) return undefined;
      const asker = await inviterOf(found, caller, store);
      return said(`/collections/${collection}/invitation`, found.draft.title, asker);
    }
    if (!seesCollection(caller, found, organizations)) return undefined;
    const { title } = maintains(caller, found, organizations) ? found.draft : (found.content ?? found.draft);
    return said(`/collections/${collection}`, title);
  }
  const place = organization ? reference.organizations.get(organization) : undefined;
  if (!place) return undefined;
  if (notice.about.import) {
    const found = await store.imports.get(notice.about.import);
    // It has gone on meanwhile: there is nothing to say any more.
    const holds = found && noticeOf(found.state) === notice.what;
    const theirs = curates(caller, place.code, reference.organizations);
    return holds && theirs ? said(importAddress(found), found.name) : undefined;
  }
  if (batch)
    return curates(caller, place.code, reference.organizations)
      ? said(queueAddress(place.code, batch))
      : undefined;
  if (notice.what === "membership asked" && !may(caller, "confirm", place, reference.organizations))
    return undefined;
  return said(
    curates(caller, place.code, reference.organizations) ? `/organizations/${place.code}` : "/account",
  );
}

/** As `readFor`: the withdrawn are told of to those who were within their reach. */
const maySeeSubject = (r: Resource, caller: Caller, { organizations }: Reference) =>
  r.status === "withdrawn" ? couldSee(caller, r, organizations) : maySee(caller, r, organizations);

async function titleOfReview(
  id: string,
  notice: Notice,
  caller: Caller,
  { organizations }: Reference,
  store: Store,
): Promise<string | undefined> {
  const review = await store.reviews.get(id);
  const subject = review && (await subjectOf(review, store));
  const role = subject && roleInReview(review, subject, caller, organizations);
  if (!role || (notice.what === "note" && !readsInternalComments(role))) return undefined;
  if (notice.what === "overdue" && review.state !== "open") return undefined;
  return titleIn(await versionOf(review, store));
}
