import { describe, expect, test } from "@jest/globals";
import { decide, offerCollection, waiting, YES } from "../reviews/review-cast.ts";
import { type Answer, openTestRegistry } from "../support/registry.ts";
import { begin, holding, publish, resource, withEtag } from "./fixtures.ts";

const at = (id: string, rest = "") => `/api/v1/collections/${id}${rest}`;
const guard = (answer: Answer) => ({ "if-match": String(answer.headers.get("etag")) });

describe("a collection", () => {
  test("is its maker's alone until it is published, and then reaches whom it should", async () => {
    const r = await openTestRegistry();
    const [maker, colleague, elsewhere] = [
      await r.person("28103"),
      await r.person("28103"),
      await r.person("35"),
    ];
    const id = await begin(r, maker, holding(await resource(r, maker, "Folding", "state")));
    for (const key of [colleague, elsewhere, await r.person("28", "curator"), undefined]) {
      const read = await r.call("GET", at(id), key ? { key } : {});
      expect(read.status).toBe(404);
      const absent = await r.call("GET", at("01930000-0000-7000-8000-0000000000ff"), key ? { key } : {});
      expect({ ...read.body, instance: "" }).toEqual({ ...absent.body, instance: "" });
    }
    expect((await publish(r, maker, id, "district")).body).toMatchObject({ reach: "district", version: 1 });
    expect((await r.call("GET", at(id), { key: colleague })).body).toMatchObject({ count: 1, version: 1 });
    expect((await r.call("GET", at(id), { key: colleague })).body).not.toHaveProperty("revision");
    expect((await r.call("GET", at(id), { key: elsewhere })).status).toBe(404);
    const listed = await r.call("GET", "/api/v1/collections", { key: elsewhere });
    expect(listed.body.collections).toEqual([]);
    expect((await r.call("GET", "/api/v1/collections", { key: colleague })).body.collections).toHaveLength(1);
    await withEtag(r, maker, "PATCH", id, "", { reach: "state" });
    expect((await r.call("GET", at(id), { key: elsewhere })).status).toBe(200);
    expect((await r.call("GET", at(id))).status).toBe(404);
    expect((await withEtag(r, maker, "DELETE", id, "/publication")).body).toMatchObject({ draft: true });
    expect((await r.call("GET", at(id), { key: elsewhere })).status).toBe(404);
  });

  test("shows readers the published version while its draft changes, and keeps every version", async () => {
    const r = await openTestRegistry();
    const staff = await r.person("ri", "curator");
    const [one, two] = [await resource(r, staff, "One", "public"), await resource(r, staff, "Two", "public")];
    const id = await begin(r, staff, holding(one));
    expect((await publish(r, staff, id, "public")).body).toMatchObject({
      version: 1,
      ownedBy: "organization",
    });
    const body = holding(two, one);
    const saved = await withEtag(r, staff, "PUT", id, "", { ...body, title: "Anew" });
    expect([saved.status, saved.body.draft, saved.body.changed]).toEqual([200, true, true]);
    const before = await r.call("GET", at(id));
    expect([before.body.title, before.body.count, before.body.version]).toEqual([holding().title, 1, 1]);
    await publish(r, staff, id);
    const after = await r.call("GET", at(id));
    expect([after.body.title, after.body.version]).toEqual(["Anew", 2]);
    expect(after.body.sections[0].entries.map((e: { resource: string }) => e.resource)).toEqual([two, one]);
    expect((await r.parts.store.collections.version(id, 1))?.content.title).toBe(holding().title);
    const { body: told } = await r.call("GET", at(id, "/history"), { key: staff });
    expect(told.events.map((e: { what: string }) => e.what)).toEqual([
      "created",
      "published",
      "edited",
      "published",
    ]);
  });

  test("says every fault at once, and tells nobody of resources they may not see", async () => {
    const r = await openTestRegistry();
    const [maker, other] = [await r.person("28103"), await r.person("35")];
    const secret = await resource(r, other, "Secret", "private");
    const mine = await resource(r, maker, "Mine", "state");
    const nobody = "01930000-0000-7000-8000-0000000000ff";
    const refused = await r.call("POST", "/api/v1/collections", {
      key: maker,
      body: { ...holding(mine, secret, nobody, mine), organization: "35", ownedBy: "organization" },
    });
    expect(refused.status).toBe(400);
    const faults = Object.fromEntries(
      refused.body.errors.map((e: { pointer: string; detail: string }) => [e.pointer, e.detail]),
    );
    expect(Object.keys(faults)).toEqual([
      "/organization",
      "/sections/0/entries/1/resource",
      "/sections/0/entries/2/resource",
      "/sections/0/entries/3/resource",
      "/ownedBy",
    ]);
    expect(faults["/sections/0/entries/1/resource"]).toBe(faults["/sections/0/entries/2/resource"]);
    const shape = await r.call("POST", "/api/v1/collections", {
      key: maker,
      body: { title: " ", sections: [{ entries: [{ resource: "x" }], color: "red" }] },
    });
    expect(shape.body.errors.map((e: { pointer: string }) => e.pointer).toSorted()).toEqual([
      "/sections/0/color",
      "/sections/0/entries/0/resource",
      "/title",
    ]);
    const empty = await begin(r, maker, { title: "Empty" });
    const early = await publish(r, maker, empty, "public");
    expect(early.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(["/sections", "/reach"]);
  });

  test("is changed only by those who read it last", async () => {
    const r = await openTestRegistry();
    const maker = await r.person("28103");
    const id = await begin(r, maker, holding(await resource(r, maker, "Mine", "state")));
    const read = await r.call("GET", at(id), { key: maker });
    const sent = (headers = {}) => r.call("PATCH", at(id), { key: maker, headers, body: { title: "New" } });
    expect((await sent()).status).toBe(428);
    expect((await sent(guard(read))).status).toBe(200);
    expect(
      (await r.call("PATCH", at(id), { key: maker, headers: guard(read), body: { title: "X" } })).status,
    ).toBe(412);
    const again = await r.call("GET", at(id, "?draft=yes"), { key: maker });
    const back = await r.call("PUT", at(id), { key: maker, headers: guard(again), body: again.body });
    expect([back.status, back.body.revision]).toEqual([200, again.body.revision]);
    const key = await r.person("28103");
    await publish(r, maker, id, "state");
    expect((await withEtag(r, key, "PATCH", id, "", { title: "Mine now" })).status).toBe(403);
  });

  test("leaves out what readers cannot see, counts honestly, and tells its curator", async () => {
    const r = await openTestRegistry();
    const [maker, elsewhere] = [await r.person("28103"), await r.person("35")];
    const [wide, narrow, gone] = [
      await resource(r, maker, "Wide", "state"),
      await resource(r, maker, "Narrow", "district"),
      await resource(r, maker, "Gone", "state"),
    ];
    const id = await begin(r, maker, holding(wide, narrow, gone));
    await publish(r, maker, id, "state");
    const read = await r.call("GET", `/api/v1/resources/${gone}`, { key: maker });
    const body = { reason: "The page is no more" };
    await r.call("POST", `/api/v1/resources/${gone}/withdrawal`, { key: maker, headers: guard(read), body });
    const { body: shown } = await r.call("GET", at(id), { key: elsewhere });
    expect([shown.count, shown.sections[0].entries.map((e: { title: string }) => e.title)]).toEqual([
      1,
      ["Wide"],
    ]);
    expect(JSON.stringify(shown)).not.toContain(narrow);
    expect(JSON.stringify(shown)).not.toContain(gone);
    const { body: list } = await r.call("GET", "/api/v1/collections", { key: elsewhere });
    expect(list.collections[0].count).toBe(1);
    const { body: kept } = await r.call("GET", at(id, "?draft=yes"), { key: maker });
    expect(kept.gaps).toEqual([
      { resource: narrow, title: "Narrow", why: "narrower", note: "district" },
      { resource: gone, title: "Gone", why: "withdrawn", note: "The page is no more" },
    ]);
    expect(kept.sections[0].entries).toHaveLength(3);
  });

  test("goes public with the state's yes alone, and each new version waits for the next", async () => {
    const r = await openTestRegistry();
    const [maker, staff] = [await r.person("28103"), await r.person("ri", "curator")];
    const district = await r.person("28", "curator");
    const [one, two] = [await resource(r, staff, "One", "public"), await resource(r, staff, "Two", "public")];
    const id = await begin(r, maker, holding(one));
    expect((await publish(r, maker, id, "public")).status).toBe(400);
    await publish(r, maker, id, "state");
    expect((await withEtag(r, maker, "PATCH", id, "", { reach: "public" })).status).toBe(400);
    const offered = await offerCollection(r, maker, id, { reach: "public" });
    const first = await decide(r, district, offered.body.id, YES);
    expect([offered.body.organization.code, first.body.state]).toEqual(["28", "accepted"]);
    const { body: seen } = await r.call("GET", at(id), { key: maker });
    expect([seen.reach, seen.endorsements]).toMatchObject(["state", [{ organization: "28", version: 1 }]]);
    expect((await withEtag(r, maker, "PATCH", id, "", { reach: "public" })).status).toBe(400);
    expect((await decide(r, staff, (await waiting(r, id))?.id ?? "", YES)).status).toBe(200);
    expect((await r.call("GET", at(id))).body).toMatchObject({ count: 1, reach: "public" });
    await withEtag(r, maker, "PUT", id, "", holding(one, two));
    expect((await publish(r, maker, id)).body).toMatchObject({ version: 1, proposed: 2 });
    expect((await r.call("GET", at(id))).body).toMatchObject({ version: 1, count: 1 });
    expect((await r.call("GET", at(id, "/versions/2"))).status).toBe(404);
    await decide(r, district, (await waiting(r, id))?.id ?? "", YES);
    expect((await r.call("GET", at(id))).body).toMatchObject({ version: 1, count: 1 });
    await decide(r, staff, (await waiting(r, id))?.id ?? "", YES);
    expect((await r.call("GET", at(id))).body).toMatchObject({ version: 2, count: 2 });
  });

  test("can be hidden by a curator above, and only they or those above show it again", async () => {
    const r = await openTestRegistry();
    const [maker, district, staff] = [
      await r.person("28103"),
      await r.person("28", "curator"),
      await r.person("ri", "curator"),
    ];
    const id = await begin(r, maker, holding(await resource(r, maker, "Mine", "state")));
    await publish(r, maker, id, "state");
    const body = { reason: "It names a student" };
    expect((await r.call("PUT", at(id, "/hiding"), { key: maker, body })).status).toBe(403);
    expect((await r.call("PUT", at(id, "/hiding"), { key: staff, body })).status).toBe(204);
    expect((await r.call("GET", at(id), { key: await r.person("35") })).status).toBe(404);
    expect((await r.call("GET", at(id), { key: maker })).body.status).toBe("hidden");
    expect((await r.call("DELETE", at(id, "/hiding"), { key: district })).status).toBe(403);
    expect((await r.call("DELETE", at(id, "/hiding"), { key: staff })).status).toBe(204);
    expect((await r.call("GET", at(id), { key: await r.person("35") })).status).toBe(200);
  });
});

describe("keeping a collection together", () => {
  test("each must accept, then changes and publishes it, and can leave", async () => {
    const r = await openTestRegistry();
    const [maker, friend, stranger] = [await r.person("28103"), await r.person("35"), await r.person("35")];
    const me = (await r.call("GET", "/api/v1/people/me", { key: friend })).body;
    const person = await r.parts.store.people.get(me.id);
    if (!person) throw new Error("no friend");
    await r.parts.store.commit([{ noun: "person", after: { ...person, email: "friend@westerly.example" } }]);
    const id = await begin(r, maker, holding(await resource(r, maker, "Mine", "state")));
    const ask = (who: string) => r.call("POST", at(id, "/curators"), { key: maker, body: { who } });
    const known = await ask("Friend@westerly.example");
    const unknown = await ask("nobody@westerly.example");
    expect(known.body.curators[0]).toMatchObject({ name: "Friend@westerly.example", state: "invited" });
    expect(unknown.body.curators[1]).toMatchObject({ name: "nobody@westerly.example", state: "invited" });
    expect((await ask(me.name)).body.errors[0].pointer).toBe("/who");
    expect((await r.call("GET", at(id), { key: friend })).status).toBe(404);
    const asked = await r.call("GET", "/api/v1/collections?which=invited", { key: friend });
    expect(asked.body.collections.map((c: { id: string }) => c.id)).toEqual([id]);
    expect((await r.call("PUT", at(id, "/curators/me"), { key: stranger })).status).toBe(404);
    expect((await r.call("PUT", at(id, "/curators/me"), { key: friend })).status).toBe(204);
    const more = await resource(r, friend, "From Westerly", "state");
    const read = await r.call("GET", at(id, "?draft=yes"), { key: friend });
    const sections = [...read.body.sections, { heading: "More", entries: [{ resource: more }] }];
    expect((await withEtag(r, friend, "PATCH", id, "", { sections })).status).toBe(200);
    expect((await publish(r, friend, id, "state")).status).toBe(400);
    expect((await publish(r, maker, id, "state")).body.count).toBe(2);
    expect((await withEtag(r, friend, "DELETE", id, "/publication")).status).toBe(403);
    const { curators } = (await r.call("GET", at(id, "/curators"), { key: friend })).body;
    expect(curators[0]).toMatchObject({ name: me.name, state: "accepted" });
    expect((await r.call("DELETE", at(id, "/curators/me"), { key: friend })).status).toBe(204);
    expect((await withEtag(r, friend, "PATCH", id, "", { title: "Mine" })).status).toBe(403);
  });

  test("colleagues are found by their name", async () => {
    const r = await openTestRegistry();
    const [maker, colleague] = [await r.person("28103"), await r.person("28103")];
    const { name } = (await r.call("GET", "/api/v1/people/me", { key: colleague })).body;
    const id = await begin(r, maker, { title: "Together" });
    const asked = await r.call("POST", at(id, "/curators"), {
      key: maker,
      body: { who: name.toUpperCase() },
    });
    expect(asked.status).toBe(200);
    expect((await r.call("PUT", at(id, "/curators/me"), { key: colleague })).status).toBe(204);
  });
});

describe("the home page's collections", () => {
  test("are chosen and ordered by state staff, and show only what one may see", async () => {
    const r = await openTestRegistry();
    const staff = await r.person("ri", "curator");
    const one = await resource(r, staff, "One", "public");
    const ids: string[] = [];
    for (const title of ["A", "B"]) {
      const id = await begin(r, staff, { ...holding(one), title });
      await publish(r, staff, id, "public");
      ids.push(id);
    }
    const draft = await begin(r, staff, holding(one));
    const set = async (key: string, collections: string[]) => {
      const now = await r.call("GET", "/api/v1/featured", { key });
      return r.call("PUT", "/api/v1/featured", { key, headers: guard(now), body: { collections } });
    };
    expect((await r.call("PUT", "/api/v1/featured", { key: staff, body: { collections: ids } })).status).toBe(
      428,
    );
    expect((await set(await r.person("28", "curator"), ids)).status).toBe(403);
    const refused = await set(staff, [draft, ids[0] ?? "", ids[0] ?? ""]);
    expect(refused.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual([
      "/collections/0",
      "/collections/2",
    ]);
    expect((await set(staff, ids.toReversed())).status).toBe(200);
    const titles = async () =>
      (await r.call("GET", "/api/v1/featured")).body.collections.map((c: { title: string }) => c.title);
    expect(await titles()).toEqual(["B", "A"]);
    await withEtag(r, staff, "DELETE", ids[1] ?? "", "/publication");
    expect(await titles()).toEqual(["A"]);
  });
});
