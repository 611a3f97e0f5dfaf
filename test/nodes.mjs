/**
 * `npm run test:nodes`: does the registry run on every version of Node it promises? Each is taken from the npm
 * package of its binary into a temporary folder; there the project is installed by `npm ci`, built and tested as
 * on a fresh machine. The tests are those that meet what differs between versions: SQLite, threads, HTTP,
 * signals, the compiled program; `--all` runs every one. Where a version cannot be had it is skipped, and that is
 * said at the end. Versions may be named: `npm run test:nodes -- 22 --all`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const ROOT = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "..");
const given = process.argv.slice(2);
const named = given.filter((word) => !word.startsWith("-"));
const VERSIONS = named.length > 0 ? named : ["20", "22", "24"];
const TESTS = given.includes("--all")
  ? []
  : [
      "test/kernel/config",
      "test/migrations",
      "test/faults/starting",
      "test/api/anything",
      "test/search/embedded",
    ];
/** Made on a machine, not part of the project. */
const LEFT_OUT = ["node_modules", "dist", "data", ".git"];

const place = mkdtempSync(join(tmpdir(), "registry-nodes-"));
// One test runs the program as another user, who must be able to reach it.
chmodSync(place, 0o755);
const results = [];
try {
  for (const version of VERSIONS) results.push(tried(version));
} finally {
  rmSync(place, { recursive: true, force: true });
}
console.log(`\n${results.map(({ version, says }) => `Node ${version.padEnd(3)} ${says}`).join("\n")}`);
process.exitCode = results.some((r) => r.failed) ? 1 : 0;

function tried(version) {
  console.log(`\n=== Node ${version}`);
  const folder = join(place, version);
  const node = obtained(version, folder);
  if (!node) return { version, says: "SKIPPED: its binary could not be had from the package registry" };
  const exact = execFileSync(node.binary, ["--version"], { encoding: "utf8" }).trim();
  const app = join(folder, "app");
  for (const name of readdirSync(ROOT))
    if (!LEFT_OUT.includes(name)) cpSync(join(ROOT, name), join(app, name), { recursive: true });
  const env = {
    ...process.env,
    PATH: `${dirname(node.binary)}${delimiter}${process.env.PATH}`,
    npm_config_nodedir: node.home,
  };
  const step = (...args) => spawnSync("npm", args, { cwd: app, env, stdio: "inherit" }).status === 0;
  if (!step("ci")) return { version, says: `FAILED to install (${exact})`, failed: true };
  const passed = step("test", "--", ...TESTS);
  return { version, says: `${passed ? "passed" : "FAILED"} (${exact})`, failed: !passed };
}

/** The binary out of its npm package, with the headers it was built with. */
function obtained(version, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  const name = `node-${process.platform}-${process.arch}`;
  spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", `${name}@${version}`], {
    cwd: folder,
    stdio: "inherit",
  });
  const home = join(folder, "node_modules", name);
  const binary = join(home, "bin", "node");
  return existsSync(binary) ? { home, binary } : undefined;
}
