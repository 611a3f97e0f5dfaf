import { describe, expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { Browser, entryFor, openIssuer, type Page, settingOf } from "./issuer.ts";

const PASSPHRASE = "a lantern over the harbor";
const ANA = {
  name: "Ana of Harbor",
  email: "ana@harbor.example",
  email_verified: true,
  role: "teacher",
  lea: "28",
};

/** A registry with a teacher of Providence who signs in here, and a district that knows them too. */
async function opened() {
  const issuer = await openIssuer({ ana: { ...ANA }, sam: { ...ANA, role: "student" } });
  const registry = await openTestRegistry({ env: settingOf(entryFor(issuer)) });
  const me = await account(registry, "me@school.example", "28103");
  return { issuer, registry, me };
}

async function account({ parts }: TestRegistry, email: string, organization: string, role = "member") {
  const { store, newId, clock, passphrases } = parts;
  const person = { id: newId(), name: "Ana", email, demo: false, active: true, createdAt: clock() };
  const passphrase = await passphrases.hash(PASSPHRASE);
  await store.commit([
    { noun: "person", after: person },
    {
      noun: "membership",
      after: { person: person.id, organization, role: role as "member", confirmed: true },
    },
    { noun: "account", after: { person: person.id, passphrase, recovery: [], mail: "daily", revision: 0 } },
  ]);
  return person;
}

const send = (browser: Browser, path: string, fields: Record<string, string>) =>
  browser.go(path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "sec-fetch-site": "same-origin" },
  });
