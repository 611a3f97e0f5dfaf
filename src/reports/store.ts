import type { Report } from "./report.ts";

/** What the store promises about reports. Reading only: writing is `store.commit`. */
export interface Reports {
  get(id: string): Promise<Report | undefined>;
  /** Of resources of these organizations, oldest first, after the id of the page before. */
  of(ask: {
    organizations: string[];
    state: Report["state"];
    after?: string;
    limit: number;
  }): Promise<Report[]>;
}
