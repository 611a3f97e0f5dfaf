import { rule } from "../../kernel/facts.ts";
import type { PersonChange } from "../../people/rules/change.ts";
import { personNow } from "../../people/rules/facts.ts";
import type { AsksEnded } from "./change.ts";

/** Whoever has no account any more asks for nothing. */
export const asksAfterPerson = rule({
  needs: ({ after }: PersonChange) => ({ before: after.active ? undefined : personNow(after.id) }),
  follows: ({ after }, { before }): AsksEnded[] =>
    before?.active ? [{ noun: "asks-ended", person: after.id }] : [],
});
