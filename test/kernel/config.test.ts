import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { expect, test } from "@jest/globals";
import { ConfigFault, readConfig, Settings } from "../../src/kernel/config.ts";
import { ROOT } from "../../src/kernel/root.ts";

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

const HARBOR = {
  id: "harbor",
  label: "Harbor schools",
  issuer: "https://login.harbor.example",
  clientId: "registry",
  clientSecret: "hush-hush",
  educator: { claim: "role", values: ["teacher"] },
  district: { domains: { "harbor.example": "28" } },
};
const providers = (...list: object[]) => ({ OIDC_PROVIDERS: JSON.stringify(list) });

test("sign-ins of districts are read from a list or from a file, with rosters beside it", () => {
  expect(readConfig({}).providers).toEqual([]);
  const group = { ...HARBOR, educator: { group: "Teachers" } };
  expect(readConfig(providers(group)).providers).toMatchObject([
    {
      id: "harbor",
      clientAuth: "basic",
      trustEmail: false,
      educator: { claim: "groups", values: ["Teachers"] },
    },
  ]);
  const folder = mkdtempSync(join(tmpdir(), "registry-config-"));
  writeFileSync(join(folder, "who.txt"), "# educators\nana\n\nbo@harbor.example\r\n");
  const listed = join(folder, "providers.json");
  writeFileSync(listed, JSON.stringify([{ ...HARBOR, educator: { roster: "who.txt" } }]));
  expect(readConfig({ OIDC_PROVIDERS: listed }).providers[0]?.educator).toEqual({
    roster: ["ana", "bo@harbor.example"],
  });
  rmSync(folder, { recursive: true });
});

test("everything wrong with sign-ins of districts is told at once, and no secret of theirs", () => {
  const said = faultOf(
    providers(
      { ...HARBOR, issuer: "http://login.harbor.example", district: { domains: {} } },
      { ...HARBOR, clientId: "", educator: { claim: "role", values: ["teacher", "Student"] } },
    ),
  );
  for (const words of ["0.issuer is not an https address", "0.district", "1.clientId is empty", "1.educator"])
    expect(said).toContain(words);
  expect(said).not.toContain("hush-hush");
  expect(faultOf(providers(HARBOR, { ...HARBOR, issuer: `${HARBOR.issuer}/` }))).toMatch(
    /1\.id is there twice[\s\S]*1\.issuer is there twice/,
  );
});

test.each([
  ["not there", "missing.json"],
  ["no JSON", "[{"],
  ["an educator nobody asks for", JSON.stringify([{ ...HARBOR, educator: undefined }])],
  ["a roster that is not there", JSON.stringify([{ ...HARBOR, educator: { roster: "missing.txt" } }])],
  ["a word nobody knows", JSON.stringify([{ ...HARBOR, issuers: 1 }])],
])("sign-ins of districts cannot be used: %s", (_, given) => {
  expect(faultOf({ OIDC_PROVIDERS: given })).toContain("OIDC_PROVIDERS");
});

test("without a setting it is the registry of Rhode Island, by the clocks of New York", () => {
  expect(readConfig({}).site).toEqual({
    state: "Rhode Island",
    timeZone: "America/New_York",
    name: "Rhode Island Open Resource Registry",
    plainName: "Open Resource Registry",
    shortName: "RI Open Resource Registry",
    product: "RIOpenResourceRegistry",
  });
});

test("another state says its short form and its time zone too, and may have a name of its own", () => {
  const said = faultOf({ STATE_NAME: "Vermont" });
  for (const name of ["STATE_SHORT", "TIME_ZONE"]) expect(said).toContain(name);
  expect(faultOf({ TIME_ZONE: "Montpelier" })).toContain("TIME_ZONE=Montpelier");
  const vermont = { STATE_NAME: "Vermont", STATE_SHORT: "VT", TIME_ZONE: "America/Denver" };
  expect(readConfig(vermont).site).toMatchObject({
    name: "Vermont Open Resource Registry",
    product: "VTOpenResourceRegistry",
  });
  expect(readConfig({ ...vermont, REGISTRY_NAME: "Maple Lessons" }).site).toMatchObject({
    name: "Maple Lessons",
    plainName: "Maple Lessons",
    shortName: "Maple Lessons",
    product: "MapleLessons",
  });
  const mail = { SMTP_URL: "smtp://mail.example", PUBLIC_URL: "https://oer.example" };
  expect(readConfig({ ...vermont, ...mail }).smtp?.from).toBe(
    "Open Resource Registry <registry@oer.example>",
  );
});
