import { and, asc, count, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { Problem } from "../../src/kernel/problem.ts";
import type { ReportChange } from "../../src/reports/rules/change.ts";
import type { Report } from "../../src/reports/rules/report.ts";
import type { ReportFilter, Reports } from "../../src/store/reports.ts";
import { asAsked, isAmong } from "./listed.ts";
import type { Db } from "./open.ts";
import { reports } from "./schema.ts";

const toReport = ({ by, email, answer, ...row }: typeof reports.$inferSelect): Report => ({
  ...row,
  ...(by === null ? {} : { by }),
  ...(email === null ? {} : { email }),
  ...(answer === null ? {} : { answer }),
});

const { placeholder } = sql;
const either = (column: SQLiteColumn, name: string) =>
  sql`(${placeholder(name)} is null or ${column} = ${placeholder(name)})`;

/** What is asked of reports, with a place for each value (`valuesOf`). */
const OPEN_OR_ANSWERED = and(
  sql`${reports.organization} in (select value from json_each(${placeholder("organizations")}))`,
  eq(reports.state, placeholder("state")),
  either(reports.kind, "kind"),
  either(reports.resource, "resource"),
);
const valuesOf = ({ organizations, state, kind, resource }: ReportFilter) => ({
  organizations: JSON.stringify(organizations),
  state,
  kind: kind ?? null,
  resource: resource ?? null,
});

export function reportsOf(db: Db): Reports {
  // Every page of a curator asks.
  const counted = db.select({ n: count() }).from(reports).where(OPEN_OR_ANSWERED).prepare();
  return {
    async get(id) {
      const row = db.select().from(reports).where(eq(reports.id, id)).get();
      return row && toReport(row);
    },
    async many(ids) {
      const rows = db.select().from(reports).where(isAmong(reports.id, ids)).all();
      return asAsked(ids, rows.map(toReport), (report) => report.id);
    },
    async of({ sort, after, limit, ...ask }) {
      const [way, behind] = sort === "oldest" ? [asc, gt] : [desc, lt];
      const wanted = and(OPEN_OR_ANSWERED, after === undefined ? undefined : behind(reports.id, after));
      const rows = db.select().from(reports).where(wanted).orderBy(way(reports.id)).limit(limit);
      return rows.prepare().all(valuesOf(ask)).map(toReport);
    },
    async count(ask) {
      return counted.get(valuesOf(ask))?.n ?? 0;
    },
  };
}

export function writeReport(db: Db, { before, after }: ReportChange): void {
  const { by = null, email = null, answer = null } = after;
  const row = { ...after, by, email, answer };
  if (before) {
    const seen = and(eq(reports.id, after.id), eq(reports.revision, before.revision));
    const { changes } = db.update(reports).set(row).where(seen).run();
    if (changes === 0) throw new Problem("stale", "Somebody else has answered this report meanwhile.");
  } else db.insert(reports).values(row).run();
}
