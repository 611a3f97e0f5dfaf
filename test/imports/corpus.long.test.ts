import { createReadStream, createWriteStream, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { READING } from "../../src/imports/actions/open-source-file.ts";
import { matchColumns } from "../../src/imports/rules/columns.ts";
import { Findings } from "../../src/imports/rules/findings.ts";
import { rowReader } from "../../src/imports/rules/understand-row.ts";
import { ROOT } from "../../src/kernel/root.ts";
import { openImport } from "../../src/sheets/open-file.ts";
import { outlineOf } from "../../src/sheets/outline.ts";
import { folder, reference, refusal, understood } from "./import-files.ts";

const SHARED = join(ROOT, "..", "shared", "data");
const isThere = existsSync(SHARED);
if (!isThere) console.warn("SKIPPED: the real import samples and the corpus are not here (../shared/data)");

(isThere ? describe : describe.skip)("real files", () => {
  const sample = (name: string) => readFileSync(join(SHARED, "import-samples", name));

  test("the OER Commons sheet is understood without a fault", async () => {
    const reads = await understood(sample("oer-commons-template.csv"));
    expect(reads).toHaveLength(10);
    expect(reads.flatMap((r) => r.faults)).toEqual([]);
    expect(reads[0]).toMatchObject({
      created: "2013-02-01",
      description: { license: "CC-BY-NC-SA-4.0", grades: ["PS"] },
    });
  });

  test("the workbook of Excel 97 is answered with how to save it", async () => {
    expect((await refusal(sample("wp-oer-template.xls"))).message).toMatch(/save it as \.xlsx/i);
  });

  test("the records of another catalog are read, each by its own names", async () => {
    const reads = await understood(sample("oer-commons-template.source.json"));
    expect(reads).toHaveLength(10);
    expect(reads.every((r) => r.title !== "")).toBe(true);
  });

  test("all 42,370 records of the corpus are read, nearly all without a fault", async () => {
    const file = join(folder, "corpus.jsonl");
    await pipeline(
      createReadStream(join(SHARED, "corpus", "oer-corpus.jsonl.gz")),
      createGunzip(),
      createWriteStream(file),
    );
    const opened = await openImport(file, "corpus.jsonl", READING);
    const { headers, samples } = await outlineOf(opened.rows());
    const read = rowReader({ mapping: matchColumns(headers, samples).mapping, reference });
    const findings = new Findings();
    for await (const row of opened.rows()) if (row.kind === "row") findings.add(read(row));
    rmSync(file);
    expect(findings.rows).toBe(42_370);
    expect(findings.faultyRows).toBeLessThan(1500);
    expect(findings.shared().find((f) => f.column === "url" && f.value === "")?.rows).toBeGreaterThan(17_000);
  });
});
