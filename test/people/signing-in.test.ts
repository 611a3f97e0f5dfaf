import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { seedDemoPeople } from "../../seed/seed.ts";
import { codeAt } from "../../src/people/actions/second-factor.ts";
import type { Role } from "../../src/people/rules/person.ts";
import { type Visit, visit } from "../support/browser.ts";
import { writtenMails } from "../support/mails.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const EMAIL = "ana@school.example";
const PASSPHRASE = "seven otters by the bay";

/** Someone with an account, a passphrase and one confirmed membership. */
async function member(registry: TestRegistry, organization = "28103", role: Role = "member", email = EMAIL) {
  const { store, passphrases, clock, newId } = registry.parts;
  const person = { id: newId(), name: "Ana Tester", email, demo: false, active: true, createdAt: clock() };
  const account = {
    person: person.id,
    passphrase: await passphrases.hash(PASSPHRASE),
    recovery: [],
    mail: "daily",
    revision: 0,
  } as const;
  await store.commit([
    { noun: "person", after: person },
    { noun: "membership", after: { person: person.id, organization, role, confirmed: true } },
    { noun: "account", after: { ...account, recovery: [] } },
  ]);
  return person;
}

const signIn = (who: Visit, passphrase = PASSPHRASE, email = EMAIL) =>
  who.send("/sign-in", { email, passphrase });

/** Mails written so far, oldest first. */
async function mails(registry: TestRegistry, count: number): Promise<string[]> {
  for (let tries = 0; tries < 100; tries++) {
    const letters = writtenMails(registry);
    if (letters.length >= count) return letters;
    await sleep(20);
  }
  throw new Error("the mail did not come");
}

const linkIn = (mail: string | undefined, kind: string) =>
  new RegExp(`/${kind}/[\\w-]+`).exec(mail ?? "")?.[0] ?? "";

