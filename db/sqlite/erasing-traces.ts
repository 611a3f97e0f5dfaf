import { and, eq, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Db } from "./open.ts";
import { claims, fileUses, reports, resources, reviews, versions } from "./schema.ts";

/** What the last of an erased resource is found by, wherever else it was written down. */
export interface Traces {
  /** Its id and those of its reviews, claims and reports. */
  ids: string[];
  /** Hashes of its files that nothing else names. */
  files: string[];
  /** Whose imports may hold its row, and what the row says. */
  organization: string;
  externalId?: string;
  urls: string[];
  titles: string[];
  /** Who wrote its versions. */
  authors: string[];
}

/** Read before it goes. */
export function tracesOf(db: Db, id: string): Traces {
  const own = db.select().from(resources).where(eq(resources.id, id)).get();
  const written = db
    .select({ description: versions.description, by: versions.by })
    .from(versions)
    .where(eq(versions.resource, id))
    .all();
  const among = (table: typeof reviews | typeof claims | typeof reports) =>
    db.select({ id: table.id }).from(table).where(eq(table.resource, id)).all();
  const parts = [...among(reviews), ...among(claims), ...among(reports)].map((row) => row.id);
  const descriptions = written.map((v) => v.description);
  return {
    ids: [id, ...parts],
    files: filesOnlyOf(db, id),
    organization: own?.organization ?? "",
    ...(own?.externalId ? { externalId: own.externalId } : {}),
    urls: [...new Set(descriptions.flatMap((d) => d.url ?? []))],
    titles: [...new Set(descriptions.map((d) => d.title))],
    authors: [...new Set(written.map((v) => v.by))],
  };
}

/** Its files that no other resource names. */
export function filesOnlyOf(db: Db, id: string): string[] {
  const other = alias(fileUses, "other");
  const elsewhere = db
    .select({ one: sql`1` })
    .from(other)
    .where(and(eq(other.hash, fileUses.hash), sql`${other.resource} <> ${id}`));
  const rows = db
    .select({ hash: fileUses.hash })
    .from(fileUses)
    .where(and(eq(fileUses.resource, id), notExists(elsewhere)));
  return rows.all().map((row) => row.hash);
}

/** The files of it that stay, for others name them. */
export const filesSharedBy = (db: Db, id: string, gone: string[]): string[] =>
  db
    .select({ hash: fileUses.hash })
    .from(fileUses)
    .where(eq(fileUses.resource, id))
    .all()
    .map((row) => row.hash)
    .filter((hash) => !gone.includes(hash));
