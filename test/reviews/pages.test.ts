import { describe, expect, test } from "@jest/globals";
import { seedDemoPeople } from "../../seed/seed.ts";
import { begin, holding, publish } from "../collections/fixtures.ts";
import { visit } from "../support/browser.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { decide, keyOf, MEND, offer, share } from "./review-cast.ts";

const CURATOR = "01930000-0000-7000-8000-00000000d002";
const TEACHER = "01930000-0000-7000-8000-00000000d003";

async function signedIn(registry: TestRegistry, person: string) {
  await seedDemoPeople(registry.parts);
  const visitor = visit(registry);
  expect((await visitor.send("/sign-in/demo", { person })).status).toBe(303);
  return visitor;
}

describe("the page of a review", () => {
  test("says of each standard what is claimed, and at which levels", async () => {
    const registry = await openTestRegistry();
    const teacher = await registry.person("28103");
    const alignments = [
      { item: "3.NF.A.2", type: "teaches", level: "developing" },
      { item: "3.NF.A.2", type: "assesses", level: "proficient" },
      { item: "3.NF.A.1", type: "requires" },
    ];
    const made = await share(registry, teacher, { alignments });
    const { body } = await offer(registry, teacher, made.body.id);
    const { text } = await (await signedIn(registry, CURATOR)).open(`/reviews/${body.id}`);
    expect(text).toMatch(
      /<b>3\.NF\.A\.2<\/b>.*Teaches and checks.*Developing.*Proficient.*<b>3\.NF\.A\.1<\/b>.*Needs/s,
    );
  });

  test("keeps what was typed when somebody else was faster, and says so", async () => {
    const registry = await openTestRegistry();
    const [teacher, colleague] = [await registry.person("28103"), await registry.person("28", "curator")];
    const made = await share(registry, teacher);
    const { body } = await offer(registry, teacher, made.body.id);
    const curator = await signedIn(registry, CURATOR);
    const at = `/reviews/${body.id}`;
    expect((await curator.open(at)).text).toContain("Your decision");
    await decide(registry, colleague, body.id, MEND);
    const typed = {
      outcome: "returned",
      reason: "license",
      words: "Whose pictures are these?",
      rubric: "four-questions",
      "answer-0": "mostly",
      version: "1",
      revision: "1",
    };
    const late = await curator.send(`${at}/decision`, typed);
    expect(late.status).toBe(409);
    expect(late.text).toContain("has been sent back to its contributor in the meantime");
    await registry.call("POST", `/api/v1/reviews/${body.id}/resubmission`, {
      key: teacher,
      body: { message: "" },
    });
    const stale = await curator.send(`${at}/decision`, typed);
    expect(stale.status).toBe(412);
    expect(stale.text).toContain("Whose pictures are these?");
    expect(stale.text).toMatch(/id="answer-0-mostly"[^>]*checked/);
    expect(stale.text).toMatch(/name="revision" value="3"/);
  });

  test("does not exist for those without a part in it, and asks who is signed out to sign in", async () => {
    const registry = await openTestRegistry();
    const neighbor = await registry.person("36104");
    const made = await share(registry, neighbor);
    const { body } = await offer(registry, neighbor, made.body.id);
    const curator = await signedIn(registry, CURATOR);
    const [there, absent] = [
      await curator.open(`/reviews/${body.id}`),
      await curator.open(`/reviews/${registry.parts.newId()}`),
    ];
    expect([there.status, absent.status]).toEqual([404, 404]);
    const signedOut = await visit(registry).open(`/reviews/${body.id}`);
    expect(signedOut.location).toContain("/sign-in");
    expect((await (await signedIn(registry, TEACHER)).open("/organizations/28/reviews")).status).toBe(403);
  });

  test("shows what reviewers note among themselves to reviewers alone", async () => {
    const registry = await openTestRegistry();
    const curator = await signedIn(registry, CURATOR);
    const teacher = await registry.person("28103");
    const made = await share(registry, teacher);
    const { body } = await offer(registry, teacher, made.body.id);
    await curator.send(`/reviews/${body.id}/comments`, { words: "Among us: weak", internal: "yes" });
    expect((await curator.open(`/reviews/${body.id}`)).text).toContain("Among us: weak");
    const theirs = await registry.call("GET", `/api/v1/reviews/${body.id}`, { key: teacher });
    expect(theirs.text).not.toContain("Among us");
  });
});

describe("an endorsement alone", () => {
  test("is asked for on the page of what should have it, and readers see who endorses", async () => {
    const registry = await openTestRegistry();
    const [curator, teacher] = [await signedIn(registry, CURATOR), await signedIn(registry, TEACHER)];
    const colleague = await registry.person("28103");
    const key = await keyOf(registry, TEACHER);
    const lesson = (await share(registry, key, { reach: "district" })).body.id as string;
    const collection = await begin(registry, key, holding(lesson));
    await publish(registry, key, collection, "district");
    for (const [page, id] of [
      ["resources", lesson],
      ["collections", collection],
    ] as const) {
      const { text } = await teacher.open(`/${page}/${id}`);
      expect(text).toContain("Ask for an endorsement");
      const sent = await teacher.send(`/${page}/${id}/endorsement`, {
        organization: "28",
        message: "Please",
      });
      expect(sent.location).toMatch(/^\/reviews\/[\w-]+\?done=offered$/);
      const asked = await curator.open(sent.location ?? "");
      for (const words of ["offers this for an endorsement", "Please", "Your decision"])
        expect(asked.text).toContain(words);
      const waiting = (await registry.parts.store.reviews.unfinished([id]))[0];
      const decided = await curator.send(`/reviews/${waiting?.id}/decision`, {
        version: "1",
        revision: "1",
        outcome: "accepted",
        rubric: "four-questions",
        ...Object.fromEntries([0, 1, 2, 3].map((i) => [`answer-${i}`, "yes"])),
      });
      expect(decided.status).toBe(303);
      const seen = await registry.call("GET", `/api/v1/${page}/${id}`, { key: colleague });
      expect(seen.body).toMatchObject({ reach: "district", endorsements: [{ organization: "28" }] });
      const after = await teacher.open(`/${page}/${id}`);
      expect(after.text).not.toContain('<option value="28"');
      expect(after.text).toContain("Ask for an endorsement");
    }
  });

  test("is not for others to ask for", async () => {
    const registry = await openTestRegistry();
    const [curator, key] = [await signedIn(registry, CURATOR), await registry.person("28103")];
    const { body } = await share(registry, key, { reach: "district" });
    expect((await curator.open(`/resources/${body.id}`)).text).not.toContain("Ask for an endorsement");
    expect((await curator.send(`/resources/${body.id}/endorsement`, { organization: "28" })).status).toBe(
      403,
    );
    const private_ = await share(registry, key, { reach: "private", title: "Mine alone" });
    const there = await curator.send(`/resources/${private_.body.id}/endorsement`, { organization: "28" });
    expect(there.status).toBe(404);
  });
});
