import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { begin, publish, resource, withEtag } from "../collections/fixtures.ts";
import { visit } from "../support/browser.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

interface Made {
  title: string;
  introduction?: string;
  heading?: string;
  resources: string[];
  reach?: string;
}

async function collection(r: TestRegistry, key: string, made: Made): Promise<string> {
  const { title, introduction = "", heading = "", resources, reach = "public" } = made;
  const entries = resources.map((id) => ({ resource: id, note: "" }));
  const id = await begin(r, key, { title, introduction, sections: [{ heading, note: "", entries }] });
  await publish(r, key, id, reach);
  return id;
}

const asked = async (r: TestRegistry, path: string, q: string, key?: string) => {
  await r.indexed();
  const address = `/api/v1/${path}?q=${encodeURIComponent(q)}`;
  return (await r.call("GET", address, key ? { key } : {})).body;
};
/** Ids of the collections beside the results of a search. */
const about = async (r: TestRegistry, q: string, key?: string): Promise<string[]> =>
  (await asked(r, "search", q, key)).collections.shown.map((c: { id: string }) => c.id);
/** Ids of those found on their own. */
const listed = async (r: TestRegistry, q: string, key?: string): Promise<string[]> =>
  (await asked(r, "collections", q, key)).collections.map((c: { id: string }) => c.id);

/** Two collections of two resources, which state staff made. */
async function harbor() {
  const r = await openTestRegistry();
  const staff = await r.person("ri", "curator");
  const kelp = await resource(r, staff, "Kelp forests from above", "public");
  const knots = await resource(r, staff, "Five knots", "public");
  const weed = await collection(r, staff, { title: "Kelp and what lives in it", resources: [kelp, knots] });
  const week = await collection(r, staff, {
    title: "A week at the harbor",
    introduction: "Boats, ropes and the water they need.",
    heading: "Mooring lines",
    resources: [knots, kelp],
  });
  return { r, staff, kelp, knots, weed, week };
}

