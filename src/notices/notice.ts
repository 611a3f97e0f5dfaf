import type { CollectionChange } from "../collections/lifecycle.ts";
import type { ErasureChange } from "../erasing/erasure.ts";
import type { Membership } from "../people/person.ts";
import type { ReportChange } from "../reports/report.ts";
import type { ResourceChange } from "../resources/deed.ts";
import type { Owner } from "../resources/resource.ts";
import type { Review, ReviewChange, ReviewComment } from "../sharing/review.ts";

/** What a notice tells. Contents are never kept in it: they are read again when it is shown or mailed. */
export const NOTICE_KINDS = [
  "offered",
  "offered together",
  "resubmitted",
  "overdue",
  "returned",
  "accepted",
  "declined",
  "offer ended",
  "assigned",
  "comment",
  "note",
  "reported",
  "report answered",
  "asked to keep",
  "keeps along",
  "membership asked",
  "membership confirmed",
  "role changed",
  "narrowed",
  "hidden",
  "shown",
  "withdrawn",
  "erased",
  "import waits",
  "import done",
  "import undone",
  "import stopped",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The things a notice is about, by their ids. */
export interface About {
  resource?: string;
  collection?: string;
  review?: string;
  report?: string;
  /** Code of an organization. */
  organization?: string;
  /** The import that offers were made with. */
  batch?: string;
  import?: string;
}

/** Something one person must do or know. Made in the same commit as what it tells of. */
export interface Notice {
  /** Grows; given by the store. */
  id: number;
  person: string;
  what: NoticeKind;
  /** True when something waits for this person, false when they only need to know. */
  act: boolean;
  about: About;
  at: string;
  readAt?: string;
}

export type NewNotice = Omit<Notice, "id" | "readAt">;

/** Who curates exactly this organization. */
type Curators = (organization: string) => string[];

const told = (
  people: (string | undefined)[],
  except: (string | undefined)[],
  notice: Omit<NewNotice, "person">,
): NewNotice[] =>
  [...new Set(people)].flatMap((person) =>
    person && !except.includes(person) ? [{ ...notice, person }] : [],
  );

/** Who has a review: whoever took it and their deputy, else every curator of the organization asked. */
const reviewersOf = (review: Review, curators: Curators): string[] =>
  review.assignee
    ? [review.assignee.person, ...(review.deputy ? [review.deputy] : [])]
    : curators(review.organization);

const aboutReview = ({ id, resource, collection, organization }: Review): About => ({
  ...(resource ? { resource } : {}),
  ...(collection ? { collection } : {}),
  review: id,
  organization,
});

/** Who must act on an offer, and who must know what became of it. Nobody is told what they did themselves. */
export function noticesOfReview({ after, event }: ReviewChange, curators: Curators): NewNotice[] {
  const { at, by } = event;
  const about = aboutReview(after);
  const mine = [by, after.by];
  switch (event.what) {
    case "offered":
      if (after.batch)
        return told(reviewersOf(after, curators), mine, {
          what: "offered together",
          act: true,
          about: { organization: after.organization, batch: after.batch },
          at,
        });
      return told(reviewersOf(after, curators), mine, { what: "offered", act: true, about, at });
    case "resubmitted":
      return told(reviewersOf(after, curators), mine, { what: "resubmitted", act: true, about, at });
    case "returned":
      return told([after.by], [by], { what: "returned", act: true, about, at });
    case "accepted":
    case "declined":
      return told([after.by], [by], { what: event.what, act: false, about, at });
    case "assigned":
    case "handed on":
    case "deputy named":
      return told([event.person], [by], { what: "assigned", act: true, about, at });
    case "withdrawn":
    case "superseded":
      return told([after.by, after.assignee?.person, after.deputy], [by], {
        what: "offer ended",
        act: false,
        about,
        at,
      });
    default:
      return [];
  }
}

/** Those who are to answer hear that it is overdue, and so do those above, who may take it up. */
export function noticesOfLate(review: Review, at: string, path: string[], curators: Curators): NewNotice[] {
  const above = path.filter((code) => code !== review.organization).flatMap(curators);
  const { organization, batch } = review;
  const about = batch ? { organization, batch } : aboutReview(review);
  return told([...reviewersOf(review, curators), ...above], [review.by], {
    what: "overdue",
    act: true,
    about,
    at,
  });
}

/** A comment is told to the other side, a note among reviewers to those who have the review. */
export function noticesOfComment(comment: ReviewComment, review: Review, curators: Curators): NewNotice[] {
  const { at, by, internal } = comment;
  const about = aboutReview(review);
  const reviewers = reviewersOf(review, curators);
  if (internal)
    return told(review.assignee ? reviewers : [], [by, review.by], { what: "note", act: false, about, at });
  const people = by === review.by ? reviewers : [review.by];
  return told(people, [by], { what: "comment", act: false, about, at });
}

/** Curators hear who asks to belong; people hear that they were let in, and as what. */
export function noticesOfMembership(
  before: Membership | undefined,
  after: Membership,
  curators: Curators,
  { by, at }: { by: string; at: string },
): NewNotice[] {
  const about = { organization: after.organization };
  const { person } = after;
  if (!after.confirmed)
    return before
      ? []
      : told(curators(after.organization), [by, person], { what: "membership asked", act: true, about, at });
  if (before && !before.confirmed)
    return told([person], [by], { what: "membership confirmed", act: false, about, at });
  if (before && before.role !== after.role)
    return told([person], [by], { what: "role changed", act: false, about, at });
  return [];
}

/**
 * Curators hear of a new report: those nearest to the resource, `asked` from near to far. Who made it hears of
 * the answer, when they asked to.
 */
export function noticesOfReport({ after }: ReportChange, asked: string[], curators: Curators): NewNotice[] {
  const { id: report, by, at, resource, organization, answer } = after;
  const about = { resource, report, organization };
  if (answer)
    return told(after.notice ? [by] : [], [answer.by], {
      what: "report answered",
      act: false,
      about,
      at: answer.at,
    });
  const nearest = asked.map(curators).find((people) => people.length > 0) ?? [];
  return told(nearest, [by], { what: "reported", act: true, about, at });
}

/** Who is asked to keep a collection along, who said yes, and what curators do to it without being asked. */
export function noticesOfCollection(
  { before, after, event }: CollectionChange,
  { curators, withMail }: { curators: Curators; withMail: (email: string) => string | undefined },
): NewNotice[] {
  const { what, at, by } = event;
  const about = { collection: after.id };
  const owners = ownersOf(after, curators);
  const keepers = after.curators.flatMap((k) => (k.acceptedAt ? [k.person] : []));
  switch (what) {
    case "curator invited": {
      const asked = after.curators.filter((k) => !before?.curators.some((b) => b.id === k.id));
      return told(
        asked.map((k) => k.person ?? withMail(k.email ?? "")),
        [by],
        { what: "asked to keep", act: true, about, at },
      );
    }
    case "curator joined":
      return told(owners, [by], { what: "keeps along", act: false, about, at });
    case "narrowed":
    case "hidden":
    case "shown":
      return told([...owners, ...keepers], [by], { what, act: false, about, at });
  }
  return [];
}

/** Its owner hears that it was erased, and who has reported it and waits for an answer. */
export function noticesOfErasure(
  { before, after }: ErasureChange,
  reporters: string[],
  curators: Curators,
): NewNotice[] {
  if (!before) return [];
  const about = { resource: after.resource };
  return told([...ownersOf(before, curators), ...reporters], [after.by], {
    what: "erased",
    act: false,
    about,
    at: after.at,
  });
}

/** What curators do to a resource without being asked: told to its owner, or to who curates for its owner. */
export function noticesOfResource({ after, event }: ResourceChange, curators: Curators): NewNotice[] {
  const { what, at, by } = event;
  if (what !== "narrowed" && what !== "hidden" && what !== "shown" && what !== "withdrawn") return [];
  return told(ownersOf(after, curators), [by], { what, act: false, about: { resource: after.id }, at });
}

/** Its owner, or who curates for the organization that owns it. */
const ownersOf = ({ owner }: { owner: Owner }, curators: Curators): string[] =>
  "person" in owner ? [owner.person] : curators(owner.organization);