describe("signing in with a passphrase", () => {
  test("leads back to where one was, with a session of one's own", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const ana = visit(registry);
    const away = await ana.open("/account");
    expect([away.status, away.location]).toEqual([303, "/sign-in?back=%2Faccount"]);
    const entered = await ana.send("/sign-in", {
      email: ` ${EMAIL.toUpperCase()} `,
      passphrase: PASSPHRASE,
      back: "/account",
    });
    expect([entered.status, entered.location]).toEqual([303, "/account"]);
    expect((await ana.open("/account")).text).toContain("Ana Tester");
  });

  test("the cookie is HttpOnly and Lax, and its token is stored nowhere", async () => {
    const registry = await openTestRegistry();
    const person = await member(registry);
    const entered = await signIn(visit(registry));
    const [cookie = ""] = entered.headers.getSetCookie();
    expect(cookie).toMatch(/^session=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const token = /session=([^;]+)/.exec(cookie)?.[1] ?? "";
    const stored = await registry.parts.store.accounts.sessions(person.id);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test("behind TLS the cookie is Secure and bound to the host", async () => {
    const registry = await openTestRegistry({ env: { PUBLIC_URL: "https://registry.example" } });
    await member(registry);
    const who = visit(registry);
    const entered = await who.send(
      "/sign-in",
      { email: EMAIL, passphrase: PASSPHRASE },
      { headers: { origin: "https://registry.example" } },
    );
    expect(entered.headers.getSetCookie()[0]).toMatch(
      /^__Host-session=.*Path=\/;.*HttpOnly; Secure; SameSite=Lax/,
    );
  });

  test("a wrong passphrase, an unknown address and a deactivated person answer alike", async () => {
    const registry = await openTestRegistry();
    const person = await member(registry, "28103", "member", "gone@school.example");
    await member(registry);
    await registry.parts.store.commit([{ noun: "person", after: { ...person, active: false } }]);
    const wrong = await signIn(visit(registry), "not the passphrase");
    const unknown = await signIn(visit(registry), PASSPHRASE, "nobody@school.example");
    const gone = await signIn(visit(registry), PASSPHRASE, "gone@school.example");
    const bare = (text: string) => text.replace(/value="[^"]*@[^"]*"/, "");
    expect([wrong.status, unknown.status, gone.status]).toEqual([400, 400, 400]);
    expect(bare(unknown.text)).toBe(bare(wrong.text));
    expect(bare(gone.text)).toBe(bare(wrong.text));
  });

  test("an unknown account costs the same work", async () => {
    const registry = await openTestRegistry();
    const { passphrases } = registry.parts;
    const stored = await passphrases.hash(PASSPHRASE);
    const timed = async (hash: string | undefined) => {
      const times = [];
      for (let i = 0; i < 5; i++) {
        const begun = performance.now();
        await passphrases.matches(hash, "something else");
        times.push(performance.now() - begun);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await timed(stored), await timed(undefined)];
    expect(unknown).toBeGreaterThan(known / 3);
  });

  test("too many tries are refused, the right passphrase too, and a restart forgets nothing", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const who = visit(registry);
    for (let i = 0; i < 8; i++) expect((await signIn(who, "wrong wrong wrong")).status).toBe(400);
    expect((await signIn(who)).status).toBe(429);
    expect((await signIn(who, PASSPHRASE, "nobody@school.example")).status).toBe(400);
    const tried = await registry.parts.store.accounts.countAttempt("kept", 60_000, 1000);
    expect([tried, await registry.parts.store.accounts.countAttempt("kept", 60_000, 2000)]).toEqual([1, 2]);
    expect(await registry.parts.store.accounts.countAttempt("kept", 60_000, 62_000)).toBe(1);
  });

  test("a session ends when idle, and in any case after twelve hours", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const { parts } = registry;
    const begun = Date.parse(parts.clock());
    const at = (minutes: number) => {
      parts.clock = () => new Date(begun + minutes * 60_000).toISOString();
    };
    const who = visit(registry);
    await signIn(who);
    for (let minutes = 90; minutes < 700; minutes += 90) {
      at(minutes);
      expect((await who.open("/account")).status).toBe(200);
    }
    at(721);
    expect((await who.open("/account")).status).toBe(303);
    const idle = visit(registry);
    await signIn(idle);
    at(721 + 121);
    expect((await idle.open("/account")).status).toBe(303);
  });

  test("sessions are listed and revocable by their owner alone, here and over REST", async () => {
    const registry = await openTestRegistry();
    const person = await member(registry);
    const [laptop, phone] = [
      visit(registry),
      visit(registry, { "user-agent": "Mozilla/5.0 (X11; CrOS) Chrome/140" }),
    ];
    await signIn(laptop);
    await signIn(phone);
    expect((await laptop.open("/account")).text).toContain("Chrome on a Chromebook");
    const sessions = await registry.parts.store.accounts.sessions(person.id);
    const other = sessions.find((s) => s.browser.includes("Chromebook"));
    const stranger = await registry.person("36104");
    expect(
      (await registry.call("DELETE", `/api/v1/people/me/sessions/${other?.id}`, { key: stranger })).status,
    ).toBe(404);
    await laptop.send("/account/sessions/end", { id: other?.id ?? "" });
    expect((await phone.open("/account")).status).toBe(303);
    expect((await laptop.open("/account")).status).toBe(200);
    await laptop.send("/account/sessions/end-all");
    expect((await laptop.open("/account")).status).toBe(303);
  });

  test("signing out ends the session, not only the cookie", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const who = visit(registry);
    await signIn(who);
    const cookie = who.cookie();
    await who.send("/sign-out");
    const again = await fetch(`${registry.address}/account`, { headers: { cookie }, redirect: "manual" });
    expect(again.status).toBe(303);
  });

  test("a link never leads to another site afterwards", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    for (const back of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      const entered = await visit(registry).send("/sign-in", { email: EMAIL, passphrase: PASSPHRASE, back });
      expect(entered.location).toBe("/");
    }
  });

  test("a cookie opens no door of the API", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const who = visit(registry);
    await signIn(who);
    expect((await who.open("/api/v1/people/me")).status).toBe(401);
  });
});

