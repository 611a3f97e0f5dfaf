import { describe, expect, test } from "@jest/globals";
import { begin, holding, publish, resource, withEtag } from "../collections/fixtures.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { cast, decide, idOf, MEND, NO, offerCollection, read, take, waiting, YES } from "./review-cast.ts";

/** A teacher's collection of a public and a narrower resource, shared with the state and offered to everyone. */
async function offered(wanted: object = { reach: "public", message: "Tried with two classes" }) {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const open = await resource(registry, people.staff, "Open", "public");
  const narrow = await resource(registry, people.teacher, "Narrow", "district");
  const id = await begin(registry, people.teacher, holding(open, narrow));
  await publish(registry, people.teacher, id, "state");
  const review = await offerCollection(registry, people.teacher, id, wanted);
  expect([review.status, review.body.errors]).toEqual([201, undefined]);
  return { registry, ...people, id, open, narrow, review: review.body.id as string, made: review.body };
}

const at = (id: string, rest = "") => `/api/v1/collections/${id}${rest}`;
const noticesOf = async (registry: TestRegistry, key: string) =>
  (await registry.call("GET", "/api/v1/people/me/notices", { key })).body.notices.map(
    (n: { what: string; words: string }) => n.words,
  );

describe("a collection that is offered", () => {
  test("is asked of the district and shown to it with what its readers would miss", async () => {
    const { registry, curator, id, narrow, review, made } = await offered();
    expect(made).toMatchObject({
      collection: { id, title: "Fractions you can point at" },
      organization: { code: "28" },
      goal: { organization: { code: "ri" }, reach: "public" },
      state: "open",
      youAre: "contributor",
    });
    expect(made.resource).toBeUndefined();
    const { body } = await read(registry, curator, review);
    expect(body).toMatchObject({ youAre: "reviewer", mayDecide: true, message: "Tried with two classes" });
    expect(body.content.sections[0].entries).toHaveLength(2);
    expect(body.checks[0]).toEqual({
      id: "reach",
      result: "missing",
      says: "Some readers would not find one resource",
      resources: [{ id: narrow, title: "Narrow" }],
    });
    const queue = await registry.call("GET", "/api/v1/organizations/28/reviews", { key: curator });
    expect(queue.body).toMatchObject({ total: 1, reviews: [{ id: review, collection: { id } }] });
    for (const [query, total] of [
      ["subject=mathematics", 1],
      ["subject=science", 0],
      ["from=28103", 1],
      ["from=28113", 0],
    ] as const) {
      const some = await registry.call("GET", `/api/v1/organizations/28/reviews?${query}`, { key: curator });
      expect([query, some.body.total]).toEqual([query, total]);
    }
    expect(await noticesOf(registry, curator)).toEqual([
      expect.stringContaining("“Fractions you can point at” waits for a review by Providence"),
    ]);
  });

  test("comes back with reasons, is fixed in the same offer, and keeps its place", async () => {
    const { registry, teacher, curator, open, id, review } = await offered();
    await decide(registry, curator, review, MEND);
    expect((await read(registry, teacher, review)).body).toMatchObject({
      state: "returned",
      decisions: [{ outcome: "returned", words: MEND.words, version: 1 }],
    });
    await withEtag(registry, teacher, "PUT", id, "", { ...holding(open), title: "Fractions, mended" });
    expect((await publish(registry, teacher, id)).body).toMatchObject({ version: 2, reach: "state" });
    const again = await registry.call("POST", `/api/v1/reviews/${review}/resubmission`, {
      key: teacher,
      body: { message: "Taken out" },
    });
    expect(again.body).toMatchObject({ state: "open", version: 2, message: "Taken out" });
    const { body } = await read(registry, curator, review);
    expect(body.since).toEqual({
      version: 1,
      fields: [
        { field: "title", before: "Fractions you can point at", now: "Fractions, mended" },
        {
          field: "resources",
          before: ["Start here", "Open", "Narrow"],
          now: ["Start here", "Open"],
        },
      ],
    });
    expect((await decide(registry, curator, review, { ...YES, version: 1 })).status).toBe(412);
    expect((await decide(registry, curator, review, YES)).status).toBe(200);
    const { body: seen } = await registry.call("GET", at(id), { key: teacher });
    expect(seen).toMatchObject({ reach: "state", endorsements: [{ organization: "28", version: 2 }] });
  });

  test("goes on to the state with what the district said, and is then there for everyone", async () => {
    const { registry, curator, staff, teacher, id, narrow, review } = await offered();
    expect((await registry.call("GET", at(id))).status).toBe(404);
    await decide(registry, curator, review, { ...YES, words: "Clear and ready to use" });
    const next = await waiting(registry, id);
    expect(next).toMatchObject({ organization: "ri", previous: review, collection: id, version: 1 });
    const { body } = await read(registry, staff, next?.id ?? "");
    expect(body.before).toMatchObject([{ outcome: "accepted", words: "Clear and ready to use" }]);
    expect((await registry.call("GET", at(id))).status).toBe(404);
    await decide(registry, staff, next?.id ?? "", YES);
    const out = await registry.call("GET", at(id));
    expect(out.body).toMatchObject({ reach: "public", count: 1 });
    expect(out.text).not.toContain(narrow);
    expect(await noticesOf(registry, teacher)).toEqual([
      expect.stringContaining("Rhode Island"),
      expect.stringContaining("Providence accepted “Fractions you can point at”"),
    ]);
  });

  test("is declined for good in that version, and offered again once it was changed", async () => {
    const { registry, teacher, curator, open, id, review } = await offered();
    await decide(registry, curator, review, NO);
    expect((await offerCollection(registry, teacher, id, { reach: "public" })).status).toBe(409);
    await withEtag(registry, teacher, "PUT", id, "", holding(open));
    await publish(registry, teacher, id);
    expect((await offerCollection(registry, teacher, id, { reach: "public" })).status).toBe(201);
  });

  test("ends with its narrowing and with being taken back, and nobody can decide about it then", async () => {
    for (const end of [
      (r: TestRegistry, key: string, id: string) => withEtag(r, key, "PATCH", id, "", { reach: "district" }),
      (r: TestRegistry, key: string, id: string) => withEtag(r, key, "DELETE", id, "/publication"),
    ]) {
      const { registry, teacher, curator, id, review } = await offered();
      expect((await end(registry, teacher, id)).status).toBe(200);
      expect((await registry.parts.store.reviews.get(review))?.state).toBe("withdrawn");
      expect((await decide(registry, curator, review, YES)).status).toBeGreaterThan(400);
      const queue = await registry.call("GET", "/api/v1/organizations/28/reviews", { key: curator });
      expect(queue.body.total).toBe(0);
    }
  });
});

