import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../src/kernel/root.ts";
import { endpoints } from "../src/start/api.ts";
import { openApiDocument } from "./document.ts";

/** Writes the committed copy of the OpenAPI document. */
writeFileSync(
  join(ROOT, "openapi", "openapi.json"),
  `${JSON.stringify(openApiDocument(endpoints), null, 2)}\n`,
);
