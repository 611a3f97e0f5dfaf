import { afterAll, describe, expect, test } from "@jest/globals";
import { seedDemoPeople } from "../../seed/seed.ts";
import { openTestRegistry } from "../support/registry.ts";
import { browser, visit } from "./browser.ts";
import { looksRight, signIn } from "./picture.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

/** A registry with demo people, one lesson, and a collection about it. */
async function open() {
  const registry = await openTestRegistry();
  await seedDemoPeople(registry.parts);
  const key = await registry.person("ri", "curator");
  const body = {
    title: "Kelp forests",
    url: "https://example.org/kelp",
    license: "CC-BY-4.0",
    reach: "public",
  };
  const made = await registry.call("POST", "/api/v1/resources", { key, body });
  const sections = [{ heading: "", note: "", entries: [{ resource: made.body.id, note: "" }] }];
  const kept = await registry.call("POST", "/api/v1/collections", {
    key,
    body: { title: "Kelp and its guests", introduction: "", sections },
  });
  await registry.call("POST", `/api/v1/collections/${kept.body.id}/publication`, {
    key,
    headers: { "if-match": String(kept.headers.get("etag")) },
    body: { reach: "public" },
  });
  await registry.indexed();
  return { registry, key };
}

describe("what is not found is asked for, seen by curators and told of, by pages alone", () => {
  for (const [width, javaScriptEnabled] of [
    [1280, true],
    [320, true],
    [375, false],
  ] as const) {
    inBrowser(
      `at ${width} px ${javaScriptEnabled ? "with" : "without"} JavaScript`,
      async () => {
        const { registry, key } = await open();
        await visit({ viewport: { width, height: 900 }, javaScriptEnabled }, async ({ page, complaints }) => {
          const look = async (name: string) => {
            if (javaScriptEnabled) await looksRight(page, `asks/${name}-${width}`);
          };
          await signIn(page, registry, /Teacher/);
          await page.goto(`${registry.address}/search?q=zeppelin+K.CC.9&grade=KG`);
          await page.getByRole("heading", { name: "Nothing has all of this yet" }).waitFor();
          await page.getByRole("heading", { name: "K.CC.9 is not a standard we know" }).waitFor();
          await look("nothing");

          // The form stands there filled in; what is forgotten is said beside it.
          const need = page.getByLabel("What do you need?");
          expect(await need.inputValue()).toBe("zeppelin K.CC.9");
          expect(await page.getByLabel("Grade", { exact: true }).inputValue()).toBe("KG");
          await need.fill("");
          await page.getByRole("button", { name: "Ask for it" }).click();
          await page.getByRole("alert").waitFor();
          await look("ask-error");
          await page.getByLabel("What do you need?").fill("Songs about zeppelins");
          await page.getByRole("button", { name: "Ask for it" }).click();
          await page.getByRole("heading", { name: "What they see" }).waitFor();
          await page.getByText("from Providence").waitFor();
          await look("asked");

          // The words are changed, and it is found again by whoever asked.
          await page.getByRole("link", { name: "Change the words" }).click();
          await page.getByLabel("What do you need?").fill("Songs about airships");
          await page.getByRole("button", { name: "Save the change" }).click();
          await page.getByText("Songs about airships", { exact: true }).waitFor();
          await page.goto(`${registry.address}/ask?q=airships+songs`);
          await page.getByText("You asked on").waitFor();
          await look("asked-before");

          // Curators of the district read it, without a name.
          await signIn(page, registry, /Curator of Providence/);
          await page.getByRole("link", { name: /^Asked for in Providence/ }).click();
          await page.getByRole("heading", { name: "Songs about airships" }).waitFor();
          expect(await page.locator("main").innerText()).not.toContain("Demo Teacher");
          await look("curators");

          // Somebody shares one: the teacher is told, and takes the wish back.
          const body = { title: "Airships: six songs", url: "https://example.org/air", license: "CC-BY-4.0" };
          await registry.call("POST", "/api/v1/resources", { key, body: { ...body, reach: "public" } });
          await registry.schedule.run("asks");
          await signIn(page, registry, /Teacher/);
          await page.goto(`${registry.address}/notices`);
          await page.getByText("You asked for “Songs about airships”.").waitFor();
          await page.goto(`${registry.address}/ask`);
          await page.getByRole("button", { name: "Take it back" }).click();
          await page.getByText("Nobody sees it now.").waitFor();
          await look("taken-back");
          expect(complaints.filter((c) => !/status of 4\d\d/.test(c))).toEqual([]);
        });
      },
      120_000,
    );
  }

  inBrowser("collections stand above the results, and are searched on their own page", async () => {
    const { registry } = await open();
    for (const width of [1280, 320])
      await visit({ viewport: { width, height: 900 } }, async ({ page }) => {
        await page.goto(`${registry.address}/search?q=kelp`);
        await page.getByRole("navigation", { name: "Collections about this" }).waitFor();
        await looksRight(page, `asks/collections-about-${width}`);
        await page.goto(`${registry.address}/collections`);
        await page.getByRole("textbox", { name: "Search collections" }).fill("kelp");
        await page.getByRole("button", { name: "Search" }).click();
        await page.getByRole("heading", { name: "1 collection" }).waitFor();
        await page.getByRole("link", { name: "Kelp and its guests" }).waitFor();
        await looksRight(page, `asks/collections-found-${width}`);
      });
  });
});
