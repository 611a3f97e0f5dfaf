import { and, desc, eq, lt } from "drizzle-orm";
import type { Commit } from "../../src/kernel/facts.ts";
import type { AuditEntry, KeptAuditEntry } from "../../src/people/rules/audit.ts";
import type { Audit } from "../../src/store/people.ts";
import type { Sqlite } from "../driver.ts";
import type { Db } from "./open.ts";
import { audit } from "./schema.ts";

const toEntry = (row: typeof audit.$inferSelect): KeptAuditEntry => {
  const { seq, at, by, what, ...about } = row;
  const given = Object.entries(about).filter(([, value]) => value !== null);
  return { seq, at, by, what, ...Object.fromEntries(given) };
};

export function auditOf(db: Db): Audit {
  return {
    async entries({ person, before, limit }) {
      const wanted = and(
        person === undefined ? undefined : eq(audit.person, person),
        before === undefined ? undefined : lt(audit.seq, before),
      );
      const rows = db.select().from(audit).where(wanted).orderBy(desc(audit.seq)).limit(limit);
      return rows.all().map(toEntry);
    },
  };
}

/** Written inside the commit it reports; gives back what was kept. */
export const writeAudit = (db: Db, entry: AuditEntry, { at, by }: Commit): KeptAuditEntry =>
  toEntry(
    db
      .insert(audit)
      .values({ ...entry, by, at })
      .returning()
      .get(),
  );

/**
 * Nobody changes or takes away what is written, this program included. Created at every start, because a
 * table that a migration rebuilds has lost its triggers.
 */
export function sealAudit(sqlite: Sqlite): void {
  for (const action of ["update", "delete"])
    sqlite.exec(
      `create trigger if not exists audit_refuses_${action} before ${action} on audit
       begin select raise(abort, 'the audit trail is never changed'); end`,
    );
  // "insert or replace" would take a row away without asking the trigger above.
  sqlite.exec(
    `create trigger if not exists audit_refuses_replace before insert on audit
     when exists (select 1 from audit where seq = new.seq)
     begin select raise(abort, 'the audit trail is never changed'); end`,
  );
}
