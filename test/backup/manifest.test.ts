import { expect, test } from "@jest/globals";
import { settingsThatDiffer, settingsToKeep } from "../../src/start/backup/backup-settings.ts";
import { databaseFaults, fileFaults, type Manifest, readManifest } from "../../src/start/backup/manifest.ts";

const sum = "a".repeat(64);
const manifest: Manifest = {
  format: 1,
  at: "2026-09-01T06:00:00.000Z",
  schema: { migrations: 2, newest: 200 },
  rows: { resources: 3 },
  files: [
    { path: "registry.db", bytes: 100, sha256: sum },
    { path: "settings.json", bytes: 2, sha256: sum },
  ],
};
const withFile = (path: string) => ({
  ...manifest,
  files: [...manifest.files, { path, bytes: 1, sha256: sum }],
});
const known = { name: "registry.db", newestKnown: 200 };
const whole = { faults: [], rows: { resources: 3 }, migrations: 2, newest: 200 };

test("a manifest is read as it was written", () => {
  expect(readManifest(JSON.stringify(withFile("files/ab/cd.pdf")), "registry.db")).toEqual({
    manifest: withFile("files/ab/cd.pdf"),
    faults: [],
  });
});

test.each([
  "files/../../etc/passwd",
  "/etc/passwd",
  "files//x",
  "files/..",
  "files/a\\..\\b",
  "other.db",
  "files/",
])("a manifest that names %j is refused: nothing outside the data folder is touched", (path) => {
  expect(readManifest(JSON.stringify(withFile(path)), "registry.db").manifest).toBeUndefined();
});

test.each([
  ["", "is not JSON"],
  ["{}", "format"],
  [JSON.stringify({ ...manifest, files: manifest.files.slice(1) }), "registry.db"],
  [JSON.stringify({ ...manifest, files: [...manifest.files, ...manifest.files] }), "once"],
  [JSON.stringify({ ...manifest, format: 2 }), "format"],
])("what is no manifest is told: %s", (text, why) => {
  const { manifest: read, faults } = readManifest(text, "registry.db");
  expect(read).toBeUndefined();
  expect(faults.join("\n")).toContain(why);
});

test("missing, shortened and changed files are each named", () => {
  const [database, settings] = manifest.files as [Manifest["files"][0], Manifest["files"][0]];
  expect(fileFaults(manifest, [database, settings])).toEqual([]);
  expect(fileFaults(manifest, [{ ...database, bytes: 99 }, undefined])).toEqual([
    "registry.db has 99 bytes, not 100",
    "settings.json is missing",
  ]);
  expect(fileFaults(manifest, [{ ...database, sha256: "b".repeat(64) }, settings])).toEqual([
    "registry.db was changed: its checksum differs",
  ]);
});

test("a database that is broken, has other rows or is from the future is refused", () => {
  expect(databaseFaults(manifest, whole, known)).toEqual([]);
  expect(databaseFaults(manifest, whole, { name: "registry.db", newestKnown: 300 })).toEqual([]);
  expect(databaseFaults(manifest, { ...whole, faults: ["page 3 is lost"] }, known)).toEqual([
    "registry.db: page 3 is lost",
  ]);
  expect(databaseFaults(manifest, { ...whole, rows: { resources: 2 } }, known)).toEqual([
    "registry.db has 2 resources, not 3",
  ]);
  expect(databaseFaults(manifest, { ...whole, newest: 201 }, known).join()).toContain("newer version");
});

test("secrets never go into a backup, not even within an address", () => {
  const config = {
    port: 3000,
    sessionSecret: "hush-hush",
    meili: { url: "https://me:hush-hush@search.example.org", key: "hush-hush" },
  };
  const kept = settingsToKeep(config);
  expect(JSON.stringify(kept)).not.toContain("hush-hush");
  expect(kept.settings).toEqual({ port: "3000", "meili.url": "https://search.example.org" });
  expect(kept.leftOut).toEqual(["sessionSecret", "meili.key"]);
});

test("settings that differ are told, except where they lie and listen", () => {
  const then = settingsToKeep({ dataDir: "/a", port: 1, mode: "production", rateLimit: 600 });
  const now = settingsToKeep({ dataDir: "/b", port: 2, mode: "demo", rateLimit: 600, trustProxy: 1 });
  expect(settingsThatDiffer(then, now)).toEqual([
    "mode was production, is demo",
    "trustProxy was not set, is 1",
  ]);
});