describe("forms from elsewhere", () => {
  test("are refused without the session's word, with a foreign origin, or with none", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const who = visit(registry);
    await signIn(who);
    const mail = { mail: "none" };
    expect((await who.send("/account/mail", mail, { csrf: "" })).status).toBe(403);
    expect((await who.send("/account/mail", mail, { csrf: "x".repeat(43) })).status).toBe(403);
    expect(
      (await who.send("/account/mail", mail, { headers: { origin: "https://evil.example" } })).status,
    ).toBe(403);
    expect(
      (
        await who.send("/account/mail", mail, {
          headers: { origin: registry.address, "sec-fetch-site": "cross-site" },
        })
      ).status,
    ).toBe(403);
    expect((await who.send("/account/mail", mail, { headers: {} })).status).toBe(403);
    expect((await who.send("/account/mail", mail)).status).toBe(303);
  });

  test("cannot sign a browser in either", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const foreign = { headers: { origin: "https://evil.example" } };
    const refused = await visit(registry).send("/sign-in", { email: EMAIL, passphrase: PASSPHRASE }, foreign);
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([403, []]);
  });
});

describe("a forgotten passphrase", () => {
  test("is replaced by a mailed link that works once, and ends every session", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const [thief, ana] = [visit(registry), visit(registry)];
    await signIn(thief);
    const known = await ana.send("/forgot", { email: EMAIL });
    const unknown = await ana.send("/forgot", { email: "nobody@school.example" });
    expect(unknown.text).toBe(known.text);
    const [mail] = await mails(registry, 1);
    const link = linkIn(mail, "reset");
    expect((await ana.send(link, { passphrase: "short" })).text).toContain("at least 12 characters");
    expect((await ana.send(link, { passphrase: "Password1234" })).text).toContain("among the first");
    expect((await ana.send(link, { passphrase: "eleven gulls on a pier" })).status).toBe(200);
    expect((await ana.send(link, { passphrase: "eleven gulls on a pier" })).status).toBe(404);
    expect((await thief.open("/account")).status).toBe(303);
    expect((await signIn(ana)).status).toBe(400);
    expect((await signIn(ana, "eleven gulls on a pier")).status).toBe(303);
  });

  test("of two who follow the link at the same moment one comes through", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    await visit(registry).send("/forgot", { email: EMAIL });
    const link = linkIn((await mails(registry, 1))[0], "reset");
    const both = await Promise.all(
      ["eleven gulls on a pier", "twelve gulls on a pier"].map((passphrase) =>
        visit(registry).send(link, { passphrase }),
      ),
    );
    expect(both.map((b) => b.status).sort()).toEqual([200, expect.any(Number)]);
    expect(both.filter((b) => b.status === 200)).toHaveLength(1);
  });

  test("the link stops working after an hour, and is in no log and no store", async () => {
    const registry = await openTestRegistry();
    const person = await member(registry);
    await visit(registry).send("/forgot", { email: EMAIL });
    const link = linkIn((await mails(registry, 1))[0], "reset");
    const account = await registry.parts.store.accounts.of(person.id);
    expect(JSON.stringify(account)).not.toContain(link.split("/")[2]);
    const later = Date.now() + 61 * 60_000;
    registry.parts.clock = () => new Date(later).toISOString();
    expect((await visit(registry).open(link)).status).toBe(404);
  });
});

