import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { expect, test } from "@jest/globals";
import { ConfigFault, readConfig, Settings } from "../src/config.ts";
import { ROOT } from "../src/root.ts";

const faultOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigFault) return error.message;
    throw error;
  }
  return "";
};

test("without any setting it is a demo on port 3000 of this machine alone", () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    dataDir: join(ROOT, "data"),
    publicUrl: "http://localhost:3000",
    mode: "demo",
    seed: true,
  });
});

test("an empty setting counts as not set", () => {
  expect(readConfig({ PORT: "", MEILI_URL: "" })).toEqual(readConfig({}));
});

test("the data folder is absolute, wherever the program is started from", () => {
  expect(isAbsolute(readConfig({ DATA_DIR: "elsewhere" }).dataDir)).toBe(true);
  expect(readConfig({ DATA_DIR: "/srv/registry" }).dataDir).toBe("/srv/registry");
});

test("the public address has no slash at its end", () => {
  expect(readConfig({ PUBLIC_URL: "https://oer.example.org//" }).publicUrl).toBe("https://oer.example.org");
});

test("every fault is told at once, each with its name and what was given", () => {
  const said = faultOf({
    PORT: "70000",
    LOG_LEVEL: "loud",
    MODE: "test",
    SEED: "maybe",
    SEARCH_THREADS: "0",
  });
  for (const name of ["PORT=70000", "LOG_LEVEL=loud", "MODE=test", "SEED=maybe", "SEARCH_THREADS=0"])
    expect(said).toContain(name);
  expect(said).toContain(".env.example");
});

test.each([
  [{ PORT: "3.5" }, "PORT"],
  [{ PORT: "0x10000" }, "PORT"],
  [{ PUBLIC_URL: "javascript:alert(1)" }, "PUBLIC_URL"],
  [{ PUBLIC_URL: "oer.example.org" }, "PUBLIC_URL"],
  [{ MEILI_URL: "http://127.0.0.1:7700", MEILI_INDEX: "../x" }, "MEILI_INDEX"],
  [{ MEILI_KEY: "k" }, "MEILI_URL"],
  [{ RATE_LIMIT: "-1" }, "RATE_LIMIT"],
])("%j cannot be used", (env, name) => {
  expect(faultOf(env as Record<string, string>)).toContain(name);
});

test("production wants an https address and a secret of its own", () => {
  const said = faultOf({ MODE: "production" });
  expect(said).toContain("PUBLIC_URL");
  expect(said).toContain("SESSION_SECRET");
  expect(
    faultOf({ MODE: "production", PUBLIC_URL: "http://oer.example.org", SESSION_SECRET: "x".repeat(32) }),
  ).toContain("PUBLIC_URL");
  const good = { MODE: "production", PUBLIC_URL: "https://oer.example.org", SESSION_SECRET: "x".repeat(32) };
  expect(readConfig(good).mode).toBe("production");
});

test("a secret that cannot be used is not printed", () => {
  expect(faultOf({ SESSION_SECRET: "hush-hush" })).not.toContain("hush-hush");
});

test(".env.example names every setting, with its default, and nothing else", () => {
  const lines = readFileSync(join(ROOT, ".env.example"), "utf8").split("\n");
  const named = lines.flatMap((line) => /^(?:# ?)?([A-Z][A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(named.toSorted()).toEqual(Object.keys(Settings.shape).toSorted());
  const set = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2));
  const given = Object.fromEntries(set) as Record<string, string>;
  expect(readConfig(given)).toEqual(readConfig({}));
});
