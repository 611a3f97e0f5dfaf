import { getTableName } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { Problem } from "../../src/kernel/problem.ts";
import * as t from "./schema.ts";
import { brokenColumns, sqliteFault } from "./sqlite-busy.ts";

/** What must be unique, and what it means to the person that it is not. */
const TAKEN: [SQLiteColumn, () => Problem][] = [
  [
    t.resources.externalId,
    () =>
      new Problem("conflict", "The organization already has a resource with this external id.", [
        {
          in: "body",
          pointer: "/externalId",
          detail: "is taken. Change that resource, or choose another id",
        },
      ]),
  ],
  [t.reviews.resource, offered],
  [t.reviews.collection, offered],
  [t.keptAnswers.key, () => new Problem("conflict", "This Idempotency-Key has just been used.")],
  [t.people.email, () => new Problem("conflict", "There is already a person with this e-mail address.")],
];

function offered() {
  return new Problem("conflict", "It has just been offered. Look at that offer first.");
}

/** The disk under the database. */
const CLOSED = /^SQLITE_(FULL$|READONLY$|IOERR)/;

/** A broken rule of the database as the Problem it means to the person; any other fault as it is. */
export function asProblem(error: unknown): unknown {
  const code = sqliteFault(error)?.code ?? "";
  if (CLOSED.test(code))
    return new Problem("unavailable", "The registry cannot write just now. Nothing was saved.");
  const broken = brokenColumns(error);
  return TAKEN.find(([column]) => broken.includes(nameOf(column)))?.[1]() ?? error;
}

const nameOf = (column: SQLiteColumn) => `${getTableName(column.table)}.${column.name}`;
