import { expect, test } from "@jest/globals";
import { cellsOfResource } from "../../src/exchange/row-of-resource.ts";
import { COLUMNS } from "../../src/imports/rules/columns.ts";
import { FIELD_NAMES, FIELDS, fieldDeclaration } from "../../src/resources/rules/fields/fields.ts";
import { Description } from "../../src/resources/rules/resource.ts";
import { fieldsOf, type Visiting, visiting } from "../contributing/page-client.ts";
import { keyOf } from "../reviews/review-cast.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

/** The fields there are, whatever has been declared of them. */
const NAMES = Object.keys(Description.shape) as (keyof Description)[];

type Said = Record<string, unknown>;
const OTHER_TITLE = "Another title";

/** A resource that says something in every field, and the same without one of them. */
interface Case {
  registry: TestRegistry;
  owner: Visiting;
  id: string;
  whole: Said;
  /** Writes this description in place of what there is. */
  put(description: Said): Promise<void>;
}

async function begin(): Promise<Case> {
  const registry = await openTestRegistry();
  const owner = await visiting(registry, "28103");
  const key = await keyOf(registry, owner.person.id);
  const sent = await fetch(`${registry.address}/api/v1/files?name=strips.pdf`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/octet-stream" },
    body: "%PDF-1.4\n%%EOF\n",
  });
  const [file] = ((await sent.json()) as { files: { hash: string; name: string }[] }).files;
  const examples = Object.fromEntries(FIELD_NAMES.map((name) => [name, fieldDeclaration(name).example]));
  const body = { ...examples, files: [{ hash: file?.hash, name: file?.name }] };
  const made = await registry.call("POST", "/api/v1/resources", { key, body });
  expect(made.status).toBe(201);
  const id = String(made.body.id);
  const kept = await registry.parts.store.resources.get(id);
  return {
    registry,
    owner,
    id,
    whole: { ...kept?.description },
    async put(description) {
      const path = `/api/v1/resources/${id}`;
      const now = await registry.call("GET", path, { key });
      const headers = { "if-match": now.headers.get("etag") ?? "" };
      const { status, text } = await registry.call("PUT", path, { key, headers, body: description });
      expect([status, text]).toEqual([200, text]);
    },
  };
}

const without = (name: string, { [name]: _gone, ...rest }: Said): Said =>
  name === "title" ? { ...rest, title: OTHER_TITLE } : rest;

/** The fields of which this surface shows nothing: it says the same with and without them. */
async function unseen(it: Case, names: string[], look: () => Promise<string>): Promise<string[]> {
  const missing: string[] = [];
  const seen = await look();
  for (const name of names) {
    await it.put(without(name, it.whole));
    if ((await look()) === seen) missing.push(name);
    await it.put(it.whole);
    // Nothing else is told by the difference: put back, it says what it said.
    expect([name, await look()]).toEqual([name, seen]);
  }
  return missing;
}

test("every field of a description is declared, and nothing else is", () => {
  expect(Object.keys(FIELDS).toSorted()).toEqual(NAMES.toSorted());
});

test("every field is taken, kept and given back", async () => {
  const { whole } = await begin();
  expect(NAMES.filter((name) => JSON.stringify(whole[name] ?? []).length <= 2)).toEqual([]);
});

test("every field is on the page, in words", async () => {
  const it = await begin();
  const look = async () => {
    const { text } = await it.owner.get(`/resources/${it.id}`);
    return wordsOf(text);
  };
  expect(await unseen(it, NAMES, look)).toEqual([]);
}, 60_000);

test("every field is in the JSON-LD", async () => {
  const it = await begin();
  const look = async () => {
    const headers = { accept: "application/ld+json", cookie: it.owner.cookie };
    const answer = await fetch(`${it.registry.address}/resources/${it.id}`, { headers });
    const { dateModified: _date, ...data } = (await answer.json()) as Said;
    return JSON.stringify(data, null, 1);
  };
  expect(await unseen(it, NAMES, look)).toEqual([]);
}, 60_000);

test("every change of a field is told by a comparison, with what it was", async () => {
  const it = await begin();
  const untold: string[] = [];
  for (const name of NAMES) {
    const before = (await it.registry.parts.store.resources.get(it.id))?.published ?? 0;
    await it.put(without(name, it.whole));
    const { text } = await it.owner.get(`/resources/${it.id}/comparison?from=${before}&to=${before + 1}`);
    const [row, ...others] = text.match(/<th role="rowheader".*?<\/tr>/gs) ?? [];
    const [was, is] = [...(row ?? "").matchAll(/<td.*?<\/td>/gs)].map(([cell]) => wordsOf(cell).trim());
    const told = others.length === 0 && was && was !== is && was !== "Not stated";
    if (!told) untold.push(name);
    await it.put(it.whole);
  }
  expect(untold).toEqual([]);
}, 60_000);

test("every field but files, which no sheet can carry, has a column, and its value a cell", async () => {
  const { registry, id, whole } = await begin();
  const reference = await registry.parts.store.reference();
  const resource = await registry.parts.store.resources.get(id);
  if (!resource) throw new Error("It is not there");
  const cellsOf = (said: Said) =>
    JSON.stringify(cellsOfResource({ ...resource, description: Description.parse(said) }, reference));
  const all = cellsOf(whole);
  expect(NAMES.filter((name) => cellsOf(without(name, whole)) === all)).toEqual(["files"]);
  expect(NAMES.filter((name) => !COLUMNS.some((c) => c.field === name))).toEqual(["files"]);
});

test("every field that the form asks for is in it, and no field is lost by sending it", async () => {
  const it = await begin();
  const asked = NAMES.filter((name) => FIELDS[name].form !== "not asked");
  expect(asked.length).toBeGreaterThan(10);
  const form = async () => fieldsOf((await it.owner.get(`/resources/${it.id}/edit`)).text);
  const look = async () => {
    const { csrf: _csrf, revision: _revision, version: _version, ...fields } = await form();
    return JSON.stringify(fields, null, 1);
  };
  expect(await unseen(it, asked, look)).toEqual([]);
  const sent = await it.owner.post(`/resources/${it.id}/edit`, { ...(await form()), act: "share" });
  expect(sent.status).toBe(303);
  const now = await it.registry.parts.store.resources.get(it.id);
  expect(now?.description).toEqual(it.whole);
}, 60_000);

/** What a page says, a line for each of its pieces; its own id and the number of the version aside. */
const wordsOf = (html: string): string =>
  html
    .replace(/<script.*?<\/script>/gs, "")
    .replace(/<[^>]+>/g, "\n")
    .replace(/version \d+/g, "version N")
    .replace(/^\s+$/gm, "");
