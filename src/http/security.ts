import type { Request, RequestHandler, Response } from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import type { Config } from "../kernel/config.ts";
import { hashOf } from "../kernel/hash.ts";
import { Problem } from "../kernel/problem.ts";

const NONE = ["'none'"];
const SELF = ["'self'"];

const STRICT = {
  defaultSrc: NONE,
  scriptSrc: SELF,
  styleSrc: SELF,
  imgSrc: SELF,
  fontSrc: SELF,
  connectSrc: SELF,
  formAction: SELF,
  baseUri: NONE,
  frameAncestors: NONE,
};

const secure = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: STRICT },
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: "strict-origin-when-cross-origin" },
});

/** They are the same for every answer: written once. */
const written = headersBy(secure);

/** Headers of every answer. No inline script or style runs, nothing is loaded from elsewhere. */
export const headers: RequestHandler = (_req, res, next) => {
  for (const [name, value] of written) res.setHeader(name, value);
  next();
};

/** What a middleware sets that looks at no request. */
function headersBy(handler: RequestHandler): [name: string, value: string][] {
  const set: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => void set.push([name, value]),
    removeHeader: () => undefined,
  };
  let done = false;
  handler({} as Request, response as unknown as Response, (error?: unknown) => {
    if (error) throw error;
    done = true;
  });
  if (!done || set.length === 0) throw new Error("The security headers depend on the request");
  return set;
}

/** Swagger UI writes styles of its own and draws small pictures as data: allowed under /api/docs only. */
export const swaggerHeaders: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...STRICT, styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", "data:"] },
});

type Limits = Pick<Config, "rateLimit" | "suggestLimit" | "pageLimit" | "exportLimit">;

/**
 * How often each door may be asked. Suggestions are asked at every pause in typing, without a key, by a whole school
 * behind one address: they have a class of their own, as have pages, and leave the rest of the API alone. A download
 * costs as much as many searches; page and API count theirs together.
 */
export function limits(given: Limits): { api: RequestHandler[]; pages: RequestHandler[] } {
  const [usual, typing] = [limit(given.rateLimit, byKey), limit(given.suggestLimit, byKey)];
  const page = limit(given.pageLimit, byAddress, "Your network asked for too many pages within a minute.");
  const download = limit(given.exportLimit, byKey, "Too many downloads within a minute.");
  const downloads: RequestHandler = (req, res, next) =>
    /^\/search\/export\/?$/i.test(req.path) ? download(req, res, next) : next();
  const api: RequestHandler = (req, res, next) => (req.path === "/suggest" ? typing : usual)(req, res, next);
  return { api: [api, downloads], pages: [page, downloads] };
}

const byKey = (req: Request) => hashOf(req.get("authorization") ?? req.ip ?? "");
/** A page looks at no key: who sends one is counted with all others of this address. */
const byAddress = (req: Request) => hashOf(req.ip ?? "");

/** So many requests a minute. Kept in memory, forgotten after it. */
function limit(
  perMinute: number,
  of: (req: Request) => string,
  sentence = "Too many requests.",
): RequestHandler {
  if (perMinute === 0) return (_req, _res, next) => next();
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    validate: { ip: false, keyGeneratorIpFallback: false },
    keyGenerator: of,
    handler: (_req, _res, next) => next(new Problem("too-many", `${sentence} Wait a minute and go on.`)),
  });
}
