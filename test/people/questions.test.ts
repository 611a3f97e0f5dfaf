import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "../../src/kernel/root.ts";

/** How one stands to a thing is asked by the tables of permissions alone; everybody else asks the tables. */
const TABLES = /^(src\/\w+\/rules\/may|src\/people\/rules\/relationship|src\/reach\/rules\/visibility)\.ts$/;

const sources = ["src", "db", "seed", "openapi"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
);

const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");

describe("the questions of who may", () => {
  test("are asked of the tables, not of how somebody stands to a thing", () => {
    const asked = sources
      .filter((file) => !TABLES.test(file))
      .filter((file) => /rules\/relationship\.ts"|\.\/relationship\.ts"/.test(textOf(file)));
    // What has an owner is a shape, and shapes may be named anywhere.
    const byValue = asked.filter(
      (file) => !/import type \{[^}]*\} from "[^"]*relationship\.ts"/.test(textOf(file)),
    );
    expect(byValue).toEqual([]);
  });

  test("are not asked by hand", () => {
    const byHand =
      /caller\.memberships\.(some|find|filter|every|length)|owner\.person === (caller|visitor|deed)|\bmaySee\(/;
    const found = sources.filter((file) => !TABLES.test(file) && byHand.test(textOf(file)));
    expect(found).toEqual([]);
  });
});
