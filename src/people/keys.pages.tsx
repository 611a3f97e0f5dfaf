import type { Request, Router } from "express";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { fieldOf, fieldsOf, problemOf } from "../web/asking.ts";
import { holdsSecret, sendPage } from "../web/render.ts";
import { visitorOf } from "../web/visitor.ts";
import { mayMakeKeys } from "./enrolling.ts";
import { statusOf } from "./entry.pages.tsx";
import { SCOPES } from "./key.ts";
import { NewKeyPage } from "./keys.views.tsx";
import { meOf, type Site } from "./me.ts";
import { newKey } from "./secret.ts";

export function keyPages(
  router: Router,
  parts: Parts,
  shown: (req: Request, problem?: Problem) => Promise<Parameters<typeof sendPage>[1]>,
  site: Site,
): void {
  router.post("/account/keys", async (req, res) => {
    holdsSecret(res);
    const { person } = await meOf(req, parts);
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
