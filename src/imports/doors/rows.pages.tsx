import type { Response } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import type { Assets } from "../../ui/assets.ts";
import { importAddress } from "../rules/addresses.ts";
import { RESULTS } from "../rules/import.ts";
import { LINK_RESULTS, LINK_WORDS } from "../rules/link-checks.ts";
import { ROW_OUTCOMES } from "../rules/representation.ts";
import { type ImportAt, type ImportPageRequest, importAt } from "./import-page.ts";
import { RowsPage } from "./rows.views.tsx";

const ROWS = 50;

/** Rows of one outcome, one result, or with one kind of link, a page at a time. */
export async function sendRows(
  req: ImportPageRequest,
  res: Response,
  parts: Parts,
  assets: Assets,
): Promise<void> {
  const { organization, found }: ImportAt = await importAt(req, parts);
  const filter = filterIn(req);
  const after = Math.max(0, Number(req.query.after) || 0);
  const rows = await parts.store.imports.rows(found.id, { ...filter, after, limit: ROWS + 1 });
  const page = rows.slice(0, ROWS);
  const said = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const query = new URLSearchParams([...said, ["after", String(page.at(-1)?.seq ?? 0)]]);
  sendPage(
    res,
    <RowsPage
      organization={organization}
      import={found}
      rows={page}
      words={titleOf(filter)}
      next={rows.length > ROWS ? `${importAddress(found)}/rows?${query}` : undefined}
      ticking={found.state === "done" && filter.result === "created"}
    />,
    await siteNow(parts, assets),
  );
}

const filterIn = ({ query }: ImportPageRequest) => ({
  outcome: ROW_OUTCOMES.find((o) => o === query.outcome),
  result: RESULTS.find((r) => r === query.result),
  link: LINK_RESULTS.find((l) => l === query.link),
});

const titleOf = ({ outcome, result, link }: ReturnType<typeof filterIn>): string =>
  (outcome && TITLES[outcome]) ??
  (link && LINK_WORDS[link]) ??
  (result === "held" ? "Rows that were held back" : "Rows");

const TITLES: Record<(typeof ROW_OUTCOMES)[number], string> = {
  new: "New rows",
  changed: "Rows that change one you have",
  unchanged: "Rows that are the same as before",
  duplicate: "Rows that may be there already",
  faulty: "Rows with a fault",
  gone: "What your sheet no longer names",
};
