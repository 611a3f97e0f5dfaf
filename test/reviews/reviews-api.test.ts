import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";
import {
  cast,
  change,
  decide,
  idOf,
  MEND,
  NO,
  offer,
  read,
  share,
  take,
  waiting,
  YES,
} from "./review-cast.ts";

const offered = async (body: object = {}, wanted: object = { reach: "public" }) => {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const made = await share(registry, people.teacher, body);
  const review = await offer(registry, people.teacher, made.body.id, wanted);
  return { registry, ...people, id: made.body.id as string, review: review.body.id as string };
};

describe("what one may not see does not exist", () => {
  test("a review answers outsiders like one that never was, on every address", async () => {
    const { registry, neighbor, review, id } = await offered({ reach: "state" });
    const strangers = [neighbor, await registry.person("36", "curator"), await registry.person("28113")];
    const absent = registry.parts.newId();
    const verdict = { ...NO, version: 1, revision: 1 };
    const asks: [string, string, object?][] = [
      ["GET", ""],
      ["POST", "/decision", verdict],
      ["POST", "/comments", { words: "Hello" }],
      ["PUT", "/assignee", { revision: 1 }],
      ["POST", "/withdrawal"],
      ["POST", "/resubmission", { message: "" }],
    ];
    for (const key of strangers) {
      for (const [method, path, body] of asks) {
        const ask = { key, ...(body ? { body } : {}) };
        const there = await registry.call(method, `/api/v1/reviews/${review}${path}`, ask);
        const not = await registry.call(method, `/api/v1/reviews/${absent}${path}`, ask);
        expect([method + path, there.status]).toEqual([method + path, 404]);
        expect({ ...there.body, instance: "" }).toEqual({ ...not.body, instance: "" });
      }
      const listed = await registry.call("GET", `/api/v1/resources/${id}/reviews`, { key });
      expect(listed.body).toEqual({ reviews: [] });
    }
    expect((await registry.call("GET", `/api/v1/reviews/${review}`)).status).toBe(401);
    expect((await registry.call("GET", "/api/v1/organizations/28/reviews", { key: neighbor })).status).toBe(
      403,
    );
  });

  test("notes among reviewers never reach the contributor, also when they are a curator themselves", async () => {
    const registry = await openTestRegistry();
    const [author, curator] = [
      await registry.person("28", "curator"),
      await registry.person("28", "curator"),
    ];
    const made = await share(registry, author, { reach: "district" });
    const { body } = await offer(registry, author, made.body.id, { reach: "public" });
    const at = `/api/v1/reviews/${body.id}/comments`;
    const note = await registry.call("POST", at, { key: curator, body: { words: "Weak.", internal: true } });
    expect(note.body.comments).toMatchObject([{ internal: true }]);
    await registry.call("POST", at, { key: curator, body: { words: "Which grade?" } });
    const theirs = await read(registry, author, body.id);
    expect(theirs.body.comments).toHaveLength(1);
    expect(theirs.text).not.toContain("Weak.");
    const answered = await registry.call("POST", at, {
      key: author,
      body: { words: "Third", answers: theirs.body.comments[0].id },
    });
    expect(answered.body.comments[1]).toMatchObject({ words: "Third", answers: theirs.body.comments[0].id });
    const sneaky = { words: "?", answers: note.body.comments[0].id };
    expect((await registry.call("POST", at, { key: author, body: sneaky })).status).toBe(400);
    expect(
      (await registry.call("POST", at, { key: author, body: { words: "x", internal: true } })).status,
    ).toBe(403);
    expect((await decide(registry, author, body.id, YES)).status).toBe(403);
    expect((await decide(registry, curator, body.id, YES)).status).toBe(200);
  });

  test("those asked see what is private while it is offered, and no longer than that", async () => {
    const registry = await openTestRegistry();
    const { curator, staff } = await cast(registry);
    const rules = { sharing: "after-review", trusted: [], revision: 0 };
    await registry.call("PUT", "/api/v1/organizations/28/rules", { key: curator, body: rules });
    const teacher = await registry.person("28103");
    const made = await share(registry, teacher, { reach: "private" });
    const { body } = await offer(registry, teacher, made.body.id, { reach: "district" });
    expect((await read(registry, curator, body.id)).body.description.title).toBe("Fraction strips on a line");
    expect((await registry.call("GET", `/api/v1/resources/${made.body.id}`, { key: curator })).status).toBe(
      404,
    );
    await registry.call("POST", `/api/v1/reviews/${body.id}/withdrawal`, { key: teacher });
    for (const key of [curator, staff]) expect((await read(registry, key, body.id)).status).toBe(404);
    const queue = await registry.call("GET", "/api/v1/organizations/28/reviews?state=any", { key: curator });
    expect(queue.body).toEqual({ total: 0, reviews: [] });
    expect((await read(registry, teacher, body.id)).body.state).toBe("withdrawn");
  });

  test("a proposal is its owner's and the reviewers' until it is accepted", async () => {
    const { registry, teacher, curator, staff, neighbor, id, review } = await offered();
    await decide(registry, curator, review, YES);
    await decide(registry, staff, (await waiting(registry, id))?.id ?? "", YES);
    await change(registry, teacher, id, { title: "Waits" });
    const at = `/api/v1/resources/${id}/versions/2`;
    const colleague = await registry.person("28103");
    for (const [key, status] of [
      [teacher, 200],
      [curator, 200],
      [staff, 200],
      [neighbor, 404],
      [colleague, 404],
    ] as const)
      expect((await registry.call("GET", at, { key })).status).toBe(status);
  });
});

