import { afterAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { seedDemoPeople } from "../../seed/seed.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { browser, overhang, violations, visit } from "./browser.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

const SEEDED = "/collections/01930000-0000-7000-8000-00000000c001";
const DRAFT = ["One half", "Thirds", "Fourths"];

async function open(): Promise<TestRegistry> {
  const registry = await openTestRegistry({ seeded: true });
  await seedDemoPeople(registry.parts);
  await registry.indexed();
  return registry;
}

async function signIn(page: Page, { address }: TestRegistry, who: RegExp): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByRole("button", { name: who }).click();
  await page.waitForURL(`${address}/`);
}

/** A draft of three resources, made over the API by whoever is signed in as state staff. */
async function draftOf(registry: TestRegistry): Promise<string> {
  const key = "demo-key-for-trying-the-registry-0001";
  const ids: string[] = [];
  for (const title of DRAFT) {
    const body = { title, url: `https://example.org/${encodeURIComponent(title)}`, license: "CC-BY-4.0" };
    ids.push((await registry.call("POST", "/api/v1/resources", { key, body })).body.id);
  }
  const body = { title: "Halves and more", sections: [{ entries: ids.map((resource) => ({ resource })) }] };
  return (await registry.call("POST", "/api/v1/collections", { key, body })).body.id;
}

const orderOf = (page: Page) => page.locator("ol h4").allTextContents();
const focused = (page: Page) => page.locator(":focus").getAttribute("id");

describe("every page of collections", () => {
  for (const width of [1280, 320]) {
    inBrowser(
      `is free of axe violations, sideways scrolling and console errors at ${width} px`,
      async () => {
        const registry = await open();
        const id = await draftOf(registry);
        const found = await registry.call("GET", "/api/v1/search?q=fractions&size=1");
        const pages = [
          "/collections",
          SEEDED,
          "/collections/new",
          `/collections/add?resource=${found.body.hits[0].id}`,
          "/collections/featured",
          `/collections/${id}/edit?done=save`,
          `${SEEDED}/edit`,
          `/collections/${id}/publication`,
          `/collections/${id}/curators`,
        ];
        for (const signedIn of [false, true]) {
          await visit({ viewport: { width, height: 800 } }, async ({ page, complaints }) => {
            if (signedIn) await signIn(page, registry, /State Staff/);
            for (const path of signedIn ? pages : ["/", "/collections", SEEDED]) {
              const answer = await page.goto(registry.address + path);
              expect([path, answer?.status()]).toEqual([path, 200]);
              expect([path, await violations(page)]).toEqual([path, []]);
              expect([path, await overhang(page)]).toEqual([path, 0]);
              expect([path, await page.locator("h1").count()]).toEqual([path, 1]);
            }
            expect(complaints).toEqual([]);
          });
        }
      },
      120_000,
    );
  }
});

describe("a curator", () => {
  for (const javaScriptEnabled of [true, false]) {
    inBrowser(
      `changes the order by keyboard alone ${javaScriptEnabled ? "with" : "without"} JavaScript, and the focus goes along`,
      async () => {
        const registry = await open();
        const id = await draftOf(registry);
        await visit({ javaScriptEnabled }, async ({ page }) => {
          await signIn(page, registry, /State Staff/);
          await page.goto(`${registry.address}/collections/${id}/edit`);
          expect(await orderOf(page)).toEqual(DRAFT);
          const last = page
            .getByRole("listitem")
            .filter({ has: page.getByRole("link", { name: "Fourths", exact: true }) });
          await last.getByLabel("Your note").fill("Typed before moving");
          const up = last.getByRole("button", { name: /^Up Fourths$/ });
          const name = await up.getAttribute("id");
          await up.focus();
          await page.keyboard.press("Enter");
          await page.waitForURL(/done=up/);
          expect(await orderOf(page)).toEqual(["One half", "Fourths", "Thirds"]);
          expect(await focused(page)).toBe(name);
          await page.keyboard.press("Enter");
          await page.waitForURL(/#down-/);
          expect(await orderOf(page)).toEqual(["Fourths", "One half", "Thirds"]);
          expect(await focused(page)).toBe(name?.replace("up-", "down-"));
          await page.keyboard.press("Space");
          await page.waitForURL(/done=down/);
          expect(await orderOf(page)).toEqual(["One half", "Fourths", "Thirds"]);
          expect(await page.getByRole("status").first().textContent()).toContain("is now 2 of 3");
          expect(await last.getByLabel("Your note").inputValue()).toBe("Typed before moving");
        });
      },
      60_000,
    );
  }

  inBrowser(
    "saves with the Enter key, without moving anything",
    async () => {
      const registry = await open();
      const id = await draftOf(registry);
      await visit({}, async ({ page }) => {
        await signIn(page, registry, /State Staff/);
        await page.goto(`${registry.address}/collections/${id}/edit`);
        await page.getByLabel("Heading").fill("Parts of a whole");
        await page.getByLabel("Heading").press("Enter");
        await page.waitForURL(/done=save/);
        expect(await page.getByLabel("Heading").inputValue()).toBe("Parts of a whole");
        expect(await orderOf(page)).toEqual(DRAFT);
      });
    },
    60_000,
  );

  inBrowser(
    "puts a found resource into a collection, publishes it and shows it on the home page, without JavaScript",
    async () => {
      const registry = await open();
      await visit({ javaScriptEnabled: false }, async ({ page }) => {
        await signIn(page, registry, /State Staff/);
        await page.goto(`${registry.address}/search?q=water+cycle`);
        const title = await page.locator(".hit h2 a").first().textContent();
        await page
          .getByRole("link", { name: /^Add to a collection/ })
          .first()
          .click();
        await page.getByLabel("Where").selectOption("new");
        await page.getByLabel("Title, if it is a new collection").fill("Rain");
        await page.getByLabel("Your note").fill("For a wet day.");
        await page.getByRole("button", { name: "Add it" }).click();
        await page.getByRole("link", { name: "Go back to where you were" }).click();
        expect(page.url()).toContain("/search?q=water+cycle");
        await page.goBack();
        await page.getByRole("link", { name: "Publish it" }).click();
        await page.getByText("Everyone", { exact: true }).click();
        await page.getByRole("button", { name: "Publish" }).click();
        await page.getByRole("button", { name: "Show it on the home page" }).click();
        await page.goto(registry.address);
        expect(await page.getByRole("heading", { name: "Fresh collections" }).count()).toBe(1);
        await page.getByRole("link", { name: "Rain", exact: true }).click();
        expect(await page.locator("h1").textContent()).toBe("Rain");
        expect(await page.locator("ol h3").allTextContents()).toEqual([title]);
        expect(await page.getByText("For a wet day.").count()).toBe(1);
      });
    },
    60_000,
  );
});
