import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type { AuditEntry, KeptAuditEntry } from "../../src/people/rules/audit.ts";
import type { Resource } from "../../src/resources/rules/resource.ts";
import type { Change } from "../../src/store/change.ts";
import type { Sqlite } from "../driver.ts";
import { writeAudit } from "./audit.ts";
import { writeClaim } from "./claims.ts";
import { writeCollection, writeFeatured } from "./collections-write.ts";
import { endDraft, writeDraft } from "./drafts.ts";
import { writeErasure, writeSwept } from "./erasing.ts";
import { writeFile, writeFileUses } from "./files.ts";
import { commitFramework } from "./frameworks.ts";
import { importWriter } from "./imports-write.ts";
import { writeKeys } from "./match-keys.ts";
import { readNotices, recordMembershipNotices, recordNotices, writeMail } from "./notices-write.ts";
import type { Db } from "./open.ts";
import { ownerColumns } from "./owner.ts";
import { writePeople } from "./people-write.ts";
import { registrar } from "./registrar.ts";
import { writeReport } from "./reports.ts";
import { followChange, writeLate, writeReview } from "./reviews-write.ts";
import { writeRules } from "./rules.ts";
import { writeSaved } from "./saved.ts";
import * as t from "./schema.ts";
import { asProblem } from "./sqlite-problems.ts";
import { writeVocabulary } from "./vocabularies.ts";

type ResourceChange = Extract<Change, { noun: "resource" }>;

function prepare(db: Db, sqlite: Sqlite) {
  return { imports: importWriter(db, sqlite), registrar: registrar(sqlite) };
}

/**
 * Writes changes in one synchronous transaction: rows guarded by revision, history and outbox together.
 * The caller waits for a free database (`whenFree`); this either writes everything or throws.
 */
export function committer(db: Db, sqlite: Sqlite): (changes: Change[], by: string) => KeptAuditEntry[] {
  const statements = prepare(db, sqlite);
  return (changes, by) => {
    try {
      const writeAll = () => {
        const at = new Date().toISOString();
        const told = changes.flatMap((change) => write(db, statements, change, by, at) ?? []);
        return writeAudit(db, told, by, at);
      };
      return db.transaction(writeAll, { behavior: "immediate" });
    } catch (error) {
      throw asProblem(error);
    }
  };
}

/** Gives back what the audit trail tells of the change, where it tells anything. */
function write(
  db: Db,
  statements: ReturnType<typeof prepare>,
  change: Change,
  by: string,
  at: string,
): AuditEntry[] | undefined {
  switch (change.noun) {
    case "resource":
      return writeResource(db, statements, change);
    case "collection":
      writeCollection(db, change);
      if (change.before) {
        recordNotices(db, change);
        followChange(db, change);
      }
      return;
    case "featured":
      writeFeatured(db, change);
      return;
    case "draft":
      writeDraft(db, change.after);
      return;
    case "draft-ended":
      endDraft(db, change.id, change.person);
      return;
    case "file":
      writeFile(db, change);
      return;
    case "claim":
      writeClaim(db, change);
      return;
    case "saved":
    case "unsaved":
      writeSaved(db, change);
      return;
    case "import":
      statements.imports(change);
      recordNotices(db, change);
      return;
    case "import-rows":
    case "import-ways":
      statements.imports(change);
      return;
    case "organizations":
      for (const organization of change.after) {
        upsert(db, t.organizations, t.organizations.code, organization);
        touchOrganization(db, organization.code);
      }
      referenceChanged(db);
      return;
    case "review":
      writeReview(db, change);
      return;
    case "review-late":
      writeLate(db, change);
      return;
    case "review-comment":
      db.insert(t.reviewComments).values(change.after).run();
      recordNotices(db, change);
      return;
    case "rubric":
      upsert(db, t.rubrics, t.rubrics.id, { id: change.after.id, data: change.after });
      return;
    case "rules":
      writeRules(db, change);
      referenceChanged(db);
      return [{ what: "rules changed", organization: change.after.organization }];
    case "vocabulary":
      writeVocabulary(db, change);
      referenceChanged(db);
      return;
    case "framework":
      commitFramework(db, change);
      referenceChanged(db);
      return;
    case "report":
      writeReport(db, change);
      return;
    case "erasure":
      return writeErasure(db, change);
    case "swept":
      writeSwept(db, change);
      return;
    case "mail":
      writeMail(db, change);
      return;
    case "notices-read":
      readNotices(db, change);
      return;
    case "reindex":
      for (const resource of change.resources) db.insert(t.outbox).values({ resource }).run();
      return;
    case "seeded":
      upsert(db, t.meta, t.meta.key, { key: "seeded", value: change.at });
      return;
    case "answer":
      if (change.before)
        db.delete(t.keptAnswers)
          .where(and(eq(t.keptAnswers.key, change.before.key), eq(t.keptAnswers.at, change.before.at)))
          .run();
      db.insert(t.keptAnswers).values(change.after).run();
      return;
    case "membership":
      recordMembershipNotices(db, change, by, at);
      return writePeople(db, change, at);
    default:
      return writePeople(db, change, at);
  }
}

/** One door for "insert or replace by its own id" of the small nouns. */
// biome-ignore lint/suspicious/noExplicitAny: drizzle's table types do not survive a generic helper
function upsert(db: Db, table: any, id: any, row: object): void {
  db.insert(table).values(row).onConflictDoUpdate({ target: id, set: row }).run();
}

function writeResource(
  db: Db,
  statements: ReturnType<typeof prepare>,
  change: ResourceChange,
): AuditEntry[] | undefined {
  const { before, after, version, waiting, widened, event } = change;
  if (before) {
    const { changes } = db
      .update(t.resources)
      .set(rowOf(after))
      .where(and(eq(t.resources.id, after.id), eq(t.resources.revision, before.revision)))
      .run();
    if (changes === 0)
      throw new Problem("stale", "Someone else changed this resource meanwhile. Read it again.");
    writeKeys(db, before, after);
  } else statements.registrar.resource(after);
  for (const added of [version, waiting]) {
    if (!added) continue;
    statements.registrar.version(added);
    writeFileUses(db, added);
  }
  if (widened) {
    db.update(t.versions)
      .set({ widestReach: widened.widestReach })
      .where(and(eq(t.versions.resource, after.id), eq(t.versions.number, widened.number)))
      .run();
  }
  statements.registrar.trace(after.id, event);
  if (!before) return undefined;
  recordNotices(db, change);
  followChange(db, change);
  const { what } = event;
  if (what !== "hidden" && what !== "shown") return undefined;
  return [{ what: `resource ${what}`, organization: after.organization, thing: after.id }];
}

const rowOf = (r: Resource) => ({
  ...r,
  externalId: r.externalId ?? null,
  ...ownerColumns(r.owner),
  ceiling: r.ceiling ?? null,
  ceilingBy: r.ceilingBy ?? null,
  proposed: r.proposed ?? null,
  withdrawal: r.withdrawal ?? null,
  hiding: r.hiding ?? null,
});

function touchOrganization(db: Db, code: string): void {
  const touched = db
    .select({ resource: t.resources.id })
    .from(t.resources)
    .where(inArray(t.resources.organization, [code]))
    .all();
  if (touched.length > 0) db.insert(t.outbox).values(touched).run();
}

/** Every reader in every process reads the reference data again when this value has moved. */
function referenceChanged(db: Db): void {
  const row = { key: "reference", value: randomUUID() };
  db.insert(t.meta).values(row).onConflictDoUpdate({ target: t.meta.key, set: row }).run();
}
