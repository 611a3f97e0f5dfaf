import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Settings } from "../src/kernel/config.ts";
import { ROOT } from "../src/kernel/root.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const below = (folder: string, name: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => name.test(path))
    .map((path) => join(folder, path));

const CODE = ["src", "db", "seed", "openapi", "test"].flatMap((folder) => below(folder, /\.(tsx?|mjs)$/));
const PAPERS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...below("docs", /\.md$/),
  ...below("src", /\.md$/),
];

/** As addresses of headings are made where these papers are shown. */
const headingsOf = (path: string) =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, words = ""]) =>
    words
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replace(/\s/g, "-"),
  );

const { scripts: SCRIPTS } = JSON.parse(read("package.json"));

describe("what code says of docs/", () => {
  test("each file that a comment names is there", () => {
    const gone = CODE.flatMap((path) =>
      [...read(path).matchAll(/\bdocs\/[\w/-]+\.\w+/g)]
        .filter(([cited]) => !existsSync(join(ROOT, cited)))
        .map(([cited]) => `${path}: ${cited}`),
    );
    expect(gone).toEqual([]);
  });

  test("no comment cites a paragraph that only somebody's desk has", () => {
    expect(CODE.filter((path) => /decisions\.md §/.test(read(path)))).toEqual([]);
  });
});

describe("what the papers say", () => {
  test.each(PAPERS)("%s links to files that are there, and to headings in them", (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const broken = links.filter(([, to = "", heading]) => {
      const file = to === "" ? path : join(dirname(path), to);
      return !existsSync(join(ROOT, file)) || (heading && !headingsOf(file).includes(heading));
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  test.each(PAPERS.filter((path) => path !== "CHANGELOG.md"))(
    "%s names files and commands that are there",
    (path) => {
      const files = [...read(path).matchAll(/`((?:src|db|seed|openapi|test|docs)\/[\w./-]+)`/g)].map(
        ([, at = ""]) => at,
      );
      expect(files.filter((at) => !existsSync(join(ROOT, at)))).toEqual([]);
      const commands = [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
      expect(commands.filter((name) => !(name in SCRIPTS))).toEqual([]);
    },
  );

  test("the index of decisions lists each of them once, in order", () => {
    const files = below("docs/decisions", /^\d{4}-[a-z0-9-]+\.md$/).sort();
    const listed = [...read("docs/decisions/README.md").matchAll(/\]\((\d{4}-[^)]+)\)/g)];
    expect(listed.map(([, name = ""]) => join("docs/decisions", name))).toEqual(files);
  });

  test.each(below("docs/decisions", /^\d{4}.*\.md$/).sort())(
    "%s says its number, its date and its four parts",
    (path) => {
      const [title = "", , date = ""] = read(path).split("\n");
      expect(title).toMatch(new RegExp(`^# ${Number(path.match(/\d{4}/)?.[0])}\\. \\S`));
      expect(date).toMatch(/^2026-\d\d-\d\d/);
      expect([...read(path).matchAll(/^## (.+)$/gm)].map(([, part]) => part)).toEqual([
        "Context",
        "Choice",
        "What else was weighed",
        "Consequence",
      ]);
    },
  );
});

describe("how it is installed", () => {
  const start = SCRIPTS.start as string;

  test("image and systemd unit start what npm start starts", () => {
    const command: unknown = JSON.parse(read("Dockerfile").match(/^CMD (\[.*\])$/m)?.[1] ?? "[]");
    expect([command].flat().join(" ")).toBe(start);
    expect(read("docs/operating/registry.service")).toContain(`\nExecStart=/usr/bin/${start}\n`);
  });

  test("compose file and image set only settings that there are", () => {
    const composed = [...read("compose.yaml").matchAll(/^ {6}([A-Z_]+): \$\{\1:-/gm)].map(
      ([, name = ""]) => name,
    );
    const built = [...(read("Dockerfile").match(/^ENV (.*)$/m)?.[1] ?? "").matchAll(/([A-Z_]+)=/g)].map(
      ([, name = ""]) => name,
    );
    expect(composed.length).toBeGreaterThan(5);
    const unknown = [...composed, ...built].filter(
      (name) => name !== "NODE_ENV" && !(name in Settings.shape),
    );
    expect(unknown).toEqual([]);
  });

  test("the health check asks the address that says whether the program lives", () => {
    expect(read("Dockerfile")).toMatch(/^HEALTHCHECK .*\n.*PORT \+ '\/healthz'/m);
  });
});
