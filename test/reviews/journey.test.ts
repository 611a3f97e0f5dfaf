import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";
import {
  cast,
  change,
  decide,
  LESSON,
  MEND,
  NO,
  offer,
  read,
  share,
  take,
  waiting,
  YES,
} from "./review-cast.ts";

const shared = async (body: object = {}) => {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const made = await share(registry, people.teacher, body);
  return { registry, ...people, id: made.body.id as string, at: `/api/v1/resources/${made.body.id}` };
};

describe("from one classroom to the whole state", () => {
  test("a lesson is returned, fixed, endorsed by the district, accepted by the state, and public", async () => {
    const { registry, teacher, curator, staff, id, at } = await shared({ reach: "state" });
    expect((await registry.call("GET", at)).status).toBe(404);
    const offered = await offer(registry, teacher, id, {
      reach: "public",
      message: "Tried with two classes.",
    });
    expect(offered.status).toBe(201);
    expect(offered.body).toMatchObject({
      state: "open",
      youAre: "contributor",
      organization: { code: "28" },
      goal: { organization: { code: "ri" }, reach: "public" },
    });
    const first = offered.body.id as string;
    const returned = await decide(registry, curator, first, MEND);
    expect([returned.status, returned.body.state]).toEqual([200, "returned"]);
    await change(registry, teacher, id, { title: "Fraction strips, with answers" });
    const again = await registry.call("POST", `/api/v1/reviews/${first}/resubmission`, {
      key: teacher,
      body: { message: "The key is in it now." },
    });
    expect(again.body).toMatchObject({ state: "open", version: 2, offeredAt: offered.body.offeredAt });
    const seen = await read(registry, curator, first);
    expect(seen.body.since).toMatchObject({ version: 1, fields: [{ field: "title", before: LESSON.title }] });
    const words = "Clear, and the answers help.";
    expect((await decide(registry, curator, first, { ...YES, words })).body.state).toBe("accepted");
    expect((await registry.call("GET", at)).status).toBe(404);

    const next = await waiting(registry, id);
    const atState = await read(registry, staff, next?.id ?? "");
    expect(atState.body.before.at(-1)).toMatchObject({
      outcome: "accepted",
      version: 2,
      words,
      answers: expect.any(Array),
    });
    expect(atState.body.before.at(-1).answers).toHaveLength(4);
    expect(atState.body.since).toEqual({ version: 2, fields: [] });
    expect((await decide(registry, staff, atState.body.id, YES)).status).toBe(200);
    const found = await registry.call("GET", at);
    expect(found.body).toMatchObject({ reach: "public", version: 2, title: "Fraction strips, with answers" });
    expect(
      found.body.endorsements.map((e: { organization: string; current: boolean }) => [
        e.organization,
        e.current,
      ]),
    ).toEqual([
      ["28", true],
      ["ri", true],
    ]);
    await registry.indexed();
    const hits = await registry.call("GET", "/api/v1/search?q=strips&endorsed=state");
    expect(hits.body.total).toBe(1);
  });

  test("where the district has no curator the state is asked at once", async () => {
    const registry = await openTestRegistry();
    const teacher = await registry.person("36104");
    const made = await share(registry, teacher);
    expect((await offer(registry, teacher, made.body.id)).body.organization.code).toBe("ri");
  });

  test("where the contributor is the district's only curator the next level up decides", async () => {
    const registry = await openTestRegistry();
    const curator = await registry.person("36", "curator");
    const made = await share(registry, curator, { reach: "district" });
    const offered = await offer(registry, curator, made.body.id, { organization: "36" });
    expect(offered.body).toMatchObject({
      organization: { code: "ri" },
      goal: { organization: { code: "36" } },
    });
    const staff = await registry.person("ri", "curator");
    expect((await decide(registry, staff, offered.body.id, YES)).body.state).toBe("accepted");
    const endorsed = await registry.call("GET", `/api/v1/resources/${made.body.id}`, { key: curator });
    expect(endorsed.body.endorsements).toMatchObject([{ organization: "ri" }]);
  });
});

