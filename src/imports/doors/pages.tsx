import { type Request, type Response, Router } from "express";
import { fieldOf, fieldsOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import { calendarDate } from "../../kernel/words.ts";
import type { Organization } from "../../organizations/rules/organization.ts";
import type { Assets } from "../../ui/assets.ts";
import { answerFindings, mapColumns, preview } from "../actions/column-mapping.ts";
import {
  checkLinks,
  decideRows,
  startImport,
  stopImport,
  stopLinkCheck,
  UNDO_DAYS,
  undoImport,
  widenImport,
} from "../actions/commands.ts";
import { downloadFaultReport } from "../actions/download.ts";
import { type ImportContext, importFor, updateImport } from "../actions/update-import.ts";
import { importAddress } from "../rules/addresses.ts";
import type { FindingAnswer } from "../rules/findings.ts";
import { ACTIVE_STATES, IMPORT_CHOICES, type Import, type ImportRow, RESULTS } from "../rules/import.ts";
import { LINK_RESULTS, LINK_WORDS } from "../rules/link-checks.ts";
import { ROW_OUTCOMES } from "../rules/representation.ts";
import { ColumnsPage } from "./columns.views.tsx";
import { ImportDonePage } from "./finished.views.tsx";
import { PreviewPage } from "./preview.views.tsx";
import { ProgressPage } from "./progress.views.tsx";
import { RowsPage } from "./rows.views.tsx";
import { give, uploadContext, uploadPages } from "./upload.pages.tsx";
import { CHOSEN_BY } from "./widening.views.tsx";

/** Faults with a control, changes and duplicates shown on the page of the preview; pages of rows show the rest. */
const FAULTS_SHOWN = 100;
const UNDERSTOOD_SHOWN = 200;
/** Columns whose missing cells one answer can fill for all rows. */
const CAN_FILL = new Set(["license", "subjects"]);
const SHOWN = 20;
const ROWS = 50;

type ImportPageRequest = Request<{ code: string; id: string }>;
interface At {
  organization: Organization;
  who: ImportContext;
  found: Import;
}

export function importPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, importer } = parts;
  router.use(uploadPages(parts, assets));

  const one = async (req: ImportPageRequest): Promise<At> => {
    const { organization, who } = await uploadContext(req, req.params.code, parts);
    return { organization, who, found: await importFor(organization.code, req.params.id, who) };
  };

  const show = async (req: ImportPageRequest, res: Response, at: At, problem?: Problem) => {
    const page = await pageOf(req, at, problem);
    sendPage(res, page, await siteNow(parts, assets), problem ? PROBLEMS[problem.kind].status : 200);
  };
  const pageOf = async (req: ImportPageRequest, { organization, who, found: i }: At, problem?: Problem) => {
    const shown = { organization, import: i, problem };
    if (ACTIVE_STATES.includes(i.state)) return <ProgressPage {...shown} now={who.at} />;
    if (i.state === "columns" || (i.state === "checked" && req.query.columns))
      return <ColumnsPage {...shown} />;
    const rows = (
      filter: { outcome?: ImportRow["outcome"]; result?: ImportRow["result"]; kept?: boolean },
      limit = SHOWN,
    ) => store.imports.rows(i.id, { after: 0, limit, ...filter });
    if (i.state === "checked") {
      const { findings, understood } = await store.imports.shared(i.id);
      const faults = findings.filter((f) => f.kind === "fault").slice(0, FAULTS_SHOWN);
      const lacking = findings.filter(
        (f) => f.kind === "warning" && f.value === "" && CAN_FILL.has(f.column),
      );
      const [changed, duplicates, gone, kept] = await Promise.all([
        rows({ outcome: "changed" }),
        rows({ outcome: "duplicate" }, 200),
        rows({ outcome: "gone" }, 200),
        rows({ kept: true }),
      ]);
      return (
        <PreviewPage
          {...shown}
          faults={faults}
          lacking={lacking}
          understood={understood.slice(0, UNDERSTOOD_SHOWN)}
          changed={changed}
          duplicates={duplicates}
          gone={gone}
          kept={kept}
        />
      );
    }
    const until = calendarDate(
      new Date(Date.parse(i.doneAt ?? who.at) + UNDO_DAYS * 86_400_000).toISOString(),
      parts.config.site.timeZone,
    );
    return <ImportDonePage {...shown} until={until} listed={await rows({ result: "later" }, 200)} />;
  };

  router.get("/organizations/:code/imports/:id", async (req: ImportPageRequest, res) =>
    show(req, res, await one(req)),
  );

  router.get("/organizations/:code/imports/:id/report", async (req: ImportPageRequest, res) => {
    const { found } = await one(req);
    await give(res, await downloadFaultReport(importer.folder, found));
  });

  router.get("/organizations/:code/imports/:id/rows", async (req: ImportPageRequest, res) => {
    const { organization, found } = await one(req);
    const outcome = ROW_OUTCOMES.find((o) => o === req.query.outcome);
    const result = RESULTS.find((r) => r === req.query.result);
    const after = Math.max(0, Number(req.query.after) || 0);
    const link = LINK_RESULTS.find((l) => l === req.query.link);
    const rows = await store.imports.rows(found.id, { outcome, result, link, after, limit: ROWS + 1 });
    const page = rows.slice(0, ROWS);
    const query = new URLSearchParams({
      ...(outcome ? { outcome } : {}),
      ...(result ? { result } : {}),
      ...(link ? { link } : {}),
      after: String(page.at(-1)?.seq ?? 0),
    });
    const next = rows.length > ROWS ? `${importAddress(found)}/rows?${query}` : undefined;
    const words =
      (outcome && TITLES[outcome]) ??
      (link && LINK_WORDS[link]) ??
      (result === "held" ? "Rows that were held back" : "Rows");
    sendPage(
      res,
      <RowsPage
        organization={organization}
        import={found}
        rows={page}
        words={words}
        next={next}
        ticking={found.state === "done" && result === "created"}
      />,
      await siteNow(parts, assets),
    );
  });

  /** Does one thing and comes back to the import, or shows what stands against it. */
  const does = (what: string, work: (req: ImportPageRequest, at: At) => Promise<void>) =>
    router.post(`/organizations/:code/imports/:id/${what}`, async (req: ImportPageRequest, res) => {
      const at = await one(req);
      const problem = await problemOf(() => work(req, at));
      if (problem) return show(req, res, at, problem);
      res.redirect(303, importAddress(at.found));
    });

  does("columns", async (req, { found, who }) => {
    const mapping: Record<string, string> = {};
    for (let n = 0; n < (found.outline?.headers.length ?? 0); n++) {
      const header = fieldOf(req, `header-${n}`);
      if (header) mapping[header] = fieldOf(req, `goes-${n}`);
    }
    const kept = await store.imports.remembered(found.organization);
    const placed = await updateImport(
      found,
      who,
      mapColumns({ mapping, remember: fieldOf(req, "remember") === "yes" }, kept),
    );
    await updateImport(placed, who, preview);
  });
  does("sheets", async (req, { found, who }) => {
    const sheets = fieldsOf(req, "sheet").filter((name) => found.sheets.includes(name));
    if (sheets.length === 0)
      throw new Problem("invalid", "Choose at least one sheet.", [
        { in: "body", pointer: "/sheet-0", detail: "Choose one" },
      ]);
    const kept = await store.imports.remembered(found.organization);
    await updateImport(found, who, mapColumns({ mapping: {}, sheets }, kept));
  });
  does("answers", async (req, { found, who }) => {
    const answers = answersIn(req);
    const kept = await store.imports.remembered(found.organization);
    const answered =
      answers.length > 0
        ? await updateImport(found, who, answerFindings(answers, fieldOf(req, "remember") === "yes", kept))
        : found;
    await updateImport(answered, who, preview);
  });
  does("start", async (req, { found, who }) => {
    const choice = IMPORT_CHOICES.find((c) => c === fieldOf(req, "choice"));
    if (!choice)
      throw new Problem("invalid", "Say what should be brought in.", [
        { in: "body", pointer: "/choice-good", detail: "Choose one" },
      ]);
    let now = found;
    for (const [name, outcome] of [
      ["bring", "duplicate"],
      ["withdraw", "gone"],
    ] as const) {
      const seqs = fieldsOf(req, name).map(Number).filter(Number.isInteger);
      if (fieldOf(req, `${name}-all`))
        now = await updateImport(now, who, decideRows({ decision: name, outcome }));
      else if (seqs.length > 0)
        now = await updateImport(
          now,
          who,
          decideRows({ decision: name, seqs: seqs.slice(0, 1000), outcome }),
        );
    }
    await updateImport(now, who, startImport(choice, undefined, who.at));
  });
  does("reach", async (req, { found, who }) => {
    const reach = fieldOf(req, "reach");
    if (reach !== "state" && reach !== "public")
      throw new Problem("invalid", "Say how far they should reach.", [
        { in: "body", pointer: "/open-state", detail: "Choose one" },
      ]);
    const where = CHOSEN_BY.flatMap(([id]) => {
      const value = fieldOf(req, `where-${id}`);
      return value ? [[id, [value]] as const] : [];
    });
    const seqs = fieldsOf(req, "seq").map(Number).filter(Number.isInteger).slice(0, 1000);
    if (fieldOf(req, "ticked") && seqs.length === 0)
      throw new Problem("invalid", "Tick at least one resource first.");
    const filter = {
      reach,
      message: fieldOf(req, "message").trim().slice(0, 2000) || undefined,
      ...(where.length > 0 ? { where: Object.fromEntries(where) } : {}),
      ...(seqs.length > 0 ? { seqs } : {}),
    } as const;
    await updateImport(found, who, widenImport(filter, who.at));
  });
  does("links", async (req, { found, who }) => {
    await updateImport(found, who, fieldOf(req, "stop") ? stopLinkCheck : checkLinks);
  });
  does("stop", async (_req, { found, who }) => void (await updateImport(found, who, stopImport)));
  does(
    "undo",
    async (req, { found, who }) =>
      void (await updateImport(found, who, undoImport(fieldOf(req, "anyway") === "yes", who.at))),
  );
  return router;
}

const TITLES: Record<(typeof ROW_OUTCOMES)[number], string> = {
  new: "New rows",
  changed: "Rows that change one you have",
  unchanged: "Rows that are the same as before",
  duplicate: "Rows that may be there already",
  faulty: "Rows with a fault",
  gone: "What your sheet no longer names",
};

const LEAVE = "-leave-";

function answersIn(req: Request): FindingAnswer[] {
  const answers: FindingAnswer[] = [];
  for (let n = 0; n < FAULTS_SHOWN + CAN_FILL.size; n++) {
    const column = fieldOf(req, `column-${n}`);
    const [typed, taken] = [fieldOf(req, `typed-${n}`).trim(), fieldOf(req, `take-${n}`)];
    if (!column || (!typed && !taken)) continue;
    const take = typed ? [typed] : taken === LEAVE ? "leave out" : [taken];
    answers.push({ column, value: fieldOf(req, `value-${n}`), take });
  }
  return answers;
}