describe("a collection nobody has read yet", () => {
  test("is offered as its draft stands, and what is written meanwhile stays its keeper's", async () => {
    const registry = await openTestRegistry();
    const { teacher, curator, neighbor, staff } = await cast(registry);
    const rules = { sharing: "after-review", trusted: [], revision: 0 };
    await registry.call("PUT", "/api/v1/organizations/28/rules", { key: curator, body: rules });
    const open = await resource(registry, staff, "Open", "public");
    const id = await begin(registry, teacher, holding(open));
    const { body } = await offerCollection(registry, teacher, id, { reach: "district" });
    expect(body).toMatchObject({ version: 1, organization: { code: "28" }, goal: { reach: "district" } });
    await withEtag(registry, teacher, "PATCH", id, "", { title: "My secret plan" });
    for (const address of [`/api/v1/reviews/${body.id}`, "/api/v1/organizations/28/reviews"]) {
      const { status, text } = await registry.call("GET", address, { key: curator });
      expect([status, text.includes("secret")]).toEqual([200, false]);
    }
    expect((await registry.call("GET", at(id), { key: curator })).status).toBe(404);
    expect((await registry.call("GET", at(id, "/reviews"), { key: neighbor })).status).toBe(404);
    expect((await decide(registry, curator, body.id, YES)).status).toBe(200);
    const seen = await registry.call("GET", at(id), { key: await registry.person("28113") });
    expect(seen.body).toMatchObject({ title: "Fractions you can point at", reach: "district", version: 1 });
    expect(seen.text).not.toContain("secret");
  });

  test("is nobody's but its keepers' again when its offer is taken back", async () => {
    const registry = await openTestRegistry();
    const { teacher, curator, staff } = await cast(registry);
    const rules = { sharing: "after-review", trusted: [], revision: 0 };
    await registry.call("PUT", "/api/v1/organizations/28/rules", { key: curator, body: rules });
    const id = await begin(registry, teacher, holding(await resource(registry, staff, "Open", "public")));
    const { body } = await offerCollection(registry, teacher, id, { reach: "district" });
    expect((await read(registry, curator, body.id)).status).toBe(200);
    await registry.call("POST", `/api/v1/reviews/${body.id}/withdrawal`, { key: teacher });
    expect((await read(registry, curator, body.id)).status).toBe(404);
    expect((await registry.call("GET", at(id, "/versions/1"), { key: curator })).status).toBe(404);
    expect((await registry.parts.store.collections.get(id))?.proposed).toBeUndefined();
  });

  test("cannot be offered empty, nor to nobody, and says so", async () => {
    const registry = await openTestRegistry();
    const { teacher } = await cast(registry);
    const id = await begin(registry, teacher, { title: "Empty" });
    const empty = await offerCollection(registry, teacher, id, { reach: "public" });
    expect(empty.body.errors).toMatchObject([{ pointer: "/sections" }]);
    const full = await begin(registry, teacher, holding(await resource(registry, teacher, "Mine", "state")));
    const nowhere = await offerCollection(registry, teacher, full, {});
    expect(nowhere.body.errors).toMatchObject([{ pointer: "/reach" }]);
  });
});

