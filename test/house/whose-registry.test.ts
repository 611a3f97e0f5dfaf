import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "../../src/kernel/root.ts";

/** What only the site setting says, where nothing else is set. */
const WORDS = ["Rhode Island", "America/New_York", "RIOpen", '"RI"', "RIDE"];
const SETTING = "src/kernel/site.ts";

test("which state it is for is said in one file alone", () => {
  const files = ["src", "db"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|tsx|js|css|svg)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  expect(files.length).toBeGreaterThan(500);
  const saying = files.filter((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return WORDS.some((word) => text.includes(word));
  });
  expect(saying).toEqual([SETTING]);
});
