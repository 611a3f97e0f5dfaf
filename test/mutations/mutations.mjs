import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { idOf, questionsIn } from "./questions.mjs";
import { reasonOf } from "./reasons.mjs";

/**
 * Replaces each question of who may in `src` by `true`, then by `false`, and runs tests until one fails: first the
 * trials of the matrix, all in one run, then, for what these do not notice, the test files that ask the question,
 * quickest first. Prints what survives, and writes `docs/mutations.md`. What is known stays known while the file of
 * the question and those of the tables stay as they are: a run that was stopped goes on where it was.
 *
 *   npm run test:mutations             all of it
 *   npm run test:mutations -- matrix   the trials of the matrix alone
 *   npm run test:mutations -- tests test/reviews …   after it, with the test files of these folders alone
 *   npm run test:mutations -- report   the table of what is known, without a run
 */
const ROOT = join(import.meta.dirname, "..", "..");
const KEPT = join(ROOT, "node_modules", ".cache", "mutations");
const [FOUND, REACHED] = [join(KEPT, "found.jsonl"), join(KEPT, "reached.jsonl")];
const stage = process.argv[2];
mkdirSync(KEPT, { recursive: true });

const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `src/${file.replaceAll("\\", "/")}`)
  .sort();

const questions = sources.flatMap((file) => {
  const source = readFileSync(join(ROOT, file), "utf8");
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 16);
  return questionsIn(source, file).map(({ line, asked }, i) => ({
    id: idOf(file, i),
    file,
    hash,
    line,
    asked,
  }));
});

const linesOf = (file) =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

/** What each mutant was noticed by: `id answer` to a name. The last line about one counts. */
function known() {
  const hashes = new Map(questions.map((q) => [q.id, q.hash]));
  const noticed = new Map();
  for (const { id, answer, by, hash, file } of linesOf(FOUND)) {
    if (hash !== undefined && hashes.get(id) !== hash) continue;
    if (by) noticed.set(`${id} ${answer}`, file ? { by, file } : { by });
  }
  return noticed;
}

/** Lines are written without the hash of their file, by a test that knows none: they get it here. */
function withHashes() {
  const hashes = new Map(questions.map((q) => [q.id, q.hash]));
  const lines = linesOf(FOUND).map((line) => ({ hash: hashes.get(line.id), ...line }));
  writeFileSync(FOUND, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function jest(paths, env, more = []) {
  const args = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  const command = [...args, "node_modules/jest/bin/jest.js", "-c", "test/mutations/jest.config.mjs"];
  return spawnSync(process.execPath, [...command, ...paths, ...more], {
    cwd: ROOT,
    env: { ...process.env, COMPILED_THREADS: "yes", ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function matrixStage() {
  const tried = linesOf(FOUND).filter((line) => line.tried === "matrix");
  const asked = questions.map(({ id, hash, asked: words }) => ({
    id,
    asked: words,
    known: tried.filter((line) => line.id === id && line.hash === hash).map((line) => line.answer),
  }));
  const run = jest(["test/mutations/matrix.mutations.ts"], { ASKED: JSON.stringify(asked), FOUND });
  withHashes();
  if (run.status !== 0) process.stdout.write(run.stdout + run.stderr);
}

/** Test files that ask each question, quickest first; made once, by a run of all tests. */
function reachingFiles() {
  if (linesOf(REACHED).length === 0) {
    rmSync(REACHED, { force: true });
    jest(process.argv.slice(3), { REACHED }, [
      "--testPathIgnorePatterns",
      "\\.long\\.test\\.ts$",
      "test/browser/",
      "mutations",
      "people/permissions",
    ]);
  }
  const files = linesOf(REACHED)
    .filter(({ reached }) => reached.length > 0)
    .map(({ file, took, reached }) => ({
      name: relative(ROOT, file).replaceAll("\\", "/"),
      took,
      reached: new Set(reached),
    }));
  // Those of the noun come first, the quickest of them before all others.
  const nounOf = (path) => path.split("/")[1];
  return ({ id, file }) =>
    files
      .filter(({ reached }) => reached.has(id))
      .toSorted(
        (a, b) =>
          Number(nounOf(b.name) === nounOf(file)) - Number(nounOf(a.name) === nounOf(file)) ||
          a.took - b.took,
      )
      .map(({ name }) => name);
}

function testsStage() {
  const reaching = reachingFiles();
  const noticed = known();
  const tried = new Set(
    linesOf(FOUND).flatMap((l) => (l.tried === "tests" ? [`${l.id} ${l.answer} ${l.hash}`] : [])),
  );
  const isKnown = ({ id, hash }, answer) =>
    noticed.has(`${id} ${answer}`) || tried.has(`${id} ${answer} ${hash}`);
  // Those that are said to change nothing come last: where a test notices one after all, the reason is wrong.
  const mutants = questions
    .flatMap((question) => ["true", "false"].map((answer) => ({ question, answer })))
    .toSorted((a, b) => Number(!!reasonOf(a.question, a.answer)) - Number(!!reasonOf(b.question, b.answer)));
  for (const { question, answer } of mutants)
    if (!isKnown(question, answer)) {
      const { id, hash } = question;
      const by = reaching(question).find(
        (file) => jest([file], { MUTANT: id, ANSWER: answer }, ["--bail"]).status !== 0,
      );
      process.stdout.write(`${id} ${answer}: ${by ?? "nobody notices"}\n`);
      writeFileSync(
        FOUND,
        `${JSON.stringify({ id, hash, answer, tried: "tests", ...(by ? { by } : {}) })}\n`,
        { flag: "a" },
      );
    }
}

function report() {
  const noticed = known();
  const cell = (text) => text.replaceAll("|", "\\|").replaceAll("`", "'");
  const mutants = questions.flatMap((q) => ["true", "false"].map((answer) => ({ q, answer })));
  const by = ({ q, answer }) => noticed.get(`${q.id} ${answer}`)?.by;
  const equal = mutants.filter((m) => !by(m) && reasonOf(m.q, m.answer));
  const left = mutants.filter((m) => !by(m) && !reasonOf(m.q, m.answer));
  const rows = questions.map((q) => {
    const [yes, no] = ["true", "false"].map((answer) => {
      const why = reasonOf(q, answer);
      return by({ q, answer }) ?? (why ? `nobody: ${why}` : "**nobody**");
    });
    return `| ${q.file}:${q.line} | \`${cell(q.asked)}\` | ${cell(yes)} | ${cell(no)} |`;
  });
  const head = readFileSync(join(import.meta.dirname, "head.md"), "utf8");
  const caught = mutants.length - equal.length - left.length;
  const sum = `${questions.length} questions, ${mutants.length} mutants: ${caught} noticed, ${equal.length} change nothing that anybody could see, ${left.length} not noticed.`;
  const table = [
    "| where | question | always yes: noticed by | always no: noticed by |",
    "|---|---|---|---|",
    ...rows,
  ];
  const file = join(ROOT, "docs", "mutations.md");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${head}\n${sum}\n\n${table.join("\n")}\n`);
  process.stdout.write(`${sum}\n`);
}

if (stage === undefined || stage === "matrix") matrixStage();
if (stage === undefined || stage === "tests") testsStage();
report();
