import { rule } from "../../kernel/facts.ts";
import type { PersonChange } from "../../people/rules/change.ts";
import type { AsksEnded } from "./change.ts";

/** Whoever has no account any more asks for nothing. */
export const asksAfterPerson = rule({
  needs: ({ after }: PersonChange) => (after.active ? undefined : {}),
  follows: ({ after }): AsksEnded[] => [{ noun: "asks-ended", person: after.id }],
});
