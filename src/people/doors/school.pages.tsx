import type { Router } from "express";
import { fieldOf, problemOf } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { backTo } from "../../doorway/session-auth.ts";
import { nameSchool } from "../rules/members.ts";
import { type ReadSite, signedInOf } from "./me.ts";
import { SchoolPage } from "./school.views.tsx";

export function schoolPages(router: Router, parts: Parts, site: ReadSite): void {
  const { store } = parts;
  router.get("/account/school", async (req, res) => {
    const { person } = await signedInOf(req, parts);
    const mine = await store.people.memberships(person.id);
    sendPage(res, <SchoolPage back={backTo(req.query.back)} mine={mine} />, await site());
  });

  router.post("/account/school", async (req, res) => {
    const { person } = await signedInOf(req, parts);
    const [organization, back] = [fieldOf(req, "organization"), backTo(fieldOf(req, "back"), "/account")];
    const mine = await store.people.memberships(person.id);
    const problem = await problemOf(async () => {
      const changes = nameSchool(person, mine, organization, (await store.reference()).organizations);
      if (changes.length > 0) await store.commit(changes, person.id);
    });
    if (problem)
      return sendPage(res, <SchoolPage back={back} mine={mine} problem={problem} />, await site(), 400);
    res.redirect(303, back === "/" ? "/account" : back);
  });
}
