/**
 * `npm run test:nodes`: does the registry run on every version of Node it promises? Each is taken from the npm
 * package of its binary into a temporary folder, SQLite is compiled for it there, and a part of the tests runs
 * that meets what differs between versions: SQLite, threads, HTTP, signals, the compiled program. Where a
 * version cannot be had it is skipped, and that is said at the end. Versions may be named: `test:nodes 22`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const ROOT = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "..");
const VERSIONS = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ["20", "22", "24"];
const TESTS = ["test/config", "test/migrations", "test/faults/starting", "test/api/anything"];
const PARTS = ["src", "db", "seed", "openapi", "test", "tools", "dist"];

const place = mkdtempSync(join(tmpdir(), "registry-nodes-"));
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
  const app = projectFor(folder);
  const env = { ...process.env, PATH: `${dirname(node.binary)}${delimiter}${process.env.PATH}` };
  const step = (command, args, more = {}) =>
    spawnSync(command, args, { cwd: app, env: { ...env, ...more }, stdio: "inherit", shell: false })
      .status === 0;
  const build = join(app, "node_modules", "better-sqlite3", "build");
  rmSync(build, { recursive: true, force: true });
  if (!step("npm", ["rebuild", "better-sqlite3", `--nodedir=${node.home}`]) || !existsSync(build))
    return { version, says: `SKIPPED: SQLite could not be compiled for ${exact}` };
  const passed = step(node.binary, ["node_modules/jest/bin/jest.js", ...TESTS], {
    NODE_OPTIONS: "--experimental-vm-modules --disable-warning=ExperimentalWarning",
  });
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

/** A copy of the project whose SQLite may be compiled anew; everything else that is installed is shared. */
function projectFor(folder) {
  const app = join(folder, "app");
  mkdirSync(app);
  for (const name of readdirSync(ROOT)) {
    if (PARTS.includes(name))
      cpSync(join(ROOT, name), join(app, name), { recursive: true, preserveTimestamps: true });
    else if (/\.(json|mjs|ts)$|^\.(npmrc|env\.example)$/.test(name))
      cpSync(join(ROOT, name), join(app, name));
  }
  const modules = join(ROOT, "node_modules");
  const linked = spawnSync("cp", ["-al", modules, app]).status === 0;
  if (!linked) {
    rmSync(join(app, "node_modules"), { recursive: true, force: true });
    cpSync(modules, join(app, "node_modules"), { recursive: true, verbatimSymlinks: true });
  }
  // Linked files are those of the project itself: what is compiled here must not be.
  const sqlite = join(app, "node_modules", "better-sqlite3");
  rmSync(sqlite, { recursive: true });
  cpSync(join(modules, "better-sqlite3"), sqlite, { recursive: true });
  return app;
}
