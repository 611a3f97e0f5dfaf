import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import Database from "../../db/driver.ts";
import { newSession } from "../../src/people/actions/sign-in.ts";
import type { Role } from "../../src/people/rules/person.ts";
import { type Visit, visit } from "../support/browser.ts";
import { writtenMails } from "../support/mails.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

/** The person a key speaks for. */
const idOf = async (registry: TestRegistry, key: string): Promise<string> =>
  (await registry.call("GET", "/api/v1/people/me", { key })).body.id;

const linkIn = (mail = "") => /\/welcome\/[\w-]+/.exec(mail)?.[0] ?? "";

/** Makes an account through an invitation by this key's curator; gives back the browser it is signed in at. */
async function invited(
  registry: TestRegistry,
  key: string,
  code: string,
  email: string,
  fields: Record<string, string> = {},
): Promise<Visit> {
  const made = await registry.call("POST", `/api/v1/organizations/${code}/invitations`, {
    key,
    body: { email },
  });
  expect(made.status).toBe(201);
  const who = visit(registry);
  const link = linkIn(writtenMails(registry).at(-1));
  const done = await who.send(link, {
    name: "New Teacher",
    passphrase: "nine herons in the reeds",
    ...fields,
  });
  expect(done.status).toBe(303);
  return who;
}

describe("invitations", () => {
  test("make an account, a membership and a session, and work once", async () => {
    const registry = await openTestRegistry();
    const curator = await registry.person("28", "curator");
    const who = await invited(registry, curator, "28", "new@school.example");
    expect((await who.open("/account")).text).toContain("New Teacher");
    const link = linkIn(writtenMails(registry).at(-1));
    expect((await visit(registry).open(link)).status).toBe(409);
    const { body } = await registry.call("GET", "/api/v1/organizations/28/members", { key: curator });
    expect(body.members).toContainEqual(
      expect.objectContaining({ name: "New Teacher", role: "member", confirmed: true }),
    );
    const listed = await registry.call("GET", "/api/v1/organizations/28/invitations", { key: curator });
    expect(listed.body.invitations[0].state).toBe("accepted");
    expect(listed.text).not.toContain(link.split("/")[2]);
  });

  test("a withdrawn or outdated one opens nothing", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28", "curator");
    const make = () =>
      registry.call("POST", "/api/v1/organizations/28/invitations", {
        key,
        body: { email: "a@school.example" },
      });
    const { body } = await make();
    await registry.call("DELETE", `/api/v1/organizations/28/invitations/${body.id}`, { key });
    expect((await visit(registry).open(linkIn(writtenMails(registry).at(-1)))).status).toBe(404);
    await make();
    const later = Date.now() + 15 * 86_400_000;
    registry.parts.clock = () => new Date(later).toISOString();
    expect((await visit(registry).open(linkIn(writtenMails(registry).at(-1)))).status).toBe(409);
  });

  test("are sent by curators within their part of the tree alone", async () => {
    const registry = await openTestRegistry();
    const asks = async (place: string, role: Role, to: string) => {
      const key = await registry.person(place, role);
      return (
        await registry.call("POST", `/api/v1/organizations/${to}/invitations`, {
          key,
          body: { email: "b@school.example" },
        })
      ).status;
    };
    expect(await asks("28", "curator", "28103")).toBe(201);
    expect(await asks("ri", "curator", "28103")).toBe(201);
    expect(await asks("28103", "curator", "28")).toBe(403);
    expect(await asks("36", "curator", "28")).toBe(403);
    expect(await asks("28", "member", "28")).toBe(403);
    expect(await asks("28", "curator", "ri")).toBe(403);
  });

  test("a person who has an account gets one more membership, and signs in as ever", async () => {
    const registry = await openTestRegistry();
    const [providence, westerly] = [
      await registry.person("28", "curator"),
      await registry.person("36", "curator"),
    ];
    await invited(registry, providence, "28", "moving@school.example");
    await registry.call("POST", "/api/v1/organizations/36/invitations", {
      key: westerly,
      body: { email: "Moving@School.example" },
    });
    const who = visit(registry);
    const done = await who.send(linkIn(writtenMails(registry).at(-1)), {});
    expect([done.status, done.location, done.headers.getSetCookie()]).toEqual([
      303,
      "/sign-in?back=/account",
      [],
    ]);
    const { body } = await registry.call("GET", "/api/v1/organizations/36/members", { key: westerly });
    expect(body.members.map((m: { name: string }) => m.name)).toContain("New Teacher");
  });
});

