import type { Change, Written } from "../../src/store/change.ts";
import { consequences, needs } from "../../src/store/consequences.ts";
import type { FactQuery } from "../../src/store/facts.ts";

/** When everything happens here, and who did it unless it is said otherwise. */
export const AT = "2026-12-01T08:00:00.000Z";

/** What is known of each fact, by its name: an answer, or how to find it from the query. */
export type Known = { [Fact in FactQuery["fact"]]?: unknown };

/** What follows from a change, given these facts. A fact that is asked and not given fails the test. */
export function followsFrom(change: Change, known: Known = {}, by = "ada"): Written[] {
  const facts = needs(change).map((query) => {
    if (!(query.fact in known)) throw new Error(`nothing is said of "${query.fact}"`);
    const answer = known[query.fact];
    return typeof answer === "function" ? answer(query) : answer;
  });
  return consequences(change, facts, { at: AT, by, timeZone: "America/New_York" });
}
