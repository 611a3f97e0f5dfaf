import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

const LESSON = {
  title: "Fraction strips on a line",
  summary: "Students fold strips and place them on a floor-sized number line.",
  url: "https://example.org/strips",
  subjects: ["Math"],
  grades: ["3-4"],
  license: "https://creativecommons.org/licenses/by/4.0/",
  alignments: [{ item: "3nfa2", type: "teaches", level: "Developing" }],
};

describe("registering", () => {
  test("a teacher registers a resource and reads it back, spellings understood", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const made = await registry.call("POST", "/api/v1/resources", { key, body: LESSON });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      organization: "28103",
      ownedBy: "person",
      reach: "private",
      version: 1,
      subjects: ["mathematics"],
      grades: ["03", "04"],
      license: "CC-BY-4.0",
      adaptable: true,
      alignments: [{ type: "teaches", level: "developing" }],
    });
    const read = await registry.call("GET", made.headers.get("location") ?? "", { key });
    expect(read.status).toBe(200);
    expect(read.headers.get("etag")).toBe(made.headers.get("etag"));
    expect(read.body.title).toBe(LESSON.title);
  });

  test("what is missing is accepted and comes back as warnings", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const made = await registry.call("POST", "/api/v1/resources", { key, body: { title: "Only a title" } });
    expect(made.status).toBe(201);
    expect(made.body.license).toBe("not-stated");
    expect(made.body.adaptable).toBe(false);
    expect(made.body.warnings.map((w: { pointer: string }) => w.pointer)).toEqual([
      "/license",
      "/subjects",
      "/url",
    ]);
  });

  test("every fault is told at once, with its pointer and the nearest valid values", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const refused = await registry.call("POST", "/api/v1/resources", {
      key,
      body: {
        ...LESSON,
        subjects: ["mathmatics"],
        grades: ["seventeenth"],
        license: "whatever",
        languages: ["en", "klingonese"],
        alignments: [{ item: "9.ZZ.4" }],
      },
    });
    expect(refused.status).toBe(400);
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    const errors = refused.body.errors as { pointer: string; nearest?: string[] }[];
    expect(errors.map((e) => e.pointer)).toEqual([
      "/subjects/0",
      "/grades/0",
      "/languages/1",
      "/license",
      "/alignments/0/item",
    ]);
    expect(errors[0]?.nearest).toContain("mathematics");
  });

  test("unknown members and links that are not http are refused", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const body = { ...LESSON, url: "javascript:alert(1)", colour: "red", evidence: "ftp://example.org" };
    const refused = await registry.call("POST", "/api/v1/resources", { key, body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual([
      "/colour",
      "/evidence",
      "/url",
    ]);
  });

  test("without a key nothing is registered", async () => {
    const registry = await openTestRegistry();
    const refused = await registry.call("POST", "/api/v1/resources", { body: LESSON });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain("Bearer");
  });

  test("the same Idempotency-Key gives the same answer, once", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const ask = { key, body: LESSON, headers: { "idempotency-key": "lesson-upload-1" } };
    const answers = await Promise.all([1, 2, 3].map(() => registry.call("POST", "/api/v1/resources", ask)));
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
    expect(await registry.parts.store.resources.count()).toBe(1);
    const other = await registry.call("POST", "/api/v1/resources", { ...ask, body: { title: "Another" } });
    expect(other.status).toBe(409);
  });
});