describe("who may decide about a collection", () => {
  test("is a curator of the organization asked, and never one who keeps it", async () => {
    const { registry, teacher, curator, second, staff, neighbor, id, review } = await offered();
    const { name } = (await registry.call("GET", "/api/v1/people/me", { key: curator })).body;
    const person = await registry.parts.store.people.get(await idOf(registry, curator));
    if (!person) throw new Error("no curator");
    const email = "curator@providence.example";
    await registry.parts.store.commit([{ noun: "person", after: { ...person, email } }]);
    await registry.call("POST", at(id, "/curators"), { key: teacher, body: { who: email } });
    expect(await noticesOf(registry, curator)).toContainEqual(
      expect.stringContaining("asks you to help maintain the collection “Fractions you can point at”."),
    );
    await registry.call("PUT", at(id, "/curators/me"), { key: curator });
    const { body } = await read(registry, curator, review);
    expect(body).toMatchObject({ youAre: "contributor", mayDecide: false });
    await registry.call("POST", `/api/v1/reviews/${review}/comments`, {
      key: second,
      body: { words: "Among us", internal: true },
    });
    for (const key of [teacher, curator])
      expect((await read(registry, key, review)).text).not.toContain("Among us");
    expect((await decide(registry, curator, review, YES)).status).toBe(403);
    expect((await decide(registry, teacher, review, YES)).status).toBe(403);
    expect((await decide(registry, staff, review, YES)).status).toBe(403);
    expect((await decide(registry, neighbor, review, YES)).status).toBe(404);
    const given = await take(registry, second, review, { person: await idOf(registry, curator) });
    expect([given.status, name.length > 0]).toEqual([400, true]);
    expect((await decide(registry, second, review, YES)).status).toBe(200);
  });

  test("does not exist for outsiders, on any of its addresses", async () => {
    const { registry, id, review } = await offered({ reach: "public" });
    await registry.parts.store.reviews.get(review);
    const strangers = [await registry.person("36", "curator"), await registry.person("28113")];
    for (const key of strangers) {
      for (const rest of ["", "/withdrawal"])
        expect(
          (await registry.call(rest ? "POST" : "GET", `/api/v1/reviews/${review}${rest}`, { key })).status,
        ).toBe(404);
      expect((await registry.call("GET", at(id, "/reviews"), { key })).body).toEqual({ reviews: [] });
      expect((await offerCollection(registry, key, id, { reach: "public" })).status).toBe(403);
    }
    expect((await registry.call("GET", at(id, "/reviews"))).status).toBe(401);
  });
});
