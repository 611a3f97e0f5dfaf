import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import Database from "../../db/driver.ts";
import { sqliteStorage } from "../../db/sqlite/storage.ts";
import { openStore } from "../../db/sqlite/store.ts";
import { replayLedger } from "../../src/erasing/jobs/sweeper.ts";
import { signedInAs } from "../people/signed-in.ts";
import { cast, idOf, share } from "../reviews/review-cast.ts";
import { visit } from "../support/browser.ts";
import { writtenMails } from "../support/mails.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const WHY = "It showed personal data";

async function shared(reach = "state", more: object = {}) {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const made = await share(registry, people.teacher, { reach, title: "Quahog tides", ...more });
  const id = made.body.id as string;
  const at = `/api/v1/resources/${id}`;
  const erase = (key: string, body: object = {}) =>
    registry.call("POST", `${at}/erasure`, { key, body: { reason: WHY, confirm: id, ...body } });
  const read = (key?: string) => registry.call("GET", at, key ? { key } : {});
  return { registry, ...people, id, at, erase, read };
}

const ledgerOf = ({ parts }: TestRegistry) => join(parts.config.dataDir, "erasures.jsonl");

describe("erasing", () => {
  test("is for state staff, who say why and name it twice; to others it is what it is to them elsewhere", async () => {
    const r = await shared("school");
    expect((await r.erase(r.curator)).status).toBe(403);
    expect((await r.erase(r.neighbor)).status).toBe(404);
    const unsure = await r.erase(r.staff, { confirm: r.registry.parts.newId() });
    expect([unsure.status, unsure.body.errors[0].pointer]).toEqual([400, "/confirm"]);
    expect((await r.erase(r.staff, { reason: "" })).status).toBe(400);
    expect((await r.read(r.teacher)).status).toBe(200);
    const done = await r.erase(r.staff);
    expect([done.status, done.body]).toEqual([
      201,
      { resource: r.id, erasedAt: expect.any(String), reason: WHY },
    ]);
    expect((await r.erase(r.staff)).status).toBe(410);
  });

  test("leaves a tombstone that says when and why and nothing else, to those who could see it", async () => {
    const r = await shared("district");
    await r.erase(r.staff);
    const gone = await r.read(r.teacher);
    expect([gone.status, gone.body.tombstone]).toEqual([410, { erasedAt: expect.any(String), reason: WHY }]);
    expect(gone.text).not.toMatch(/quahog|28103/i);
    for (const key of [r.curator, r.otherStaff]) expect((await r.read(key)).status).toBe(410);
    const absent = (
      await r.registry.call("GET", `/api/v1/resources/${r.registry.parts.newId()}`, { key: r.neighbor })
    ).body;
    for (const key of [r.neighbor, undefined]) {
      const { status, body } = await r.read(key);
      expect([status, { ...body, instance: "" }]).toEqual([404, { ...absent, instance: "" }]);
    }
    for (const path of ["/history", "/versions/1"])
      expect((await r.registry.call("GET", r.at + path, { key: r.teacher })).status).toBe(410);
  });

  test("takes what state staff do not even see, and says nothing of it to them", async () => {
    const r = await shared("private");
    const staff = await signedInAs(r.registry, await idOf(r.registry, r.staff));
    const page = await staff.open(`/resources/${r.id}/erasure`);
    expect(page.text).toContain("A resource that only its owner sees");
    expect(page.text).not.toMatch(/quahog/i);
    expect((await r.erase(r.staff)).status).toBe(201);
    expect((await r.read(r.teacher)).status).toBe(410);
    expect((await r.read(r.curator)).status).toBe(404);
  });

  test("tells its owner and who waits for an answer, and the audit trail by ids alone", async () => {
    const r = await shared();
    const report = (body: object, key?: string) =>
      r.registry.call("POST", `${r.at}/reports`, {
        ...(key ? { key } : {}),
        body: { kind: "personal-data", ...body },
      });
    await report({ words: "Names of children", notice: true }, r.neighbor);
    await report({ email: "parent@home.example" }, r.second);
    await r.erase(r.staff);
    await r.registry.parts.sweeper.swept();
    for (const key of [r.teacher, r.neighbor]) {
      const { notices } = (await r.registry.call("GET", "/api/v1/people/me/notices", { key })).body;
      expect(notices).toMatchObject([{ what: "erased", address: `/resources/${r.id}` }]);
    }
    await r.registry.parts.mailSender.send();
    expect(writtenMails(r.registry)).toEqual([
      expect.stringMatching(/^To: parent@home\.example[\s\S]*It was erased on[\s\S]*personal data/),
    ]);
    const { entries } = (await r.registry.call("GET", "/api/v1/audit", { key: r.staff })).body;
    expect(entries[0]).toMatchObject({
      what: "resource erased",
      thing: r.id,
      by: await idOf(r.registry, r.staff),
    });
    expect(JSON.stringify(entries)).not.toMatch(/quahog|personal/i);
  });

  test("goes over whatever somebody makes of it meanwhile", async () => {
    const r = await shared();
    const edits = Array.from({ length: 6 }, async (_, n) => {
      const etag = (await r.read(r.teacher)).headers.get("etag") ?? "";
      const headers = { "if-match": etag };
      return (
        await r.registry.call("PATCH", r.at, { key: r.teacher, headers, body: { keywords: [`k${n}`] } })
      ).status;
    });
    const [done, ...edited] = await Promise.all([r.erase(r.staff), ...edits]);
    expect(done.status).toBe(201);
    for (const status of edited) expect([200, 410, 412]).toContain(status);
    await r.registry.parts.sweeper.swept();
    expect(await r.registry.parts.store.resources.versions(r.id)).toEqual([]);
    expect((await r.read(r.teacher)).status).toBe(410);
  });
});

