import { mkdirSync } from "node:fs";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { BrowserContextOptions, Page } from "playwright-core";
import { seedDemoPeople } from "../../seed/seed.ts";
import { newToken } from "../../src/kernel/secret.ts";
import { timeAfter } from "../../src/people/rules/session.ts";
import { browser, overhang, violations, visit } from "../browser/browser.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

/** Set SHOTS to a folder to keep a picture of every page. */
const SHOTS = process.env.SHOTS;

const EMAIL = "ana@school.example";
const PASSPHRASE = "seven otters by the bay";

/** A curator of Providence with a passphrase and no second factor, an open reset and two invitations. */
async function prepared(): Promise<{ registry: TestRegistry; reset: string; welcome: string }> {
  const registry = await openTestRegistry();
  const { store, passphrases, clock, newId } = registry.parts;
  await seedDemoPeople(registry.parts);
  const [id, at] = [newId(), clock()];
  const [reset, welcome] = [newToken(), newToken()];
  const person = { id, name: "Ana Tester", email: EMAIL, demo: false, active: true, createdAt: at };
  const asking = { ...person, id: newId(), name: "Ben Asking", email: "ben@school.example" };
  const invitation = {
    id: newId(),
    email: "new@school.example",
    organization: "28",
    role: "member",
    hash: welcome.hash,
  } as const;
  await store.commit([
    { noun: "person", after: person },
    { noun: "person", after: asking },
    { noun: "membership", after: { person: id, organization: "28", role: "curator", confirmed: true } },
    {
      noun: "membership",
      after: { person: asking.id, organization: "28103", role: "member", confirmed: false },
    },
    {
      noun: "account",
      after: {
        person: id,
        passphrase: await passphrases.hash(PASSPHRASE),
        reset: { hash: reset.hash, expiresAt: timeAfter(at, 3_600_000) },
        recovery: [],
        mail: "daily",
        revision: 0,
      },
    },
    {
      noun: "invitation",
      after: { ...invitation, invitedBy: id, createdAt: at, expiresAt: timeAfter(at, 86_400_000) },
    },
  ]);
  return { registry, reset: `/reset/${reset.token}`, welcome: `/welcome/${welcome.token}` };
}

async function look(page: Page, name: string, width: number, complaints: string[]): Promise<void> {
  if (SHOTS) {
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
  }
  expect([name, await violations(page), await overhang(page), complaints]).toEqual([name, [], 0, []]);
  expect(await page.locator("h1").count()).toBe(1);
}

async function enter(page: Page, address: string, button: RegExp): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: button }).click()]);
}

describe("signing in and one's account, in a browser", () => {
  for (const width of [1280, 320])
    inBrowser(
      `every page is free of axe violations and sideways scrolling at ${width} px`,
      async () => {
        const { registry, reset, welcome } = await prepared();
        const window: BrowserContextOptions = { viewport: { width, height: 800 } };
        await visit(window, async ({ page, complaints }) => {
          for (const path of [
            "/sign-in",
            "/forgot",
            reset,
            welcome,
            "/organizations/28",
            "/organizations/ri",
          ]) {
            await page.goto(registry.address + path);
            await look(page, `out${path.slice(0, 9).replaceAll("/", "-")}`, width, complaints);
          }
        });
        await visit(window, async ({ page, complaints }) => {
          await page.goto(`${registry.address}/sign-in`);
          await page.locator("#email").fill(EMAIL);
          await page.locator("#passphrase").fill(PASSPHRASE);
          await Promise.all([
            page.waitForNavigation(),
            page.getByRole("button", { name: "Sign in", exact: true }).click(),
          ]);
          await look(page, "second-factor", width, complaints);
          await page.goto(`${registry.address}/account`);
          await look(page, "account-curator", width, complaints);
        });
        for (const [who, paths] of [
          ["Demo Teacher", ["/account", "/account/school", "/"]],
          ["Demo Curator", ["/organizations/28", "/account"]],
          ["Demo State", ["/audit", "/organizations/ri"]],
        ] as const)
          await visit(window, async ({ page, complaints }) => {
            await enter(page, registry.address, new RegExp(who));
            for (const path of paths) {
              await page.goto(registry.address + path);
              await look(page, `${who.replace(" ", "-")}${path.replaceAll("/", "-")}`, width, complaints);
            }
          });
      },
      180_000,
    );

  inBrowser(
    "by keyboard alone and without JavaScript one signs in, invites and signs out",
    async () => {
      const { registry } = await prepared();
      await visit({ javaScriptEnabled: false }, async ({ page }) => {
        await page.goto(`${registry.address}/sign-in`);
        const tabTo = async (name: string) => {
          for (let i = 0; i < 60; i++) {
            await page.keyboard.press("Tab");
            const focused = page.locator(":focus");
            const said =
              (await focused.innerText().catch(() => "")) ||
              (await focused.getAttribute("name").catch(() => "")) ||
              "";
            if (said.startsWith(name)) return;
          }
          throw new Error(`${name} cannot be reached by keyboard`);
        };
        await tabTo("Enter as Demo Curator");
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        await tabTo("Providence");
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        await tabTo("email");
        await page.keyboard.type("nobody");
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        expect(await page.locator("#email-fault").innerText()).toContain("not an e-mail address");
        expect(await page.locator("#email").inputValue()).toBe("nobody");
        await tabTo("email");
        await page.keyboard.press("Control+A");
        await page.keyboard.type("somebody@school.example");
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        expect(await page.getByRole("status").first().innerText()).toContain("on its way");
        await page.goto(`${registry.address}/`);
        await tabTo("Sign out");
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        expect(await page.getByRole("link", { name: "Sign in" }).count()).toBe(1);
      });
    },
    60_000,
  );
});
