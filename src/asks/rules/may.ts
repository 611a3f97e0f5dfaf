import { permissions } from "../../people/rules/permissions.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Ask } from "./ask.ts";

/**
 * Who may do what to one ask. Curators read what was asked for in their organizations (`see what was asked for` in
 * `people/rules/may.ts`), never whose it is. Every cell stands in `test/people/matrix.txt`.
 */
const WORDS = {
  "who asked": (who: RelationshipToAsk) => who.asked,
};

export const ON_AN_ASK = {
  "take back": ["who asked"],
} as const satisfies Record<string, readonly (keyof typeof WORDS)[]>;
export type AskAction = keyof typeof ON_AN_ASK;

interface RelationshipToAsk {
  asked: boolean;
}

const answer = permissions(ON_AN_ASK, WORDS);

/** May this caller do this to the ask? What was asked signed out is nobody's here: its own address opens it. */
export const mayOnAsk = (caller: Caller, action: AskAction, { by }: Pick<Ask, "by">): boolean =>
  answer(action, { asked: by !== undefined && by === caller.person?.id });
