import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { Problem } from "../../src/problem.ts";
import type { Report } from "../../src/reports/report.ts";
import type { Reports } from "../../src/reports/store.ts";
import type { Change } from "../../src/store.ts";
import type { Db } from "./open.ts";
import { reports } from "./schema.ts";

const toReport = ({ by, email, answer, ...row }: typeof reports.$inferSelect): Report => ({
  ...row,
  ...(by === null ? {} : { by }),
  ...(email === null ? {} : { email }),
  ...(answer === null ? {} : { answer }),
});

export function reportsOf(db: Db): Reports {
  return {
    async get(id) {
      const row = db.select().from(reports).where(eq(reports.id, id)).get();
      return row && toReport(row);
    },
    async of({ organizations, state, after, limit }) {
      const wanted = and(
        inArray(reports.organization, organizations),
        eq(reports.state, state),
        after === undefined ? undefined : gt(reports.id, after),
      );
      return db
        .select()
        .from(reports)
        .where(wanted)
        .orderBy(asc(reports.id))
        .limit(limit)
        .all()
        .map(toReport);
    },
  };
}

export function writeReport(db: Db, { before, after }: Extract<Change, { noun: "report" }>): void {
  const { by = null, email = null, answer = null } = after;
  const row = { ...after, by, email, answer };
  if (!before) {
    db.insert(reports).values(row).run();
    return;
  }
  const seen = and(eq(reports.id, after.id), eq(reports.revision, before.revision));
  const { changes } = db.update(reports).set(row).where(seen).run();
  if (changes === 0) throw new Problem("stale", "Somebody else has answered this report meanwhile.");
}
