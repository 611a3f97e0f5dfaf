/** What is counted: no cookies, no addresses, no persons. */
export type UsageKind = "search" | "search-empty" | "open" | "open-link";

/** One count of one day. `what` is the normalized search or the resource id; `district` only when signed in. */
export interface UsageCount {
  day: string;
  kind: UsageKind;
  what: string;
  district: string;
  count: number;
}

export interface Usage {
  /** Adds counts; equal (day, kind, what, district) are summed. */
  add(counts: UsageCount[]): Promise<void>;
  /** Of these days, both among them; of one kind where it is given. */
  between(from: string, to: string, kind?: UsageKind): Promise<UsageCount[]>;
}
