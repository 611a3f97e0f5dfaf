import { describe, expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { Browser, entryFor, openIssuer, settingOf } from "./issuer.ts";

const ANA = {
  name: "Ana Harbor",
  email: "ana@harbor.example",
  email_verified: true,
  role: "teacher",
  lea: "28",
};
const SAM = {
  name: "Sam Student",
  email: "sam@harbor.example",
  email_verified: true,
  role: "student",
  lea: "28",
};

async function opened() {
  const issuer = await openIssuer({ ana: { ...ANA }, sam: { ...SAM } });
  const registry = await openTestRegistry({ env: settingOf(entryFor(issuer)) });
  return { issuer, registry };
}

const everyone = (registry: TestRegistry) => registry.parts.store.people.all();
const personOf = async (registry: TestRegistry, issuer: { address: string }, subject = "ana") => {
  const { store } = registry.parts;
  const identity = await store.accounts.identity(issuer.address, subject);
  return identity && store.people.get(identity.person);
};
const CALLBACK = /\/sign-in\/with\/harbor\/back\?/;

describe("signing in with a district", () => {
  test("makes a plain member, asks for the school, and leads back to where one was", async () => {
    const { issuer, registry } = await opened();
    const browser = new Browser(registry);
    expect((await browser.go("/sign-in?back=/account")).text).toContain("Sign in with Harbor schools");
    const first = await browser.signIn("ana", "harbor", "/account");
    expect([first.status, first.at]).toEqual([200, "/account/school?back=%2Faccount"]);
    const person = await personOf(registry, issuer);
    expect(person).toMatchObject({ name: "Ana Harbor", email: "ana@harbor.example", active: true });
    expect(await registry.parts.store.people.memberships(person?.id ?? "")).toEqual([
      { person: person?.id, organization: "28", role: "member", confirmed: true },
    ]);
    const again = await new Browser(registry).signIn("ana", "harbor", "/account");
    expect(again.at).toBe("/account");
    expect(again.text).toContain("Harbor schools, as an educator of");
    expect(await everyone(registry)).toHaveLength(1);
  });

  test("is told by the audit trail, and its session can be ended like any other", async () => {
    const { issuer, registry } = await opened();
    const browser = new Browser(registry);
    await browser.signIn("ana");
    const person = await personOf(registry, issuer);
    const { store } = registry.parts;
    const entries = await store.audit.entries({ person: person?.id ?? "", limit: 10 });
    expect(entries.map((e) => e.what).toSorted()).toEqual(
      ["identity added", "membership confirmed", "person added", "signed in"].toSorted(),
    );
    expect(await store.accounts.sessions(person?.id ?? "")).toHaveLength(1);
    await store.commit([{ noun: "sessions-ended", person: person?.id ?? "", at: registry.parts.clock() }]);
    expect((await browser.go("/account")).at).toMatch(/^\/sign-in/);
  });

  test("a student is refused, and nothing of them is stored", async () => {
    const { issuer, registry } = await opened();
    const browser = new Browser(registry);
    const page = await browser.signIn("sam");
    expect(page.status).toBe(403);
    expect(page.text).toContain("Accounts are for educators");
    expect(await everyone(registry)).toEqual([]);
    expect(await personOf(registry, issuer, "sam")).toBeUndefined();
    expect(await registry.parts.store.audit.entries({ limit: 10 })).toEqual([]);
    expect((await browser.go("/account")).at).toMatch(/^\/sign-in/);
  });

  test("one who is no educator any more is refused at the next sign-in", async () => {
    const { issuer, registry } = await opened();
    await new Browser(registry).signIn("ana");
    issuer.people.ana = { ...ANA, role: "parent" };
    expect((await new Browser(registry).signIn("ana")).status).toBe(403);
  });

  test("somebody deactivated stays out", async () => {
    const { issuer, registry } = await opened();
    await new Browser(registry).signIn("ana");
    const person = await personOf(registry, issuer);
    if (person) await registry.parts.store.commit([{ noun: "person", after: { ...person, active: false } }]);
    const page = await new Browser(registry).signIn("ana");
    expect([page.status, page.text.includes("deactivated")]).toEqual([403, true]);
  });

  test("a new e-mail address or name keeps the person", async () => {
    const { issuer, registry } = await opened();
    await new Browser(registry).signIn("ana");
    const before = await personOf(registry, issuer);
    issuer.people.ana = { ...ANA, name: "Ana Bay", email: "bay@harbor.example" };
    await new Browser(registry).signIn("ana");
    const after = await personOf(registry, issuer);
    expect(after).toEqual({ ...before, name: "Ana Bay", email: "bay@harbor.example" });
    expect(await everyone(registry)).toHaveLength(1);
  });

  test("the e-mail address of somebody else gives nobody their account", async () => {
    const { issuer, registry } = await opened();
    const { store, newId, clock } = registry.parts;
    const local = {
      id: newId(),
      name: "Local",
      email: ANA.email,
      demo: false,
      active: true,
      createdAt: clock(),
    };
    await store.commit([{ noun: "person", after: local }]);
    await new Browser(registry).signIn("ana");
    const person = await personOf(registry, issuer);
    expect(person?.id).not.toBe(local.id);
    expect(person?.email).toBeUndefined();
    expect(await store.people.get(local.id)).toEqual(local);
  });

  test("the same subject of two districts is two people", async () => {
    const harbor = await openIssuer({ "1": { ...ANA } });
    const bay = await openIssuer({ "1": { ...ANA, name: "Bo Bay", email: "bo@bay.example", lea: "36" } });
    const entries = [entryFor(harbor), entryFor(bay, { id: "bay", label: "Bay schools" })];
    const registry = await openTestRegistry({ env: settingOf(...entries) });
    await new Browser(registry).signIn("1", "harbor");
    await new Browser(registry).signIn("1", "bay");
    const [one, other] = [await personOf(registry, harbor, "1"), await personOf(registry, bay, "1")];
    expect([one?.name, other?.name]).toEqual(["Ana Harbor", "Bo Bay"]);
    expect(one?.id).not.toBe(other?.id);
  });

  test("a curator shows the second factor as everyone who curates does", async () => {
    const { issuer, registry } = await opened();
    await new Browser(registry).signIn("ana");
    const person = (await personOf(registry, issuer))?.id ?? "";
    const after = { person, organization: "28", role: "curator", confirmed: true } as const;
    await registry.parts.store.commit([{ noun: "membership", after }]);
    expect((await new Browser(registry).signIn("ana")).at).toMatch(/^\/account\/second-factor/);
  });
});

describe("what comes back is believed only if it was asked for", () => {
  /** Up to the moment the provider sends the browser back; `twist` changes what the provider is asked. */
  async function untilBack(registry: TestRegistry, twist = (address: URL) => address) {
    const browser = new Browser(registry);
    const asked = await browser.go("/sign-in/with/harbor", {}, /\/auth\?/);
    const page = await browser.go(twist(new URL(asked.at)).href);
    return { browser, asked: new URL(asked.at), back: (await browser.give(page, "ana", CALLBACK)).at };
  }
  const changed = (name: string) => (address: URL) => {
    address.searchParams.set(name, "x".repeat(43));
    return address;
  };
  const nobody = async (registry: TestRegistry) => expect(await everyone(registry)).toEqual([]);

  test("the provider is asked with state, nonce and a PKCE challenge, each new every time", async () => {
    const { registry } = await opened();
    const [one, two] = [await untilBack(registry), await untilBack(registry)];
    expect(one.asked.searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(one.asked.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one.asked.searchParams.get(name)).not.toBe(two.asked.searchParams.get(name));
    }
    expect((await one.browser.go(one.back)).at).toMatch(/^\/account\/school/);
  });

  test.each([["state"], ["nonce"], ["code_challenge"]])("a wrong %s is refused", async (name) => {
    const { registry } = await opened();
    const { browser, back } = await untilBack(registry, changed(name));
    const page = await browser.go(back);
    expect([page.status, page.text.includes("Please start again")]).toEqual([400, true]);
    await nobody(registry);
  });

  test("another browser cannot come back in one's place", async () => {
    const { registry } = await opened();
    const { back } = await untilBack(registry);
    expect((await new Browser(registry).go(back)).status).toBe(400);
    await nobody(registry);
  });

  test("one comes back once", async () => {
    const { registry } = await opened();
    const { browser, back } = await untilBack(registry);
    await browser.go(back);
    expect((await browser.go(back)).status).toBe(400);
  });

  test("behind TLS the cookie of the trip is Secure, bound to the host, and tells nothing", async () => {
    const issuer = await openIssuer({});
    const env = { ...settingOf(entryFor(issuer)), PUBLIC_URL: "https://registry.example" };
    const registry = await openTestRegistry({ env });
    const answer = await new Browser(registry).ask("/sign-in/with/harbor");
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-trip=[\w-]+; .*Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
    const asked = new URL(answer.headers.get("location") ?? "");
    expect(asked.searchParams.get("redirect_uri")).toBe("https://registry.example/sign-in/with/harbor/back");
    const value = /=([^;]+)/.exec(cookie)?.[1] ?? "";
    expect(Buffer.from(value, "base64url").toString("latin1")).not.toContain(asked.searchParams.get("state"));
  });

  test("a trip ends after ten minutes", async () => {
    const { registry } = await opened();
    const { browser, back } = await untilBack(registry);
    const clock = registry.parts.clock;
    registry.parts.clock = () => new Date(Date.parse(clock()) + 11 * 60_000).toISOString();
    expect((await browser.go(back)).status).toBe(400);
    await nobody(registry);
  });

  test("nobody is led to another site afterwards", async () => {
    const { registry } = await opened();
    const page = await new Browser(registry).signIn("ana", "harbor", "https://evil.example/");
    expect(page.at).toBe("/account/school?back=%2F");
  });
});

describe("a district's sign-in that does not answer", () => {
  test("is said in words, with the local way in below", async () => {
    const issuer = await openIssuer({ ana: { ...ANA } });
    const registry = await openTestRegistry({ env: settingOf(entryFor(issuer)) });
    const browser = new Browser(registry);
    await issuer.close();
    const page = await browser.go("/sign-in/with/harbor?back=/account");
    expect(page.status).toBe(503);
    expect(page.text).toContain("Your district's sign-in does not answer");
    for (const part of ['action="/sign-in"', 'href="/forgot"', 'name="back" value="/account"'])
      expect(page.text).toContain(part);
    expect((await browser.go("/sign-in/with/nobody")).status).toBe(404);
  });

  test("also when it goes away between asking and coming back", async () => {
    const { issuer, registry } = await opened();
    const browser = new Browser(registry);
    const back = await browser.give(await browser.go("/sign-in/with/harbor"), "ana", CALLBACK);
    await issuer.close();
    expect((await browser.go(back.at)).status).toBe(503);
    expect(await everyone(registry)).toEqual([]);
  });

  test("also when something else answers in its place, and is asked again once it is back", async () => {
    const { issuer, registry } = await opened();
    issuer.away = true;
    expect((await new Browser(registry).go("/sign-in/with/harbor")).status).toBe(503);
    issuer.away = false;
    expect((await new Browser(registry).signIn("ana")).at).toMatch(/^\/account\/school/);
  });
});
