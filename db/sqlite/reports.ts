import { and, asc, desc, eq, gt, inArray, lt } from "drizzle-orm";
import { Problem } from "../../src/problem.ts";
import type { Report } from "../../src/reports/report.ts";
import type { Reports, ReportsAsk } from "../../src/reports/store.ts";
import type { Change } from "../../src/store.ts";
import { tellOf } from "./notices-writing.ts";
import type { Db } from "./open.ts";
import { reports } from "./schema.ts";

const toReport = ({ by, email, answer, ...row }: typeof reports.$inferSelect): Report => ({
  ...row,
  ...(by === null ? {} : { by }),
  ...(email === null ? {} : { email }),
  ...(answer === null ? {} : { answer }),
});

const asked = ({ organizations, state, kind, resource }: ReportsAsk) =>
  and(
    inArray(reports.organization, organizations),
    eq(reports.state, state),
    kind === undefined ? undefined : eq(reports.kind, kind),
    resource === undefined ? undefined : eq(reports.resource, resource),
  );

export function reportsOf(db: Db): Reports {
  return {
    async get(id) {
      const row = db.select().from(reports).where(eq(reports.id, id)).get();
      return row && toReport(row);
    },
    async of({ sort, after, limit, ...ask }) {
      const [way, behind] = sort === "oldest" ? [asc, gt] : [desc, lt];
      const wanted = and(asked(ask), after === undefined ? undefined : behind(reports.id, after));
      const rows = db.select().from(reports).where(wanted).orderBy(way(reports.id)).limit(limit);
      return rows.all().map(toReport);
    },
    async count(ask) {
      return db.$count(reports, asked(ask));
    },
  };
}

export function writeReport(db: Db, change: Extract<Change, { noun: "report" }>): void {
  const { before, after } = change;
  const { by = null, email = null, answer = null } = after;
  const row = { ...after, by, email, answer };
  if (before) {
    const seen = and(eq(reports.id, after.id), eq(reports.revision, before.revision));
    const { changes } = db.update(reports).set(row).where(seen).run();
    if (changes === 0) throw new Problem("stale", "Somebody else has answered this report meanwhile.");
  } else db.insert(reports).values(row).run();
  tellOf(db, change);
}
