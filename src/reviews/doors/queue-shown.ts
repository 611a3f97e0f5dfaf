import type { Organization } from "../../organizations/rules/organization.ts";
import type { QueueItem } from "../actions/queue-rows.ts";
import type { Colleague } from "../actions/reading.ts";
import { queueAddress } from "../rules/addresses.ts";
import type { QueueNarrowing, QueueTab } from "../rules/queue.ts";

export interface QueueShown extends QueueNarrowing {
  organization: Organization;
  tab: QueueTab;
  counts: Partial<Record<QueueTab, number>>;
  waiting: QueueItem[];
  sort: string;
  /** Those who may be given something here. */
  curators: Colleague[];
  nameOf: (person: string) => string;
  /** Places below, to choose from. */
  places: Organization[];
  next?: string;
  now: string;
  me: string;
  said?: string | undefined;
}

/** The queue as it is shown, at a later page or at its start. */
export function addressOf(p: QueueShown, after = ""): string {
  const { organization, tab, subject, topic, from, batch, due, sort } = p;
  const asked = Object.entries({ tab, subject, topic, from, batch, due, sort, after });
  return `${queueAddress(organization.code)}?${new URLSearchParams(asked.filter(([, value]) => value))}`;
}