describe("collections about what is searched", () => {
  test("stand beside the results, by their title, introduction and headings", async () => {
    const { r, weed, week } = await harbor();
    expect(await about(r, "kelp")).toEqual([weed]);
    for (const q of ["harbors", "ropes", "mooring", "boats and water"])
      expect([q, await about(r, q)]).toEqual([q, [week]]);
    for (const q of ["glaciers", "kelp glaciers", "knots", ""])
      expect([q, await about(r, q)]).toEqual([q, []]);
  });

  test("are two at most, with how many there are, and all of them on a page of their own", async () => {
    const { r, staff, knots } = await harbor();
    for (const n of ["one", "two", "three"])
      await collection(r, staff, { title: `Lighthouses, part ${n}`, resources: [knots] });
    const { collections } = await asked(r, "search", "lighthouse");
    expect([collections.total, collections.shown.length]).toEqual([3, 2]);
    await resource(r, staff, "A lighthouse keeper's day", "public");
    await r.indexed();
    const { text } = await visit(r).open("/search?q=lighthouse");
    expect(text).toContain('aria-label="Collections about this"');
    expect(text).toContain('href="/collections?q=lighthouse"');
    const page = await visit(r).open("/collections?q=lighthouse");
    expect(page.text).toContain("<h1>3 collections</h1>");
    expect(await listed(r, "lighthouse")).toHaveLength(3);
    expect((await asked(r, "search", "lighthouse&page=2")).collections.shown).toEqual([]);
  });

  test("are found by what their resources are about, once many of them are, and by a standard", async () => {
    const r = await openTestRegistry();
    const staff = await r.person("ri", "curator");
    const body = { title: "A", url: "https://example.org/a", license: "CC-BY-4.0", reach: "public" };
    const made = await r.call("POST", "/api/v1/resources", {
      key: staff,
      body: { ...body, topics: ["fractions"], alignments: [{ item: "3.NF.A.1" }] },
    });
    const id = await collection(r, staff, { title: "Strips of paper", resources: [made.body.id] });
    expect(await about(r, "fractions")).toEqual([id]);
    expect(await about(r, "3.NF.A.1")).toEqual([id]);
    expect(await about(r, "3.NF.A")).toEqual([id]);
    expect(await about(r, "4.NF.B.3")).toEqual([]);
    // What it is about changes with what it holds.
    const { headers } = await r.call("GET", `/api/v1/resources/${made.body.id}`, { key: staff });
    await r.call("PATCH", `/api/v1/resources/${made.body.id}`, {
      key: staff,
      headers: {
        "if-match": String(headers.get("etag")),
        "content-type": "application/merge-patch+json",
      },
      body: { topics: [], alignments: [] },
    });
    expect(await about(r, "fractions")).toEqual([]);
  });

  test("are seen by those whom they reach, and by nobody once they are hidden or taken back", async () => {
    const { r, staff, knots } = await harbor();
    const teacher = await r.person("28103");
    const [colleague, elsewhere] = [await r.person("28113"), await r.person("35")];
    const inner = await collection(r, teacher, {
      title: "Ferry rides",
      resources: [knots],
      reach: "district",
    });
    expect(await about(r, "ferry", colleague)).toEqual([inner]);
    expect(await listed(r, "ferry", elsewhere)).toEqual([]);
    expect(await about(r, "ferry")).toEqual([]);
    await withEtag(r, teacher, "PATCH", inner, "", { reach: "state" });
    expect(await listed(r, "ferry", elsewhere)).toEqual([inner]);
    const hidden = await r.call("PUT", `/api/v1/collections/${inner}/hiding`, {
      key: staff,
      body: { reason: "A test of hiding" },
    });
    expect(hidden.status).toBeLessThan(300);
    expect(await about(r, "ferry", elsewhere)).toEqual([]);
    const draft = await begin(r, teacher, { title: "Ferry fares", introduction: "", sections: [] });
    expect([draft, await listed(r, "ferry", teacher)]).toEqual([expect.any(String), [inner]]);
  });

  test("give no place to those that the asker does not see, and do not count them", async () => {
    const { r, staff, knots } = await harbor();
    const teacher = await r.person("28103");
    const open = await collection(r, staff, { title: "Ferry boats", resources: [knots] });
    for (const title of ["Ferry songs", "Ferry flags", "Ferry games"])
      await collection(r, teacher, { title, resources: [knots], reach: "district" });
    expect((await asked(r, "search", "ferry")).collections).toEqual({
      total: 1,
      shown: [{ id: open, title: "Ferry boats" }],
    });
    expect((await asked(r, "search", "ferry", teacher)).collections.total).toBe(4);
  });

  test("tell nothing of a resource that their readers do not see", async () => {
    const { r, staff, knots } = await harbor();
    const inner = await resource(r, staff, "Walrus diary", "public");
    const id = await collection(r, staff, { title: "Cold shores", resources: [knots, inner] });
    expect(await listed(r, "walrus")).toEqual([id]);
    await r.call("PUT", `/api/v1/resources/${inner}/hiding`, { key: staff, body: { reason: "A test" } });
    expect(await listed(r, "walrus")).toEqual([]);
  });

  test("are offered while somebody types their title", async () => {
    const { r, weed } = await harbor();
    const { suggestions } = await asked(r, "suggest", "kelp an");
    expect(suggestions.filter((s: { kind: string }) => s.kind === "collection")).toEqual([
      { kind: "collection", text: "Kelp and what lives in it", value: weed, href: `/collections/${weed}` },
    ]);
  });

  test("come near where none has all of the words", async () => {
    const { r, weed, week } = await harbor();
    expect(await listed(r, "kelp volcano")).toEqual([weed, week]);
    expect((await visit(r).open("/collections?q=harbor+volcano")).text).toContain(
      "No collection is about all of",
    );
    expect((await visit(r).open("/collections?q=glacier")).text).toContain("No collection yet");
    expect(await listed(r, "harbor")).toEqual([week]);
  });
});

describe("the index of collections", () => {
  const fileOf = ({ parts }: TestRegistry) => join(parts.config.dataDir, "search", "collections.db");

  test("is built anew when it is damaged or of another life of the registry, and searches go on", async () => {
    const { r, weed } = await harbor();
    expect(await about(r, "kelp")).toEqual([weed]);
    await r.parts.store.outbox.renew();
    expect(await about(r, "kelp")).toEqual([weed]);
    const bytes = readFileSync(fileOf(r));
    writeFileSync(fileOf(r), Buffer.alloc(bytes.length, 7));
    writeFileSync(`${fileOf(r)}-wal`, "");
    expect((await r.call("GET", "/api/v1/search?q=kelp")).status).toBe(200);
    for (let tries = 0; tries < 20 && (await about(r, "kelp")).length === 0; tries++)
      await r.schedule.run("index-collections");
    expect(await about(r, "kelp")).toEqual([weed]);
  });
});