describe("changing", () => {
  const shared = async (reach = "state") => {
    const registry = await openTestRegistry();
    const key = await registry.person("28103");
    const made = await registry.call("POST", "/api/v1/resources", { key, body: { ...LESSON, reach } });
    return { registry, key, at: made.headers.get("location") ?? "", etag: made.headers.get("etag") ?? "" };
  };

  test("a change without If-Match is refused, with an old one it is stale", async () => {
    const { registry, key, at, etag } = await shared();
    const body = { title: "Fraction strips, again" };
    expect((await registry.call("PATCH", at, { key, body })).status).toBe(428);
    const changed = await registry.call("PATCH", at, { key, body, headers: { "if-match": etag } });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ title: body.title, version: 2, grades: ["03", "04"] });
    const late = await registry.call("PATCH", at, {
      key,
      body: { title: "Late" },
      headers: { "if-match": etag },
    });
    expect(late.status).toBe(412);
    const next = {
      key,
      body: { title: "In time" },
      headers: { "if-match": changed.headers.get("etag") ?? "" },
    };
    expect((await registry.call("PATCH", at, next)).status).toBe(200);
  });

  test("of two changes at once one wins and the other is told", async () => {
    const { registry, key, at, etag } = await shared();
    const attempts = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        registry.call("PATCH", at, { key, body: { title: `Attempt ${n}` }, headers: { "if-match": etag } }),
      ),
    );
    expect(attempts.map((a) => a.status).sort()).toEqual([200, 412, 412, 412]);
  });

  test("what was read can be put back and changes nothing", async () => {
    const { registry, key, at, etag } = await shared();
    const read = await registry.call("GET", at, { key });
    const put = await registry.call("PUT", at, { key, body: read.body, headers: { "if-match": etag } });
    expect(put.status).toBe(200);
    expect(put.body.version).toBe(1);
    expect(put.headers.get("etag")).toBe(etag);
  });

  test("null takes a member away", async () => {
    const { registry, key, at, etag } = await shared();
    const patch = { key, body: { alignments: null, license: null }, headers: { "if-match": etag } };
    const changed = await registry.call("PATCH", at, patch);
    expect(changed.body).toMatchObject({ alignments: [], license: "not-stated" });
  });

  test("an unchanged resource answers 304", async () => {
    const { registry, key, at, etag } = await shared();
    expect((await registry.call("GET", at, { key, headers: { "if-none-match": etag } })).status).toBe(304);
  });

  test("a withdrawn resource leaves a tombstone for those who could see it, and nothing for others", async () => {
    const { registry, key, at, etag } = await shared();
    const colleague = await registry.person("36104");
    expect((await registry.call("GET", at, { key: colleague })).status).toBe(200);
    const body = { reason: "Replaced by a better one", instead: "https://example.org/better" };
    const done = await registry.call("POST", `${at}/withdrawal`, {
      key,
      body,
      headers: { "if-match": etag },
    });
    expect(done.status).toBe(204);
    const gone = await registry.call("GET", at, { key: colleague });
    expect(gone.status).toBe(410);
    expect(gone.body.tombstone).toMatchObject({ by: "owner", ...body });
    const signedOut = await registry.call("GET", at);
    const absent = await registry.call("GET", `/api/v1/resources/${registry.parts.newId()}`);
    expect(signedOut.status).toBe(404);
    expect({ ...signedOut.body, instance: "" }).toEqual({ ...absent.body, instance: "" });
  });

  test("the history names people within the organization and roles outside it", async () => {
    const { registry, key, at } = await shared();
    const colleague = await registry.person("36104");
    const mine = await registry.call("GET", `${at}/history`, { key });
    expect(mine.body.events).toHaveLength(1);
    expect(mine.body.events[0]).toMatchObject({ what: "created", role: "owner", reach: "state" });
    expect(mine.body.events[0].by).toMatch(/^Person/);
    const theirs = await registry.call("GET", `${at}/history`, { key: colleague });
    expect(theirs.body.events[0].by).toBeUndefined();
  });
});

describe("upserting by the organization's own id", () => {
  test("is safe to repeat and keeps one resource", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("28", "curator");
    const at = "/api/v1/organizations/28/resources/lesson-17";
    expect((await registry.call("PUT", at, { key, body: LESSON })).status).toBe(201);
    const again = await registry.call("PUT", at, { key, body: LESSON });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      version: 1,
      ownedBy: "organization",
      reach: "district",
      externalId: "lesson-17",
    });
    const changed = await registry.call("PUT", at, { key, body: { ...LESSON, title: "Second edition" } });
    expect(changed.body).toMatchObject({ version: 2, title: "Second edition" });
    expect(await registry.parts.store.resources.count()).toBe(1);
  });

  test("is for curators of that organization", async () => {
    const registry = await openTestRegistry();
    const member = await registry.person("28");
    const stranger = await registry.person("36", "curator");
    for (const key of [member, stranger]) {
      const refused = await registry.call("PUT", "/api/v1/organizations/28/resources/x", {
        key,
        body: LESSON,
      });
      expect(refused.status).toBe(400);
      expect(refused.body.errors[0].in).toBe("body");
    }
  });
});