describe("an offer", () => {
  test("is withdrawn by its contributor, and by nobody else", async () => {
    const { registry, teacher, curator, review } = await offered();
    expect(
      (await registry.call("POST", `/api/v1/reviews/${review}/withdrawal`, { key: curator })).status,
    ).toBe(403);
    const back = await registry.call("POST", `/api/v1/reviews/${review}/withdrawal`, { key: teacher });
    expect(back.body.state).toBe("withdrawn");
    expect(
      (await registry.call("POST", `/api/v1/reviews/${review}/withdrawal`, { key: teacher })).status,
    ).toBe(409);
  });

  test("declined is final for that version, and the next one may be offered", async () => {
    const { registry, teacher, curator, id, review } = await offered();
    expect((await decide(registry, curator, review, NO)).body.state).toBe("declined");
    expect((await offer(registry, teacher, id)).status).toBe(409);
    expect((await change(registry, teacher, id, { title: "Quite another lesson" })).status).toBe(200);
    expect((await offer(registry, teacher, id)).status).toBe(201);
  });

  test("made twice with one Idempotency-Key is made once", async () => {
    const registry = await openTestRegistry();
    const { teacher } = await cast(registry);
    const made = await share(registry, teacher);
    const ask = { key: teacher, body: { reach: "public" }, headers: { "idempotency-key": "offer-it-once" } };
    const answers = await Promise.all(
      [1, 2].map(() => registry.call("POST", `/api/v1/resources/${made.body.id}/reviews`, ask)),
    );
    expect(answers.map((a) => a.status)).toEqual([201, 201]);
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
  });

  test("keeps its history: what happened, by whom, in order", async () => {
    const { registry, teacher, curator, review } = await offered();
    await take(registry, curator, review, { person: await idOf(registry, curator) });
    await decide(registry, curator, review, MEND);
    await registry.call("POST", `/api/v1/reviews/${review}/resubmission`, {
      key: teacher,
      body: { message: "Done" },
    });
    const { body } = await read(registry, teacher, review);
    expect(body.events.map((e: { what: string }) => e.what)).toEqual([
      "offered",
      "claimed",
      "returned",
      "resubmitted",
    ]);
    expect(body.decisions).toMatchObject([{ outcome: "returned", reason: "incomplete", words: MEND.words }]);
  });
});

