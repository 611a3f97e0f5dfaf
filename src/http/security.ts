import type { RequestHandler } from "express";
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

/** Headers of every answer. No inline script or style runs, nothing is loaded from elsewhere. */
export const headers: RequestHandler = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: STRICT },
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: "strict-origin-when-cross-origin" },
});

/** Swagger UI writes styles of its own and draws small pictures as data: allowed under /api/docs only. */
export const swaggerHeaders: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...STRICT, styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", "data:"] },
});

/**
 * Suggestions are asked at every pause in typing, without a key, by a whole school behind one address: they have
 * a class of their own, and leave the rest of the API alone.
 */
export function limits({
  rateLimit,
  suggestLimit,
}: Pick<Config, "rateLimit" | "suggestLimit">): RequestHandler {
  const [usual, typing] = [limit(rateLimit), limit(suggestLimit)];
  return (req, res, next) => (req.path === "/suggest" ? typing : usual)(req, res, next);
}

/** So many requests a minute per key, or per address without one. Kept in memory, forgotten after a minute. */
function limit(perMinute: number): RequestHandler {
  if (perMinute === 0) return (_req, _res, next) => next();
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    validate: { ip: false, keyGeneratorIpFallback: false },
    keyGenerator: (req) => hashOf(req.get("authorization") ?? req.ip ?? ""),
    handler: (_req, _res, next) =>
      next(new Problem("too-many", "Too many requests. Wait a minute and go on.")),
  });
}
