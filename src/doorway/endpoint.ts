import type { Request } from "express";
import type * as z from "zod";
import type { FileLocation } from "../http/send-file.ts";
import type { Fault, ProblemKind } from "../kernel/problem.ts";
import type { Scope } from "../people/rules/key.ts";
import type { Caller } from "../people/rules/person.ts";
import type { Change } from "../store/change.ts";
import type { Parts } from "./parts.ts";

type Shape = z.ZodObject;
type Read<T> = T extends z.ZodType ? z.output<T> : undefined;

export interface ResponseSpec {
  description: string;
  body?: z.ZodType;
  /** Set when it is not application/json. */
  contentType?: string;
  headers?: Record<string, string>;
}

/** The problems of every change that is sent along, whatever it is of. */
export const CHANGING = [
  "invalid",
  "signed-out",
  "forbidden",
  "unknown",
  "stale",
  "too-large",
  "unsupported",
  "too-many",
] as const satisfies ProblemKind[];

type Responses = Record<number, ResponseSpec>;

/** A request as read: checked, and with who asks. */
export interface RequestContext<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  caller: Caller;
  /** The person's id; an endpoint with a scope always has one. */
  person: string;
  /** The `If-Match` header, where one came. */
  ifMatch: string | undefined;
  /** Keeps the answer with the commit, when an `Idempotency-Key` came: add what it gives to the changes. */
  keep: (reply: { status: number; body?: unknown; headers?: Record<string, string> }) => Change[];
  at: string;
  /** For what is read as it streams in. */
  request: Request;
}

export interface Reply {
  status: number;
  body?: unknown;
  /** Sent as it comes, with the headers of the reply; `body` then only documents it. */
  stream?: NodeJS.ReadableStream;
  /** Sent from disk, with the headers of the reply; `body` then only documents it. */
  file?: FileLocation;
  headers?: Record<string, string>;
}

export interface Endpoint {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Below /api/v1, with `{name}` for parameters. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  /** What a key must be allowed to do; without it anyone may ask, and sees what they may see. */
  scope?: Scope;
  params?: Shape;
  query?: Shape;
  body?: z.ZodType;
  bodyTypes?: string[];
  /**
   * What else is wrong with a body that has not the right shape, asked only then: so that faults of shape and of
   * meaning come at once.
   */
  alsoWrong?: (body: unknown, parts: Parts) => Promise<Fault[]>;
  /** True when the body is no JSON: it is read from `asked.request`; `body` only documents it. */
  raw?: boolean;
  /** True when an `Idempotency-Key` header is honoured. */
  repeatable?: boolean;
  /** Whether `If-Match` must come, or counts where it comes. */
  guard?: "required" | "optional";
  responses: Responses;
  problems: ProblemKind[];
  // biome-ignore lint/suspicious/noExplicitAny: each endpoint's own shapes are checked where it is declared
  answer: (context: RequestContext<any, any, any>, parts: Parts) => Promise<Reply>;
}

type ReplyOf<R extends Responses> = {
  [S in keyof R]: {
    status: S;
    headers?: Record<string, string>;
    stream?: NodeJS.ReadableStream;
    file?: FileLocation;
  } & (R[S] extends { body: infer B extends z.ZodType } ? { body: z.input<B> } : { body?: undefined });
}[keyof R];

/** Describes one API operation once: the route, the checks and the OpenAPI document are all read from it. */
export function endpoint<
  const R extends Responses,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  spec: Omit<Endpoint, "answer" | "params" | "query" | "body" | "responses"> & {
    params?: P;
    query?: Q;
    body?: B;
    responses: R;
    answer: (context: RequestContext<Read<P>, Read<Q>, Read<B>>, parts: Parts) => Promise<ReplyOf<R>>;
  },
): Endpoint {
  return spec as unknown as Endpoint;
}
