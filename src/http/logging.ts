import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";

/**
 * One line per request: number, method, path, status, time. No address, no cookie, no key, no search words:
 * nothing that says who asked or what for.
 */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (req, res) => {
      const given = /^[\w-]{8,64}$/.exec(String(req.headers["x-request-id"] ?? ""))?.[0];
      const id = given ?? randomUUID();
      res.setHeader("X-Request-Id", id);
      return id;
    },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? "error" : "info"),
    autoLogging: { ignore: (req) => /^\/(healthz|readyz|assets\/)/.test(req.url ?? "") },
    serializers: {
      req: (req: IncomingMessage & { id: string }) => ({
        id: req.id,
        method: req.method,
        path: pathOf(req.url),
      }),
      res: (res: ServerResponse) => ({ status: res.statusCode }),
    },
  });
}

/** Links with a secret in them (a reset, an invitation) are logged without it. */
const pathOf = (url: string | undefined) =>
  (url ?? "")
    .split("?", 1)[0]
    ?.replace(/^\/(reset|welcome|unsubscribe)\/.*/, "/$1/…")
    .slice(0, 300);
