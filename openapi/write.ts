import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { endpoints } from "../src/api.ts";
import { ROOT } from "../src/root.ts";
import { openApiDocument } from "./document.ts";

/** Writes the committed copy of the OpenAPI document. */
writeFileSync(
  join(ROOT, "openapi", "openapi.json"),
  `${JSON.stringify(openApiDocument(endpoints), null, 2)}\n`,
);
