import { type ErrorRequestHandler, type Request, Router } from "express";
import { beginningPages } from "./collections/beginning.pages.tsx";
import { editingPages } from "./collections/editing.pages.tsx";
import { featuredPages } from "./collections/featured.pages.tsx";
import { keepersPages } from "./collections/keepers.pages.tsx";
import { collectionPages } from "./collections/pages.tsx";
import { publicationPages } from "./collections/publication.pages.tsx";
import { erasurePages } from "./erasing/pages.tsx";
import { ErasedPage } from "./erasing/views.tsx";
import { filePages } from "./files/pages.ts";
import { exportPages } from "./imports/exports.pages.ts";
import { importPages } from "./imports/pages.tsx";
import { noticePages } from "./notices/pages.tsx";
import { organizationPages } from "./organizations/pages.tsx";
import type { Parts } from "./parts.ts";
import { accountPages } from "./people/account.pages.tsx";
import { entryPages } from "./people/entry.pages.tsx";
import { welcomePages } from "./people/welcome.pages.tsx";
import { Problem } from "./problem.ts";
import { curriculaPages } from "./reference/curricula.pages.tsx";
import { reportPages } from "./reports/pages.tsx";
import { reportQueuePages } from "./reports/queue.pages.tsx";
import { historyPages } from "./resources/history.pages.tsx";
import { resourcePages } from "./resources/pages.tsx";
import { removalPages } from "./resources/removal.pages.tsx";
import { searchPages } from "./search/pages.tsx";
import { claimPages } from "./share/claim.pages.tsx";
import { editPages } from "./share/edit.pages.tsx";
import { sharePages } from "./share/pages.tsx";
import { batchPages } from "./sharing/batch.pages.tsx";
import { queuePages } from "./sharing/queue.pages.tsx";
import { reviewPages } from "./sharing/review.pages.tsx";
import { rulePages } from "./sharing/rules.pages.tsx";
import { shelfPages } from "./shelf/pages.tsx";
import { standardsPages } from "./standards/pages.tsx";
import { signInAddress } from "./web/addresses.ts";
import { assetRoutes, openAssets } from "./web/assets.ts";
import { looksOnly } from "./web/csrf.ts";
import { homePage } from "./web/home.tsx";
import { BROKEN, NOT_FOUND, ProblemPage } from "./web/problem.views.tsx";
import { asProblem, PROBLEMS, sendProblem } from "./web/problems.ts";
import { referencePage } from "./web/reference.tsx";
import { sendPage } from "./web/render.ts";
import type { Site } from "./web/site.ts";
import { pageDoor } from "./web/visitor.ts";

/** Every page, and what a reader sees when there is none. */
export function pagesOf(parts: Parts): Router {
  const assets = openAssets();
  const router = Router();
  router.use(assetRoutes(assets));
  router.use(pageDoor(parts));
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
  router.use(reportPages(parts, assets));
  router.use(resourcePages(parts, assets));
  router.use(historyPages(parts, assets));
  router.use(removalPages(parts, assets));
  router.use(erasurePages(parts, assets));
  router.use(filePages(parts));
  router.use(sharePages(parts, assets));
  router.use(editPages(parts, assets));
  router.use(claimPages(parts, assets));
  router.use(shelfPages(parts, assets));
  router.use(editingPages(parts, assets));
  router.use(beginningPages(parts, assets));
  router.use(featuredPages(parts, assets));
  router.use(publicationPages(parts, assets));
  router.use(keepersPages(parts, assets));
  router.use(collectionPages(parts, assets));
  router.use(standardsPages(parts, assets));
  router.use(referencePage(parts, assets));
  router.use(() => {
    throw new Problem("unknown", "There is nothing at this address.");
  });
  router.use(
    pageProblems(async () => ({
      assets,
      reference: await parts.store.reference(),
      publicUrl: parts.config.publicUrl,
    })),
  );
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
function pageProblems(siteNow: () => Promise<Site>): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent) return next(error);
    const problem = asProblem(error);
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
      sendPage(res, page, await siteNow(), status);
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