const field = (page: Page, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? "";

async function signedIn(registry: TestRegistry, email: string): Promise<Browser> {
  const browser = new Browser(registry);
  await browser.go("/sign-in");
  await send(browser, "/sign-in", { email, passphrase: PASSPHRASE });
  expect((await browser.go("/account")).status).toBe(200);
  return browser;
}

/** There and back: the page that asks for confirmation. */
const asked = async (browser: Browser, subject = "ana") =>
  browser.give(await browser.go("/account/identities/with/harbor"), subject);

const confirmed = (browser: Browser, page: Page, present = PASSPHRASE) =>
  send(browser, "/account/identities", {
    csrf: field(page, "csrf"),
    sealed: field(page, "sealed"),
    present,
  });

const holderOf = async (registry: TestRegistry, issuer: { address: string }) =>
  (await registry.parts.store.accounts.identity(issuer.address, "ana"))?.person;

describe("linking a district's sign-in to an account that is there", () => {
  test("takes a confirmation and the passphrase, and opens that very account from then on", async () => {
    const { issuer, registry, me } = await opened();
    const browser = await signedIn(registry, me.email);
    expect((await browser.go("/account")).text).toContain("Use the sign-in of Harbor schools");
    const page = await asked(browser);
    for (const words of ["Link this sign-in?", "Ana of Harbor", "an educator of Providence"])
      expect(page.text.replace(/<[^>]+>/g, "")).toContain(words);
    expect(await holderOf(registry, issuer)).toBeUndefined();
    const wrong = await confirmed(browser, page, "another passphrase");
    expect([wrong.status, wrong.text.includes("not your current passphrase")]).toEqual([400, true]);
    expect(await holderOf(registry, issuer)).toBeUndefined();
    expect((await confirmed(browser, page)).text).toContain("Harbor schools, as an educator of");
    expect(await holderOf(registry, issuer)).toBe(me.id);

    const elsewhere = new Browser(registry);
    expect((await elsewhere.signIn("ana", "harbor", "/account")).at).toBe("/account");
    const { store } = registry.parts;
    expect(await store.people.all()).toHaveLength(1);
    expect((await store.people.get(me.id))?.email).toBe(me.email);
    // They belong to a school of the district already: nothing is added to that.
    expect((await store.people.memberships(me.id)).map((m) => m.organization)).toEqual(["28103"]);
    const audited = (await store.audit.entries({ person: me.id, limit: 20 })).map((e) => e.what);
    expect(audited).toContain("identity added");
  });

  test("brings the membership it vouches for to who belongs elsewhere, and touches no role", async () => {
    const { registry } = await opened();
    const other = await account(registry, "bo@westerly.example", "36", "curator");
    const browser = await signedIn(registry, other.email);
    await confirmed(browser, await asked(browser));
    expect(await registry.parts.store.people.memberships(other.id)).toEqual([
      { person: other.id, organization: "28", role: "member", confirmed: true },
      { person: other.id, organization: "36", role: "curator", confirmed: true },
    ]);
  });

  test("is for educators only, and nothing is kept of a student", async () => {
    const { issuer, registry, me } = await opened();
    const browser = await signedIn(registry, me.email);
    expect((await asked(browser, "sam")).status).toBe(403);
    expect(await registry.parts.store.accounts.identity(issuer.address, "sam")).toBeUndefined();
    expect((await browser.go("/account")).status).toBe(200);
  });

  test("what another browser or another session was shown links nothing here", async () => {
    const { issuer, registry, me } = await opened();
    const other = await account(registry, "bo@school.example", "28103");
    const [mine, theirs] = [await signedIn(registry, me.email), await signedIn(registry, other.email)];
    const page = await asked(mine);
    const foreign = { ...(await theirs.go("/account")), sealed: field(page, "sealed") };
    const sent = await send(theirs, "/account/identities", {
      csrf: field(foreign, "csrf"),
      sealed: foreign.sealed,
      present: PASSPHRASE,
    });
    expect(sent.status).toBe(400);
    const again = await signedIn(registry, me.email);
    const late = await send(again, "/account/identities", {
      csrf: field(await again.go("/account"), "csrf"),
      sealed: field(page, "sealed"),
      present: PASSPHRASE,
    });
    expect(late.status).toBe(400);
    const unmarked = await send(mine, "/account/identities", { sealed: field(page, "sealed") });
    expect(unmarked.status).toBe(403);
    expect(await holderOf(registry, issuer)).toBeUndefined();
  });

  test("an empty account that a first sign-in made is given up for it; one that shared something is not", async () => {
    const { issuer, registry, me } = await opened();
    await new Browser(registry).signIn("ana");
    const made = (await holderOf(registry, issuer)) ?? "";
    expect(made).not.toBe(me.id);
    const { store, newId, clock } = registry.parts;
    const draft = {
      id: newId(),
      person: made,
      typed: { title: ["Half"] },
      createdAt: clock(),
      changedAt: clock(),
    };
    await store.commit([{ noun: "draft", after: draft }]);
    const browser = await signedIn(registry, me.email);
    const refused = await confirmed(browser, await asked(browser));
    expect([refused.status, refused.text.includes("opens another account here")]).toEqual([409, true]);
    await store.commit([{ noun: "draft-ended", id: draft.id, person: made }]);
    await confirmed(browser, await asked(browser));
    expect(await holderOf(registry, issuer)).toBe(me.id);
    expect((await store.people.get(made))?.active).toBe(false);
  });
});

describe("unlinking it", () => {
  test("ends it and every other session, here and over REST, and a later sign-in is somebody new", async () => {
    const { issuer, registry, me } = await opened();
    const browser = await signedIn(registry, me.email);
    await confirmed(browser, await asked(browser));
    const elsewhere = new Browser(registry);
    await elsewhere.signIn("ana");
    const page = await browser.go("/account");
    const [, id = ""] = /identities\/end[\s\S]*?name="id" value="(\w+)"/.exec(page.text) ?? [];
    await send(browser, "/account/identities/end", { csrf: field(page, "csrf"), id });
    expect(await holderOf(registry, issuer)).toBeUndefined();
    expect((await browser.go("/account")).at).toBe("/account");
    expect((await elsewhere.go("/account")).at).toMatch(/^\/sign-in/);
    const audited = await registry.parts.store.audit.entries({ person: me.id, limit: 20 });
    expect(audited.map((e) => e.what)).toContain("identity removed");
    await new Browser(registry).signIn("ana");
    expect(await holderOf(registry, issuer)).not.toBe(me.id);
  });

  test("is refused for the only way in, and somebody else's is unknown", async () => {
    const { issuer, registry } = await opened();
    const browser = new Browser(registry);
    await browser.signIn("ana");
    const page = await browser.go("/account");
    const [, id = ""] = /identities\/end[\s\S]*?name="id" value="(\w+)"/.exec(page.text) ?? [];
    const sent = await send(browser, "/account/identities/end", { csrf: field(page, "csrf"), id });
    expect([sent.status, sent.text.includes("your only way in")]).toEqual([409, true]);
    const stranger = await registry.person("28103");
    const theirs = await registry.call("GET", "/api/v1/people/me/identities", { key: stranger });
    expect(theirs.body.identities).toEqual([]);
    const ended = await registry.call("DELETE", `/api/v1/people/me/identities/${id}`, { key: stranger });
    expect(ended.status).toBe(404);
    expect(await holderOf(registry, issuer)).toBeDefined();
  });
});
