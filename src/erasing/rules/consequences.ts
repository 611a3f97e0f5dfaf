import { rule } from "../../kernel/facts.ts";
import type { AuditChange } from "../../people/rules/change.ts";
import { inAudit } from "../../people/rules/consequences.ts";
import { resourceNow } from "../../resources/rules/facts.ts";
import type { ErasureChange } from "./change.ts";

/** Told where there was something to erase; done once more after a restore, it may be gone already. */
export const auditOfErasure = rule({
  needs: ({ after }: ErasureChange) => ({ resource: resourceNow(after.resource) }),
  follows: ({ after }, { resource }): AuditChange[] =>
    resource
      ? [inAudit({ what: "resource erased", organization: resource.organization, thing: after.resource })]
      : [],
});
