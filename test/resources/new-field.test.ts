import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { DEMO_KEY, DEMO_PEOPLE } from "../../seed/demo.ts";
import { ROOT } from "../../src/kernel/root.ts";
import { copyTemplate } from "../support/template.ts";

/**
 * What a new field costs: its shape and its declaration. Both are added to a copy of the program, which then shows
 * the field wherever fields are shown.
 */
const SHAPE = {
  file: "src/resources/rules/resource.ts",
  before: "    materials: words(500)",
  adds: '    prior: words(500).default("").meta({ description: "What students should know before" }),\n',
};
const DECLARATION = {
  file: "src/resources/rules/fields/using.ts",
  before: "  materials: {",
  adds: `  prior: {
    kind: "words",
    label: "Known before",
    parts: [{ header: "Prior knowledge", also: "prerequisites", jsonLd: "registry:prior" }],
    page: { list: "at a glance", name: "Know before" },
    form: { name: "prior", section: "more", control: "line", label: "What students should know before" },
    example: "Halves and quarters",
  },
`,
};

let running: ChildProcess | undefined;
const copies: string[] = [];
afterEach(async () => {
  const over = new Promise((resolve) => running?.once("close", resolve));
  running?.kill("SIGKILL");
  await over;
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true, force: true });
});

/** The program with the field, in a folder of its own. */
function copyOfProgram(): string {
  const copy = mkdtempSync(join(tmpdir(), "registry-copy-"));
  copies.push(copy);
  for (const part of ["src", "db", "seed", "openapi", "package.json", "tsconfig.json"])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  for (const { file, before, adds } of [SHAPE, DECLARATION]) {
    const text = readFileSync(join(copy, file), "utf8");
    expect(text.split(before)).toHaveLength(2);
    writeFileSync(join(copy, file), text.replace(before, adds + before));
  }
  return copy;
}

/** Serves the copy over reference data; resolves with its address. */
async function serve(copy: string): Promise<string> {
  const data = join(copy, "data");
  mkdirSync(data);
  await copyTemplate(false, join(data, "registry.db"));
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli.ts", "serve"], {
    cwd: copy,
    env: { PATH: process.env.PATH ?? "", DATA_DIR: data, PORT: "0", SEED: "no", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running = child;
  return new Promise((resolve, reject) => {
    let printed = "";
    const hear = (chunk: Buffer) => {
      printed += chunk;
      const port = /http:\/\/localhost:(\d+)/.exec(printed)?.[1];
      if (port && printed.includes("Ctrl-C")) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("close", () => reject(new Error(`It did not start:\n${printed}`)));
  });
}

test("a field that is added in two files is on page, form and comparison, in JSON-LD and in sheets", async () => {
  const address = await serve(copyOfProgram());
  const send = async (method: string, path: string, body: object, more: Record<string, string> = {}) => {
    const headers = { authorization: `Bearer ${DEMO_KEY}`, "content-type": "application/json", ...more };
    const answer = await fetch(address + path, { method, headers, body: JSON.stringify(body) });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as { id: string } };
  };
  const signedIn = await fetch(`${address}/sign-in/demo`, {
    method: "POST",
    redirect: "manual",
    headers: { "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ person: DEMO_PEOPLE[0]?.id ?? "" }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((c) => c.split(";")[0])
    .join("; ");
  const get = async (path: string, accept = "text/html") =>
    (await fetch(address + path, { headers: { accept, cookie } })).text();

  const lesson = {
    title: "Fraction strips",
    url: "https://example.org/strips",
    prior: "Halves and quarters",
  };
  const made = await send("POST", "/api/v1/resources", lesson);
  expect(made).toMatchObject({ status: 201, body: { prior: "Halves and quarters" } });
  const at = `/resources/${made.body.id}`;
  expect(await get(at)).toMatch(/<dt>Know before<\/dt>\s*<dd>Halves and quarters<\/dd>/);
  expect(JSON.parse(await get(at, "application/ld+json"))).toMatchObject({
    "registry:prior": "Halves and quarters",
  });
  expect(await get(`${at}/edit`)).toMatch(
    /<label[^>]*>What students should know before<\/label><input[^>]*value="Halves and quarters"/,
  );

  const etag = made.headers.get("etag") ?? "";
  const changed = { ...lesson, prior: "Thirds" };
  expect(await send("PUT", `/api/v1${at}`, changed, { "if-match": etag })).toMatchObject({ status: 200 });
  expect(await get(`${at}/comparison?from=1&to=2`)).toMatch(/Known before.*Halves and quarters.*Thirds/s);

  const imports = "/organizations/28/imports";
  expect(await get(`${imports}/template.csv`)).toContain("Prior knowledge");
  const sheet = await fetch(`${address}/api/v1${imports}?name=lessons.csv`, {
    method: "POST",
    headers: { authorization: `Bearer ${DEMO_KEY}`, "content-type": "text/csv" },
    body: "Title,Link,Prerequisites\nMore strips,https://example.org/more,Quarters\n",
  });
  const imported = sheet.headers.get("location") ?? "";
  expect(sheet.status).toBe(201);
  for (;;) {
    const answer = await fetch(address + imported, { headers: { authorization: `Bearer ${DEMO_KEY}` } });
    const now = (await answer.json()) as { state: string; columns: { header: string; column: string }[] };
    if (now.state === "reading") {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    expect(now.columns).toContainEqual(expect.objectContaining({ header: "Prerequisites", column: "prior" }));
    break;
  }
}, 120_000);
