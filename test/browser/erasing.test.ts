import { afterAll, expect, test } from "@jest/globals";
import { seedDemoPeople } from "../../seed/seed.ts";
import { LESSON } from "../reviews/review-cast.ts";
import { openTestRegistry } from "../support/registry.ts";
import { browser, visit } from "./browser.ts";
import { choose, looksRight, signIn } from "./picture.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

for (const [width, javaScriptEnabled] of [
  [1280, true],
  [375, false],
  [320, true],
] as const) {
  inBrowser(
    `state staff erase what must not exist at ${width} px ${javaScriptEnabled ? "with" : "without"} JavaScript`,
    async () => {
      const registry = await openTestRegistry();
      await seedDemoPeople(registry.parts);
      const teacher = await registry.person("28103");
      const body = { ...LESSON, types: ["activity"], reach: "state" };
      const { id } = (await registry.call("POST", "/api/v1/resources", { key: teacher, body })).body;
      await registry.call("POST", `/api/v1/resources/${id}/reports`, {
        key: teacher,
        body: { kind: "personal-data" },
      });
      const lesson = `${registry.address}/resources/${id}`;
      await visit({ viewport: { width, height: 900 }, javaScriptEnabled }, async ({ page }) => {
        const look = async (name: string) => {
          if (javaScriptEnabled) await looksRight(page, `erasing/${name}-${width}`);
        };
        await signIn(page, registry, /State Staff/);
        await page.goto(lesson);
        await page.getByRole("link", { name: "Erase it for good" }).click();
        await look("erase");
        await page.getByRole("button", { name: "Erase it for good" }).click();
        await page.getByRole("alert").waitFor();
        expect(await page.title()).toMatch(/^Error:/);
        await look("erase-error");
        await page.getByLabel("Why it is erased").fill("It showed personal data.");
        await choose(page.getByLabel("I have looked at it"));
        await page.getByRole("button", { name: "Erase it for good" }).click();
        await page.getByText("Nobody finds it any more.").waitFor();
        await look("erased-staff");
        await registry.parts.sweeper.swept();
        await page.reload();
        await page.getByText("Nothing is left of it.").waitFor();
        await page.getByRole("link", { name: "What readers see" }).click();
        await page.getByRole("heading", { name: "This was erased" }).waitFor();
        await look("erased");
      });
    },
    120_000,
  );
}
