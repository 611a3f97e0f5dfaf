import { rule } from "../../kernel/facts.ts";
import { inAudit } from "../../people/rules/consequences.ts";
import type { RulesChange } from "./change.ts";

export const afterRules = rule({
  needs: (_: RulesChange) => ({}),
  follows: ({ after }) => [inAudit({ what: "rules changed", organization: after.organization })],
});
