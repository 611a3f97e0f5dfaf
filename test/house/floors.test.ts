import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "../../src/kernel/root.ts";
import { importsOf, readMap, type Source, trespasses } from "./floors.ts";

const house = readMap(readFileSync(join(ROOT, "README.md"), "utf8"));

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "public" ? [] : filesBelow(path);
    return /\.(tsx?|mjs|js)$/.test(entry.name) ? [path] : [];
  });
}

const sources: Source[] = ["src", "db", "openapi", "seed"]
  .flatMap(filesBelow)
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));

const stranger = (path: string, text: string) => trespasses([{ path, text }], house);

describe("the map of the README", () => {
  test("names fourteen floors and eighteen nouns", () => {
    expect(new Set(house.rooms.map((r) => r.rank[0])).size).toBe(14);
    expect(house.nouns).toHaveLength(18);
  });

  test("is kept by every file, types included", () => {
    expect(sources.length).toBeGreaterThan(600);
    expect(trespasses(sources, house)).toEqual([]);
  });

  test("names no folder that is not there", () => {
    const empty = house.rooms
      .map((r) => r.pattern.replace(" <", ""))
      .filter((p) => !sources.some((s) => new RegExp(`^${p.replace("*", "[\\w-]+")}`).test(s.path)));
    expect(empty).toEqual([]);
  });
});

describe("who trespasses is named", () => {
  test.each([
    ["a rule that imports express", "src/reviews/rules/by-hand.ts", 'import express from "express";'],
    [
      "a rule that imports the store",
      "src/reviews/rules/x.ts",
      'import type { Store } from "../../store/store.ts";',
    ],
    [
      "a rule that asks a noun after it",
      "src/people/rules/x.ts",
      'import { a } from "../../reviews/rules/a.ts";',
    ],
    ["a rule that reads a file", "src/imports/rules/x.ts", 'import { readFileSync } from "node:fs";'],
    [
      "an import upwards when it is wanted",
      "src/http/x.ts",
      'const a = await import("../doorway/parts.ts");',
    ],
    [
      "an action that imports the database",
      "src/imports/actions/shortcut.ts",
      'import { a } from "../../../db/sqlite/open.ts";',
    ],
    [
      "an action that imports the driver",
      "src/imports/actions/shortcut.ts",
      'import Database from "better-sqlite3";',
    ],
    [
      "a view that imports another noun's view",
      "src/reports/doors/x.views.tsx",
      'import { A } from "../../files/doors/views.tsx";',
    ],
    [
      "a piece of pages that knows a noun",
      "src/ui/x.tsx",
      'import type { Item } from "../standards/rules/framework.ts";',
    ],
    [
      "an engine that asks the database",
      "src/search/embedded/x.ts",
      'import { a } from "../../../db/sqlite/store.ts";',
    ],
    [
      "a store that asks an engine",
      "db/sqlite/x.ts",
      'import { a } from "../../src/search/embedded/engine.ts";',
    ],
    ["something said again", "src/kernel/x.ts", 'export * from "../sheets/row.ts";'],
  ])("%s", (_what, path, text) => {
    expect(stranger(path, text)).toHaveLength(1);
  });

  test.each([
    "src/by-hand.ts",
    "src/sharing/by-hand.ts",
    "src/reviews/by-hand.ts",
    "src/lessons/rules/x.ts",
    "lib/x.ts",
  ])("a file in no room: %s", (path) => {
    expect(stranger(path, "")).toEqual([`${path} has no place on the map`]);
  });

  test("what is below, and the noun itself, may be known", () => {
    const own =
      'import { a } from "../rules/review.ts";\nimport { b } from "../../resources/rules/resource.ts";';
    expect(stranger("src/reviews/doors/x.api.ts", own)).toEqual([]);
  });

  test("imports are read however they are written", () => {
    const text =
      'import a, {\n  type B,\n} from "./a.ts";\nexport { c } from "./c.ts";\nimport "./d.ts";\nimport type E from "e";';
    expect(importsOf(text)).toEqual(["./a.ts", "./c.ts", "./d.ts", "e"]);
  });
});

describe("what only one place does", () => {
  const where = (pattern: RegExp) => sources.filter((s) => pattern.test(s.text)).map((s) => s.path);

  test("no file asks the environment except the command that opens the program", () => {
    expect(where(/process\.env\b/)).toEqual(["src/start/commands/open.ts"]);
  });

  test("no raw door for markup is opened outside JSON-LD", () => {
    expect(where(/dangerouslySetInnerHTML/)).toEqual(["src/doorway/jsonld.tsx"]);
  });

  test("the database takes no decision from rules: it builds what is read, and the keys a record is found by", () => {
    const taking = /^import (?!type\b)[^;]*?"[./]*\/src\/[\w-]+\/rules\/[\w-]+\.ts";/ms;
    expect(where(taking).filter((path) => path.startsWith("db/"))).toEqual([
      "db/sqlite/imports-own.ts",
      "db/sqlite/match-keys.ts",
      "db/sqlite/reference.ts",
    ]);
  });

  test("rules ask no clock and no chance", () => {
    const asking = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bv[47]\(/;
    expect(where(asking).filter((path) => /\/rules\/|^src\/exchange\//.test(path))).toEqual([]);
  });
});
