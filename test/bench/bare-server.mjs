import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What Express costs by itself: the compiled middleware of this build (logging, security headers, limits, compression)
 * before one route that answers with the bytes of a search (BARE_BODY), and every route of the API document before
 * nothing. Run by the search bench in a process of its own.
 */
const dist = join(process.cwd(), "dist", "src");
const part = (path) => import(pathToFileURL(join(dist, path)).href);
const [{ default: express }, { default: compression }, { default: pino }] = await Promise.all([
  import("express"),
  import("compression"),
  import("pino"),
]);
const { requestLog } = await part("http/logging.js");
const { headers, limits } = await part("http/security.js");

const file = process.env.BARE_BODY;
const body = file && existsSync(file) ? readFileSync(file, "utf8") : "{}";
const document = JSON.parse(readFileSync(join(process.cwd(), "openapi", "openapi.json"), "utf8"));
const app = express();
app.disable("x-powered-by");
app.set("query parser", "simple");
app.use(requestLog(pino({ level: "error" })));
app.use(headers);
app.use(compression());
app.use(limits({ rateLimit: 600_000, suggestLimit: 600_000, pageLimit: 0, exportLimit: 600_000 }).api);
for (const [path, operations] of Object.entries(document.paths)) {
  const route = path.replace(/\{(\w+)\}/g, ":$1");
  for (const method of Object.keys(operations))
    if (
      method === "get" ||
      method === "post" ||
      method === "put" ||
      method === "patch" ||
      method === "delete"
    )
      app[method](route, (_req, res) => void res.type("application/json").send(body));
}
const server = createServer(app);
server.listen(0, "127.0.0.1", () => {
  console.log(`localhost:${server.address().port} Ctrl-C`);
});
