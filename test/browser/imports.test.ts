import { afterAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { seedDemoPeople } from "../../seed/seed.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { browser, overhang, violations, visit } from "./browser.ts";

const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

const FAULTY = 137;

/** A messy sheet: every second row or so names a license nobody knows. */
const messy = (rows: number, license: (n: number) => string) =>
  [
    "Your ID,Title,Link,Content area,Grade,License,Notes 2",
    ...Array.from(
      { length: rows },
      (_, n) => `t-${n},Tide pools ${n},https://tides.example.org/${n},Science,3-5,${license(n)},ask Rosa`,
    ),
  ].join("\r\n");

async function signIn(page: Page, { address }: TestRegistry): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByRole("button", { name: /Curator of Providence/ }).click();
}

async function upload(page: Page, text: string): Promise<void> {
  await page.setInputFiles("#file", {
    name: "tide pools.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  await page.getByRole("button", { name: "Upload and match columns" }).click();
}

/** The pages refresh themselves: the next step is there when its heading is. */
const heading = (page: Page, name: RegExp) =>
  page.getByRole("heading", { level: 1, name }).waitFor({ timeout: 60_000 });

for (const [rows, width, javaScriptEnabled] of [
  [5000, 1280, true],
  [400, 375, false],
] as const) {
  inBrowser(
    `a curator uploads a messy sheet of ${rows} rows, sees ${FAULTY} faulty cells, mends them, brings it in, finds a row and undoes it at ${width} px ${javaScriptEnabled ? "with" : "without"} JavaScript`,
    async () => {
      const registry = await openTestRegistry();
      await seedDemoPeople(registry.parts);
      await visit({ viewport: { width, height: 800 }, javaScriptEnabled }, async ({ page, complaints }) => {
        const sound = async (where: string) => {
          if (javaScriptEnabled) expect([where, await violations(page)]).toEqual([where, []]);
          if (javaScriptEnabled) expect([where, await overhang(page)]).toEqual([where, 0]);
        };
        await signIn(page, registry);
        await page
          .getByRole("navigation", { name: "Your desk" })
          .getByRole("link", { name: /Import/ })
          .click();
        await heading(page, /Bring in a spreadsheet/);
        await sound("upload");
        await upload(
          page,
          messy(rows, (n) => (n < FAULTY ? "CC" : "CC BY 4.0")),
        );
        await heading(page, /Match your columns/);
        expect(await page.getByText("Please look").count()).toBe(1);
        await sound("columns");
        await page.getByRole("button", { name: "Check all rows" }).click();
        await heading(page, /Check before anything changes/);
        await page.getByRole("heading", { name: `${FAULTY} faulty cells in ${FAULTY} rows` }).waitFor();
        await sound("preview");
        await page.getByText(/How we read \d+ values? of your sheet/).click();
        if (javaScriptEnabled) await page.getByRole("cell", { name: "3, 4, 5" }).first().waitFor();
        await page.getByRole("heading", { name: "Do the links open?" }).waitFor();
        expect(await registry.parts.store.resources.count()).toBe(0);

        const download = page.waitForEvent("download");
        await page.getByRole("link", { name: "Download the faults as a sheet" }).click();
        const stream = await (await download).createReadStream();
        let marked = "";
        for await (const piece of stream) marked += piece;
        expect(marked).toContain("What is wrong with License");
        await page.getByRole("link", { name: /See each faulty row/ }).click();
        await heading(page, /Rows with a fault/);
        await sound("rows");

        await page
          .getByRole("navigation", { name: "Your desk" })
          .getByRole("link", { name: /Import/ })
          .click();
        await page.getByText("Or import a whole catalog (OAI-PMH)").click();
        await page.getByRole("button", { name: "Harvest the catalog" }).click();
        await page.getByRole("link", { name: /Write the web address of the catalog/ }).waitFor();
        await sound("catalog");
        // The browser complains of the answer to a form that was not complete.
        expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
        await upload(page, marked.replaceAll(",CC,", ",CC BY 4.0,"));
        await heading(page, /Check before anything changes/);
        await page.getByRole("button", { name: "Bring in" }).click();
        await heading(page, new RegExp(`${rows.toLocaleString("en-US")} resources are in`));
        await page.getByRole("heading", { name: "Let more people see them" }).waitFor();
        await sound("done");
        const done = page.url();
        await registry.indexed();
        await page.goto(`${registry.address}/search?q=tide+pools+211`);
        await page.getByRole("link", { name: "Tide pools 211", exact: true }).first().waitFor();
        await page.goto(done);
        await page.getByRole("button", { name: "Undo this import" }).click();
        await heading(page, /Everything is as it was before/);
        await sound("undone");
        await registry.indexed();
        await page.goto(`${registry.address}/search?q=tide+pools+211`);
        expect(await page.getByRole("link", { name: "Tide pools 211", exact: true }).count()).toBe(0);
        expect(complaints).toEqual([]);
      });
    },
    300_000,
  );
}
