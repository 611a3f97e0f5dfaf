import compression from "compression";
import express, { type Express, type RequestHandler, Router } from "express";
import swaggerUi from "swagger-ui-express";
import { mount } from "../doorway/mount.ts";
import type { Parts } from "../doorway/parts.ts";
import { committedDocument } from "../http/committed-document.ts";
import { readsJson } from "../http/json.ts";
import { requestLog } from "../http/logging.ts";
import { apiProblems } from "../http/problems.ts";
import { headers, limits, swaggerHeaders } from "../http/security.ts";
import { Problem } from "../kernel/problem.ts";
import { endpoints } from "./api.ts";
import { operationsRouter } from "./operations.ts";
import { pagesOf } from "./pages.tsx";

/** Which door hangs where, read top to bottom like a request. */
export function createApp(parts: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("trust proxy", parts.config.trustProxy);
  app.use(requestLog(parts.log));
  app.use(headers);
  app.use(operationsRouter(parts));
  app.use(compression());
  const { api, pages } = limits(parts.config);
  app.use("/api", apiOf(parts, api));
  app.use(pagesOf(parts, pages));
  return app;
}

function apiOf(parts: Parts, limited: RequestHandler[]): Router {
  const api = Router();
  api.get("/", (_req, res) => res.redirect(302, "/api/reference"));
  api.get(
    "/openapi.json",
    (_req, res) => void res.type("json").send(committedDocument(parts.config.site.name)),
  );
  const swagger = swaggerUi.setup(undefined, { swaggerOptions: { url: "/api/openapi.json" } });
  api.use("/docs", swaggerHeaders, swaggerUi.serve, swagger);
  api.use("/v1", limited);
  api.use("/v1", readsJson());
  api.use("/v1", mount(endpoints, parts));
  api.use("/v1", () => {
    throw new Problem("unknown", "There is nothing at this address. See /api/reference.");
  });
  api.use("/v1", apiProblems);
  return api;
}
