import { and, desc, eq, inArray } from "drizzle-orm";
import type { SavedChange } from "../../src/shelf/rules/change.ts";
import type { Saved } from "../../src/store/shelf.ts";
import type { Db } from "./open.ts";
import { saved } from "./schema.ts";

export function savedOf(db: Db): Saved {
  return {
    async of(person) {
      return db
        .select({ resource: saved.resource, at: saved.at })
        .from(saved)
        .where(eq(saved.person, person))
        .orderBy(desc(saved.at))
        .limit(1000)
        .all();
    },
    async among(person, resources) {
      if (resources.length === 0) return new Set();
      const rows = db
        .select({ resource: saved.resource })
        .from(saved)
        .where(and(eq(saved.person, person), inArray(saved.resource, resources)))
        .all();
      return new Set(rows.map((r) => r.resource));
    },
  };
}

/** Saving twice is saving once. */
export function writeSaved(db: Db, { noun, person, resource, ...rest }: SavedChange): void {
  if (noun === "unsaved") {
    db.delete(saved)
      .where(and(eq(saved.person, person), eq(saved.resource, resource)))
      .run();
  } else if ("at" in rest) {
    db.insert(saved).values({ person, resource, at: rest.at }).onConflictDoNothing().run();
  }
}