describe("a school one has named", () => {
  test("grants nothing until a curator there, or above, confirms it", async () => {
    const registry = await openTestRegistry();
    const [district, owner] = [await registry.person("28", "curator"), await registry.person("28103")];
    const body = { title: "For our school", url: "https://example.org/x", reach: "school" };
    const made = await registry.call("POST", "/api/v1/resources", { key: owner, body });
    const who = await invited(registry, district, "28", "t@school.example", { organization: "28103" });
    const page = `/resources/${made.body.id}`;
    expect((await who.open(page)).status).toBe(404);
    const { body: waiting } = await registry.call("GET", "/api/v1/organizations/28/members?below=yes", {
      key: district,
    });
    const asked = waiting.members.find((m: { confirmed: boolean }) => !m.confirmed);
    expect(asked).toMatchObject({ organization: "28103", name: "New Teacher" });
    const stranger = await registry.person("36", "curator");
    const confirm = (key: string) =>
      registry.call("PUT", `/api/v1/organizations/28103/members/${asked.person}`, {
        key,
        body: { role: "member" },
      });
    expect((await confirm(stranger)).status).toBe(403);
    expect((await confirm(district)).status).toBe(204);
    expect((await who.open(page)).status).toBe(200);
  });

  test("cannot be confirmed by the one who named it, nor be the state", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103", "curator");
    expect((await registry.call("PUT", "/api/v1/people/me/memberships/ri", { key })).status).toBe(400);
    expect((await registry.call("PUT", "/api/v1/people/me/memberships/28113", { key })).status).toBe(204);
    const me = await idOf(registry, key);
    const refused = await registry.call("PUT", `/api/v1/organizations/28113/members/${me}`, {
      key,
      body: { role: "curator" },
    });
    expect(refused.status).toBe(403);
    const own = await registry.call("PUT", `/api/v1/organizations/28103/members/${me}`, {
      key,
      body: { role: "member" },
    });
    expect(own.status).toBe(403);
  });

  test("moving to another district keeps authorship", async () => {
    const registry = await openTestRegistry();
    const [key, providence, westerly] = [
      await registry.person("28103"),
      await registry.person("28", "curator"),
      await registry.person("36", "curator"),
    ];
    const made = await registry.call("POST", "/api/v1/resources", {
      key,
      body: { title: "Mine", url: "https://example.org/mine", reach: "state" },
    });
    const me = await idOf(registry, key);
    await registry.call("PUT", "/api/v1/people/me/memberships/36104", { key });
    await registry.call("PUT", `/api/v1/organizations/36104/members/${me}`, {
      key: westerly,
      body: { role: "member" },
    });
    await registry.call("DELETE", "/api/v1/people/me/memberships/28103", { key });
    const at = `/api/v1/resources/${made.body.id}`;
    const read = await registry.call("GET", at, { key });
    const headers = {
      "if-match": read.headers.get("etag") ?? "",
      "content-type": "application/merge-patch+json",
    };
    const edited = await registry.call("PATCH", at, { key, headers, body: { printable: true } });
    expect(edited.status).toBe(200);
    expect(edited.body.organization).toEqual(made.body.organization);
    expect((await registry.call("GET", at, { key: providence })).status).toBe(200);
  });
});

describe("members", () => {
  test("are listed to members and curators, and to nobody else", async () => {
    const registry = await openTestRegistry();
    const list = async (key: string) =>
      (await registry.call("GET", "/api/v1/organizations/28103/members", { key })).status;
    expect(await list(await registry.person("28103"))).toBe(200);
    expect(await list(await registry.person("28", "curator"))).toBe(200);
    expect(await list(await registry.person("28113"))).toBe(403);
    expect(await list(await registry.person("36", "curator"))).toBe(403);
    expect((await registry.call("GET", "/api/v1/organizations/28103/members")).status).toBe(401);
    const page = await visit(registry).open("/organizations/28103");
    expect([page.status, page.text.includes("Person ")]).toEqual([200, false]);
  });

  test("removing one takes reach away at once, and leaves what they shared", async () => {
    const registry = await openTestRegistry();
    const [curator, key, colleague] = [
      await registry.person("28", "curator"),
      await registry.person("28103"),
      await registry.person("28113"),
    ];
    const mine = await registry.call("POST", "/api/v1/resources", {
      key,
      body: { title: "Mine", url: "https://example.org/m", reach: "district" },
    });
    const theirs = await registry.call("POST", "/api/v1/resources", {
      key: colleague,
      body: { title: "T", url: "https://example.org/t", reach: "district" },
    });
    const see = async (id: string, as: string) =>
      (await registry.call("GET", `/api/v1/resources/${id}`, { key: as })).status;
    expect(await see(theirs.body.id, key)).toBe(200);
    const me = await idOf(registry, key);
    expect(
      (await registry.call("DELETE", `/api/v1/organizations/28103/members/${me}`, { key: curator })).status,
    ).toBe(204);
    expect(await see(theirs.body.id, key)).toBe(404);
    expect(await see(mine.body.id, key)).toBe(200);
    expect(await see(mine.body.id, colleague)).toBe(200);
  });

  test("the last of the state's staff cannot leave", async () => {
    const registry = await openTestRegistry();
    const only = await registry.person("ri", "curator");
    const staff = await registry.parts.store.people.members(["ri"]);
    for (const { person } of staff) {
      if (person.id === (await idOf(registry, only))) continue;
      await registry.call("DELETE", `/api/v1/organizations/ri/members/${person.id}`, { key: only });
    }
    expect((await registry.call("DELETE", "/api/v1/people/me/memberships/ri", { key: only })).status).toBe(
      409,
    );
  });
});