describe("what was erased stays so", () => {
  test("when the program ended right after the commit, what is left is taken up again", async () => {
    const r = await shared();
    const { store, sweeper } = r.registry.parts;
    const before = await store.resources.get(r.id);
    if (!before) throw new Error("It is not there");
    const after = { resource: r.id, at: r.registry.parts.clock(), reason: WHY, by: "x", readers: ["state"] };
    await store.commit([{ noun: "erasure", before, after }]);
    expect(await store.erasures.unswept()).toHaveLength(1);
    expect(existsSync(ledgerOf(r.registry))).toBe(false);
    await sweeper.swept();
    expect(await store.erasures.unswept()).toEqual([]);
    expect(
      (await sqliteStorage(r.registry.parts.config.dataDir).ledger.read()).map((e) => e.resource),
    ).toEqual([r.id]);
    const sqlite = new Database(join(r.registry.parts.config.dataDir, "registry.db"), { readonly: true });
    expect(sqlite.prepare("select traces from erasures").pluck().get()).toBeNull();
    sqlite.close();
  });

  test("when another database is put in its place by hand, the next start erases it once more", async () => {
    const r = await shared();
    const { parts } = r.registry;
    const { dataDir } = parts.config;
    const copy = join(dataDir, "copy.db");
    const { copies, ledger } = sqliteStorage(dataDir);
    await copies.copyTo(copy);
    await r.erase(r.staff);
    const store = openStore(copy);
    expect((await store.resources.get(r.id))?.description.title).toBe("Quahog tides");
    expect([await replayLedger(ledger, store), await replayLedger(ledger, store)]).toEqual([1, 0]);
    expect(await store.resources.get(r.id)).toBeUndefined();
    expect((await store.erasures.get(r.id))?.reason).toBe(WHY);
    await store.close();
  });

  test("a line of the ledger that a crash cut short spoils neither those before it nor those after it", async () => {
    const r = await shared();
    await r.erase(r.staff);
    const { ledger } = sqliteStorage(r.registry.parts.config.dataDir);
    appendFileSync(ledgerOf(r.registry), '{"resource":"cut sho');
    const more = { resource: r.registry.parts.newId(), at: "2026-11-30", reason: WHY, by: "x", readers: [] };
    await ledger.add([more]);
    await ledger.add([more]);
    expect((await ledger.read()).map((e) => e.resource)).toEqual([r.id, more.resource]);
    expect(readFileSync(ledgerOf(r.registry), "utf8")).not.toMatch(/quahog/i);
  });
});

describe("the pages", () => {
  test("say what goes and what stays, ask twice, and follow it to its end", async () => {
    const r = await shared();
    const staff = await signedInAs(r.registry, await idOf(r.registry, r.staff));
    const owner = await signedInAs(r.registry, await idOf(r.registry, r.teacher));
    const curator = await signedInAs(r.registry, await idOf(r.registry, r.curator));
    const at = `/resources/${r.id}`;
    expect((await staff.open(at)).text).toContain(`href="${at}/erasure"`);
    expect((await owner.open(at)).text).not.toContain(`${at}/erasure`);
    expect([
      (await curator.open(`${at}/erasure`)).status,
      (await owner.send(`${at}/erasure`)).status,
    ]).toEqual([403, 403]);
    expect((await visit(r.registry).open(`${at}/erasure`)).location).toContain("/sign-in");
    const page = (await staff.open(`${at}/erasure`)).text;
    expect(page).toMatch(/There is no way back[\s\S]*Quahog tides[\s\S]*1 version[\s\S]*What stays/);
    const unsure = await staff.send(`${at}/erasure`, { reason: "x" });
    expect(unsure.status).toBe(400);
    expect(unsure.text).toMatch(/Say in a few words why[\s\S]*Say that you have looked at it/);
    expect((await owner.open(at)).status).toBe(200);
    const done = await staff.send(`${at}/erasure`, { reason: WHY, sure: "yes" });
    expect(done.location).toBe(`${at}/erasure`);
    expect((await staff.open(`${at}/erasure`)).text).toContain("Nobody finds it any more.");
    await r.registry.parts.sweeper.swept();
    expect((await staff.open(`${at}/erasure`)).text).toContain("Nothing is left of it.");
    const tombstone = await owner.open(at);
    expect([tombstone.status, tombstone.text]).toEqual([410, expect.stringContaining(WHY)]);
    expect(tombstone.text).not.toMatch(/quahog/i);
    expect((await owner.open(`${at}/report`)).text).toContain("This was erased");
    expect((await visit(r.registry).open(at)).status).toBe(404);
  });
});