describe("the second factor", () => {
  /** Signs in and sets up an authenticator; gives back its secret and the recovery codes. */
  async function enroll(registry: TestRegistry, who: Visit) {
    await signIn(who);
    const page = await who.open("/account/second-factor");
    const secret = /class="number">([A-Z2-7 ]+)</.exec(page.text)?.[1]?.replaceAll(" ", "") ?? "";
    const sealed = /name="sealed" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
    const set = await who.send("/account/second-factor", {
      sealed,
      code: codeAt(secret, registry.parts.clock()),
    });
    const codes = [...set.text.matchAll(/<li>([a-z0-9]{5}-[a-z0-9]{5})<\/li>/g)].map((m) => m[1] ?? "");
    return { secret, codes, set };
  }

  test("a curator without one is asked for it at sign-in and curates nothing until then", async () => {
    const registry = await openTestRegistry();
    await member(registry, "28", "curator");
    const who = visit(registry);
    expect((await signIn(who)).location).toBe("/account/second-factor?back=%2F");
    const invited = await who.send("/organizations/28/invitations", {
      email: "x@school.example",
      role: "member",
    });
    expect(invited.status).toBe(403);
    const key = await who.send("/account/keys", { label: "sneaky", scope: "curate" });
    expect(key.status).toBe(403);
    expect((await who.open("/organizations/28")).text).not.toContain("Waiting for you");
    const { codes, set } = await enroll(registry, who);
    expect([set.status, codes.length]).toEqual([200, 10]);
    expect((await who.open("/organizations/28")).text).toContain("Waiting for you");
  });

  test("once set, the passphrase alone opens nothing", async () => {
    const registry = await openTestRegistry();
    await member(registry, "28", "curator");
    const { secret } = await enroll(registry, visit(registry));
    const who = visit(registry);
    expect((await signIn(who)).location).toBe("/sign-in/code?back=%2F");
    expect((await who.open("/account")).status).toBe(303);
    expect((await who.send("/sign-in/code", { code: "000000" })).status).toBe(400);
    const used = codeAt(secret, registry.parts.clock());
    expect((await who.send("/sign-in/code", { code: used })).status).toBe(400);
    const soon = Date.now() + 31_000;
    registry.parts.clock = () => new Date(soon).toISOString();
    expect((await who.send("/sign-in/code", { code: codeAt(secret, registry.parts.clock()) })).status).toBe(
      303,
    );
    expect((await who.open("/account")).status).toBe(200);
  });

  test("the session gets a new token when the code comes", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    const { codes } = await enroll(registry, visit(registry));
    const who = visit(registry);
    await signIn(who);
    const before = who.cookie();
    await who.send("/sign-in/code", { code: codes[0] ?? "" });
    expect(who.cookie()).not.toBe(before);
    const stolen = await fetch(`${registry.address}/account`, {
      headers: { cookie: before },
      redirect: "manual",
    });
    expect(stolen.status).toBe(303);
  });

  test("a recovery code works once", async () => {
    const registry = await openTestRegistry();
    const person = await member(registry);
    const { codes } = await enroll(registry, visit(registry));
    const [code = ""] = codes;
    const [first, second] = [visit(registry), visit(registry)];
    await signIn(first);
    await signIn(second);
    expect((await first.send("/sign-in/code", { code: code.toUpperCase().replace("-", " ") })).status).toBe(
      303,
    );
    expect((await second.send("/sign-in/code", { code })).status).toBe(400);
    const account = await registry.parts.store.accounts.of(person.id);
    expect(account?.recovery).toHaveLength(9);
    expect(JSON.stringify(account)).not.toContain(codes[1]);
  });

  test("codes cannot be guessed: tries are counted", async () => {
    const registry = await openTestRegistry();
    await member(registry);
    await enroll(registry, visit(registry));
    const who = visit(registry);
    await signIn(who);
    for (let i = 0; i < 8; i++) await who.send("/sign-in/code", { code: `00000${i}` });
    expect((await who.send("/sign-in/code", { code: "123456" })).status).toBe(429);
  });

  test("the secret is sealed where it is stored", async () => {
    const registry = await openTestRegistry();
    const person = await member(registry);
    const { secret } = await enroll(registry, visit(registry));
    const account = await registry.parts.store.accounts.of(person.id);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(JSON.stringify(account)).not.toContain(secret);
  });
});

describe("demo people", () => {
  test("can be entered as in demo mode, with a banner on every page, and need no second factor", async () => {
    const registry = await openTestRegistry();
    await seedDemoPeople(registry.parts);
    const who = visit(registry);
    const page = await who.open("/sign-in");
    for (const name of ["Demo Teacher", "Demo Curator of Providence", "Demo State Staff"])
      expect(page.text).toContain(`Enter as ${name}`);
    const person = /name="person" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
    expect((await who.send("/sign-in/demo", { person })).status).toBe(303);
    for (const path of ["/", "/account", "/standards"]) {
      expect((await who.open(path)).text).toContain("the people here are invented");
    }
  });

  test("nobody else can be entered as that way", async () => {
    const registry = await openTestRegistry();
    await seedDemoPeople(registry.parts);
    const person = await member(registry);
    expect((await visit(registry).send("/sign-in/demo", { person: person.id })).status).toBe(404);
  });
});
