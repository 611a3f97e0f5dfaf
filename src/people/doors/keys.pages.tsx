import type { Request, Router } from "express";
import { fieldOf, fieldsOf, problemOf } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { holdsSecret, sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import { mayMakeKeys } from "../actions/enroll-second-factor.ts";
import { newKey } from "../actions/new-key.ts";
import { SCOPES } from "../rules/key.ts";
import { statusOf } from "./begin-session.ts";
import { NewKeyPage } from "./keys.views.tsx";
import { type ReadSite, signedInOf } from "./me.ts";

export function keyPages(
  router: Router,
  parts: Parts,
  shown: (req: Request, problem?: Problem) => Promise<Parameters<typeof sendPage>[1]>,
  site: ReadSite,
): void {
  router.post("/account/keys", async (req, res) => {
    holdsSecret(res);
    const { person } = await signedInOf(req, parts);
    const visitor = await visitorOf(req, parts);
    const label = fieldOf(req, "label").trim().slice(0, 100);
    const scopes = SCOPES.filter((scope) => fieldsOf(req, "scope").includes(scope));
    let secret = "";
    const problem = await problemOf(async () => {
      mayMakeKeys(visitor);
      if (!label)
        throw new Problem("invalid", "The key was not made.", [
          {
            in: "body",
            pointer: "/label",
            detail: "Say what the key is for, so that you recognize it later",
          },
        ]);
      const of = { id: parts.newId(), person: person.id, label, days: 365, at: parts.clock() };
      const made = newKey({ ...of, scopes: scopes.length > 0 ? scopes : ["read"] });
      await parts.store.commit([{ noun: "key", after: made.key }], person.id);
      secret = made.secret;
    });
    if (problem) return sendPage(res, await shown(req, problem), await site(), statusOf(problem));
    sendPage(res, <NewKeyPage secret={secret} label={label} />, await site());
  });
}
