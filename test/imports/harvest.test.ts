import { expect, test } from "@jest/globals";
import { catalog, deleted, page, record } from "../support/catalog.ts";
import {
  IMPORTS_PATH,
  type ImportBody,
  type ImportClient,
  importClient,
  lessons,
  sheet,
} from "./import-client.ts";

const HARVESTS = "/api/v1/organizations/28/harvests";
const here = () => importClient({ env: { PRIVATE_HOSTS: "127.0.0.1" } });

async function harvested(d: ImportClient, body: object): Promise<ImportBody> {
  const answer = await d.registry.call("POST", HARVESTS, { key: d.key, body });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return d.rest(answer.body.id);
}

async function imported(d: ImportClient, body: object): Promise<ImportBody> {
  const { id } = await harvested(d, body);
  await d.act(id, "start", { choice: "good" });
  return d.rest(id);
}

test("a catalog is taken down page by page, checked and brought in; the next harvest asks for what changed since", async () => {
  const d = await here();
  const c = await catalog(page(record(1) + record(2), "more"), page(record(3)));
  const checked = await harvested(d, { address: c.address });
  expect(checked).toMatchObject({
    state: "checked",
    format: "oai",
    counts: { new: 3, faulty: 0 },
    origin: { harvested: { records: 3, at: "2026-02-01T00:00:00Z" } },
  });
  await d.act(checked.id, "start", { choice: "good" });
  expect(await d.rest(checked.id)).toMatchObject({ state: "done", results: { created: 3 } });
  expect(await d.registry.parts.store.resources.byExternalId("28", "oai:tides:2")).toMatchObject({
    reach: "district",
    description: { title: "Tide table 2", license: "CC-BY-4.0", keywords: ["Odd thing"] },
  });

  c.answers.splice(
    0,
    9,
    page(deleted(1) + record(2, "Tide table 2, mended") + deleted(77), "", "2026-03-01T00:00:00Z"),
  );
  const next = await harvested(d, { address: c.address });
  expect(c.asked.at(-1)).toContain("from=2026-02-01T00%3A00%3A00Z");
  // Record 3 is not named because it has not changed: it is not gone. Of one that never was here, nothing is said.
  expect(next.counts).toEqual({ new: 0, changed: 1, unchanged: 1, duplicate: 0, faulty: 0, gone: 1 });
  await d.act(next.id, "decisions", { decision: "withdraw", outcome: "gone" }, "PUT");
  await d.act(next.id, "start", { choice: "good" });
  expect(await d.rest(next.id)).toMatchObject({ results: { changed: 1, withdrawn: 1 } });

  // Asked for everything, what the catalog does not have any more is listed.
  c.answers.splice(0, 9, page(record(2, "Tide table 2, mended")));
  const all = await harvested(d, { address: c.address, all: true });
  expect(c.asked.at(-1)).not.toContain("from=");
  expect(all.counts).toMatchObject({ unchanged: 1, gone: 1 });
}, 90_000);

test("a catalog with nothing new says so, and is asked from there next time", async () => {
  const d = await here();
  const nothing = (date: string) =>
    `<OAI-PMH><responseDate>${date}</responseDate><error code="noRecordsMatch"/></OAI-PMH>`;
  const c = await catalog(page(record(1)));
  await imported(d, { address: c.address });
  c.answers.splice(0, 9, nothing("2026-04-01T00:00:00Z"));
  expect(await harvested(d, { address: c.address })).toMatchObject({ state: "checked", counts: { new: 0 } });
  await harvested(d, { address: c.address });
  expect(c.asked.at(-1)).toContain("from=2026-04-01");
}, 60_000);

test.each([
  [
    "repeats its token without end",
    [page(record(1), "again"), page(record(2), "again")],
    /same resumption token/,
  ],
  [
    "sends half a file",
    [page(record(1) + record(2), "t"), page(record(3)).slice(0, 400)],
    /breaks off in the middle/,
  ],
  ["answers with a web page", [page(record(1) + record(2), "t"), "<html><h1>Sorry</h1></html>"], /web page/],
])(
  "a catalog that %s: what came before can be used, and nothing counts as gone",
  async (_what, answers, said) => {
    const d = await here();
    const c = await catalog(page(record(1) + record(2) + record(9)));
    await imported(d, { address: c.address });
    const before = c.asked.length;
    c.answers.splice(0, 9, ...Array.from({ length: before }, () => ""), ...answers);
    const after = await harvested(d, { address: c.address, all: true });
    expect(after).toMatchObject({ state: "checked", counts: { unchanged: 2, gone: 0 } });
    expect(after.origin.harvested.broke).toMatch(said);
  },
  60_000,
);

test.each([
  ["a web page", "<!DOCTYPE html><html><body>Welcome</body></html>", /web page.*Nothing was harvested/],
  ["no OAI-PMH", "<rss/>", /not OAI-PMH/],
  [
    "a refusal",
    '<OAI-PMH><error code="badArgument">no such set</error></OAI-PMH>',
    /refuses: badArgument \(no such set\)/,
  ],
])(
  "an address that answers %s is refused in words",
  async (_what, answer, said) => {
    const d = await here();
    const after = await harvested(d, { address: (await catalog(answer)).address });
    expect(after).toMatchObject({ state: "failed", trouble: expect.stringMatching(said) });
  },
  60_000,
);

test("only the public web is asked", async () => {
  const d = await importClient();
  const c = await catalog(page(record(1)));
  const after = await harvested(d, { address: c.address });
  expect(after).toMatchObject({ state: "failed", trouble: expect.stringContaining("not on the public web") });
  expect(c.asked).toEqual([]);
}, 60_000);

test("a slow catalog keeps no other district waiting, and can be stopped", async () => {
  const d = await here();
  const c = await catalog(60_000, page(record(1)));
  const { body } = await d.registry.call("POST", HARVESTS, { key: d.key, body: { address: c.address } });
  while (c.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const other = await d.registry.person("01", "curator");
  const at = "/api/v1/organizations/01/imports";
  const headers = { "content-type": "text/csv" };
  const made = await d.registry.call("POST", `${at}?name=a.csv`, {
    key: other,
    headers,
    body: sheet(lessons(3)),
  });
  for (;;) {
    const after = await d.registry.call("GET", `${at}/${made.body.id}`, { key: other });
    if (after.body.state === "checked") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect((await d.registry.call("GET", `${IMPORTS_PATH}/${body.id}`, { key: d.key })).body.state).toBe(
    "reading",
  );
  await d.act(body.id, "stop");
  expect(await d.rest(body.id)).toMatchObject({ state: "stopped" });
}, 60_000);
