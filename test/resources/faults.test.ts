import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

const AT = "/api/v1/resources";

interface Fault {
  pointer: string;
  detail: string;
  nearest?: string[];
}

async function staffed() {
  const registry = await openTestRegistry();
  return { registry, key: await registry.person("ri", "curator") };
}

const pointers = (body: { errors: Fault[] }) => body.errors.map((e) => e.pointer).sort();

describe("every fault comes at once, where it is and how to fix it", () => {
  const WRONG = {
    title: "",
    summary: 5,
    url: "javascript:alert(1)",
    "a/b~c": 1,
    licence: "CC-BY-4.0",
    license: "no such license",
    subjects: ["mathmatics"],
    grades: ["77"],
    alignments: [{ item: "4.NF.B.9" }, { item: "3.NF.A.2", level: "wow" }],
  };
  const EXPECTED = [
    "/alignments/0/item",
    "/alignments/1/level",
    "/a~1b~0c",
    "/grades/0",
    "/licence",
    "/license",
    "/subjects/0",
    "/summary",
    "/title",
    "/url",
  ];

  test("faults of shape and of meaning, when registering, replacing, changing and upserting", async () => {
    const { registry, key } = await staffed();
    const made = await registry.call("POST", AT, {
      key,
      body: { title: "One", url: "https://example.org/1" },
    });
    const headers = { "if-match": String(made.headers.get("etag")) };
    const answers = [
      await registry.call("POST", AT, { key, body: WRONG }),
      await registry.call("PUT", `${AT}/${made.body.id}`, { key, headers, body: WRONG }),
      await registry.call("PATCH", `${AT}/${made.body.id}`, { key, headers, body: WRONG }),
      await registry.call("PUT", "/api/v1/organizations/ri/resources/x-1", { key, body: WRONG }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(pointers(body)).toEqual(EXPECTED);
      const nearest = (pointer: string) => body.errors.find((e: Fault) => e.pointer === pointer)?.nearest;
      expect(nearest("/subjects/0")?.[0]).toBe("mathematics");
      expect(nearest("/alignments/0/item")).toContain("4.NF.B.3");
    }
  });

  test.each([
    [{}, "/title", "is missing"],
    [{ title: 5 }, "/title", "must be text"],
    [{ title: "\u200b\u202e" }, "/title", "is empty. Give the resource a title"],
    [{ title: "a".repeat(301) }, "/title", "is too long: at most 300 characters"],
    [{ title: "x", keywords: Array(51).fill("k") }, "/keywords", "is too large: at most 50 entries"],
    [{ title: "x", printable: "yes" }, "/printable", "must be true or false"],
    [{ title: "x", grades: "3" }, "/grades", "must be a list"],
    [{ title: "x", accessibility: [] }, "/accessibility", "must be an object"],
    [{ title: "x", reach: "galaxy" }, "/reach", "must be one of private, school, district, state, public"],
    [{ title: "x\u0000" }, "/title", "holds characters that cannot be shown. Send plain text in UTF-8"],
    [
      { title: "x", summary: "\ud83d" },
      "/summary",
      "holds characters that cannot be shown. Send plain text in UTF-8",
    ],
    [
      { title: "x", url: "https://me:secret@example.org/" },
      "/url",
      "holds a name or a password. Give the address without them",
    ],
  ])("%j", async (body, pointer, detail) => {
    const { registry, key } = await staffed();
    const answer = await registry.call("POST", AT, { key, body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer, detail, in: "body" })]);
  });

  test("a parameter given twice where one is meant", async () => {
    const { registry } = await staffed();
    const { status, body } = await registry.call("GET", "/api/v1/search?q=a&q=b&page=1&page=2");
    expect(status).toBe(400);
    expect(body.errors.map((e: Fault) => [e.pointer, e.detail])).toEqual([
      ["/q", "was given more than once. Give it once"],
      ["/page", "was given more than once. Give it once"],
    ]);
  });
});

describe("an upsert", () => {
  test("is guarded where an If-Match comes, and safe to repeat where none does", async () => {
    const { registry, key } = await staffed();
    const at = "/api/v1/organizations/ri/resources/x-1";
    const body = { title: "One", url: "https://example.org/1" };
    const absent = await registry.call("PUT", at, { key, body, headers: { "if-match": '"any"' } });
    expect(absent.status).toBe(412);
    const made = await registry.call("PUT", at, { key, body });
    const again = await registry.call("PUT", at, { key, body });
    expect([made.status, again.status, again.body.version]).toEqual([201, 200, 1]);
    const guard = { "if-match": String(made.headers.get("etag")) };
    const changed = { ...body, title: "Two" };
    const first = await registry.call("PUT", at, { key, body: changed, headers: guard });
    const second = await registry.call("PUT", at, { key, body: { ...body, title: "Three" }, headers: guard });
    expect([first.status, first.body.version, second.status]).toEqual([200, 2, 412]);
  });

  test("knows no organization that does not exist", async () => {
    const { registry, key } = await staffed();
    const { status } = await registry.call("PUT", "/api/v1/organizations/none/resources/x", {
      key,
      body: { title: "One" },
    });
    expect(status).toBe(404);
  });
});