describe("what everyone sees", () => {
  const published = async () => {
    const all = await shared();
    const { registry, teacher, curator, staff, id } = all;
    const offered = await offer(registry, teacher, id);
    await decide(registry, curator, offered.body.id, YES);
    const next = await waiting(registry, id);
    await decide(registry, staff, next?.id ?? "", YES);
    return all;
  };

  test("a new title waits for approval while readers go on seeing the old one", async () => {
    const { registry, teacher, curator, staff, at, id } = await published();
    const proposed = await change(registry, teacher, id, { title: "A better title" });
    expect(proposed.body).toMatchObject({ title: LESSON.title, version: 1, proposed: 2 });
    expect((await registry.call("GET", at)).body.title).toBe(LESSON.title);
    expect((await registry.call("GET", at)).body.proposed).toBeUndefined();
    expect((await registry.call("GET", `${at}/versions/2`)).status).toBe(404);
    expect((await registry.call("GET", `${at}/history`)).text).not.toContain("proposed");
    const review = await waiting(registry, id);
    expect(review).toMatchObject({ organization: "28", version: 2, state: "open" });
    await decide(registry, curator, review?.id ?? "", YES);
    expect((await registry.call("GET", at)).body).toMatchObject({
      title: LESSON.title,
      endorsements: [{ version: 1 }, { version: 1 }],
    });
    await decide(registry, staff, (await waiting(registry, id))?.id ?? "", YES);
    const now = await registry.call("GET", at);
    expect(now.body).toMatchObject({
      title: "A better title",
      version: 2,
      endorsements: [{ version: 2 }, { version: 2 }],
    });
    expect(now.body.proposed).toBeUndefined();
  });

  test("a later edit takes the place of the proposal, and the offer keeps its place and its comments", async () => {
    const { registry, teacher, curator, id } = await published();
    await change(registry, teacher, id, { title: "A better title" });
    const before = await waiting(registry, id);
    const comments = `/api/v1/reviews/${before?.id}/comments`;
    await registry.call("POST", comments, { key: curator, body: { words: "Shorter, please." } });
    await change(registry, teacher, id, { title: "Better" });
    const after = await waiting(registry, id);
    expect(after).toMatchObject({ id: before?.id, offeredAt: before?.offeredAt, version: 3, state: "open" });
    expect((await read(registry, curator, after?.id ?? "")).body.comments).toHaveLength(1);
    const late = await decide(registry, curator, after?.id ?? "", {
      ...YES,
      version: 2,
      revision: before?.revision,
    });
    expect(late.status).toBe(412);
  });

  test("a small correction is made at once, in the proposal too, and keeps the endorsements", async () => {
    const { registry, teacher, curator, staff, at, id } = await published();
    await change(registry, teacher, id, { title: "A better title" });
    const corrected = await change(registry, teacher, id, { keywords: ["strips"] });
    expect(corrected.body).toMatchObject({
      version: 3,
      proposed: 4,
      keywords: ["strips"],
      title: LESSON.title,
    });
    expect(corrected.body.endorsements.every((e: { current: boolean }) => e.current)).toBe(true);
    const proposal = await registry.call("GET", `${at}/versions/4`, { key: teacher });
    expect(proposal.body.description).toMatchObject({ title: "A better title", keywords: ["strips"] });
    await decide(registry, curator, (await waiting(registry, id))?.id ?? "", YES);
    await decide(registry, staff, (await waiting(registry, id))?.id ?? "", YES);
    expect((await registry.call("GET", at)).body).toMatchObject({
      title: "A better title",
      keywords: ["strips"],
      version: 4,
    });
  });

  test("a declined proposal ends, and what was published stays", async () => {
    const { registry, teacher, curator, at, id } = await published();
    await change(registry, teacher, id, { title: "Worse" });
    await decide(registry, curator, (await waiting(registry, id))?.id ?? "", NO);
    const now = await registry.call("GET", at, { key: teacher });
    expect(now.body).toMatchObject({ title: LESSON.title, reach: "public" });
    expect(now.body.proposed).toBeUndefined();
  });

  test("an edit below public reach is published at once and ends the endorsement", async () => {
    const { registry, teacher, curator, id } = await shared();
    const offered = await offer(registry, teacher, id, { reach: "district" });
    await decide(registry, curator, offered.body.id, YES);
    const edited = await change(registry, teacher, id, { title: "Another lesson" });
    expect(edited.body).toMatchObject({
      version: 2,
      endorsements: [{ organization: "28", version: 1, current: false }],
    });
    const small = await change(registry, teacher, id, { keywords: ["later"] });
    expect(small.body.endorsements).toMatchObject([{ version: 1, current: false }]);
  });

  test("a curator's own edit keeps the endorsement of their organization", async () => {
    const { registry, teacher, curator, id } = await shared();
    const offered = await offer(registry, teacher, id, { reach: "district" });
    await decide(registry, curator, offered.body.id, YES);
    const edited = await change(registry, curator, id, { title: "Fraction strips, spelled right" });
    expect(edited.body.endorsements).toMatchObject([{ version: 2, current: true }]);
  });

  test("narrowing takes the offer back", async () => {
    const { registry, teacher, id } = await shared({ reach: "state" });
    const offered = await offer(registry, teacher, id);
    expect((await change(registry, teacher, id, { reach: "school" })).status).toBe(200);
    expect((await read(registry, teacher, offered.body.id)).body.state).toBe("withdrawn");
  });

  test("an owner passes a curator's narrowing only by a review", async () => {
    const { registry, teacher, curator, second, id } = await shared({ reach: "state" });
    await change(registry, curator, id, { reach: "school" });
    expect((await change(registry, teacher, id, { reach: "district" })).status).toBe(400);
    const offered = await offer(registry, teacher, id, { reach: "state" });
    expect(offered.body.organization.code).toBe("28");
    await decide(registry, second, offered.body.id, YES);
    expect((await registry.call("GET", `/api/v1/resources/${id}`, { key: teacher })).body.reach).toBe(
      "state",
    );
  });
});

