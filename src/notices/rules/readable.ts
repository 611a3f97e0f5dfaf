import type { Ask } from "../../asks/rules/ask.ts";
import { mayOnAsk } from "../../asks/rules/may.ts";
import { collectionAddress } from "../../collections/rules/addresses.ts";
import type { Collection } from "../../collections/rules/collection.ts";
import { mayOnCollection } from "../../collections/rules/may.ts";
import type { Erasure } from "../../erasing/rules/erasure.ts";
import { importAddress } from "../../imports/rules/addresses.ts";
import type { Import, ImportState } from "../../imports/rules/import.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import { mayIn } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import { reportAddress } from "../../reports/rules/addresses.ts";
import { mayOnReport } from "../../reports/rules/may.ts";
import type { Report } from "../../reports/rules/report.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { queueAddress, reviewAddress } from "../../reviews/rules/addresses.ts";
import { mayInReview, type ReviewAction } from "../../reviews/rules/may.ts";
import type { Review } from "../../reviews/rules/review.ts";
import type { Subject } from "../../reviews/rules/subject.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { NoticeSubject } from "./notice-subject.ts";

/** An offer with what it is about. */
export interface ReviewInView {
  review: Review;
  subject: Subject;
  /** Of the version it asks about. */
  title: string;
}

/** Who reads notices, and the things these are about as they are at this moment, by their ids. */
export interface InView {
  caller: Caller;
  reference: Reference;
  resources: ReadonlyMap<string, Resource>;
  collections: ReadonlyMap<string, Collection>;
  reviews: ReadonlyMap<string, ReviewInView>;
  reports: ReadonlyMap<string, Report>;
  asks: ReadonlyMap<string, Ask>;
  imports: ReadonlyMap<string, Import>;
  erasures: ReadonlyMap<string, Erasure>;
  /** Names of those who asked this reader to keep a collection with them. */
  names: ReadonlyMap<string, string>;
}

/** Where a notice leads, with what its sentence names. */
export interface Destination {
  /** Path of the page where one goes on. */
  address: string;
  title?: string;
  /** In place of the name of the organization. */
  place?: string;
}

/** Who has lost sight of a thing is told nothing of it. */
export type Readable = (about: NoticeSubject, view: InView) => Destination | undefined;

const found = <T>(things: ReadonlyMap<string, T>, id: string | undefined): T | undefined =>
  id === undefined ? undefined : things.get(id);

/** As `readFor`: withdrawals are reported to those who were within their reach. */
export const onResource: Readable = ({ resource }, { resources, caller, reference: { organizations } }) => {
  const r = found(resources, resource);
  const action = r?.status === "withdrawn" ? "see its tombstone" : "see";
  return r && may(caller, action, r, organizations)
    ? { address: resourceAddress(r.id), title: r.description.title }
    : undefined;
};

export const onCollection: Readable = ({ collection }, { collections, caller, reference }) => {
  const c = found(collections, collection);
  if (!c || !mayOnCollection(caller, "see", c, reference.organizations)) return undefined;
  const edits = mayOnCollection(caller, "edit", c, reference.organizations);
  const { title } = edits ? c.draft : (c.content ?? c.draft);
  return { address: collectionAddress(c.id), title };
};

export const onEither: Readable = (about, view) => (about.resource ? onResource : onCollection)(about, view);

/** For those who may do this in the review, as long as it is as `holds` says. */
export const onReview =
  (holds: (review: Review) => boolean = () => true, action: ReviewAction = "read"): Readable =>
  (about, { reviews, caller, reference: { organizations } }) => {
    const seen = found(reviews, about.review);
    if (!seen || !mayInReview(caller, action, seen, organizations) || !holds(seen.review)) return undefined;
    return { address: reviewAddress(seen.review.id), title: seen.title };
  };

export const onReport: Readable = (about, { reports, resources, caller, reference: { organizations } }) => {
  const report = found(reports, about.report);
  if (!report || !mayOnReport(caller, "read", { report }, organizations)) return undefined;
  const r = resources.get(report.resource);
  const title = r && may(caller, "see", r, organizations) ? { title: r.description.title } : {};
  return { address: reportAddress(report.id), ...title };
};

/** For who asked, while they have not taken it back and see what was shared. `place` is what they asked for. */
export const onAsk: Readable = (about, view) => {
  const ask = found(view.asks, about.ask);
  if (!ask || !mayOnAsk(view.caller, "take back", ask)) return undefined;
  const shared = onResource(about, view);
  return shared && { ...shared, place: `“${ask.words}”` };
};

/** For who curates the organization, while the import rests in one of these states. */
export const onImport =
  (states: ImportState[]): Readable =>
  ({ import: id, organization = "" }, { imports, caller, reference: { organizations } }) => {
    const it = found(imports, id);
    if (!it || !states.includes(it.state) || !organizations.get(organization)) return undefined;
    if (!mayIn(caller, "import", organization, organizations)) return undefined;
    return { address: importAddress(it), title: it.name };
  };

/** To the offers that were made together, for who curates the organization asked. */
export const onQueue: Readable = ({ organization = "", batch }, { caller, reference: { organizations } }) =>
  organizations.get(organization) && mayIn(caller, "see its queue", organization, organizations)
    ? { address: queueAddress(organization, batch) }
    : undefined;

/** To an organization for who curates it; to their own account for everyone else. */
export const onOrganization: Readable = ({ organization = "" }, { caller, reference: { organizations } }) =>
  organizations.get(organization) && {
    address: mayIn(caller, "see who waits and who is below", organization, organizations)
      ? organizationAddress(organization)
      : "/account",
  };
