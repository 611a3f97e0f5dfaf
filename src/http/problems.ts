import type { ErrorRequestHandler, Request, Response } from "express";
import * as z from "zod";
import { type Fault, Problem, type ProblemKind } from "../kernel/problem.ts";

/** Kind of "no" → HTTP status and title (RFC 9457). */
export const PROBLEMS: Record<ProblemKind, { status: number; title: string }> = {
  invalid: { status: 400, title: "Something in the request is wrong" },
  "signed-out": { status: 401, title: "An API key is needed" },
  forbidden: { status: 403, title: "Not allowed" },
  unknown: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "In conflict with what is there" },
  gone: { status: 410, title: "No longer here" },
  stale: { status: 412, title: "Changed meanwhile" },
  "too-large": { status: 413, title: "Too large" },
  unsupported: { status: 415, title: "Unsupported content" },
  unguarded: { status: 428, title: "Say which version you changed" },
  "too-many": { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Not available just now" },
};

export const FaultBody = z
  .object({
    pointer: z.string().meta({ description: "JSON pointer to the member (RFC 6901)" }),
    in: z.enum(["body", "query", "path", "header"]).optional(),
    detail: z.string().meta({ description: "What is wrong and how to fix it" }),
    nearest: z.array(z.string()).optional().meta({ description: "The nearest valid values" }),
  })
  .meta({ id: "Fault" });

export const ProblemBody = z
  .looseObject({
    type: z.string().meta({ description: "Address of the kind of problem" }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z
      .string()
      .optional()
      .meta({ description: "Number of this request, to quote when asking for help" }),
    errors: z.array(FaultBody).optional().meta({ description: "Every fault found, not only the first" }),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details" });

export function problemBody(problem: Problem, requestId?: string): z.input<typeof ProblemBody> {
  const { status, title } = PROBLEMS[problem.kind];
  return {
    type: `/api/reference#problem-${problem.kind}`,
    title,
    status,
    detail: problem.message,
    ...(requestId ? { instance: `urn:request:${requestId}` } : {}),
    ...(problem.faults.length > 0 ? { errors: problem.faults } : {}),
    ...problem.more,
  };
}

export function sendProblem(req: Request, res: Response, problem: Problem): void {
  const body = problemBody(problem, String(req.id ?? ""));
  if (problem.kind === "signed-out") res.set("WWW-Authenticate", 'Bearer realm="registry"');
  if (problem.kind === "too-many" || problem.kind === "unavailable") {
    if (!res.get("Retry-After")) res.set("Retry-After", "5");
  }
  res.status(Number(body.status)).type("application/problem+json").send(JSON.stringify(body));
}

/** What went wrong as a Problem: known kinds as they are, broken requests in words, anything else a mute bug. */
export function problemFor(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return undefined;
  const type = "type" in error ? String(error.type) : "";
  const bodyFault = (detail: string): Fault[] => [{ in: "body", pointer: "", detail }];
  switch (type) {
    case "entity.parse.failed":
      return new Problem("invalid", "The body is not valid JSON.", bodyFault(error.message));
    case "entity.too.large":
      return new Problem("too-large", "The body is too large. At most 1 MB is read here.");
    case "charset.unsupported":
    case "encoding.unsupported":
      return new Problem("unsupported", "Send the body as UTF-8 JSON.");
    case "request.aborted":
    case "request.size.invalid":
      return new Problem("invalid", "The body ended early.");
    case "entity.verify.failed":
      return new Problem("invalid", "The body is not valid UTF-8.", bodyFault("Send the body as UTF-8."));
  }
  if (error instanceof URIError) return new Problem("unknown", "There is nothing at this address.");
  const status = "status" in error ? Number(error.status) : 0;
  if (status >= 400 && status < 500) return new Problem("invalid", "The request could not be read.");
  return undefined;
}

/** The last handler under /api: problems as problem+json, bugs as a mute 500 with a number to quote. */
export const apiProblems: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  const problem = problemFor(error);
  if (problem) return sendProblem(req, res, problem);
  req.log?.error({ err: error }, "bug");
  const instance = `urn:request:${String(req.id ?? "")}`;
  res
    .status(500)
    .type("application/problem+json")
    .send(
      JSON.stringify({ type: "about:blank", title: "Something broke on our side", status: 500, instance }),
    );
};
