import { afterAll, describe, expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { browser, overhang, violations, visit } from "./browser.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

const FRACTIONS = "/search?q=fractions+on+a+number+line";

async function open(): Promise<TestRegistry> {
  const registry = await openTestRegistry({ seeded: true });
  await registry.indexed();
  return registry;
}

/** The addresses of every kind of page, with the status each answers. */
async function pagesOf(registry: TestRegistry): Promise<[path: string, status: number][]> {
  const found = await registry.call("GET", "/api/v1/search?q=fractions+on+a+number+line&size=1");
  const [hit] = found.body.hits;
  const withdrawn = await withdrawOne(registry);
  return [
    ["/", 200],
    [FRACTIONS, 200],
    [`${FRACTIONS}&grade=03&level=developing`, 200],
    ["/search?q=3.NF.A.2", 200],
    ["/search?q=3.NF.99&grade=03&language=pt", 200],
    [`/resources/${hit.id}`, 200],
    [`/resources/${withdrawn}`, 410],
    ["/standards", 200],
    ["/standards/ccss-math?grade=03", 200],
    ["/standards/ccss-math/3.NF.A.2", 200],
    ["/api/reference", 200],
    ["/nothing-here", 404],
  ];
}

/** A resource of the seed, withdrawn by a curator of the state. */
async function withdrawOne(registry: TestRegistry): Promise<string> {
  const found = await registry.call("GET", "/api/v1/search?q=story&size=1");
  const id = String(found.body.hits[0].id);
  const key = await registry.person("ri", "curator");
  const read = await registry.call("GET", `/api/v1/resources/${id}`, { key });
  const headers = { "if-match": String(read.headers.get("etag")) };
  const body = { reason: "The website that held it has closed." };
  await registry.call("POST", `/api/v1/resources/${id}/withdrawal`, { key, headers, body });
  return id;
}

describe("every page", () => {
  for (const width of [1280, 375, 320]) {
    inBrowser(
      `is free of axe violations, sideways scrolling and console errors at ${width} px`,
      async () => {
        const registry = await open();
        for (const [path, status] of await pagesOf(registry)) {
          await visit({ viewport: { width, height: 800 } }, async ({ page, complaints }) => {
            const answer = await page.goto(registry.address + path);
            expect([path, answer?.status()]).toEqual([path, status]);
            expect([path, await violations(page)]).toEqual([path, []]);
            expect([path, await overhang(page)]).toEqual([path, 0]);
            const unexpected = complaints.filter((c) => !c.includes(String(status)));
            expect([path, unexpected]).toEqual([path, []]);
          });
        }
      },
      120_000,
    );
  }

  inBrowser(
    "has one h1, a title of its own, and a skip link that the Tab key meets first",
    async () => {
      const registry = await open();
      const titles = new Set<string>();
      const pages = await pagesOf(registry);
      for (const [path] of pages) {
        await visit({}, async ({ page }) => {
          await page.goto(registry.address + path);
          expect([path, await page.locator("h1").count()]).toEqual([path, 1]);
          titles.add(await page.title());
          await page.keyboard.press("Tab");
          expect(await page.locator(":focus").textContent()).toBe("Skip to the page");
        });
      }
      expect(titles.size).toBe(pages.length);
    },
    60_000,
  );
});

describe("a teacher", () => {
  inBrowser(
    "finds, narrows and opens a resource without JavaScript",
    async () => {
      const registry = await open();
      await visit({ javaScriptEnabled: false }, async ({ page }) => {
        await page.goto(registry.address);
        await page.getByLabel("Topic, skill or standard").fill("fractions on a number line");
        await page.getByRole("button", { name: "Search" }).click();
        const before = await page.locator("h1").textContent();
        await page.locator("label[for=grade-03]").click();
        await page.locator("label[for=level-developing]").click();
        await page.getByRole("button", { name: "Show results" }).click();
        expect(page.url()).toContain("grade=03");
        expect(page.url()).toContain("level=developing");
        expect(await page.locator("h1").textContent()).not.toBe(before);
        expect(await page.locator(".chip").allTextContents()).toEqual([
          expect.stringContaining("Developing"),
          expect.stringContaining("Grade 3"),
        ]);
        const title = await page.locator(".hit h2 a").first().textContent();
        await page.locator(".hit h2 a").first().click();
        expect(await page.locator("h1").textContent()).toBe(title);
        expect(await page.getByRole("link", { name: /^Open the / }).getAttribute("href")).toMatch(/\/open$/);
      });
    },
    60_000,
  );

  inBrowser(
    "narrows by keyboard alone, keeps the focus, and hears the new count",
    async () => {
      const registry = await open();
      await visit({}, async ({ page, complaints }) => {
        await page.goto(registry.address + FRACTIONS);
        const before = await page.locator("h1").textContent();
        await page.locator("#grade-03").focus();
        await page.keyboard.press("Space");
        await page.waitForURL(/grade=03/);
        await page.waitForFunction(
          (old) => globalThis.document.querySelector("h1")?.textContent !== old,
          before,
        );
        expect(await page.locator("#said").textContent()).toBe(await page.locator("h1").textContent());
        expect(await page.locator(":focus").getAttribute("id")).toBe("grade-03");
        await page.keyboard.press("Space");
        await page.waitForFunction(
          (old) => globalThis.document.querySelector("h1")?.textContent === old,
          before,
        );
        expect(page.url()).not.toContain("grade=03");
        expect(complaints).toEqual([]);
      });
    },
    60_000,
  );

  inBrowser(
    "chooses a suggestion with the arrow keys",
    async () => {
      const registry = await open();
      await visit({}, async ({ page }) => {
        await page.goto(registry.address);
        await page.locator("#q").pressSequentially("fract");
        await page.locator("[role=option]").first().waitFor();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press("ArrowDown");
        expect(await page.locator("#q").getAttribute("aria-activedescendant")).toBe("q-offers-0");
        await page.keyboard.press("Escape");
        expect(await page.locator("#q").getAttribute("aria-expanded")).toBe("false");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/search\?q=fract/);
      });
    },
    60_000,
  );
});

describe("the results page", () => {
  inBrowser(
    "weighs at most 150 kB on first view and does not shift",
    async () => {
      const registry = await open();
      for (const path of [FRACTIONS, "/search", "/search?q=3.NF.A.2"]) {
        await visit({ viewport: { width: 1366, height: 768 } }, async ({ page }) => {
          const session = await page.context().newCDPSession(page);
          await session.send("Network.enable");
          let weight = 0;
          session.on("Network.loadingFinished", (e) => {
            weight += e.encodedDataLength;
          });
          await page.addInitScript(() => {
            const shifts = globalThis as unknown as { shifted: number };
            shifts.shifted = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                shifts.shifted += (entry as unknown as { value: number }).value;
            }).observe({ type: "layout-shift", buffered: true });
          });
          await page.goto(registry.address + path, { waitUntil: "networkidle" });
          await page.waitForTimeout(300);
          const shifted = await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted);
          process.stdout.write(`${path}: ${Math.round(weight / 1000)} kB, shift ${shifted.toFixed(4)}\n`);
          expect(weight).toBeLessThan(150_000);
          expect(weight).toBeGreaterThan(20_000);
          expect(shifted).toBeLessThan(0.005);
        });
      }
    },
    60_000,
  );
});
