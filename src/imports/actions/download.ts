import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Problem } from "../../kernel/problem.ts";
import type { Import } from "../rules/import.ts";
import { reportOf } from "./import-run.ts";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const CSV = "text/csv; charset=utf-8";

export interface Given {
  stream: NodeJS.ReadableStream;
  headers: Record<string, string>;
}

/** As a download, under a name that every system can keep. */
export function downloadHeaders(name: string, type: string): Record<string, string> {
  const plain = name.replace(/[^\x20-\x7e]|["\\%/]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
    "X-Content-Type-Options": "nosniff",
  };
}

/** The sheet with its faults written beside the cells. */
export async function giveReport(folder: string, i: Import): Promise<Given> {
  const file = reportOf(folder, i.id);
  const there = await stat(file).catch(() => undefined);
  if (i.counts.faulty === 0 || !there)
    throw new Problem(
      "unknown",
      "There is no marked sheet: no row has a fault, or it has not been checked yet.",
    );
  const base = i.name.replace(/\.[a-z0-9]{1,6}$/i, "");
  const csv = i.format === "csv";
  return {
    stream: createReadStream(file),
    headers: downloadHeaders(`${base} (faults).${csv ? "csv" : "xlsx"}`, csv ? CSV : XLSX),
  };
}
