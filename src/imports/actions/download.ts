import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { CSV, type Download, downloadHeaders, XLSX } from "../../http/download.ts";
import { Problem } from "../../kernel/problem.ts";
import { goesBackAs } from "../../sheets/formats.ts";
import type { Import } from "../rules/import.ts";
import { reportOf } from "./import-run.ts";

/** The sheet with its faults written beside the cells. */
export async function downloadFaultReport(folder: string, i: Import): Promise<Download> {
  const file = reportOf(folder, i.id);
  const there = await stat(file).catch(() => undefined);
  if (i.counts.faulty === 0 || !there)
    throw new Problem(
      "unknown",
      "There is no marked sheet: no row has a fault, or it has not been checked yet.",
    );
  const base = i.name.replace(/\.[a-z0-9]{1,6}$/i, "");
  const as = goesBackAs(i.format);
  return {
    stream: createReadStream(file),
    headers: downloadHeaders(`${base} (faults).${as}`, as === "csv" ? CSV : XLSX),
  };
}
