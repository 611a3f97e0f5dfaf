import type { Actor } from "../../resources/rules/actor.ts";

/** Who acts on a review, and by whose calendar the days of an answer count (IANA name). */
export interface ReviewActor extends Actor {
  timeZone: string;
}
