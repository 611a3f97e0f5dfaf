import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { pageFetcher } from "../../src/http/fetch-page.ts";
import { ROOT } from "../../src/kernel/root.ts";
import { type Visiting, visiting } from "../contributing/page-client.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { browser, overhang, violations, visit } from "./browser.ts";

const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

const pages: { close: () => void }[] = [];
afterEach(() => {
  for (const p of pages.splice(0)) p.close();
});

/** A lesson on the web, as far as this test's registry is concerned. */
async function lesson(registry: TestRegistry): Promise<string> {
  const html = `<html lang="en"><title>Walk the line with decimals</title>
    <meta name="description" content="Students place decimal cards on a number line. Teaches 4.NF.C.7">
    <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>`;
  const server = createServer((req, res) => {
    if (req.url === "/robots.txt") return void res.writeHead(404).end();
    res.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  pages.push(server);
  registry.parts.fetchPage = pageFetcher({ allow: (ip) => ip === "127.0.0.1" });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/decimals`;
}

/** Screenshots of the run, for whoever wants to look. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = join(ROOT, "test", "browser", "screenshots", "share");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

const signedIn = (registry: TestRegistry, { cookie }: Visiting) => ({
  name: "session",
  value: cookie.slice("session=".length),
  url: registry.address,
});

async function isSound(page: Page, where: string): Promise<void> {
  expect([where, await violations(page)]).toEqual([where, []]);
  expect([where, await overhang(page)]).toEqual([where, 0]);
}

describe("a teacher", () => {
  for (const [width, script] of [
    [1280, true],
    [320, false],
  ] as const) {
    inBrowser(
      `shares a link with every educator in five steps at ${width} px, with${script ? "" : "out"} JavaScript`,
      async () => {
        const registry = await openTestRegistry();
        const teacher = await visiting(registry, "28103");
        const link = await lesson(registry);
        await visit(
          { viewport: { width, height: 800 }, javaScriptEnabled: script },
          async ({ page, complaints }) => {
            await page.context().addCookies([signedIn(registry, teacher)]);
            await page.goto(registry.address);
            await page.getByRole("link", { name: "Share", exact: true }).click();
            await page.getByLabel("Link to the resource").fill(link);
            await page.getByRole("button", { name: "Continue" }).click();
            expect(await page.getByLabel("Title").inputValue()).toBe("Walk the line with decimals");
            await page.getByText("Every educator in the state", { exact: true }).click();
            await page.getByRole("button", { name: "Share", exact: true }).click();
            await page.getByText("Every educator in the state can see it now.").waitFor();
            expect(complaints).toEqual([]);
          },
        );
        expect(
          (await registry.parts.store.resources.ofPerson(teacher.person.id, 2)).map((r) => r.reach),
        ).toEqual(["state"]);
      },
      60_000,
    );
  }

  inBrowser(
    "finds what was typed kept as a draft without pressing anything",
    async () => {
      const registry = await openTestRegistry();
      const teacher = await visiting(registry, "28103");
      await visit({}, async ({ page }) => {
        await page.context().addCookies([signedIn(registry, teacher)]);
        await page.goto(`${registry.address}/share/new`);
        await page.getByLabel("Title").fill("Half a lesson");
        await page.getByText("Your draft is kept.").waitFor();
        await page.goto(`${registry.address}/shelf`);
        await page.getByRole("link", { name: "Half a lesson", exact: true }).click();
        expect(await page.getByLabel("Title").inputValue()).toBe("Half a lesson");
      });
    },
    60_000,
  );
});

describe("the pages of sharing", () => {
  for (const width of [1280, 320]) {
    inBrowser(
      `are free of axe violations and sideways scrolling at ${width} px`,
      async () => {
        const registry = await openTestRegistry();
        const [teacher, other] = [await visiting(registry, "28103"), await visiting(registry, "35")];
        const link = await lesson(registry);
        await visit({ viewport: { width, height: 800 } }, async ({ page }) => {
          const look = async (name: string) => {
            await page.waitForLoadState("networkidle");
            await isSound(page, name);
            await picture(page, `${name}-${width}`);
          };
          await page.context().addCookies([signedIn(registry, teacher)]);
          await page.goto(`${registry.address}/share`);
          await look("start");
          await page.getByLabel("Link to the resource").fill(link);
          await page.getByRole("button", { name: "Continue" }).click();
          await look("details");
          await page.getByLabel("Title").fill("");
          await page.getByRole("button", { name: "Share", exact: true }).click();
          await look("errors");
          await page.getByLabel("Title").fill("Walk the line with decimals");
          await page.getByText("Everyone", { exact: true }).click();
          await page.getByRole("button", { name: "Share", exact: true }).click();
          await page.goto(`${registry.address}/share/new`);
          await page.getByLabel("Title").fill("A draft");
          await page.getByRole("button", { name: "Keep as a draft" }).click();
          const [shared] = await registry.parts.store.resources.ofPerson(teacher.person.id, 1);
          await other.post(`/resources/${shared?.id}/claim`, { codes: "4.NF.C.6" });
          await teacher.post(`/resources/${shared?.id}/save`, { act: "save" });
          await page.goto(`${registry.address}/shelf?shared=${shared?.id}`);
          await look("shelf");
          await page.goto(`${registry.address}/resources/${shared?.id}/edit`);
          await look("edit");
          await page.goto(`${registry.address}/resources/${shared?.id}`);
          await look("resource");
        });
        await visit({ viewport: { width, height: 800 } }, async ({ page }) => {
          await page.context().addCookies([signedIn(registry, other)]);
          await page.goto(`${registry.address}/share`);
          await page.getByLabel("Link to the resource").fill(link);
          await page.getByRole("button", { name: "Continue" }).click();
          await page.getByText("Is it this one?").waitFor();
          await isSound(page, "alike");
          await picture(page, `alike-${width}`);
          await page.getByRole("link", { name: /^Add my alignment to it instead/ }).click();
          await isSound(page, "claim");
          await picture(page, `claim-${width}`);
        });
      },
      120_000,
    );
  }
});
