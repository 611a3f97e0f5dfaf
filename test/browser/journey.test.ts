import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { seedDemoPeople } from "../../seed/seed.ts";
import { pageFetcher } from "../../src/http/fetch-page.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { browser } from "./browser.ts";
import { choose, looksRight, signIn, windows } from "./picture.ts";

/** Without a browser these tests are skipped, and browser.ts has said so loudly. */
const inBrowser = browser ? test : test.skip;
afterAll(() => browser?.close());

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const TITLE = "Walk the line with decimals";

/** The teacher's page on the web, which this registry may read. */
async function lesson(registry: TestRegistry): Promise<string> {
  const html = `<html lang="en"><title>${TITLE}</title>
    <meta name="description" content="Students place decimal cards on a floor-sized number line. 4.NF.C.7">
    <link rel="license" href="https://creativecommons.org/licenses/by/4.0/">`;
  const server = createServer((req, res) => {
    if (req.url === "/robots.txt") return res.writeHead(404).end();
    return res.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  registry.parts.fetchPage = pageFetcher({ allow: (ip) => ip === "127.0.0.1" });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/decimals`;
}

const look = (page: Page, name: string) => looksRight(page, `journey/${name}`);

/** What the search box of the home page finds. */
async function search(page: Page, { address }: TestRegistry): Promise<void> {
  await page.goto(address);
  await page.getByRole("searchbox").or(page.getByRole("combobox")).first().fill("decimals line");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?/);
}

const found = (page: Page) => page.getByRole("link", { name: TITLE, exact: true });

async function answerAll(page: Page, step: string): Promise<void> {
  for (const question of await page.locator("fieldset.scores[id^=answer]").all())
    await choose(question.getByLabel(step, { exact: true }));
}

const PEOPLE = ["teacher", "westerly", "curator", "staff", "parent"] as const;
type People = Record<(typeof PEOPLE)[number], Page>;

/** From the link to the page of the shelf that says it is shared. */
async function shareWithTheState(page: Page, link: string, { address }: TestRegistry): Promise<void> {
  await page.goto(address);
  await page.getByRole("link", { name: "Share", exact: true }).click();
  await page.getByLabel("Link to the resource").fill(link);
  await page.getByRole("button", { name: "Continue" }).click();
  expect(await page.getByLabel("Title").inputValue()).toBe(TITLE);
  await choose(page.getByRole("radio", { name: /^Every educator in the state/ }));
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByText("Every educator in the state can see it now.").waitFor();
}

async function offerToEveryone({ teacher }: People): Promise<void> {
  await found(teacher).first().click();
  await look(teacher, "03-shared-with-the-state");
  await teacher.getByRole("button", { name: "Offer to everyone" }).click();
  await teacher.waitForURL(/done=offered/);
  await look(teacher, "04-offered");
}

async function sendBack({ curator }: People, registry: TestRegistry): Promise<void> {
  await curator.goto(registry.address);
  await curator.getByRole("link", { name: /^Review .*1/ }).click();
  await look(curator, "05-queue-of-the-district");
  await curator.getByRole("button", { name: /^Take/ }).click();
  await curator.waitForURL(/done=assigned/);
  await look(curator, "06-review-of-the-district");
  await choose(curator.getByLabel(/Send back to fix/));
  await curator.getByLabel(/Main reason/).selectOption({ label: "Something is missing" });
  await curator.getByLabel("Message to Demo Teacher").fill("Please say which grade it is for.");
  await curator.getByRole("button", { name: "Send decision" }).click();
  await curator.waitForURL(/done=decided/);
}

async function mendAndOfferAgain({ teacher }: People, registry: TestRegistry): Promise<void> {
  await teacher.goto(registry.address);
  await teacher.getByRole("link", { name: /^Notices.*1/ }).click();
  await teacher.getByText("asks you to change something").waitFor();
  await look(teacher, "07-notices");
  await teacher.getByRole("link", { name: /asks you to change something/ }).click();
  await teacher.waitForURL(/\/reviews\//);
  expect(await teacher.getByRole("link", { name: "Notices", exact: true }).count()).toBe(1);
  await teacher.getByRole("link", { name: "My shelf" }).click();
  await look(teacher, "08-shelf");
  await teacher.getByRole("link", { name: /^Fix and offer again/ }).click();
  await teacher.getByText("Please say which grade it is for.").first().waitFor();
  await look(teacher, "09-sent-back");
  const review = teacher.url();
  await teacher.getByRole("link", { name: `Change “${TITLE}”` }).click();
  await teacher.getByLabel("Grades").fill("4");
  await look(teacher, "10-mending");
  await teacher.getByRole("button", { name: "Save", exact: true }).click();
  await teacher.waitForURL(/\/(resources|shelf)/);
  await teacher.goto(review);
  await teacher.getByLabel("What you did, or why not").fill("Grade 4. Thank you.");
  await teacher.getByRole("button", { name: "Offer it again" }).click();
  await teacher.waitForURL(/done=again/);
}

async function accept(page: Page, registry: TestRegistry, pictured: string): Promise<void> {
  await page.goto(registry.address);
  await page.getByRole("link", { name: /^Review/ }).click();
  // What the curator has taken stays with them when it comes back.
  if ((await found(page).count()) === 0) await page.getByRole("link", { name: /^Taken by me/ }).click();
  await found(page).click();
  await page.getByRole("heading", { name: "Your decision" }).waitFor();
  await look(page, pictured);
  await answerAll(page, "Yes");
  await choose(page.getByLabel(/^Accept for/));
  await page.getByRole("button", { name: "Send decision" }).click();
  await page.waitForURL(/done=decided/);
}

async function putOnTheHomePage({ staff }: People, registry: TestRegistry): Promise<void> {
  await search(staff, registry);
  await staff
    .getByRole("link", { name: /^Add to a collection/ })
    .first()
    .click();
  await staff
    .getByLabel("Title, if it is a new collection")
    .or(staff.getByLabel("Title"))
    .first()
    .fill("Decimals on the floor");
  await staff.getByLabel("Your note").fill("Begin in the gym.");
  await staff.getByRole("button", { name: "Add it" }).click();
  await staff.waitForURL(/\/edit/);
  await look(staff, "16-collection-draft");
  await staff.getByRole("link", { name: /^Publish/ }).click();
  await choose(staff.getByRole("radio", { name: "Everyone", exact: true }));
  await staff.getByRole("button", { name: "Publish" }).click();
  await staff.waitForURL(/done=published/);
  await staff.getByRole("button", { name: "Show it on the home page" }).click();
  await staff.waitForURL(/done=featured/);
  await look(staff, "17-collection-published");
}

describe("from one classroom to the whole state", () => {
  inBrowser(
    "a lesson is shared, found, offered, mended, endorsed, accepted, and on the home page in a collection",
    async () => {
      const registry = await openTestRegistry();
      await seedDemoPeople(registry.parts);
      const link = await lesson(registry);
      await windows(PEOPLE, async (people) => {
        const { teacher, westerly, curator, staff, parent } = people;
        await signIn(teacher, registry, /Demo Teacher/);
        await signIn(westerly, registry, /Westerly/);
        await signIn(curator, registry, /Curator of Providence/);
        await signIn(staff, registry, /State Staff/);

        await shareWithTheState(teacher, link, registry);
        await look(teacher, "01-shared");
        await registry.indexed();
        await search(westerly, registry);
        await found(westerly).waitFor();
        await westerly.getByText("not yet reviewed").first().waitFor();
        await look(westerly, "02-found-in-westerly");
        await search(parent, registry);
        expect(await found(parent).count()).toBe(0);

        await offerToEveryone(people);
        await sendBack(people, registry);
        await mendAndOfferAgain(people, registry);
        await curator.goto(registry.address);
        await accept(curator, registry, "11-mended-at-the-district");
        await registry.indexed();
        await search(westerly, registry);
        await found(westerly).click();
        await westerly.getByText("Endorsed by Providence").first().waitFor();
        await look(westerly, "12-endorsed-by-the-district");
        await search(parent, registry);
        expect(await found(parent).count()).toBe(0);

        await accept(staff, registry, "13-at-the-state");
        await registry.indexed();
        await search(parent, registry);
        await look(parent, "14-found-by-a-parent");
        await found(parent).click();
        await parent
          .getByText(/Endorsed by .*the state/)
          .first()
          .waitFor();
        expect(await parent.getByText("Who can see this").count()).toBe(0);
        await look(parent, "15-endorsed");

        await putOnTheHomePage(people, registry);
        await parent.goto(registry.address);
        await look(parent, "18-home-page");
        await parent.getByRole("link", { name: "Decimals on the floor" }).click();
        await look(parent, "19-collection");
        await found(parent).click();
        await parent.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
      });
      const [resource] = await registry.parts.store.resources.ofPerson(
        "01930000-0000-7000-8000-00000000d003",
        1,
      );
      expect(resource).toMatchObject({ reach: "public", published: 2 });
      expect(resource?.endorsements.map((e) => e.organization)).toEqual(["28", "ri"]);
    },
    240_000,
  );
});
