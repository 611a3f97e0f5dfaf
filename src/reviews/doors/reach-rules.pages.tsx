import { Router } from "express";
import { fieldOf, fieldsOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import { REACH_RULES } from "../../organizations/rules/sharing-rule.ts";
import { mayIn } from "../../people/rules/may.ts";
import { codesWithin } from "../../people/rules/members.ts";
import type { Caller } from "../../people/rules/person.ts";
import { rulesAddress } from "../../reach/rules/addresses.ts";
import { rulesOf } from "../../reach/rules/reach-rules.ts";
import type { Assets } from "../../ui/assets.ts";
import { mustHaveRules, setRules } from "../rules/set-reach-rules.ts";
import { RulesPage } from "./reach-rules.views.tsx";

/** How far members share without asking, and whom the organization trusts. */
export function rulePages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  router.get("/organizations/:code/rules", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const said = req.query.done === "set" ? "The rules are set. They hold from now on." : undefined;
    sendPage(
      res,
      <RulesPage {...(await rulesShown(req.params.code, caller))} said={said} />,
      await siteNow(parts, assets),
    );
  });

  router.post("/organizations/:code/rules", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    const { code } = req.params;
    const { organizations: tree } = await store.reference();
    const problem = await problemOf(async () => {
      const sharing = REACH_RULES.find((s) => s === fieldOf(req, "sharing")) ?? "at-once";
      const given = {
        sharing,
        trusted: fieldsOf(req, "trusted"),
        revision: Number(fieldOf(req, "revision")),
      };
      const members = (await membersOf(code)).map((m) => m.id);
      await store.commit(
        [setRules(code, given, members, { caller: visitor.caller, tree })],
        visitor.caller.person?.id,
      );
    });
    if (!problem) return res.redirect(303, `${rulesAddress(code)}?done=set`);
    const page = <RulesPage {...(await rulesShown(code, visitor.caller))} problem={problem} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });

  async function membersOf(code: string) {
    const { organizations: tree } = await store.reference();
    const members = await store.people.members(codesWithin(code, tree));
    const confirmed = members.filter((m) => m.membership.confirmed);
    const place = (o: string) => tree.get(o)?.name ?? o;
    return [
      ...new Map(
        confirmed.map(({ person, membership }) => [
          person.id,
          { id: person.id, name: person.name, place: place(membership.organization) },
        ]),
      ).values(),
    ];
  }

  async function rulesShown(code: string, caller: Caller) {
    const { organizations: tree } = await store.reference();
    const organization = tree.get(code);
    if (!organization) throw new Problem("unknown", "There is no such organization.");
    const choices = mustHaveRules(organization.kind, organization.name);
    const maySet = mayIn(caller, "set rules", organization.code, tree);
    const members = maySet && choices.includes("trusted-at-once") ? await membersOf(code) : [];
    return { organization, rules: rulesOf(code, tree), choices, maySet, members };
  }
  return router;
}
