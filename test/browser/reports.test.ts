import { afterAll, describe, expect, test } from "@jest/globals";
import { seedDemoPeople } from "../../seed/seed.ts";
import { LESSON } from "../reviews/review-cast.ts";
import { openTestRegistry } from "../support/registry.ts";
import { browser, visit } from "./browser.ts";
import { choose, looksRight, signIn } from "./picture.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

/** A registry with demo people, and a lesson of Providence that every educator sees. */
async function open() {
  const registry = await openTestRegistry();
  await seedDemoPeople(registry.parts);
  const teacher = await registry.person("28103");
  const made = await registry.call("POST", "/api/v1/resources", {
    key: teacher,
    body: { ...LESSON, types: ["activity"], reach: "state" },
  });
  return { registry, teacher, id: made.body.id as string };
}

describe("what is wrong is reported, looked after and answered by pages alone", () => {
  for (const [width, javaScriptEnabled] of [
    [1280, true],
    [320, true],
    [375, false],
  ] as const) {
    inBrowser(
      `at ${width} px ${javaScriptEnabled ? "with" : "without"} JavaScript`,
      async () => {
        const { registry, id } = await open();
        const lesson = `${registry.address}/resources/${id}`;
        await visit({ viewport: { width, height: 900 }, javaScriptEnabled }, async ({ page, complaints }) => {
          const look = async (name: string) => {
            if (javaScriptEnabled) await looksRight(page, `reports/${name}-${width}`);
          };
          // A teacher of another district reports what is wrong, without forgetting to say what.
          await signIn(page, registry, /Teacher/);
          await page.goto(lesson);
          await page.getByRole("link", { name: "Report a problem" }).click();
          await page.getByLabel(/What did you see/).fill("The video has no captions.");
          await page.getByRole("button", { name: "Send the report" }).click();
          await page.getByRole("alert").waitFor();
          expect(await page.title()).toMatch(/^Error:/);
          expect(await page.getByLabel(/What did you see/).inputValue()).toBe("The video has no captions.");
          await look("report-error");
          await choose(page.getByLabel("Some people cannot use it"));
          await page.getByRole("button", { name: "Send the report" }).click();
          await page.getByRole("heading", { name: "Thank you" }).waitFor();

          // The district's curator finds it at their desk.
          await signIn(page, registry, /Curator of Providence/);
          await page.getByRole("link", { name: /^Reports to Providence\s+1 waiting/ }).click();
          await look("reports");
          await page.getByRole("link", { name: /Fraction strips on a line/ }).click();
          await look("report");

          // While they look into it, nobody else sees it.
          await page.getByText("Hide it from readers at once").click();
          await page.getByLabel("Why it is hidden").fill("Until it has captions.");
          await page.getByRole("button", { name: "Hide it now" }).click();
          await page.waitForURL(/done=hidden/);
          await look("report-hidden");
          await page.goto(lesson);
          await look("resource-hidden");
          await page.getByRole("button", { name: "Show it to readers again" }).click();
          await page.getByText("Readers see it again.").waitFor();
          await look("resource-shown");
          await page.getByRole("link", { name: "Hide it from readers" }).click();
          await page.getByRole("button", { name: "Hide it now" }).click();
          await page.getByRole("alert").waitFor();
          await look("hide-error");
          await page.goto(`${lesson}/withdrawal`);
          await look("withdraw");
          await page.getByRole("link", { name: /^Reports to Providence/ }).click();
          await page.getByRole("link", { name: /Fraction strips on a line/ }).click();
          await page.getByRole("button", { name: "Send the answer and close" }).click();
          await page.getByRole("alert").waitFor();
          await look("report-answer-error");
          await page.getByLabel(/What was done/).fill("It has captions now. Thank you.");
          await page.getByRole("button", { name: "Send the answer and close" }).click();
          await page.waitForURL(/done=answered/);
          await look("report-answered");

          // Whoever reported it is told.
          await signIn(page, registry, /Teacher/);
          await page.getByRole("link", { name: /^Notices/ }).click();
          await page.getByRole("link", { name: /Your report about “Fraction strips/ }).click();
          await page.getByText("It has captions now. Thank you.").waitFor();
          await look("report-mine");
          expect(complaints.filter((c) => !/status of 400/.test(c))).toEqual([]);
        });
      },
      120_000,
    );
  }
});
