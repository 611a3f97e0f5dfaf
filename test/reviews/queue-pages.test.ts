import { describe, expect, test } from "@jest/globals";
import { seedDemoPeople } from "../../seed/seed.ts";
import { type Visit, visit } from "../support/browser.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { cast, decide, idOf, MEND, offer, share, take } from "./review-cast.ts";

const CURATOR = "01930000-0000-7000-8000-00000000d002";
const STAFF = "01930000-0000-7000-8000-00000000d001";

async function signedIn(registry: TestRegistry, person: string): Promise<Visit> {
  await seedDemoPeople(registry.parts);
  const visitor = visit(registry);
  expect((await visitor.send("/sign-in/demo", { person })).status).toBe(303);
  return visitor;
}

/** So many lessons of a teacher of Providence that wait for its curators. */
async function waitingFor(registry: TestRegistry, teacher: string, titles: string[]) {
  const reviews: string[] = [];
  for (const title of titles) {
    const made = await share(registry, teacher, {
      title,
      url: `https://example.org/${encodeURIComponent(title)}`,
    });
    reviews.push((await offer(registry, teacher, made.body.id)).body.id);
  }
  return reviews;
}

const titlesIn = (text: string) =>
  [...text.matchAll(/<h2><a href="\/reviews\/[^"]*"[^>]*>([^<]*)</g)].map((m) => m[1]);

describe("the queue", () => {
  test("lets a curator take one, name a deputy, hand it on and put it back, and comes back to itself", async () => {
    const registry = await openTestRegistry();
    const { teacher, second } = await cast(registry);
    const curator = await signedIn(registry, CURATOR);
    const [review = ""] = await waitingFor(registry, teacher, ["Strips", "Circles"]);
    const colleague = await idOf(registry, second);
    const now = async () => registry.parts.store.reviews.get(review);
    const acts = async (fields: Record<string, string>) => {
      const revision = String((await now())?.revision);
      const queue = "/organizations/28/reviews?tab=mine";
      const sent = await curator.send(`/reviews/${review}/assignee`, { revision, back: queue, ...fields });
      expect([sent.status, sent.location]).toEqual([303, `${queue}&done=assigned`]);
      return (await curator.open(`${queue}&done=assigned`)).text;
    };
    const queue = (await curator.open("/organizations/28/reviews")).text;
    expect(titlesIn(queue)).toEqual(["Strips", "Circles"]);
    for (const words of ["To review (2)", "Give to a colleague", "Decide about several at once"])
      expect(queue).toContain(words);
    const mine = await acts({ person: CURATOR });
    for (const words of ["Taken by me (1)", "Put back in the queue", "Name a deputy", "It is done."])
      expect(mine).toContain(words);
    expect(titlesIn(mine)).toEqual(["Strips"]);
    expect(await acts({ person: CURATOR, deputy: colleague })).toContain("Deputy: ");
    expect((await now())?.deputy).toBe(colleague);
    await acts({ person: colleague, note: "You know fractions" });
    expect((await now())?.assignee?.person).toBe(colleague);
    expect(titlesIn((await curator.open("/organizations/28/reviews?tab=others")).text)).toEqual(["Strips"]);
    await acts({ person: CURATOR });
    await acts({});
    expect((await now())?.assignee).toBeUndefined();
    const events = (await registry.parts.store.reviews.events(review)).map((e) => e.what);
    expect(events.slice(1, 2)).toEqual(["claimed"]);
  });

  test("is narrowed by topic, by where it comes from and by when the answer is due", async () => {
    const registry = await openTestRegistry();
    const teacher = await registry.person("28103");
    await signedIn(registry, CURATOR);
    await waitingFor(registry, teacher, ["From the one"]);
    registry.parts.clock = () => new Date(Date.now() + 12 * 86_400_000).toISOString();
    const other = await registry.person("28113");
    const curator = await signedIn(registry, CURATOR);
    const made = await share(registry, other, { title: "From the other", url: "https://example.org/o" });
    await offer(registry, other, made.body.id);
    const topic = (await registry.parts.store.reference()).vocabularies.topic.terms.find(
      (t) => t.subject === "science",
    );
    for (const [query, titles] of [
      ["", ["From the one", "From the other"]],
      ["?due=overdue", ["From the one"]],
      ["?due=any", ["From the one", "From the other"]],
      ["?from=28113", ["From the other"]],
      [`?topic=${topic?.id}`, []],
      ["?sort=newest", ["From the other", "From the one"]],
    ] as const)
      expect([query, titlesIn((await curator.open(`/organizations/28/reviews${query}`)).text)]).toEqual([
        query,
        titles,
      ]);
    const staff = await signedIn(registry, STAFF);
    const below = await staff.open("/organizations/ri/reviews?tab=below");
    expect(titlesIn(below.text)).toEqual(["From the one"]);
    expect(below.text).toContain("longer than we promise");
  });
});

describe("deciding about several at once, on pages", () => {
  async function desk(titles: string[]) {
    const registry = await openTestRegistry();
    const people = await cast(registry);
    const curator = await signedIn(registry, CURATOR);
    const reviews = await waitingFor(registry, people.teacher, titles);
    const address = `/organizations/28/reviews/batch?${new URLSearchParams(reviews.map((r) => ["review", r]))}`;
    const answers = Object.fromEntries([0, 1, 2, 3].map((i) => [`answer-${i}`, "yes"]));
    const verdict = { outcome: "accepted", rubric: "four-questions", ...answers, words: "Fine" };
    const seenIn = (text: string) =>
      [...text.matchAll(/name="seen" value="([^"]*)"/g)].map((m) => m[1] ?? "");
    const sampleIn = (text: string) =>
      [...text.matchAll(/name="looked"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="looked"/g)].map(
        (m) => m[1] ?? m[2] ?? "",
      );
    return { registry, ...people, curator, reviews, address, verdict, seenIn, sampleIn };
  }

  test("offers what can be decided, asks for a sample, and decides each by itself", async () => {
    const titles = ["One", "Two", "Three", "Four", "Five"];
    const { registry, curator, reviews, address, verdict, seenIn, sampleIn } = await desk(titles);
    const choose = (await curator.open("/organizations/28/reviews/batch")).text;
    expect(titlesIn(choose)).toEqual(titles);
    const { text } = await curator.open(address);
    expect(text).toContain("Look at these 3 in full");
    const sample = sampleIn(text);
    expect([sample.length, seenIn(text).length]).toEqual([3, 5]);
    const send = (looked: string[], more: object = {}) =>
      curator.send("/organizations/28/reviews/batch", { seen: seenIn(text), looked, ...verdict, ...more });
    const early = await send(sample.slice(1));
    expect(early.status).toBe(409);
    expect(early.text).toContain(`id="looked-${sample[0]}-fault"`);
    expect(early.text).not.toContain(`id="looked-${sample[1]}-fault"`);
    expect(early.text).toContain(`href="#looked-${sample[0]}"`);
    expect(early.text).toMatch(/id="answer-0-yes"[^>]*checked/);
    const bare = await send(sample, { outcome: "returned" });
    expect([bare.status, bare.text.includes('id="reason-fault"')]).toEqual([400, true]);
    expect((await registry.parts.store.reviews.unfinished([])).length).toBe(0);
    const done = await send(sample);
    expect(done.status).toBe(303);
    const result = (await curator.open(done.location ?? "")).text;
    expect(result).toContain("5 offers decided, each by itself.");
    for (const id of reviews) {
      const review = await registry.parts.store.reviews.get(id);
      expect([review?.state, review?.decisions[0]?.batch]).toEqual([
        "accepted",
        { size: 5, sampled: sample.includes(id) },
      ]);
    }
  });

  test("leaves what changed meanwhile undecided, and says why", async () => {
    const { registry, second, curator, reviews, address, verdict, seenIn, sampleIn } = await desk([
      "One",
      "Two",
      "Three",
    ]);
    const { text } = await curator.open(address);
    await decide(registry, second, reviews[0] ?? "", MEND);
    await take(registry, second, reviews[1] ?? "", { person: await idOf(registry, second) });
    const done = await curator.send("/organizations/28/reviews/batch", {
      seen: seenIn(text),
      looked: sampleIn(text),
      ...verdict,
    });
    const result = (await curator.open(done.location ?? "")).text;
    expect(result).toContain("1 offer decided");
    for (const id of reviews.slice(0, 2)) expect(result).toContain(`href="/reviews/${id}"`);
    expect(result).not.toContain(`href="/reviews/${reviews[2]}"`);
    const states = await Promise.all(
      reviews.map(async (r) => (await registry.parts.store.reviews.get(r))?.state),
    );
    expect(states).toEqual(["returned", "open", "accepted"]);
  });

  test("is for those who see the queue, and shows nothing of other queues", async () => {
    const { registry, neighbor, curator } = await desk(["One"]);
    const made = await share(registry, neighbor, { title: "Westerly's", url: "https://example.org/w" });
    const { body } = await offer(registry, neighbor, made.body.id);
    const page = await curator.open(`/organizations/28/reviews/batch?review=${body.id}`);
    expect([page.status, page.text.includes("Westerly&#39;s") || page.text.includes("Westerly's")]).toEqual([
      200,
      false,
    ]);
    const sent = await curator.send("/organizations/28/reviews/batch", {
      seen: [`${body.id} 1 1`],
      looked: [body.id],
      outcome: "declined",
      reason: "unsuitable",
      words: "Not for schools",
    });
    expect(sent.location).toContain(`left=${body.id}`);
    expect((await registry.parts.store.reviews.get(body.id))?.state).toBe("open");
    const teacher = await signedIn(registry, "01930000-0000-7000-8000-00000000d003");
    expect((await teacher.open("/organizations/28/reviews/batch")).status).toBe(403);
    expect((await visit(registry).open("/organizations/28/reviews/batch")).location).toContain("/sign-in");
  });
});
