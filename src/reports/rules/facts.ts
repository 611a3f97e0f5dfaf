import type { QueryShape } from "../../kernel/facts.ts";
import type { Recipient } from "../../people/rules/facts.ts";

/** Who has reported this resource, was signed in, and waits for an answer. */
export interface WaitingReporters extends QueryShape<"waiting reporters", Recipient[]> {
  resource: string;
}
export const waitingReportersOf = (resource: string): WaitingReporters => ({
  fact: "waiting reporters",
  resource,
});
