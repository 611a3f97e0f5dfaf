import type { Request, Response } from "express";
import { etagOf } from "../http/etag.ts";
import { hashOf } from "../kernel/hash.ts";
import { Problem } from "../kernel/problem.ts";
import type { Caller } from "../people/rules/person.ts";
import type { Change, KeptAnswer } from "../store/change.ts";
import type { Reply } from "./endpoint.ts";
import type { Parts } from "./parts.ts";

/** So long an answer is kept for its `Idempotency-Key`; with the same key a request is a new one after that. */
export const ANSWERS_KEPT_DAYS = 7;

/** The answers of before this moment (ISO 8601, UTC) are no longer kept at `at`. */
export const answersKeptSince = (at: string): string =>
  new Date(Date.parse(at) - ANSWERS_KEPT_DAYS * 86_400_000).toISOString();

/** What a request with an `Idempotency-Key` is answered by. */
export interface Repeatable {
  /** The answer that the same request was given before. */
  answered: KeptAnswer | undefined;
  /** The changes that keep this answer: they belong to the commit it reports. */
  keep: (reply: Reply & { text: string }) => Change[];
  /** Looks once more, when the commit has failed. */
  again: () => Promise<KeptAnswer | undefined>;
}

/**
 * What an `Idempotency-Key` promises: the same request once, the same answer every time; undefined without one.
 * Problem `invalid` for a key that cannot be used, `conflict` for one that was used for another request.
 */
export async function repeatable(
  req: Request,
  caller: Caller,
  { store }: Pick<Parts, "store">,
  at: string,
): Promise<Repeatable | undefined> {
  const given = req.get("idempotency-key");
  if (given === undefined) return undefined;
  if (given.length < 8 || given.length > 200)
    throw new Problem("invalid", "The Idempotency-Key cannot be used.", [
      { in: "header", pointer: "/Idempotency-Key", detail: "must have 8 to 200 characters" },
    ]);
  const key = hashOf(`${caller.person?.id ?? ""}\n${given}`);
  const request = hashOf(`${req.method}\n${req.originalUrl}\n${JSON.stringify(req.body)}`);
  const isExpired = (found: KeptAnswer | undefined) => found && found.at < answersKeptSince(at);
  const before = await store.keptAnswer(key);
  const again = async () => {
    const found = await store.keptAnswer(key);
    if (!found || isExpired(found)) return undefined;
    if (found.request !== request)
      throw new Problem("conflict", "This Idempotency-Key was used for another request. Use a new one.");
    return found;
  };
  return {
    answered: await again(),
    keep: ({ status, text, headers = {} }) => {
      const after = { key, request, status, headers, body: text, at };
      return [before && isExpired(before) ? { noun: "answer", before, after } : { noun: "answer", after }];
    },
    again,
  };
}

/** Gives a kept answer once more. */
export function replay(res: Response, kept: KeptAnswer): void {
  res
    .set(kept.headers)
    .set("Idempotency-Replayed", "true")
    .set("ETag", kept.headers.ETag ?? etagOf(kept.body));
  res.status(kept.status).type("application/json").send(kept.body);
}
