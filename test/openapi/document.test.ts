import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openApiDocument } from "../../openapi/document.ts";
import { examples } from "../../openapi/examples.ts";
import { ROOT } from "../../src/kernel/root.ts";
import { endpoints } from "../../src/start/api.ts";

const document = openApiDocument(endpoints);
const file = join(ROOT, "openapi", "openapi.json");

describe("the OpenAPI document", () => {
  test("is committed as it is now (npm run openapi writes it again)", () => {
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test("is found clean by its linter", () => {
    const redocly = join(ROOT, "node_modules", "@redocly", "cli", "bin", "cli.js");
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1", NODE_OPTIONS: "" };
    const run = () =>
      execFileSync(process.execPath, [redocly, "lint", file, "--format=json"], { cwd: ROOT, env });
    const { totals } = JSON.parse(run().toString()) as { totals: { errors: number; warnings: number } };
    expect(totals).toMatchObject({ errors: 0, warnings: 0 });
  }, 60_000);

  test.each(endpoints.map((e) => [e.operationId, e] as const))(
    "%s has examples its own declaration accepts",
    (id, e) => {
      const example = examples[id];
      expect(example).toBeDefined();
      if (e.body) expect(e.body.safeParse(example?.request).error?.issues ?? []).toEqual([]);
      const success = Object.entries(e.responses).find(([status]) => Number(status) < 300)?.[1];
      if (success?.body) expect(success.body.safeParse(example?.response).error?.issues ?? []).toEqual([]);
    },
  );
});
