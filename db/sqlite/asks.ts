import { and, asc, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Ask } from "../../src/asks/rules/ask.ts";
import type { AskChange, AskEnded, AsksEnded, AsksTold } from "../../src/asks/rules/change.ts";
import type { Commit } from "../../src/kernel/facts.ts";
import { Problem } from "../../src/kernel/problem.ts";
import type { Asks } from "../../src/store/asks.ts";
import { asAsked, isAmong } from "./listed.ts";
import type { Db } from "./open.ts";
import { asks, asksEnded, asksTold, meta } from "./schema.ts";
import { whenFree } from "./sqlite-busy.ts";

const toAsk = ({ grade, level, language, standard, by, ...row }: typeof asks.$inferSelect): Ask => ({
  ...row,
  ...(grade === null ? {} : { grade }),
  ...(level === null ? {} : { level }),
  ...(language === null ? {} : { language }),
  ...(standard === null ? {} : { standard }),
  ...(by === null ? {} : { by }),
});

/** Where the look through what has happened had come to. */
const POSITION = "asks told";

const toldUpTo = (db: Db): number =>
  Number(db.select().from(meta).where(eq(meta.key, POSITION)).get()?.value ?? 0);

export function asksOf(db: Db): Asks {
  return {
    async get(id) {
      const row = db.select().from(asks).where(eq(asks.id, id)).get();
      return row && toAsk(row);
    },
    async many(ids) {
      const rows = db.select().from(asks).where(isAmong(asks.id, ids)).all();
      return asAsked(ids, rows.map(toAsk), (ask) => ask.id);
    },
    async of(person, since) {
      const theirs = and(eq(asks.by, person), gte(asks.at, since));
      return db.select().from(asks).where(theirs).orderBy(desc(asks.at), desc(asks.id)).all().map(toAsk);
    },
    async since(since, organizations, most) {
      const among = organizations && isAmong(asks.organization, organizations);
      const wanted = and(gte(asks.at, since), among);
      const rows = db.select().from(asks).where(wanted).orderBy(desc(asks.at), desc(asks.id)).limit(most);
      return rows.all().map(toAsk);
    },
    async waiting(since) {
      const wanted = and(gte(asks.at, since), sql`${asks.tell}`);
      return db.select().from(asks).where(wanted).orderBy(asc(asks.at), asc(asks.id)).all().map(toAsk);
    },
    async told() {
      return toldUpTo(db);
    },
    async toldAmong(fits) {
      const pairs = sql`(select value ->> 'ask', value ->> 'resource' from json_each(${JSON.stringify(fits)}))`;
      return db.select().from(asksTold).where(sql`(${asksTold.ask}, ${asksTold.resource}) in ${pairs}`).all();
    },
    async forget(before, most) {
      return whenFree(() =>
        db.transaction(
          () => {
            const old = db.select({ id: asks.id }).from(asks).where(lt(asks.at, before));
            const ids = old.orderBy(asks.at).limit(most).all();
            remove(
              db,
              ids.map(({ id }) => id),
            );
            db.delete(asksEnded).where(lt(asksEnded.at, before)).run();
            return ids.length;
          },
          { behavior: "immediate" },
        ),
      );
    },
  };
}

function remove(db: Db, ids: string[]): void {
  db.delete(asksTold).where(isAmong(asksTold.ask, ids)).run();
  db.delete(asks).where(isAmong(asks.id, ids)).run();
}

export function writeAsk(db: Db, { before, after }: AskChange): void {
  const { grade = null, level = null, language = null, standard = null, by = null } = after;
  const row = { ...after, grade, level, language, standard, by };
  if (!before) return void db.insert(asks).values(row).run();
  const seen = and(eq(asks.id, after.id), eq(asks.revision, before.revision));
  const { changes } = db.update(asks).set(row).where(seen).run();
  if (changes === 0) throw new Problem("stale", "This was changed or taken back meanwhile.");
}

/** Remembered by its id for as long as a backup may still hold it. */
function end(db: Db, ids: string[], at: string): void {
  remove(db, ids);
  const each = sql`select value, ${at} from json_each(${JSON.stringify(ids)})`;
  db.run(sql`insert or ignore into ${asksEnded} (ask, at) ${each}`);
}

/** Taking back twice is taking back once. */
export const endAsk = (db: Db, { ask }: AskEnded, { at }: Commit): void => end(db, [ask], at);

/** Ids of those that ended in this database. */
export const endedAsks = (db: Db): { ask: string; at: string }[] => db.select().from(asksEnded).all();

/** Takes out once more what had ended elsewhere. */
export function endAgain(db: Db, ended: { ask: string; at: string }[]): void {
  db.transaction(() => {
    for (const { ask, at } of ended) end(db, [ask], at);
  });
}

export function endAsks(db: Db, { person }: AsksEnded, { at }: Commit): void {
  const theirs = db.select({ id: asks.id }).from(asks).where(eq(asks.by, person)).all();
  end(
    db,
    theirs.map(({ id }) => id),
    at,
  );
}

/** Only from where the last look ended: two programs never tell the same. */
export function writeAsksTold(db: Db, { from, upTo, fitting }: AsksTold): void {
  if (toldUpTo(db) !== from) throw new Problem("stale", "Somebody else has looked meanwhile.");
  const row = { key: POSITION, value: String(upTo) };
  db.insert(meta).values(row).onConflictDoUpdate({ target: meta.key, set: row }).run();
  const ids = fitting.map(({ ask }) => ask.id);
  const there = new Set(
    db
      .select({ id: asks.id })
      .from(asks)
      .where(inArray(asks.id, ids))
      .all()
      .map(({ id }) => id),
  );
  for (const { ask, resource } of fitting)
    if (there.has(ask.id)) db.insert(asksTold).values({ ask: ask.id, resource }).onConflictDoNothing().run();
}