describe("the queue", () => {
  test("is oldest first, filtered, and whole page by page while others write", async () => {
    const registry = await openTestRegistry();
    const { teacher, curator } = await cast(registry);
    const titles = ["One", "Two", "Three", "Four"];
    for (const [i, title] of titles.entries()) {
      const made = await share(registry, teacher, { title, ...(i % 2 ? { subjects: ["science"] } : {}) });
      await offer(registry, teacher, made.body.id);
    }
    const ask = (query: string) =>
      registry.call("GET", `/api/v1/organizations/28/reviews?${query}`, { key: curator });
    const named = (body: { reviews: { resource: { title: string } }[] }) =>
      body.reviews.map((r) => r.resource.title);
    const first = await ask("limit=2");
    expect([first.body.total, named(first.body)]).toEqual([4, ["One", "Two"]]);
    await decide(registry, curator, first.body.reviews[0].id, NO);
    const second = await ask(`limit=2&after=${first.body.next}`);
    expect(named(second.body)).toEqual(["Three", "Four"]);
    expect(second.body.next).toBeUndefined();
    expect(named((await ask("sort=newest")).body)).toEqual(["Four", "Three", "Two"]);
    expect(named((await ask("subject=science")).body)).toEqual(["Two", "Four"]);
    expect(named((await ask("state=decided")).body)).toEqual(["One"]);
    expect((await ask("from=28113")).body.total).toBe(0);
    const mine = await idOf(registry, curator);
    await take(registry, curator, second.body.reviews[0].id, { person: mine });
    expect(named((await ask("assignee=me")).body)).toEqual(["Three"]);
    expect(named((await ask("assignee=nobody")).body)).toEqual(["Two", "Four"]);
    expect((await ask("after=nonsense")).status).toBe(400);
  });

  test("what is overdue stands in the queue above, and can be taken up there", async () => {
    const { registry, teacher, review } = await offered();
    registry.parts.clock = () => new Date(Date.now() + 12 * 86_400_000).toISOString();
    const staff = await registry.person("ri", "curator");
    const above = await registry.call("GET", "/api/v1/organizations/ri/reviews?below=overdue", {
      key: staff,
    });
    expect(above.body.reviews).toMatchObject([{ id: review, overdue: true, age: 12 }]);
    expect((await decide(registry, staff, review, YES)).status).toBe(403);
    const taken = await take(registry, staff, review, { person: await idOf(registry, staff) });
    expect(taken.body).toMatchObject({ organization: { code: "ri" }, escalatedFrom: { code: "28" } });
    expect((await decide(registry, staff, review, YES)).body.state).toBe("accepted");
    expect(teacher).toBeDefined();
  });

  test("many are decided at once, after a sample was looked at, and each by itself", async () => {
    const registry = await openTestRegistry();
    const { teacher, curator } = await cast(registry);
    const reviews: { review: string; version: number; revision: number }[] = [];
    for (let i = 0; i < 5; i++) {
      const made = await share(registry, teacher, { title: `Lesson ${i}`, url: `https://example.org/${i}` });
      const { body } = await offer(registry, teacher, made.body.id, { reach: "district" });
      reviews.push({ review: body.id, version: body.version, revision: body.revision });
    }
    const at = "/api/v1/organizations/28/decisions";
    const unlooked = await registry.call("POST", at, { key: curator, body: { ...YES, reviews } });
    expect([unlooked.status, unlooked.body.sample.length]).toEqual([409, 3]);
    const stale = reviews.map((r, i) => (i === 4 ? { ...r, revision: 9 } : r));
    const body = { ...YES, reviews: stale, looked: unlooked.body.sample };
    const done = await registry.call("POST", at, { key: curator, body });
    expect(done.body.results.map((r: { decided: boolean }) => r.decided)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(done.body.results[4].problem).toBe("stale");
    const [unsampled] = reviews.filter((r, i) => i < 4 && !unlooked.body.sample.includes(r.review));
    if (!unsampled) throw new Error("The sample cannot hold them all");
    const { body: one } = await read(registry, curator, unsampled.review);
    expect(one.decisions).toMatchObject([
      { outcome: "accepted", answers: [], batch: { size: 5, sampled: false } },
    ]);
  });
});

describe("rules and rubrics", () => {
  test("a district that reviews first is asked first, and trusts whom it names", async () => {
    const registry = await openTestRegistry();
    const { teacher, curator, neighbor } = await cast(registry);
    const trusted = await registry.person("28103");
    const at = "/api/v1/organizations/28/rules";
    const body = { sharing: "trusted-at-once", trusted: [await idOf(registry, trusted)], revision: 0 };
    expect((await registry.call("PUT", at, { key: teacher, body })).status).toBe(403);
    expect(
      (
        await registry.call("PUT", at, {
          key: curator,
          body: { ...body, trusted: [await idOf(registry, neighbor)] },
        })
      ).status,
    ).toBe(400);
    expect((await registry.call("PUT", at, { key: curator, body })).body).toMatchObject({
      revision: 1,
      trusted: [{ name: expect.any(String) }],
    });
    expect((await registry.call("PUT", at, { key: curator, body })).status).toBe(412);
    expect((await registry.call("GET", at)).body.trusted).toBeUndefined();
    const refused = await share(registry, teacher, { reach: "district" });
    expect(refused.body.errors[0]).toMatchObject({ pointer: "/reach", nearest: ["private", "school"] });
    expect((await share(registry, trusted, { reach: "state" })).status).toBe(201);
    const made = await share(registry, teacher);
    const { body: review } = await offer(registry, teacher, made.body.id, { reach: "district" });
    await decide(registry, curator, review.id, YES);
    const now = await registry.call("GET", `/api/v1/resources/${made.body.id}`, { key: teacher });
    expect(now.body).toMatchObject({ reach: "district", endorsements: [{ organization: "28" }] });
    expect((await registry.call("GET", "/api/v1/organizations/28103/rules")).status).toBe(404);
    const wrong = { sharing: "after-endorsement", revision: 1 };
    expect((await registry.call("PUT", at, { key: curator, body: wrong })).status).toBe(400);
  });

  test("state staff change what reviewers are asked, and nobody else", async () => {
    const registry = await openTestRegistry();
    const { curator, staff } = await cast(registry);
    const { rubrics } = (await registry.call("GET", "/api/v1/rubrics")).body;
    expect(rubrics.map((r: { id: string }) => r.id)).toEqual(["four-questions", "achieve"]);
    const body = { ...rubrics[0], label: "Four plain questions" };
    const at = "/api/v1/rubrics/four-questions";
    expect((await registry.call("PUT", at, { key: curator, body })).status).toBe(403);
    expect((await registry.call("PUT", at, { key: staff, body })).status).toBe(200);
    expect((await registry.call("PUT", "/api/v1/rubrics/other", { key: staff, body })).status).toBe(400);
    expect((await registry.call("GET", "/api/v1/rubrics")).body.rubrics[0].label).toBe(
      "Four plain questions",
    );
  });
});
