import { type ErrorRequestHandler, type Request, type RequestHandler, Router } from "express";
import { askPages } from "../asks/doors/pages.tsx";
import { coCuratorPages } from "../collections/doors/co-curators.pages.tsx";
import { editingPages } from "../collections/doors/edit.pages.tsx";
import { featuredPages } from "../collections/doors/featured.pages.tsx";
import { beginningPages } from "../collections/doors/new.pages.tsx";
import { publicationPages } from "../collections/doors/publication.pages.tsx";
import { claimPages } from "../contributing/doors/claim.pages.tsx";
import { editPages } from "../contributing/doors/edit-resource.pages.tsx";
import { contributePages } from "../contributing/doors/pages.tsx";
import { signInAddress } from "../doorway/addresses.ts";
import { referencePage } from "../doorway/api-reference.tsx";
import { siteNow } from "../doorway/form-fields.ts";
import type { Parts } from "../doorway/parts.ts";
import { BROKEN, NOT_FOUND, ProblemPage } from "../doorway/problem.views.tsx";
import { sendPage } from "../doorway/render.ts";
import { pageGuard } from "../doorway/session-auth.ts";
import type { Site } from "../doorway/site.ts";
import { erasurePages } from "../erasing/doors/pages.tsx";
import { ErasedPage } from "../erasing/doors/views.tsx";
import { filePages } from "../files/doors/pages.ts";
import { looksOnly } from "../http/csrf.ts";
import { PROBLEMS, problemFor, sendProblem } from "../http/problems.ts";
import { importPages } from "../imports/doors/pages.ts";
import { Problem } from "../kernel/problem.ts";
import { noticePages } from "../notices/doors/pages.tsx";
import { organizationPages } from "../organizations/doors/pages.tsx";
import { accountPages } from "../people/doors/account.pages.tsx";
import { entryPages } from "../people/doors/sign-in.pages.tsx";
import { welcomePages } from "../people/doors/welcome.pages.tsx";
import { curriculaPages } from "../reference/doors/curricula.pages.tsx";
import { reportPages } from "../reports/doors/pages.tsx";
import { removalPages } from "../resources/doors/removal.pages.tsx";
import { batchPages } from "../reviews/doors/batch.pages.tsx";
import { queuePages } from "../reviews/doors/queue.pages.tsx";
import { rulePages } from "../reviews/doors/reach-rules.pages.tsx";
import { exportPages } from "../search/doors/download.pages.ts";
import { searchPages } from "../search/doors/pages.tsx";
import { askedForPages } from "../site/asks/pages.tsx";
import { collectionPages } from "../site/collection/pages.tsx";
import { homePage } from "../site/home/pages.tsx";
import { reportQueuePages } from "../site/reports/queue.pages.tsx";
import { historyPages } from "../site/resource/history.pages.tsx";
import { resourcePages } from "../site/resource/pages.tsx";
import { reviewPages } from "../site/review/pages.tsx";
import { shelfPages } from "../site/shelf/pages.tsx";
import { standardsPages } from "../standards/doors/pages.tsx";
import { assetRoutes, openAssets } from "../ui/assets.ts";

/** Every page, and what a reader sees when there is none. */
export function pagesOf(parts: Parts, limited: RequestHandler[]): Router {
  const assets = openAssets();
  const router = Router();
  router.use(assetRoutes(assets));
  router.use(limited);
  router.use(pageGuard(parts));
  router.use(entryPages(parts, assets));
  router.use(welcomePages(parts, assets));
  router.use(accountPages(parts, assets));
  router.use(noticePages(parts, assets));
  router.use(organizationPages(parts, assets));
  router.use(importPages(parts, assets));
  router.use(exportPages(parts));
  router.use(batchPages(parts, assets));
  router.use(queuePages(parts, assets));
  router.use(rulePages(parts, assets));
  router.use(curriculaPages(parts, assets));
  router.use(reviewPages(parts, assets));
  router.use(reportQueuePages(parts, assets));
  router.use(homePage(parts, assets));
  router.use(searchPages(parts, assets));
  router.use(askPages(parts, assets));
  router.use(askedForPages(parts, assets));
  router.use(reportPages(parts, assets));
  router.use(resourcePages(parts, assets));
  router.use(historyPages(parts, assets));
  router.use(removalPages(parts, assets));
  router.use(erasurePages(parts, assets));
  router.use(filePages(parts));
  router.use(contributePages(parts, assets));
  router.use(editPages(parts, assets));
  router.use(claimPages(parts, assets));
  router.use(shelfPages(parts, assets));
  router.use(editingPages(parts, assets));
  router.use(beginningPages(parts, assets));
  router.use(featuredPages(parts, assets));
  router.use(publicationPages(parts, assets));
  router.use(coCuratorPages(parts, assets));
  router.use(collectionPages(parts, assets));
  router.use(standardsPages(parts, assets));
  router.use(referencePage(parts, assets));
  router.use(() => {
    throw new Problem("unknown", "There is nothing at this address.");
  });
  router.use(pageProblems(() => siteNow(parts, assets)));
  return router;
}

/** A program asks for data at the address of a page, JSON-LD above all. */
function wantsData(req: Request): boolean {
  const kind = req.accepts(["html", "application/ld+json", "application/json", "application/problem+json"]);
  return kind !== false && kind !== "html";
}

/** What is left of something erased, whatever of it was asked for. */
function erasedIn({ more }: Problem): { at: string; reason: string } | undefined {
  const { erasedAt, reason } = (more.tombstone ?? {}) as { erasedAt?: string; reason?: string };
  return erasedAt && reason ? { at: erasedAt, reason } : undefined;
}

/** Problems in the layout of every page; a bug is logged, and the reader gets a number to quote. */
function pageProblems(siteOf: () => Promise<Site>): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent) return next(error);
    const problem = problemFor(error);
    if (!problem) req.log.error({ err: error }, "bug");
    if (problem?.kind === "signed-out" && looksOnly(req))
      return res.redirect(303, signInAddress(req.originalUrl));
    res.vary("Accept");
    if (problem && wantsData(req)) return sendProblem(req, res, problem);
    const status = problem ? PROBLEMS[problem.kind].status : 500;
    const shown = !problem
      ? { ...BROKEN, number: String(req.id) }
      : problem.kind === "unknown"
        ? NOT_FOUND
        : {
            title: problem.kind === "signed-out" ? "Sign in first" : PROBLEMS[problem.kind].title,
            sentences: [problem.message, ...problem.faults.map((f) => f.detail)],
          };
    const erased = problem && erasedIn(problem);
    try {
      const page = erased ? <ErasedPage {...erased} /> : <ProblemPage {...shown} />;
      sendPage(res, page, await siteOf(), status);
    } catch (failed) {
      // Without a database not even the layout can be drawn.
      req.log.error({ err: failed }, "no page for a problem");
      res
        .status(status)
        .type("text")
        .send(`${shown.title}\n${shown.sentences.join("\n")}`);
    }
  };
}
