import { and, asc, eq } from "drizzle-orm";
import type { AlignmentClaim } from "../../src/contributing/rules/alignment-claim.ts";
import type { ClaimChange } from "../../src/contributing/rules/change.ts";
import { Problem } from "../../src/kernel/problem.ts";
import type { Claims } from "../../src/store/contributing.ts";
import { isAmong } from "./listed.ts";
import type { Db } from "./open.ts";
import { claims, resources } from "./schema.ts";

const present = ({ decidedAt, decidedBy, ...row }: typeof claims.$inferSelect): AlignmentClaim => ({
  ...row,
  ...(decidedAt === null ? {} : { decidedAt }),
  ...(decidedBy === null ? {} : { decidedBy }),
});

export function claimsOf(db: Db): Claims {
  return {
    async get(id) {
      const row = db.select().from(claims).where(eq(claims.id, id)).get();
      return row && present(row);
    },
    async on(resources) {
      return db
        .select()
        .from(claims)
        .where(isAmong(claims.resource, resources))
        .orderBy(asc(claims.id))
        .all()
        .map(present);
    },
    async offeredTo(person) {
      const rows = db
        .select({ claim: claims })
        .from(claims)
        .innerJoin(resources, eq(resources.id, claims.resource))
        .where(
          and(eq(claims.state, "offered"), eq(resources.ownerPerson, person), eq(resources.status, "active")),
        )
        .orderBy(asc(claims.id))
        .all();
      return rows.map((r) => present(r.claim));
    },
  };
}

/** Writes a new claim, or one over the state that was seen. */
export function writeClaim(db: Db, { before, after }: ClaimChange): void {
  const row = { ...after, decidedAt: after.decidedAt ?? null, decidedBy: after.decidedBy ?? null };
  if (!before) return void db.insert(claims).values(row).run();
  const seen = and(eq(claims.id, after.id), eq(claims.revision, before.revision));
  if (db.update(claims).set(row).where(seen).run().changes === 0)
    throw new Problem("stale", "Someone else answered this meanwhile. Read it again.");
}
