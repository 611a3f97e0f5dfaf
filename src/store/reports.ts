import type { Report, ReportKind } from "../reports/rules/report.ts";

/** What is asked of reports, whichever page of them. */
export interface ReportFilter {
  /** Codes of the organizations whose resources they are about. */
  organizations: string[];
  state: Report["state"];
  kind?: ReportKind;
  resource?: string;
}

/** What the store promises about reports. Reading only: writing is `store.commit`. */
export interface Reports {
  get(id: string): Promise<Report | undefined>;
  /** The given ids that exist, in the order given. */
  many(ids: string[]): Promise<Report[]>;
  /** By keyset: `after` is the id of the last one of the page before. */
  of(ask: ReportFilter & { sort: "oldest" | "newest"; after?: string; limit: number }): Promise<Report[]>;
  /** How many there are, of all pages. */
  count(ask: ReportFilter): Promise<number>;
}
