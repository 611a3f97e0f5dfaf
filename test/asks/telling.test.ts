import { expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

interface Notice {
  what: string;
  words: string;
  resource: string;
  ask: string;
  address: string;
}

/** What this person was told about what they had asked for, newest first. */
async function told(registry: TestRegistry, key: string): Promise<Notice[]> {
  await registry.schedule.run("asks");
  const { body } = await registry.call("GET", "/api/v1/people/me/notices", { key });
  return body.notices.filter((n: Notice) => n.what === "asked for");
}

const ask = async (registry: TestRegistry, key: string, body: object): Promise<string> =>
  (await registry.call("POST", "/api/v1/asks", { key, body: { tell: true, ...body } })).body.id;

async function share(registry: TestRegistry, key: string, title: string, more: object = {}): Promise<string> {
  const url = `https://example.org/${encodeURIComponent(title)}`;
  const body = { title, url, license: "CC-BY-4.0", reach: "public", ...more };
  const made = await registry.call("POST", "/api/v1/resources", { key, body });
  expect([made.status, made.body.errors]).toEqual([201, undefined]);
  return made.body.id;
}

async function patch(registry: TestRegistry, key: string, id: string, body: object): Promise<void> {
  const path = `/api/v1/resources/${id}`;
  const { headers } = await registry.call("GET", path, { key });
  const guard = { "if-match": headers.get("etag") ?? "", "content-type": "application/merge-patch+json" };
  const { status } = await registry.call("PATCH", path, { key, body, headers: guard });
  expect(status).toBe(200);
}

async function stage() {
  const registry = await openTestRegistry();
  const [teacher, staff] = [await registry.person("28103"), await registry.person("ri", "curator")];
  return { registry, teacher, staff };
}

test("whoever asked is told once of each resource that fits, and what they had asked for", async () => {
  const { registry, teacher, staff } = await stage();
  await share(registry, staff, "Tide tables of last year");
  const asked = await ask(registry, teacher, { words: "Tide tables for rowing" });
  expect(await told(registry, teacher)).toEqual([]);
  const id = await share(registry, staff, "A tide table and how to row by it");
  await share(registry, staff, "A table of elements");
  expect(await told(registry, teacher)).toMatchObject([
    {
      resource: id,
      ask: asked,
      address: `/resources/${id}`,
      words: "“A tide table and how to row by it” was shared. You asked for “Tide tables for rowing”.",
    },
  ]);
  await patch(registry, staff, id, { summary: "Rowing by the tide" });
  expect(await told(registry, teacher)).toHaveLength(1);
  const second = await share(registry, staff, "Rowing: tide tables in pictures");
  expect((await told(registry, teacher)).map((n) => n.resource)).toEqual([second, id]);
});

test("what speaks against a choice does not fit, and what says nothing of it does", async () => {
  const { registry, teacher, staff } = await stage();
  await ask(registry, teacher, { words: "Counting songs", grade: "KG", language: "pt" });
  await share(registry, staff, "Counting songs in English", { languages: ["en"], grades: ["KG"] });
  await share(registry, staff, "Counting songs for big ones", { languages: ["pt"], grades: ["08"] });
  const open = await share(registry, staff, "Counting songs to sing", { languages: ["pt", "en"] });
  expect((await told(registry, teacher)).map((n) => n.resource)).toEqual([open]);
});

test("it is told when it comes into sight, and by an edit once it fits", async () => {
  const { registry, teacher, staff } = await stage();
  const colleague = await registry.person("36");
  await ask(registry, teacher, { words: "Lighthouse keepers" });
  const inner = await share(registry, colleague, "Lighthouse keepers", { reach: "private" });
  const other = await share(registry, staff, "Keepers of the coast");
  expect(await told(registry, teacher)).toEqual([]);
  const before = await registry.parts.store.resources.get(inner);
  if (!before) throw new Error("It is gone");
  const after = { ...before, reach: "public" as const, revision: before.revision + 1 };
  const at = registry.parts.clock();
  await registry.parts.store.commit([
    { noun: "resource", before, after, event: { what: "widened", at, by: "program", role: "state" } },
  ]);
  expect((await told(registry, teacher)).map((n) => n.resource)).toEqual([inner]);
  await patch(registry, staff, other, { title: "Lighthouse keepers of the coast" });
  expect((await told(registry, teacher)).map((n) => n.resource)).toEqual([other, inner]);
});

test("nobody is told of their own, unasked, or after they have taken it back", async () => {
  const { registry, teacher, staff } = await stage();
  const quiet = await registry.person("28103");
  const asked = await ask(registry, teacher, { words: "Ferry timetables" });
  await ask(registry, quiet, { words: "Ferry timetables", tell: false });
  await share(registry, teacher, "Ferry timetables of my own", { reach: "school" });
  expect(await told(registry, teacher)).toEqual([]);
  await share(registry, staff, "Ferry timetables");
  expect(await told(registry, quiet)).toEqual([]);
  expect(await told(registry, teacher)).toHaveLength(1);
  await registry.call("DELETE", `/api/v1/asks/${asked}`, { key: teacher });
  expect(await told(registry, teacher)).toEqual([]);
  await share(registry, staff, "More ferry timetables");
  expect(await told(registry, teacher)).toEqual([]);
});

test("two that look at once tell once, and what broke off is told at the next look", async () => {
  const { registry, teacher, staff } = await stage();
  const { store } = registry.parts;
  await ask(registry, teacher, { words: "Seashell mosaics" });
  await share(registry, staff, "Seashell mosaics");
  const commit = store.commit;
  store.commit = async (changes, by) => {
    if (changes.some((change) => change.noun === "asks-told")) throw new Error("The power is off");
    return commit(changes, by);
  };
  expect((await registry.schedule.run("asks")).outcome).toBe("failed");
  store.commit = commit;
  expect(await told(registry, teacher)).toHaveLength(1);
  await Promise.all([registry.schedule.run("asks"), registry.schedule.run("asks")]);
  expect(await told(registry, teacher)).toHaveLength(1);
});
