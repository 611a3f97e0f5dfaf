import { eq, inArray, lt } from "drizzle-orm";
import type { StoreOptions } from "../../src/store/storage.ts";
import type { Store } from "../../src/store/store.ts";
import { accountsOf } from "./accounts.ts";
import { asksOf } from "./asks.ts";
import { auditOf, sealAudit } from "./audit.ts";
import { claimsOf } from "./claims.ts";
import { collectionsOf } from "./collections.ts";
import { committer } from "./commit.ts";
import { draftsOf } from "./drafts.ts";
import { erasuresOf } from "./erasing.ts";
import { filesOf } from "./files.ts";
import { importsOf } from "./imports.ts";
import { jobRunsOf } from "./jobs.ts";
import { fillKeys } from "./match-keys.ts";
import { mailsOf, noticesOf } from "./notices.ts";
import { openDatabase } from "./open.ts";
import { epochIn, outboxOf } from "./outbox.ts";
import { peopleOf } from "./people.ts";
import { referenceOf } from "./reference.ts";
import { reportsOf } from "./reports.ts";
import { resourcesOf } from "./resources.ts";
import { reviewsOf } from "./reviews.ts";
import { savedOf } from "./saved.ts";
import { associations, keptAnswers, meta } from "./schema.ts";
import { whenFree } from "./sqlite-busy.ts";
import { usageOf } from "./usage.ts";

interface SqliteOptions extends StoreOptions {
  /** By whose calendar the days of a commit count (IANA name). */
  timeZone?: string;
}

/** The store kept in one SQLite file. See `src/store/` for what each promise means. */
export function openStore(
  file: string,
  { audited = () => {}, durable, timeZone = "UTC" }: SqliteOptions = {},
): Store {
  const { sqlite, db } = openDatabase(file);
  epochIn(db)();
  sealAudit(sqlite);
  fillKeys(db);
  const reference = referenceOf(db, sqlite);
  const commit = committer(db, sqlite);
  const listeners = new Set<() => void>();
  const announceCommit = () => {
    for (const listener of listeners) listener();
  };
  return {
    resources: resourcesOf(db, () => reference().organizations),
    collections: collectionsOf(db, () => reference().organizations),
    drafts: draftsOf(db),
    claims: claimsOf(db),
    files: filesOf(db),
    saved: savedOf(db),
    people: peopleOf(db),
    accounts: accountsOf(db),
    audit: auditOf(db),
    reviews: reviewsOf(db),
    reports: reportsOf(db),
    asks: asksOf(db),
    erasures: erasuresOf(db),
    notices: noticesOf(db),
    mails: mailsOf(db),
    imports: importsOf(db, sqlite, () => reference().organizations),
    usage: usageOf(db),
    outbox: outboxOf(db, sqlite),
    jobs: jobRunsOf(db),
    async reference() {
      return reference();
    },
    async associations(framework) {
      return db.select().from(associations).where(eq(associations.framework, framework)).all();
    },
    async keptAnswer(key) {
      return db.select().from(keptAnswers).where(eq(keptAnswers.key, key)).get();
    },
    async forgetAnswers(before, most) {
      const old = db.select({ key: keptAnswers.key }).from(keptAnswers).where(lt(keptAnswers.at, before));
      const forget = db
        .delete(keptAnswers)
        .where(inArray(keptAnswers.key, old.orderBy(keptAnswers.at).limit(most)));
      return (await whenFree(() => forget.run())).changes;
    },
    async seeded() {
      return db.select().from(meta).where(eq(meta.key, "seeded")).get()?.value;
    },
    async commit(changes, by = "program") {
      const entries = await whenFree(() => {
        if (durable) sqlite.pragma(`synchronous = ${durable(changes) ? "FULL" : "NORMAL"}`);
        return commit(changes, { at: new Date().toISOString(), by, timeZone });
      });
      for (const entry of entries) audited(entry);
      // What a job has done is looked at by nobody: whoever listens would have jobs run for ever.
      if (changes.some((change) => change.noun !== "job-run")) announceCommit();
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async check() {
      await whenFree(() => {
        sqlite.exec("begin immediate; rollback");
      });
    },
    async close() {
      sqlite.close();
    },
  };
}
