import type { NoticeDefinition } from "./kind.ts";
import { askedFor } from "./kinds/asked-for.ts";
import { coCuratorInvited } from "./kinds/co-curator-invited.ts";
import { coCuratorJoined } from "./kinds/co-curator-joined.ts";
import { erased } from "./kinds/erased.ts";
import { hidden } from "./kinds/hidden.ts";
import { importDone } from "./kinds/import-done.ts";
import { importStopped } from "./kinds/import-stopped.ts";
import { importUndone } from "./kinds/import-undone.ts";
import { importWaits } from "./kinds/import-waits.ts";
import { membershipAsked } from "./kinds/membership-asked.ts";
import { membershipConfirmed } from "./kinds/membership-confirmed.ts";
import { narrowed } from "./kinds/narrowed.ts";
import { offerEnded } from "./kinds/offer-ended.ts";
import { reportAnswered } from "./kinds/report-answered.ts";
import { resourceReported } from "./kinds/resource-reported.ts";
import { reviewAccepted } from "./kinds/review-accepted.ts";
import { reviewAssigned } from "./kinds/review-assigned.ts";
import { reviewComment } from "./kinds/review-comment.ts";
import { reviewDeclined } from "./kinds/review-declined.ts";
import { reviewOffered } from "./kinds/review-offered.ts";
import { reviewOverdue } from "./kinds/review-overdue.ts";
import { reviewResubmitted } from "./kinds/review-resubmitted.ts";
import { reviewReturned } from "./kinds/review-returned.ts";
import { reviewersNote } from "./kinds/reviewers-note.ts";
import { reviewsOfferedTogether } from "./kinds/reviews-offered-together.ts";
import { roleChanged } from "./kinds/role-changed.ts";
import { shown } from "./kinds/shown.ts";
import { withdrawn } from "./kinds/withdrawn.ts";
import type { NoticeSubject } from "./notice-subject.ts";

/** Every kind of notice. Contents are never kept in one: they are read again when it is shown or mailed. */
export const NOTICES = {
  offered: reviewOffered,
  "offered together": reviewsOfferedTogether,
  resubmitted: reviewResubmitted,
  overdue: reviewOverdue,
  returned: reviewReturned,
  accepted: reviewAccepted,
  declined: reviewDeclined,
  "offer ended": offerEnded,
  assigned: reviewAssigned,
  comment: reviewComment,
  note: reviewersNote,
  reported: resourceReported,
  "report answered": reportAnswered,
  "asked for": askedFor,
  "asked to keep": coCuratorInvited,
  "keeps along": coCuratorJoined,
  "membership asked": membershipAsked,
  "membership confirmed": membershipConfirmed,
  "role changed": roleChanged,
  narrowed: narrowed,
  hidden: hidden,
  shown: shown,
  withdrawn: withdrawn,
  erased: erased,
  "import waits": importWaits,
  "import done": importDone,
  "import undone": importUndone,
  "import stopped": importStopped,
} satisfies Record<string, NoticeDefinition>;

export type NoticeKind = keyof typeof NOTICES;
export const NOTICE_KINDS = Object.keys(NOTICES) as [NoticeKind, ...NoticeKind[]];

/** Something one person must do or know. Made in the same commit as what it reports. */
export interface Notice {
  /** Grows; given by the store. */
  id: number;
  person: string;
  what: NoticeKind;
  /** True when something waits for this person, false when they only need to know. */
  act: boolean;
  about: NoticeSubject;
  at: string;
  readAt?: string;
}

export type NewNotice = Omit<Notice, "id" | "readAt">;
