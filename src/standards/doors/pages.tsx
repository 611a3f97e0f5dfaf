import { type Request, Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { EVERYTHING } from "../../search/rules/addresses.ts";
import { coverageFor } from "../../search/rules/coverage.ts";
import type { Assets } from "../../ui/assets.ts";
import { itemAddress, STANDARDS } from "../rules/addresses.ts";
import type { Framework, Standards } from "../rules/framework.ts";
import { itemNamed } from "../rules/handle.ts";
import { type Branch, branchesOf, gradesOf, WHOLE_SET } from "../rules/tree.ts";
import { FrameworksPage } from "./frameworks.views.tsx";
import { ItemPage } from "./statement.views.tsx";
import { FrameworkPage } from "./views.tsx";

const one = (value: unknown): string => (typeof value === "string" ? value.trim().slice(0, 100) : "");

/** What the form of a set's page asks for. An unknown grade falls back to the first of a large set. */
function branchFilterOf(req: Request, framework: Framework, standards: Standards) {
  const grades = gradesOf(framework.id, standards);
  const wanted = one(req.query.grade);
  const isLarge = standards.items(framework.id).length > WHOLE_SET;
  const grade = grades.includes(wanted) ? wanted : isLarge ? grades[0] : undefined;
  return { grade, words: one(req.query.words), onlyGaps: one(req.query.gaps) === "1" };
}

export function standardsPages(parts: Parts, assets: Assets): Router {
  const { finder } = parts;
  const router = Router();

  router.get("/standards", async (req, res) => {
    const [site, { caller }] = [await siteNow(parts, assets), await visitorOf(req, parts)];
    const { frameworks, framework } = {
      frameworks: site.reference.standards.frameworks,
      framework: one(req.query.set),
    };
    const chosen = framework && site.reference.standards.framework(framework);
    if (chosen) return res.redirect(303, addressOf(chosen, req));
    const coverageOf = await coverageFor(
      frameworks.map((f) => f.id),
      [],
      finder,
      caller,
    );
    sendPage(res, <FrameworksPage coverageOf={coverageOf} />, site);
  });

  router.get("/standards/:framework", async (req, res) => {
    const [site, { caller }] = [await siteNow(parts, assets), await visitorOf(req, parts)];
    const { standards, vocabularies } = site.reference;
    const framework = standards.framework(req.params.framework);
    if (!framework) throw new Problem("unknown", "There is no such set of standards.");
    if (framework.code !== req.params.framework) return res.redirect(301, addressOf(framework, req));
    const asked = branchFilterOf(req, framework, standards);
    const levels = vocabularies.level.terms.map((t) => t.id);
    const all = branchesOf(framework.id, standards, asked);
    const ids = all.flatMap((b) => [b.item.id, ...b.groups.flatMap((g) => g.lines.map((l) => l.item.id))]);
    const coverageOf = await coverageFor([...new Set(ids)], levels, finder, caller);
    const hasGap = (id: string) => levels.some((level) => !coverageOf(id).levels[level]);
    const branches = asked.onlyGaps
      ? branchesOf(framework.id, standards, { ...asked, keep: (item) => hasGap(item.id) })
      : all;
    const totals = await totalsOf(branches, caller, parts);
    const shown = { framework, branches, coverageOf, totals, ...asked };
    sendPage(res, <FrameworkPage {...shown} />, site);
  });

  router.get("/standards/:framework/:item", async (req, res) => {
    const [site, { caller }] = [await siteNow(parts, assets), await visitorOf(req, parts)];
    const { standards, vocabularies } = site.reference;
    const framework = standards.framework(req.params.framework);
    const item = framework && itemNamed(framework.id, req.params.item, standards);
    if (!framework || !item) throw new Problem("unknown", "There is no such standard.");
    const address = itemAddress(item, standards);
    if (decodeURI(address) !== decodeURI(req.path)) return res.redirect(301, address);
    const levels = vocabularies.level.terms.map((t) => t.id);
    const ids = [item, ...standards.children(item.id)].map((i) => i.id);
    const [coverageOf, { hits }] = await Promise.all([
      coverageFor(ids, levels, finder, caller),
      finder.find({ ...EVERYTHING, filters: { standard: [item.id] }, size: 6 }, caller),
    ]);
    const resources = hits.map((hit) => hit.resource);
    sendPage(
      res,
      <ItemPage item={item} framework={framework} coverageOf={coverageOf} resources={resources} />,
      site,
    );
  });
  return router;
}

/** Resources for what is shown of a branch: one that is for several standards counts once. */
async function totalsOf(branches: Branch[], caller: Caller, { finder }: Parts): Promise<Map<string, number>> {
  const totals = branches.map(async ({ item, groups }) => {
    const standard = groups.flatMap((g) => g.lines.map((l) => l.item.id));
    const { total } = await finder.find({ ...EVERYTHING, filters: { standard }, size: 1 }, caller);
    return [item.id, total] as const;
  });
  return new Map(await Promise.all(totals));
}

/** A set's own page, with the rest of what was asked. */
function addressOf(framework: Framework, req: Request): string {
  const rest = new URLSearchParams();
  for (const name of ["grade", "words", "gaps"])
    if (one(req.query[name])) rest.set(name, one(req.query[name]));
  const text = rest.toString();
  return `${STANDARDS}/${framework.code}${text ? `?${text}` : ""}`;
}
