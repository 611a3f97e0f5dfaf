import type { Response } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { PROBLEMS } from "../../http/problems.ts";
import type { Problem } from "../../kernel/problem.ts";
import { calendarDate } from "../../kernel/words.ts";
import type { Assets } from "../../ui/assets.ts";
import { UNDO_DAYS } from "../actions/commands.ts";
import { ACTIVE_STATES, type Import, type ImportRow } from "../rules/import.ts";
import { ColumnsPage } from "./columns.views.tsx";
import { ImportDonePage } from "./finished.views.tsx";
import { CAN_FILL, FAULTS_SHOWN, type ImportAt, type ImportPageRequest } from "./import-page.ts";
import { PreviewPage } from "./preview.views.tsx";
import { ProgressPage } from "./progress.views.tsx";
import type { StepShown } from "./step.views.tsx";

/** How much of each kind the page shows; pages of rows show the rest. */
const UNDERSTOOD_SHOWN = 200;
const CHANGES_SHOWN = 20;
const DECISIONS_SHOWN = 200;

/** The page of an import as it is now, with what stands against the last thing that was asked of it. */
export async function sendImport(
  req: ImportPageRequest,
  res: Response,
  at: ImportAt,
  { parts, assets, problem }: { parts: Parts; assets: Assets; problem?: Problem },
): Promise<void> {
  const page = await pageOf(req, at, parts, problem);
  sendPage(res, page, await siteNow(parts, assets), problem ? PROBLEMS[problem.kind].status : 200);
}

async function pageOf(
  req: ImportPageRequest,
  { organization, who, found }: ImportAt,
  parts: Parts,
  problem: Problem | undefined,
) {
  const shown = { organization, import: found, problem };
  if (ACTIVE_STATES.includes(found.state)) return <ProgressPage {...shown} now={who.at} />;
  if (found.state === "columns" || (found.state === "checked" && req.query.columns))
    return <ColumnsPage {...shown} />;
  return found.state === "checked" ? previewOf(shown, parts) : doneOf(shown, who.at, parts);
}

type Shown = StepShown & { import: Import };
type Kept = { outcome?: ImportRow["outcome"]; result?: ImportRow["result"]; kept?: boolean };

const rowsOf = (i: Import, { store }: Parts, kept: Kept, limit = DECISIONS_SHOWN) =>
  store.imports.rows(i.id, { after: 0, limit, ...kept });

async function previewOf(shown: Shown, parts: Parts) {
  const { import: i } = shown;
  const { findings, understood } = await parts.store.imports.shared(i.id);
  const [changed, duplicates, gone, kept] = await Promise.all([
    rowsOf(i, parts, { outcome: "changed" }, CHANGES_SHOWN),
    rowsOf(i, parts, { outcome: "duplicate" }),
    rowsOf(i, parts, { outcome: "gone" }),
    rowsOf(i, parts, { kept: true }, CHANGES_SHOWN),
  ]);
  return (
    <PreviewPage
      {...shown}
      faults={findings.filter((f) => f.kind === "fault").slice(0, FAULTS_SHOWN)}
      lacking={findings.filter((f) => f.kind === "warning" && f.value === "" && CAN_FILL.has(f.column))}
      understood={understood.slice(0, UNDERSTOOD_SHOWN)}
      changed={changed}
      duplicates={duplicates}
      gone={gone}
      kept={kept}
    />
  );
}

async function doneOf(shown: Shown, at: string, parts: Parts) {
  const { import: i } = shown;
  const until = new Date(Date.parse(i.doneAt ?? at) + UNDO_DAYS * 86_400_000).toISOString();
  return (
    <ImportDonePage
      {...shown}
      until={calendarDate(until, parts.config.site.timeZone)}
      listed={await rowsOf(i, parts, { result: "later" })}
    />
  );
}
