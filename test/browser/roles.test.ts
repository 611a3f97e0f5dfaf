import { afterAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { seedDemoPeople } from "../../seed/seed.ts";
import { offer, share } from "../reviews/review-cast.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { browser, visit } from "./browser.ts";
import { choose, looksRight, picture, signIn } from "./picture.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

/** A small state: something everyone finds, an offer that waits, and somebody who asks to belong. */
async function open(): Promise<TestRegistry> {
  const registry = await openTestRegistry({ seeded: true });
  await seedDemoPeople(registry.parts);
  const teacher = await registry.person("28113");
  const made = await share(registry, teacher, { reach: "district" });
  await offer(registry, teacher, made.body.id);
  const { store, newId, clock } = registry.parts;
  const asking = { id: newId(), name: "Ana Newcomer", demo: false, active: true, createdAt: clock() };
  await store.commit([
    { noun: "person", after: asking },
    {
      noun: "membership",
      after: { person: asking.id, organization: "28103", role: "member", confirmed: false },
    },
  ]);
  await registry.indexed();
  return registry;
}

type Look = (name: string) => Promise<void>;
type Way = (page: Page, registry: TestRegistry, look: Look) => Promise<void>;

const follow = async (page: Page, name: string | RegExp) => {
  await page.getByRole("link", { name }).first().click();
  await page.waitForLoadState();
};
const press = async (page: Page, name: string | RegExp) => {
  await page.getByRole("button", { name }).first().click();
  await page.waitForLoadState();
};

const parent: Way = async (page, { address }, look) => {
  await page.goto(address);
  await look("home");
  await follow(page, /^Mathematics/);
  await look("results");
  await page.locator(".hit h2 a").first().click();
  await page.waitForURL(/\/resources\//);
  await look("resource");
  await follow(page, "Add to a collection");
  await page.waitForURL(/\/sign-in\?back=/);
  await look("sign-in");
  await follow(page, "Collections");
  await page.locator("h3 a").first().click();
  await page.waitForURL(/\/collections\//);
  await look("collection");
  await follow(page, "Standards");
  await look("standards");
};

const teacher: Way = async (page, registry, look) => {
  await signIn(page, registry, /Demo Teacher/);
  await follow(page, "My shelf");
  await look("empty-shelf");
  await follow(page, "Share a resource");
  await look("share");
  await follow(page, "Describe it without a link");
  await look("share-empty");
  await press(page, /^Share$/);
  await page.getByRole("alert").waitFor();
  await look("share-errors");
  await page.getByLabel("Title").fill("Shadow clocks");
  await press(page, "Keep as a draft");
  await page.waitForURL(/\/shelf/);
  await look("shelf-with-a-draft");
  await follow(page, /^Continue/);
  expect(await page.getByLabel("Title").inputValue()).toBe("Shadow clocks");
  await follow(page, "My shelf");
  await follow(page, "New collection");
  await page.getByLabel("Title").fill("My week with the sun");
  await press(page, "Start it");
  await page.waitForURL(/\/edit/);
  await look("collection-begun");
  await follow(page, "My account");
  await look("account");
  await follow(page, "Notices");
  await look("notices");
};

const curator: Way = async (page, registry, look) => {
  await signIn(page, registry, /Curator of Providence/);
  await page
    .getByRole("navigation", { name: "Your desk" })
    .getByRole("link", { name: "Providence" })
    .first()
    .click();
  await page.waitForURL(/organizations\/28$/);
  await look("organization");
  await press(page, /^Confirm/);
  await page.waitForLoadState();
  await page.getByLabel("E-mail address").fill("new@providence.example");
  await press(page, /invitation|Invite/);
  await look("organization-invited");
  await follow(page, /^Review/);
  await look("queue");
  await press(page, /^Take/);
  await look("review");
  await choose(page.getByLabel(/Not suitable/));
  await press(page, "Send decision");
  await page.getByRole("alert").waitFor();
  await look("review-errors");
  await follow(page, /^Reports/);
  await look("reports");
  await follow(page, /^Import/);
  await look("import");
  await page.goto(`${registry.address}/organizations/28/rules`);
  await look("rules");
};

const staff: Way = async (page, registry, look) => {
  await signIn(page, registry, /State Staff/);
  await follow(page, /^Rhode Island$/);
  await look("state");
  await follow(page, /^Review/);
  await look("queue");
  await follow(page, /^Overdue below/);
  await look("overdue");
  await follow(page, "Audit trail");
  await look("audit");
  await follow(page, "Collections");
  await follow(page, "Change their order");
  await look("featured");
};

const WAYS = { parent, teacher, curator, "member of state staff": staff };

describe("each role finds its way", () => {
  for (const [role, way] of Object.entries(WAYS))
    for (const [width, javaScriptEnabled] of [
      [1280, true],
      [320, true],
      [375, false],
    ] as const)
      inBrowser(
        `a ${role} at ${width} px ${javaScriptEnabled ? "with" : "without"} JavaScript`,
        async () => {
          const registry = await open();
          await visit(
            { viewport: { width, height: 900 }, javaScriptEnabled },
            async ({ page, complaints }) => {
              page.setDefaultTimeout(60_000);
              const named = (name: string) => `roles/${role.replaceAll(" ", "-")}-${name}-${width}`;
              // Axe runs in the page: without JavaScript there is a picture only.
              const look = (name: string) =>
                javaScriptEnabled ? looksRight(page, named(name)) : picture(page, named(name));
              await way(page, registry, look);
              expect(complaints.filter((c) => !/status of 4\d\d/.test(c))).toEqual([]);
            },
          );
        },
        120_000,
      );
});
