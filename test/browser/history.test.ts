import { afterAll, expect, test } from "@jest/globals";
import { seedDemoPeople } from "../../seed/seed.ts";
import { change, LESSON } from "../reviews/review-cast.ts";
import { openTestRegistry } from "../support/registry.ts";
import { browser, visit } from "./browser.ts";
import { looksRight, signIn } from "./picture.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

for (const [width, javaScriptEnabled] of [
  [1280, true],
  [375, true],
  [320, true],
  [375, false],
] as const) {
  inBrowser(
    `who did what when, and any two versions, at ${width} px ${javaScriptEnabled ? "with" : "without"} JavaScript`,
    async () => {
      const registry = await openTestRegistry();
      await seedDemoPeople(registry.parts);
      const [teacher, curator] = [await registry.person("28103"), await registry.person("28", "curator")];
      const body = { ...LESSON, types: ["activity"], reach: "school" };
      const { id } = (await registry.call("POST", "/api/v1/resources", { key: teacher, body })).body;
      await change(registry, teacher, id, {
        summary: "Students fold strips, label them and argue where each belongs on the line.",
        grades: ["03", "04"],
      });
      await change(registry, teacher, id, { reach: "state" });
      await change(registry, curator, id, { license: "CC-BY-SA-4.0" });
      const hiding = `/api/v1/resources/${id}/hiding`;
      await registry.call("PUT", hiding, { key: curator, body: { reason: "The link led to answer keys" } });
      await registry.call("DELETE", hiding, { key: curator });
      const lesson = `${registry.address}/resources/${id}`;
      await visit({ viewport: { width, height: 900 }, javaScriptEnabled }, async ({ page, complaints }) => {
        const look = async (name: string) => {
          if (javaScriptEnabled) await looksRight(page, `history/${name}-${width}`);
        };
        await signIn(page, registry, /Curator of Providence/);
        await page.goto(lesson);
        await page.getByRole("link", { name: "Who did what when" }).click();
        await page.getByText("The link led to answer keys").waitFor();
        await look("history");
        await page.getByLabel("Before").selectOption("1");
        await page.getByRole("button", { name: "Compare" }).click();
        await page.waitForURL(/comparison\?from=1&to=3/);
        expect(await page.locator("tbody tr").count()).toBe(3);
        await look("comparison");
        await page.getByRole("link", { name: "Read version 1" }).click();
        await page.getByRole("heading", { name: "Version 1" }).waitFor();
        await look("version");

        await page.goto(`${lesson}/withdrawal`);
        await page.getByLabel("Why it is withdrawn").fill("Its site has closed.");
        await page.getByRole("button", { name: "Withdraw it" }).click();
        await page.getByRole("heading", { name: "This activity was withdrawn" }).waitFor();
        await look("tombstone");
        await page.getByRole("link", { name: "Who did what when" }).click();
        await page.getByText("Withdrew it").waitFor();
        await look("history-withdrawn");
        expect(complaints.filter((c) => !/status of 410/.test(c))).toEqual([]);
      });
    },
    120_000,
  );
}
