import { expect, test } from "@jest/globals";
import { newImport } from "../../src/imports/actions/create.ts";
import type { Import } from "../../src/imports/rules/import.ts";
import { idOf } from "../reviews/review-cast.ts";
import { followsFrom } from "../support/following.ts";
import { writtenMails } from "../support/mails.ts";
import {
  IMPORTS_PATH,
  type ImportBody,
  type ImportClient,
  importClient,
  lessons,
  sheet,
} from "./import-client.ts";

const noticesOf = async ({ registry }: ImportClient, key: string): Promise<ImportBody[]> =>
  (await registry.call("GET", "/api/v1/people/me/notices", { key })).body.notices;

test("whoever brings a sheet in is told that it waits, that it is done, and that it was taken back", async () => {
  const d = await importClient();
  const other = await d.registry.person("28", "curator");
  const id = await d.upload(sheet(lessons(3)), "puddles.csv");
  await d.rest(id);
  const address = `/organizations/28/imports/${id}`;
  expect(await noticesOf(d, d.key)).toMatchObject([
    { what: "import waits", act: true, words: expect.stringContaining("“puddles.csv”"), address, import: id },
  ]);
  await d.act(id, "start", { choice: "good" });
  await d.rest(id);
  // That it waited is no longer so, and no longer said.
  expect(await noticesOf(d, d.key)).toMatchObject([{ what: "import done", act: false, address }]);
  await d.act(id, "undo");
  await d.rest(id);
  expect(await noticesOf(d, d.key)).toMatchObject([{ what: "import undone", act: false, address }]);
  expect(await noticesOf(d, other)).toEqual([]);
}, 60_000);

test("that a file cannot be read is told on the page of notices, and by mail", async () => {
  const d = await importClient();
  const { store, mailSender } = d.registry.parts;
  const person = await store.people.get(await idOf(d.registry, d.key));
  if (!person) throw new Error("nobody has this key");
  await store.commit([
    { noun: "person", after: { ...person, email: "dee@district.example" } },
    { noun: "account", after: { person: person.id, recovery: [], mail: "at once", revision: 0 } },
  ]);
  const id = await d.upload("Title,Link\r\n", "empty.csv");
  expect((await d.rest(id)).state).toBe("failed");
  expect(await noticesOf(d, d.key)).toMatchObject([{ what: "import stopped", act: true }]);
  await mailSender.send();
  const [mail = "", ...more] = writtenMails(d.registry);
  expect(more).toEqual([]);
  expect(mail).toMatch(/^To: dee@district\.example$/m);
  expect(mail).toContain("Your import of “empty.csv” has stopped.");
  expect(mail).toContain(`/organizations/28/imports/${id}`);
}, 60_000);

test("who no longer curates the organization is told nothing of its imports", async () => {
  const d = await importClient();
  await d.runImport(sheet(lessons(2)));
  const person = await idOf(d.registry, d.key);
  const membership = { person, organization: "28", role: "member", confirmed: true } as const;
  await d.registry.parts.store.commit([{ noun: "membership", after: membership }]);
  expect((await noticesOf(d, d.key)).filter((n) => n.what.startsWith("import"))).toEqual([]);
  expect((await d.registry.call("GET", IMPORTS_PATH, { key: d.key })).status).toBe(403);
}, 60_000);

test("nobody is told what they did themselves, nor of a job that goes on", () => {
  const file = { id: "i", organization: "28", name: "a.csv", size: 1, sha256: "" };
  const before: Import = { ...newImport(file, "dee", "2026-11-30T00:00:00Z"), state: "checking" };
  const rests: Import = { ...before, state: "checked" };
  const told = (was: Import, after: Import) =>
    followsFrom(
      { noun: "import", before: was, after },
      { recipients: [{ person: "dee", address: false }] },
      "dee",
    );
  expect(told(before, rests)).toMatchObject([{ after: { person: "dee", what: "import waits" } }]);
  expect(told({ ...before, stopping: true }, { ...before, state: "columns" })).toEqual([]);
  expect(told(before, { ...before, state: "importing" })).toEqual([]);
  expect(told(rests, { ...rests, state: "done" })).toEqual([]);
});
