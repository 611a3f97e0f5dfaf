import { Problem } from "../../src/kernel/problem.ts";
import { sqliteFault } from "./sqlite-busy.ts";

/** A broken rule of the database as the Problem it means to the person. */
export function explained(error: unknown): unknown {
  const fault = sqliteFault(error);
  if (!fault) return error;
  const { code, message } = fault;
  if (code === "SQLITE_CONSTRAINT_UNIQUE" && message.includes("resources.external_id"))
    return new Problem("conflict", "The organization already has a resource with this external id.", [
      { in: "body", pointer: "/externalId", detail: "is taken. Change that resource, or choose another id" },
    ]);
  if (code === "SQLITE_CONSTRAINT_UNIQUE" && /reviews\.(resource|collection)/.test(message))
    return new Problem("conflict", "It has just been offered. Look at that offer first.");
  if (code === "SQLITE_CONSTRAINT_PRIMARYKEY" && message.includes("answers."))
    return new Problem("conflict", "This Idempotency-Key has just been used.");
  if (code === "SQLITE_CONSTRAINT_UNIQUE" && message.includes("people.email"))
    return new Problem("conflict", "There is already a person with this e-mail address.");
  if (code === "SQLITE_FULL" || code === "SQLITE_READONLY" || code.startsWith("SQLITE_IOERR"))
    return new Problem("unavailable", "The registry cannot write just now. Nothing was saved.");
  return error;
}
