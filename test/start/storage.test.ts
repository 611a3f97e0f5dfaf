import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "../../src/kernel/root.ts";

/** The one file that chooses where the data are kept, and the search index, which is a database of its own. */
const MAY_KNOW = /^src\/(start\/storage\.ts|search\/embedded\/)/;

const files = ["src", "seed", "openapi"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`),
);
const elsewhere = files.filter((file) => !MAY_KNOW.test(file));
const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");

test("only the file that chooses where the data are kept imports what keeps them", () => {
  expect(files).toContain("src/start/storage.ts");
  const importing = elsewhere.filter((file) =>
    /\b(from|import)\s*\(?\s*"([^"]*\/)?(db\/|better-sqlite3|drizzle-orm|node:sqlite)/.test(textOf(file)),
  );
  expect(importing).toEqual([]);
});

test("no other file knows what the data are kept in, nor what its files are called", () => {
  const naming = elsewhere.filter((file) =>
    /sqlite|\bpragma\b|\bvacuum\b|registry\.db|erasures\.jsonl|\.lock"|-wal\b/i.test(textOf(file)),
  );
  expect(naming).toEqual([]);
});
