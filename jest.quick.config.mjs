import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import whole from "./jest.config.mjs";

/** What starts a registry, a program or a browser: too slow for a look between two edits. */
const SLOW = ["registry.ts", "program.ts", "browser.ts", "template.ts"].map((name) =>
  join("test/support", name),
);
/** Suites that take long without a registry. */
const LONG = [
  "imports/fuzz",

  "search/indexer",
  "search/meilisearch",
];
/** One journey through everything, all the same. */
const JOURNEYS = ["test/resources/lifecycle.test.ts"];

const below = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? below(join(folder, entry.name)) : [join(folder, entry.name)],
  );

const seen = new Map();

/** True when the file, or a test's file that it imports, needs something slow. */
function isSlow(file) {
  if (SLOW.includes(file)) return true;
  if (!seen.has(file)) {
    seen.set(file, false);
    const names = [...readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)].map(([, name]) => name);
    const imported = names
      .map((name) => join(dirname(file), name))
      .filter((path) => path.startsWith("test/"));
    seen.set(
      file,
      imported.some((path) => existsSync(path) && isSlow(path)),
    );
  }
  return seen.get(file);
}

const quick = below("test").filter(
  (file) =>
    file.endsWith(".test.ts") &&
    !file.includes(".long.") &&
    !LONG.some((part) => file.includes(part)) &&
    !isSlow(file),
);

/** `npm run test:quick`: the rules, and one journey. */
export default {
  ...whole,
  testMatch: [...quick, ...JOURNEYS].map((file) => `<rootDir>/${file}`),
};