describe("two at once", () => {
  test("of two reviewers one decides, and the other is told", async () => {
    const { registry, teacher, curator, second, id } = await shared();
    const offered = await offer(registry, teacher, id);
    const seen = { version: 1, revision: 1 };
    const both = await Promise.all([
      decide(registry, curator, offered.body.id, { ...YES, ...seen }),
      decide(registry, second, offered.body.id, { ...MEND, ...seen }),
    ]);
    const statuses = both.map((b) => b.status).sort();
    expect(statuses[0]).toBe(200);
    expect([409, 412]).toContain(statuses[1]);
    const after = await registry.parts.store.reviews.get(offered.body.id);
    expect(after?.decisions).toHaveLength(1);
  });

  test("of two who take it one has it, and only that one and the deputy decide", async () => {
    const { registry, teacher, curator, second, staff, id } = await shared();
    const third = await registry.person("28", "curator");
    const [me, colleague, deputy] = await Promise.all(
      [curator, second, third].map((key) => registry.call("GET", "/api/v1/people/me", { key })),
    );
    const offered = await offer(registry, teacher, id);
    const at = offered.body.id as string;
    const claims = await Promise.all([
      take(registry, curator, at, { person: me?.body.id, revision: 1 }),
      take(registry, second, at, { person: colleague?.body.id, revision: 1 }),
    ]);
    expect(claims.map((c) => c.status).sort()).toEqual([200, 412]);
    await take(registry, curator, at, { person: me?.body.id });
    expect((await decide(registry, second, at, YES)).status).toBe(409);
    await take(registry, curator, at, { person: me?.body.id, deputy: deputy?.body.id });
    expect((await decide(registry, staff, at, YES)).status).toBe(403);
    expect((await decide(registry, third, at, YES)).status).toBe(200);
  });

  test("of two offers of one resource one is made", async () => {
    const { registry, teacher, id } = await shared();
    const both = await Promise.all([offer(registry, teacher, id), offer(registry, teacher, id)]);
    expect(both.map((b) => b.status).sort()).toEqual([201, 409]);
  });
});
