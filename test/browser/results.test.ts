import { afterAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { seedDemoPeople } from "../../seed/seed.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { browser, overhang, violations, visit } from "./browser.ts";
import { picture, signIn } from "./picture.ts";

const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

const SLOW = 120_000;

async function open(): Promise<TestRegistry> {
  const registry = await openTestRegistry({ seeded: true });
  await registry.indexed();
  return registry;
}

/** How many results stand on the first screen with their lower edge, too. */
async function wholeCards(page: Page): Promise<number> {
  const height = page.viewportSize()?.height ?? 0;
  const boxes = await Promise.all(
    (await page.locator("#found article").all()).slice(0, 6).map((card) => card.boundingBox()),
  );
  return boxes.filter((box) => box && box.y >= 0 && box.y + box.height <= height).length;
}

describe("results on the first screen", () => {
  // Who keeps collections has a second bar in the header, which takes its room on a phone.
  for (const [width, height, least, besideTheBar] of [
    [1280, 800, 3, 3],
    [375, 812, 2, 1],
  ] as const) {
    inBrowser(
      `at ${width} × ${height} are at least ${least} whole ones, and ${besideTheBar} for those who keep collections`,
      async () => {
        const registry = await open();
        await seedDemoPeople(registry.parts);
        await visit({ viewport: { width, height } }, async ({ page }) => {
          await page.goto(`${registry.address}/search?q=fractions`);
          await picture(page, `results/fractions-${width}`);
          expect(await wholeCards(page)).toBeGreaterThanOrEqual(least);
          await signIn(page, registry, /Curator of Providence/);
          await page.goto(`${registry.address}/search?q=fractions`);
          await picture(page, `results/fractions-${width}-curator`);
          expect(await page.getByRole("link", { name: /^Add to a collection/ }).count()).toBeGreaterThan(10);
          expect(await wholeCards(page)).toBeGreaterThanOrEqual(besideTheBar);
          expect(await overhang(page)).toBe(0);
        });
      },
      SLOW,
    );
  }

  inBrowser(
    "say on a phone what decides, and leave summary and publisher to the page of the resource",
    async () => {
      const registry = await open();
      await visit({ viewport: { width: 375, height: 812 } }, async ({ page }) => {
        await page.goto(`${registry.address}/search?q=decomposing+a+mixed+number`);
        const card = page.locator("#found article").first();
        const said = await card.innerText();
        for (const words of ["Video lesson · Grade 4", "Developing", "Fractions as sums", "No sign-up"])
          expect(said).toContain(words);
        for (const words of ["Khan Academy", "Students split", "reviewed"]) expect(said).not.toContain(words);
      });
    },
    SLOW,
  );
});

describe("the field for a standard", () => {
  inBrowser(
    "offers standards while one types; the one chosen joins the other filters, and the field is free again",
    async () => {
      const registry = await open();
      await visit({ viewport: { width: 1280, height: 800 } }, async ({ page, complaints }) => {
        await page.goto(`${registry.address}/search?q=fractions&level=developing`);
        for (const [typed, at] of [
          ["fractions as s", /standard=/],
          ["multiplying by a fr", /standard=.*standard=/],
        ] as const) {
          await page.locator("#standard").pressSequentially(typed);
          await page.locator("#standard-offers [role=option]").first().waitFor();
          expect(await violations(page)).toEqual([]);
          await page.keyboard.press("ArrowDown");
          await page.keyboard.press("Enter");
          await page.waitForURL(at);
          await page.waitForFunction(() => globalThis.document.querySelector("[aria-busy]") === null);
          expect(await page.locator("#standard").inputValue()).toBe("");
        }
        expect(page.url()).toContain("level=developing");
        expect(await page.locator(".chip").count()).toBe(3);
        expect(complaints).toEqual([]);
      });
    },
    SLOW,
  );

  inBrowser(
    "works without script: words of several are asked back, and the way up is a link",
    async () => {
      const registry = await open();
      await visit({ javaScriptEnabled: false }, async ({ page }) => {
        await page.goto(`${registry.address}/search?q=fractions`);
        await page.getByLabel("Standard", { exact: true }).fill("equal fractions");
        await page.getByRole("button", { name: "Show results" }).click();
        expect(await page.getByLabel("Standard", { exact: true }).inputValue()).toBe("equal fractions");
        await page.getByRole("link", { name: "Equal fractions and comparing 3.NF.A.3" }).first().click();
        const narrow = Number((await page.locator("h1").textContent())?.split(" ")[0]);
        await page
          .getByRole("link", { name: /^Back up to Fractions/ })
          .first()
          .click();
        const wide = Number((await page.locator("h1").textContent())?.split(" ")[0]);
        expect(wide).toBeGreaterThan(narrow);
        expect(page.url()).toContain("q=fractions");
      });
    },
    SLOW,
  );
});

describe("how the words were read", () => {
  const READ = [
    ["wish", "proficient+probability"],
    ["spelling", "probabilty"],
    ["missing", "qwzzix+probability"],
    ["signs", "%22place+value%22+-decimals"],
    ["many", "qwzzix+%22place+value%22+-decimals+proficient+grade+4+game"],
    ["several-standards", "place+value&standard=equal+fractions"],
    ["nothing", "qwzzix&grade=03&language=es"],
  ] as const;

  for (const width of [1280, 375, 320]) {
    inBrowser(
      `is free of axe violations and of sideways scrolling at ${width} px, with the panel open`,
      async () => {
        const registry = await open();
        for (const [name, asked] of READ) {
          await visit({ viewport: { width, height: 812 } }, async ({ page, complaints }) => {
            await page.goto(`${registry.address}/search?q=${asked}#filters`);
            await page.evaluate(() => {
              for (const group of globalThis.document.querySelectorAll("details"))
                group.setAttribute("open", "");
            });
            await picture(page, `results/${name}-${width}`);
            expect([name, await violations(page)]).toEqual([name, []]);
            expect([name, await overhang(page)]).toEqual([name, 0]);
            expect([name, complaints]).toEqual([name, []]);
          });
        }
      },
      SLOW,
    );
  }

  inBrowser(
    "by keyboard, the next stop after the filters undoes it",
    async () => {
      const registry = await open();
      await visit({ viewport: { width: 1280, height: 800 } }, async ({ page }) => {
        await page.goto(`${registry.address}/search?q=proficient+probability`);
        await page.getByRole("button", { name: "Show results" }).focus();
        await page.keyboard.press("Tab");
        expect(await page.locator(":focus").textContent()).toMatch(/^Show only those/);
        await page.keyboard.press("Enter");
        await page.waitForURL(/level=proficient/);
        expect(await page.locator(".chip").allTextContents()).toEqual([
          expect.stringContaining("Proficient"),
        ]);
      });
    },
    SLOW,
  );
});
