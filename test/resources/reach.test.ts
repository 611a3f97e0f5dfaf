import { describe, expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const LINK = "https://example.org/lesson";

async function share(registry: TestRegistry, key: string, body: object) {
  return registry.call("POST", "/api/v1/resources", { key, body: { title: "A lesson", url: LINK, ...body } });
}

describe("who can see a resource", () => {
  // Teachers of two schools of Providence, one of Westerly, the curators above them, and nobody.
  const WHO = {
    "same school": ["28103", "member"],
    "same district": ["28113", "member"],
    "other district": ["36104", "member"],
    "school's curator": ["28103", "curator"],
    "district's curator": ["28", "curator"],
    "other district's curator": ["36", "curator"],
    "state staff": ["ri", "curator"],
    "a partner": ["uri", "member"],
  } as const;
  const SEEN_BY: Record<string, (keyof typeof WHO)[]> = {
    private: [],
    school: ["same school", "school's curator", "district's curator", "state staff"],
    district: ["same school", "same district", "school's curator", "district's curator", "state staff"],
    state: Object.keys(WHO) as (keyof typeof WHO)[],
  };

  test.each(Object.entries(SEEN_BY))(
    "with %s reach it is seen by those within and nobody else",
    async (reach, seen) => {
      const registry = await openTestRegistry();
      const owner = await registry.person("28103");
      const made = await share(registry, owner, { reach });
      expect(made.status).toBe(201);
      const at = `/api/v1/resources/${made.body.id}`;
      expect((await registry.call("GET", at, { key: owner })).status).toBe(200);
      expect((await registry.call("GET", at)).status).toBe(404);
      await registry.indexed();
      for (const [who, [organization, role]] of Object.entries(WHO)) {
        const key = await registry.person(organization, role);
        const expected = (seen as string[]).includes(who);
        const read = await registry.call("GET", at, { key });
        const listed = await registry.call("GET", "/api/v1/resources", { key });
        const found = await registry.call("GET", "/api/v1/search?q=lesson", { key });
        const history = await registry.call("GET", `${at}/history`, { key });
        expect([who, read.status, listed.body.resources.length, found.body.total, history.status]).toEqual(
          expected ? [who, 200, 1, 1, 200] : [who, 404, 0, 0, 404],
        );
      }
    },
  );

  test("what state staff catalogue is public at once, and marked so", async () => {
    const registry = await openTestRegistry();
    const staff = await registry.person("ri", "curator");
    const made = await share(registry, staff, { organization: "ri" });
    expect(made.body).toMatchObject({
      reach: "public",
      catalogued: true,
      endorsements: [],
      ownedBy: "organization",
    });
    const read = await registry.call("GET", `/api/v1/resources/${made.body.id}`);
    expect(read.status).toBe(200);
  });
});

describe("how far a resource may go", () => {
  test("a teacher shares with every educator of the state at once, and not with everyone", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    expect((await share(registry, key, { reach: "state" })).status).toBe(201);
    const refused = await share(registry, key, { reach: "public" });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0]).toMatchObject({
      pointer: "/reach",
      nearest: ["private", "school", "district", "state"],
    });
  });

  test("without a link it stays within its organization", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const body = { title: "On paper only", reach: "school" };
    expect((await registry.call("POST", "/api/v1/resources", { key, body })).status).toBe(201);
    const refused = await registry.call("POST", "/api/v1/resources", {
      key,
      body: { ...body, reach: "district" },
    });
    expect(refused.body.errors[0]).toMatchObject({ pointer: "/reach", nearest: ["school"] });
  });

  test("a partner has no school and no district to share with", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("uri");
    const refused = await share(registry, key, { reach: "district" });
    expect(refused.body.errors[0].nearest).toEqual(["private", "state", "public"]);
  });

  test("a curator narrows, and the owner cannot pass that again alone", async () => {
    const registry = await openTestRegistry();
    const owner = await registry.person("28103");
    const curator = await registry.person("28", "curator");
    const made = await share(registry, owner, { reach: "state" });
    const at = `/api/v1/resources/${made.body.id}`;
    const guard = (answer: { headers: Headers }) => ({ "if-match": answer.headers.get("etag") ?? "" });
    const hidden = { key: curator, body: { reach: "private" }, headers: guard(made) };
    expect((await registry.call("PATCH", at, hidden)).status).toBe(400);
    const narrowed = await registry.call("PATCH", at, { ...hidden, body: { reach: "district" } });
    expect(narrowed.body.reach).toBe("district");
    const widened = { key: owner, body: { reach: "state" }, headers: guard(narrowed) };
    const refused = await registry.call("PATCH", at, widened);
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].detail).toContain("narrowed");
  });

  test("a reader of a wider reach does not see versions from before", async () => {
    const registry = await openTestRegistry();
    const owner = await registry.person("28103");
    const colleague = await registry.person("36104");
    const made = await share(registry, owner, { title: "First, at school", reach: "school" });
    const at = `/api/v1/resources/${made.body.id}`;
    const guard = { "if-match": made.headers.get("etag") ?? "" };
    const body = { title: "Second, for all", reach: "state" };
    expect((await registry.call("PATCH", at, { key: owner, body, headers: guard })).status).toBe(200);
    expect((await registry.call("GET", `${at}/versions/1`, { key: colleague })).status).toBe(404);
    expect((await registry.call("GET", `${at}/versions/2`, { key: colleague })).status).toBe(200);
    expect((await registry.call("GET", `${at}/versions/1`, { key: owner })).body.description.title).toBe(
      "First, at school",
    );
  });
});
