import type { QueueRequest } from "./queue-request.ts";

/** The queues of an organization, as its curators find them side by side. */
export const QUEUE_TABS = ["waiting", "mine", "others", "returned", "decided", "below"] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

export const DUE = ["any", "overdue", "soon"] as const;
export type Due = (typeof DUE)[number];

/** What somebody narrows a queue down to. Empty words narrow nothing. */
export interface QueueNarrowing {
  subject: string;
  topic: string;
  from: string;
  /** Only what was offered at once with this import. */
  batch: string;
  due: Due;
}

export type QueueFilter = Omit<QueueRequest, "sort" | "after" | "limit">;

interface QueueViewer {
  code: string;
  /** Organizations below. */
  below: string[];
  me: string;
  now: string;
}

export function queueOf(tab: QueueTab, { code, below, me, now }: QueueViewer): QueueFilter {
  const organizations = [code];
  switch (tab) {
    case "waiting":
      return { organizations, states: ["open"], assignee: "nobody" };
    case "mine":
      return { organizations, states: ["open"], assignee: { person: me } };
    case "others":
      return { organizations, states: ["open"], assignee: { others: me } };
    case "returned":
      return { organizations, states: ["returned"] };
    case "decided":
      return { organizations, states: ["accepted", "declined"] };
    case "below":
      return { organizations: below, states: ["open"], dueBefore: now };
  }
}

const TWO_DAYS = 2 * 86_400_000;

/** The same queue with what was chosen. What is overdue below stays overdue. */
export function narrowQueue(
  kept: QueueFilter,
  { subject, topic, from, batch, due }: QueueNarrowing,
  now: string,
): QueueFilter {
  const soon = new Date(Date.parse(now) + TWO_DAYS).toISOString();
  const until = due === "overdue" ? now : due === "soon" ? soon : undefined;
  return {
    ...kept,
    ...(subject ? { subject } : {}),
    ...(topic ? { topic } : {}),
    ...(from ? { from } : {}),
    ...(batch ? { batch } : {}),
    ...(until && !kept.dueBefore ? { dueBefore: until } : {}),
  };
}
