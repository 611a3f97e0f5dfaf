import { collectionAddress } from "../../collections/rules/addresses.ts";
import { organizationAddress } from "../../organizations/rules/addresses.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import type { QueueNarrowing } from "./queue.ts";
import type { Subject } from "./subject.ts";

export const subjectAddress = ({ as, collection }: Subject) =>
  collection ? collectionAddress(as.id) : resourceAddress(as.id);
export const reviewAddress = (id: string) => `/reviews/${id}`;
export const queueAddress = (code: string, batch?: string) =>
  `${organizationAddress(code)}/reviews${batch ? `?batch=${batch}` : ""}`;
export function batchAddress(
  code: string,
  { subject, topic, from, batch, due }: Partial<QueueNarrowing> = {},
): string {
  const asked = Object.entries({ subject, topic, from, batch, due }).flatMap(([k, v]) => (v ? [[k, v]] : []));
  return `${queueAddress(code)}/batch${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ""}`;
}