describe("deactivating a person", () => {
  test("ends sessions and keys at once and keeps what they shared", async () => {
    const registry = await openTestRegistry();
    const { parts } = registry;
    const [staff, key] = [await registry.person("ri", "curator"), await registry.person("28103")];
    const made = await registry.call("POST", "/api/v1/resources", {
      key,
      body: { title: "Kept", url: "https://example.org/k", reach: "state" },
    });
    const id = await idOf(registry, key);
    const person = await parts.store.people.get(id);
    if (!person) throw new Error("no person");
    const { session, token } = newSession(person, { address: "", agent: undefined }, parts);
    await parts.store.commit([{ noun: "session", after: session }]);
    const open = () =>
      fetch(`${registry.address}/account`, { headers: { cookie: `session=${token}` }, redirect: "manual" });
    expect((await open()).status).toBe(200);
    expect((await registry.call("POST", `/api/v1/people/${id}/deactivation`, { key: staff })).status).toBe(
      204,
    );
    expect((await open()).status).toBe(303);
    expect((await registry.call("GET", "/api/v1/people/me", { key })).status).toBe(401);
    expect((await registry.call("GET", `/api/v1/resources/${made.body.id}`, { key: staff })).status).toBe(
      200,
    );
    const keys = await parts.store.people.keys(id);
    expect(keys.every((k) => k.revokedAt)).toBe(true);
  });

  test("is for state staff, and never of oneself", async () => {
    const registry = await openTestRegistry();
    const [staff, curator, key] = [
      await registry.person("ri", "curator"),
      await registry.person("28", "curator"),
      await registry.person("28103"),
    ];
    const [me, teacher] = [await idOf(registry, staff), await idOf(registry, key)];
    const ask = async (id: string, as: string) =>
      (await registry.call("POST", `/api/v1/people/${id}/deactivation`, { key: as })).status;
    expect(await ask(teacher, curator)).toBe(403);
    expect(await ask("01930000-0000-7000-8000-0000000000ff", curator)).toBe(403);
    expect(await ask(me, staff)).toBe(403);
    expect(await ask(teacher, staff)).toBe(204);
  });
});

describe("the audit trail", () => {
  test("tells who did what to whom, by ids, in the commit it reports", async () => {
    const registry = await openTestRegistry();
    const [staff, curator, key] = [
      await registry.person("ri", "curator"),
      await registry.person("28", "curator"),
      await registry.person("28103"),
    ];
    const [by, whom] = [await idOf(registry, curator), await idOf(registry, key)];
    await registry.call("PUT", `/api/v1/organizations/28103/members/${whom}`, {
      key: curator,
      body: { role: "curator" },
    });
    await registry.call("POST", "/api/v1/organizations/28/invitations", {
      key: curator,
      body: { email: "secret.person@school.example" },
    });
    const { body, text } = await registry.call("GET", "/api/v1/audit?limit=3", { key: staff });
    expect(body.entries[0]).toMatchObject({ what: "invited", by, organization: "28", role: "member" });
    expect(body.entries[1]).toMatchObject({
      what: "role changed",
      by,
      person: whom,
      organization: "28103",
      role: "curator",
    });
    expect(text).not.toContain("secret.person");
    expect((await registry.call("GET", "/api/v1/audit", { key: curator })).status).toBe(403);
  });

  test("a commit that fails leaves no entry", async () => {
    const registry = await openTestRegistry();
    const { store, newId, clock } = registry.parts;
    const person = { id: newId(), name: "Never", demo: false, active: true, createdAt: clock() };
    const before = await store.audit.entries({ limit: 500 });
    const failing = store.commit([
      { noun: "person", after: person },
      { noun: "membership-ended", person: person.id, organization: "28" },
    ]);
    await expect(failing).rejects.toMatchObject({ kind: "stale" });
    expect(await store.audit.entries({ limit: 500 })).toEqual(before);
  });

  test("nobody can change or delete it, not even with the file in hand", async () => {
    const registry = await openTestRegistry();
    await registry.person("28");
    const file = new Database(join(registry.parts.config.dataDir, "registry.db"));
    expect(() => file.exec("update audit set by = 'someone else'")).toThrow("never changed");
    expect(() => file.exec("delete from audit")).toThrow("never changed");
    expect(() =>
      file.exec("insert or replace into audit (seq, at, by, what) values (1, '', '', '')"),
    ).toThrow();
    file.close();
  });

  test("is also written to the log", async () => {
    const lines: string[] = [];
    const registry = await openTestRegistry();
    registry.parts.log.info = ((line: object) =>
      void lines.push(JSON.stringify(line))) as typeof registry.parts.log.info;
    await registry.person("28");
    expect(lines.join("\n")).toContain("membership confirmed");
  });
});
