/** What can be wrong with a resource, in the words of the form. */
export const REPORT_KINDS = {
  broken: "A link or file does not work",
  license: "The license is wrong",
  inappropriate: "It is not suitable for schools",
  inaccessible: "Some people cannot use it",
  "personal-data": "It shows personal data",
} as const;
export type ReportKind = keyof typeof REPORT_KINDS;
export const REPORT_KIND_IDS = Object.keys(REPORT_KINDS) as [ReportKind, ...ReportKind[]];

/** A problem somebody saw. Curators of the resource's organization and those above look after it. */
export interface Report {
  id: string;
  resource: string;
  /** Code of the organization the resource belongs to. */
  organization: string;
  kind: ReportKind;
  words: string;
  /** Person id, where they were signed in. */
  by?: string;
  /** Where an answer was asked for; kept until it is answered and no longer. */
  email?: string;
  /** True when they were signed in and asked to hear of the answer. */
  notice: boolean;
  at: string;
  state: "open" | "answered";
  answer?: { by: string; at: string; words: string };
  /** Raised by every commit; guards writes. */
  revision: number;
}

export const wantsAnswer = (r: Report) => r.state === "open" && (r.email !== undefined || r.notice);

/** The report once somebody has answered it: the address of who made it is gone. */
export function answered(before: Report, answer: NonNullable<Report["answer"]>): Report {
  const { email: _gone, ...rest } = before;
  return { ...rest, state: "answered", answer, revision: before.revision + 1 };
}
