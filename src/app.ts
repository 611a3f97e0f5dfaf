import compression from "compression";
import express, { type Express, Router } from "express";
import swaggerUi from "swagger-ui-express";
import { committedDocument } from "../openapi/committed.ts";
import { endpoints } from "./api.ts";
import { operationsOf } from "./operations.ts";
import { pagesOf } from "./pages.tsx";
import type { Parts } from "./parts.ts";
import { Problem } from "./problem.ts";
import { readsJson } from "./web/json.ts";
import { requestLog } from "./web/logging.ts";
import { mount } from "./web/mount.ts";
import { apiProblems } from "./web/problems.ts";
import { headers, limits, swaggerHeaders } from "./web/security.ts";

/** Which door hangs where, read top to bottom like a request. */
export function createApp(parts: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("trust proxy", parts.config.trustProxy);
  app.use(requestLog(parts.log));
  app.use(headers);
  app.use(operationsOf(parts));
  app.use(compression());
  app.use("/api", apiOf(parts));
  app.use(pagesOf(parts));
  return app;
}

function apiOf(parts: Parts): Router {
  const api = Router();
  api.get("/", (_req, res) => res.redirect(302, "/api/reference"));
  api.get("/openapi.json", (_req, res) => void res.type("json").send(committedDocument()));
  const swagger = swaggerUi.setup(undefined, { swaggerOptions: { url: "/api/openapi.json" } });
  api.use("/docs", swaggerHeaders, swaggerUi.serve, swagger);
  api.use("/v1", limits(parts.config));
  api.use("/v1", readsJson());
  api.use("/v1", mount(endpoints, parts));
  api.use("/v1", () => {
    throw new Problem("unknown", "There is nothing at this address. See /api/reference.");
  });
  api.use("/v1", apiProblems);
  return api;
}
