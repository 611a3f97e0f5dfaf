import { afterAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { seedDemoPeople } from "../../seed/seed.ts";
import { begin, holding } from "../collections/fixtures.ts";
import { keyOf, offer, share } from "../reviews/review-cast.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { browser, visit } from "./browser.ts";
import { choose, looksRight, picture, signIn } from "./picture.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

const TEACHER = "01930000-0000-7000-8000-00000000d003";

async function open(): Promise<TestRegistry> {
  const registry = await openTestRegistry();
  await seedDemoPeople(registry.parts);
  return registry;
}

/** A lesson of the demo teacher, shared with their school. */
async function lessonOf(registry: TestRegistry): Promise<string> {
  const key = await keyOf(registry, TEACHER);
  const body = {
    title: "Fraction strips on a line",
    summary: "Students fold strips and place them on a floor-sized number line.",
    url: "https://example.org/strips",
    subjects: ["mathematics"],
    grades: ["03"],
    types: ["activity"],
    license: "CC-BY-4.0",
    alignments: [{ item: "3nfa2", type: "teaches", level: "developing" }],
    reach: "school",
  };
  const answer = await registry.call("POST", "/api/v1/resources", { key, body });
  return answer.body.id;
}

async function answerAll(page: Page, step: string): Promise<void> {
  for (const question of await page.locator("fieldset.scores[id^=answer]").all())
    await choose(question.getByLabel(step, { exact: true }));
}

describe("from the classroom to everyone, by pages alone", () => {
  for (const [width, javaScriptEnabled] of [
    [1280, true],
    [320, true],
    [375, false],
  ] as const) {
    inBrowser(
      `at ${width} px ${javaScriptEnabled ? "with" : "without"} JavaScript`,
      async () => {
        const registry = await open();
        const id = await lessonOf(registry);
        const lesson = `${registry.address}/resources/${id}`;
        const look = (page: Page, name: string) =>
          javaScriptEnabled
            ? looksRight(page, `reviews/${name}-${width}`)
            : picture(page, `reviews/${name}-${width}`);
        await visit({ viewport: { width, height: 900 }, javaScriptEnabled }, async ({ page }) => {
          // The teacher shares with the district at once, then asks for everyone.
          await signIn(page, registry, /Teacher/);
          await page.goto(lesson);
          await look(page, "standing");
          await page.getByRole("button", { name: "Share with Providence" }).click();
          await page.waitForURL(lesson);
          await page.getByText("Change who can see it").click();
          await page.getByLabel("It should reach").selectOption({ label: "Everyone, after a review" });
          await page.getByLabel("Say something to the reviewers").fill("Tried with two classes.");
          await page.getByRole("button", { name: "Change", exact: true }).click();
          await page.waitForURL(/reviews\/.*done=offered/);
          await look(page, "offered");
          const offer = page.url().replace(/\?.*/, "");

          // The district's curator takes it, forgets half, and sends it back.
          await signIn(page, registry, /Curator of Providence/);
          await page.getByRole("link", { name: /^Review/ }).click();
          await page.waitForURL(/organizations\/28\/reviews/);
          await look(page, "queue");
          await page.getByRole("button", { name: /^Take/ }).click();
          await page.waitForURL(/done=assigned/);
          await look(page, "review");
          await page.getByLabel("Message to Demo Teacher").fill("Please add the answer key.");
          await choose(page.getByLabel(/Send back to fix/));
          await page.getByRole("button", { name: "Send decision" }).click();
          await page.getByRole("alert").waitFor();
          expect(await page.title()).toMatch(/^Error:/);
          expect(await page.getByLabel("Message to Demo Teacher").inputValue()).toBe(
            "Please add the answer key.",
          );
          expect(await page.getByLabel(/Send back to fix/).isChecked()).toBe(true);
          await look(page, "review-error");
          await page.getByLabel(/Main reason/).selectOption({ label: "Something is missing" });
          await page.getByRole("button", { name: "Send decision" }).click();
          await page.waitForURL(/done=decided/);

          // The teacher reads why, and answers.
          await signIn(page, registry, /Teacher/);
          await page.goto(lesson);
          await page.getByText("Please add the answer key.").waitFor();
          await look(page, "standing-returned");
          await page.getByRole("link", { name: "Answer and offer it again" }).click();
          await page.getByLabel("What you did, or why not").fill("The key is on its second page.");
          await look(page, "returned");
          await page.getByRole("button", { name: "Offer it again" }).click();
          await page.waitForURL(/done=again/);

          // The district endorses, the state sees what it decided, and accepts.
          await signIn(page, registry, /Curator of Providence/);
          await page.goto(offer);
          await answerAll(page, "Yes");
          await choose(page.getByLabel(/Accept for Providence/));
          await page.getByRole("button", { name: "Send decision" }).click();
          await page.waitForURL(/done=decided/);
          await signIn(page, registry, /State Staff/);
          await page.getByRole("link", { name: /^Review/ }).click();
          await page.getByRole("link", { name: "Fraction strips on a line" }).click();
          await page.getByRole("heading", { name: "What was decided" }).waitFor();
          await look(page, "at-the-state");
          await answerAll(page, "Yes");
          await choose(page.getByLabel(/Accept for/));
          await page.getByRole("button", { name: "Send decision" }).click();
          await page.waitForURL(/done=decided/);

          // A parent, signed out, reads it.
          await page.context().clearCookies();
          await page.goto(lesson);
          await page.getByText("Endorsed by the state").first().waitFor();
          expect(await page.getByText("Who can see this").count()).toBe(0);
          await look(page, "public");
        });
      },
      120_000,
    );
  }

  for (const width of [1280, 375, 320])
    inBrowser(
      `a collection and several at once, at ${width} px`,
      async () => {
        const registry = await open();
        const lesson = await lessonOf(registry);
        const key = await keyOf(registry, TEACHER);
        const look = (page: Page, name: string) => looksRight(page, `reviews/${name}-${width}`);
        for (const title of ["Fractions in the garden", "Fractions on a clock"]) {
          const made = await share(registry, key, { title, url: `https://example.org/${title.length}` });
          await offer(registry, key, made.body.id);
        }
        const collection = await begin(registry, key, holding(lesson));
        await visit({ viewport: { width, height: 900 } }, async ({ page, complaints }) => {
          const at = `${registry.address}/collections/${collection}`;
          await signIn(page, registry, /Teacher/);
          await page.goto(`${at}/publication`);
          await choose(page.getByRole("radio", { name: "Everyone", exact: true }));
          await page.getByLabel(/Say something to the reviewers/).fill("For families, too.");
          await look(page, "collection-publishing");
          await page.getByRole("button", { name: "Publish" }).click();
          await page.waitForURL(/done=offered/);
          await look(page, "collection-offered");
          await page.goto(at);
          await look(page, "collection-standing");

          await signIn(page, registry, /Curator of Providence/);
          await page.getByRole("link", { name: /^Review/ }).click();
          await look(page, "queue-of-three");
          await page.getByRole("link", { name: "Fractions you can point at" }).click();
          await page.waitForURL(/reviews\//);
          await look(page, "collection-review");
          await page.getByRole("link", { name: /^Waiting for/ }).click();
          await page.getByRole("link", { name: "Decide about several at once" }).click();
          await page.waitForURL(/batch/);
          await look(page, "several");
          for (const box of await page.getByLabel(/^Choose/).all()) await choose(box);
          await page.getByRole("button", { name: "Go on with those chosen" }).click();
          await page.waitForURL(/review=/);
          await answerAll(page, "Yes");
          await choose(page.getByLabel(/Accept them for/));
          await page.getByRole("button", { name: /^Decide about all/ }).click();
          await page.getByRole("alert").waitFor();
          await look(page, "several-error");
          for (const box of await page.getByLabel(/I have looked at it in full/).all()) await choose(box);
          await page.getByRole("button", { name: /^Decide about all/ }).click();
          await page.waitForURL(/done/);
          await page.getByText("3 offers decided, each by itself.").waitFor();
          await look(page, "several-done");
          expect(complaints.filter((words) => !words.includes("409"))).toEqual([]);
        });
        const states = await registry.parts.store.reviews.of(collection);
        expect(states.map((r) => r.state)).toEqual(["accepted", "open"]);
      },
      120_000,
    );

  inBrowser(
    "the rules of a district are set on a page",
    async () => {
      const registry = await open();
      await visit({ viewport: { width: 1280, height: 900 } }, async ({ page, complaints }) => {
        await signIn(page, registry, /Curator of Providence/);
        await page.goto(`${registry.address}/organizations/28/rules`);
        await looksRight(page, "reviews/rules");
        await choose(page.getByLabel(/Trusted members at once/));
        await choose(page.getByLabel(/^Demo Teacher/));
        await page.getByRole("button", { name: "Save the rules" }).click();
        await page.waitForURL(/done=set/);
        const { organizations } = await registry.parts.store.reference();
        expect(organizations.rules.get("28")).toMatchObject({
          sharing: "trusted-at-once",
          trusted: [TEACHER],
          revision: 1,
        });
        expect(complaints).toEqual([]);
      });
    },
    60_000,
  );
});
