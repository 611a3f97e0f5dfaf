import type { Report } from "./report.ts";

export interface ReportChange {
  noun: "report";
  before?: Report;
  after: Report;
}
