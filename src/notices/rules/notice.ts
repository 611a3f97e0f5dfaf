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
export interface NoticeSubject {
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
  about: NoticeSubject;
  at: string;
  readAt?: string;
}

export type NewNotice = Omit<Notice, "id" | "readAt">;
