import { Router } from "express";
import { fieldOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { keepsAddress, sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import type { Assets } from "../../ui/assets.ts";
import { readableNotices } from "../actions/readable.ts";
import { personOfToken, unsubscribe } from "../actions/unsubscribe.ts";
import { NoticesPage, UnsubscribePage } from "./views.tsx";

const PAGE = 50;

const idIn = (text: unknown) =>
  typeof text === "string" && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;

export function noticePages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, post, clock } = parts;

  router.get("/notices", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    const { id } = mustBeSignedIn(visitor);
    const before = idIn(req.query.before);
    const found = await store.notices.of(id, { limit: PAGE, ...(before ? { before } : {}) });
    const site = await siteNow(parts, assets);
    const staff = mayInRegistry(visitor.caller, "look after mail", site.reference.organizations);
    const shown = {
      unread: await store.notices.unread(id),
      notices: await readableNotices(visitor.caller, found, store),
      next: found.length === PAGE ? found.at(-1)?.id : undefined,
      remark: post.remark,
      dead: staff ? await store.mails.dead(20) : [],
    };
    sendPage(res, <NoticesPage {...shown} />, site);
  });

  /** To what it is about; whoever goes there has read it. */
  router.get("/notices/:id", async (req, res) => {
    const { caller, ...visitor } = await visitorOf(req, parts);
    const { id: person } = mustBeSignedIn({ caller, ...visitor });
    const id = idIn(req.params.id) ?? 0;
    const found = (await store.notices.of(person, { before: id + 1, limit: 1 })).filter((n) => n.id === id);
    if (found.length === 0) throw new Problem("unknown", "There is no such notice.");
    const [readable] = await readableNotices(caller, found, store);
    await store.commit([{ noun: "notices-read", person, at: clock(), only: [id] }], person);
    res.redirect(303, readable?.address ?? "/notices");
  });

  router.post("/notices/read", async (req, res) => {
    const { id: person } = mustBeSignedIn(await visitorOf(req, parts));
    const [one, upTo] = [idIn(fieldOf(req, "id")), idIn(fieldOf(req, "upTo"))];
    const which = one ? { only: [one] } : upTo ? { upTo } : undefined;
    if (which) await store.commit([{ noun: "notices-read", person, at: clock(), ...which }], person);
    res.redirect(303, "/notices");
  });

  router.post("/notices/mails/again", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    const person = mustBeSignedIn(visitor);
    if (!mayInRegistry(visitor.caller, "look after mail", (await store.reference()).organizations))
      throw new Problem("forbidden", "Only state staff look after the mail.");
    const mail = await store.mails.get(fieldOf(req, "id"));
    if (mail?.state === "dead") {
      const after = { ...mail, state: "waiting" as const, tries: 0, nextTry: clock() };
      await store.commit([{ noun: "mail", before: mail, after }], person.id);
    }
    res.redirect(303, "/notices");
  });

  router.get("/unsubscribe/:token", async (req, res) => {
    keepsAddress(res);
    personOfToken(req.params.token, parts.config);
    sendPage(res, <UnsubscribePage token={req.params.token} />, await siteNow(parts, assets));
  });

  router.post("/unsubscribe/:token", async (req, res) => {
    keepsAddress(res);
    await unsubscribe(personOfToken(req.params.token, parts.config), store);
    sendPage(res, <UnsubscribePage token={req.params.token} done />, await siteNow(parts, assets));
  });
  return router;
}
