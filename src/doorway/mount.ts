import { pipeline } from "node:stream";
import { type Request, type Response, Router } from "express";
import type * as z from "zod";
import { writerOf } from "../http/declared.ts";
import { etagOf, namesTag } from "../http/etag.ts";
import { sendPacked } from "../http/packed.ts";
import { sendFileAt } from "../http/send-file.ts";
import { readWith, sentenceFor } from "../kernel/fault.ts";
import { Problem } from "../kernel/problem.ts";
import type { KeptAnswer } from "../store/change.ts";
import { callerOf, mustHaveScope } from "./api-auth.ts";
import type { Endpoint, Reply, RequestContext } from "./endpoint.ts";
import { type Repeatable, repeatable, replay } from "./idempotency.ts";
import type { Parts } from "./parts.ts";

/** Hangs endpoints under one router, top to bottom like a request: who, shape, answer, check, send. */
export function mount(endpoints: Endpoint[], parts: Parts): Router {
  const router = Router({ caseSensitive: true });
  for (const e of endpoints) {
    router[e.method](e.path.replace(/\{(\w+)\}/g, ":$1"), async (req, res) => {
      const at = parts.clock();
      const caller = await callerOf(req, parts.store, at);
      if (e.scope) mustHaveScope(caller, e.scope);
      const shape = await readShape(e, req, parts);
      const kept = e.repeatable ? await repeatable(req, caller, parts, at) : undefined;
      if (kept?.answered) return replay(res, kept.answered);
      const context: RequestContext<unknown, unknown, unknown> = {
        ...shape,
        caller,
        person: caller.person?.id ?? "",
        ifMatch: req.get("if-match"),
        keep: (reply) => kept?.keep(checked(e, reply)) ?? [],
        at,
        request: req,
      };
      const reply = await answered(e, context, parts, kept);
      if ("request" in reply) return replay(res, reply);
      await send(req, res, e, checked(e, reply));
    });
  }
  return router;
}

/** Two requests with one key may race: the loser's commit fails whole, and it gives the winner's answer. */
async function answered(
  e: Endpoint,
  context: RequestContext<unknown, unknown, unknown>,
  parts: Parts,
  kept: Repeatable | undefined,
): Promise<Reply | KeptAnswer> {
  try {
    return await e.answer(context, parts);
  } catch (error) {
    const winner =
      kept && error instanceof Problem && error.kind === "conflict" ? await kept.again() : undefined;
    if (winner) return winner;
    throw error;
  }
}

async function readShape(e: Endpoint, req: Request, parts: Parts) {
  // An id of the wrong shape names nothing: the same answer as for an id nobody has.
  const params = e.params?.safeParse(req.params);
  if (params && !params.success) throw new Problem("unknown", "There is nothing at this address.");
  if (e.body) mustBeJson(e, req);
  const query = e.query ? readWith(e.query, req.query, "query") : READ;
  const body = e.body && !e.raw ? readWith(e.body, req.body, "body") : READ;
  const faults = [...query.faults, ...body.faults];
  if (faults.length > 0) {
    faults.push(...((await e.alsoWrong?.(req.body, parts)) ?? []));
    throw new Problem("invalid", sentenceFor(faults), faults);
  }
  return { params: params?.data, query: query.data, body: body.data };
}

const READ = { data: undefined, faults: [] };

function mustBeJson(e: Endpoint, req: Request): void {
  const types = e.bodyTypes ?? ["application/json"];
  if (req.is(types)) return;
  if (req.get("content-type") === undefined && req.get("content-length") === undefined)
    throw new Problem("invalid", "The request has no body.", [
      { in: "body", pointer: "", detail: `is missing. Send ${types[0]}` },
    ]);
  throw new Problem("unsupported", `Send the body as ${types.join(" or ")}.`);
}

/** The reply as its declaration says: undeclared members never leave. */
function checked(e: Endpoint, reply: Reply): Reply & { text: string } {
  const spec = e.responses[reply.status];
  if (!spec) throw new Error(`${e.operationId} answered an undeclared ${reply.status}`);
  const text = spec.body && !reply.stream && !reply.file ? writerFor(spec.body)(reply.body) : "";
  return { ...reply, text };
}

const writers = new WeakMap<z.ZodType, (body: unknown) => string>();

/** Made once for each declared body. */
function writerFor(schema: z.ZodType): (body: unknown) => string {
  const made = writers.get(schema) ?? writerOf(schema);
  writers.set(schema, made);
  return made;
}

async function send(
  req: Request,
  res: Response,
  e: Endpoint,
  reply: Reply & { text: string },
): Promise<void> {
  if (reply.headers) res.set(reply.headers);
  res.status(reply.status);
  res.vary("Authorization");
  if (reply.file) {
    if (namesTag(req.get("if-none-match"), res.get("ETag") ?? "")) return void res.status(304).end();
    return sendFileAt(reply.file, res);
  }
  if (reply.stream) {
    stream(reply.stream, req, res);
    return;
  }
  if (!reply.text) {
    res.end();
    return;
  }
  const etag = res.get("ETag") ?? etagOf(reply.text);
  res.set("ETag", etag);
  if (e.method === "get") {
    res.set("Cache-Control", "private, no-cache");
    if (namesTag(req.get("if-none-match"), etag)) {
      res.status(304).end();
      return;
    }
  }
  res.type(e.responses[reply.status]?.contentType ?? "application/json");
  sendPacked(req, res, reply.text);
}

/** What breaks on the way can no longer be told by a status: the connection breaks, so that nobody takes it for whole. */
function stream(source: NodeJS.ReadableStream, req: Request, res: Response): void {
  res.set("Cache-Control", "private, no-store");
  pipeline(source, res, (error) => {
    if (error && !req.destroyed) req.log?.warn({ err: error }, "a download broke off");
  });
}
