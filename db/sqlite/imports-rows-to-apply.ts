import { and, asc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { RowToDo } from "../../src/imports/rules/import.ts";
import type { Db } from "./open.ts";
import { importRows } from "./schema.ts";

/** Rows that the choice and the decisions leave to be carried out. */
const WRITES = or(
  inArray(importRows.outcome, ["new", "changed"]),
  and(eq(importRows.outcome, "duplicate"), eq(importRows.decision, "bring")),
  and(eq(importRows.outcome, "gone"), eq(importRows.decision, "withdraw")),
);

/** In the order of the columns that are asked for. */
type RowValues = [
  number,
  number,
  RowToDo["outcome"],
  string | null,
  string,
  string | null,
  number | null,
  string | null,
];

/** Thousands at a time: the values are taken as they come, for the query builder would look at each again. */
export function rowsToDo(db: Db) {
  const { placeholder } = sql;
  const { seq, row, outcome, externalId, title, resource, revision, said } = importRows;
  const query = db
    .select({ seq, row, outcome, externalId, title, resource, revision, said })
    .from(importRows)
    .where(
      and(
        eq(importRows.import, placeholder("id")),
        gt(seq, placeholder("after")),
        isNull(importRows.result),
        WRITES,
      ),
    )
    .orderBy(asc(seq))
    .limit(placeholder("limit"))
    .prepare();
  return (id: string, after: number, limit: number): RowToDo[] =>
    (query.values({ id, after, limit }) as RowValues[]).map(
      ([at, line, becomes, external, called, record, version, says]) => ({
        seq: at,
        row: line,
        outcome: becomes,
        title: called,
        ...(external === null ? {} : { externalId: external }),
        ...(record === null ? {} : { resource: record }),
        ...(version === null ? {} : { revision: version }),
        ...(says === null ? {} : { said: JSON.parse(says) }),
      }),
    );
}
