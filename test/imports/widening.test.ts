import { expect, test } from "@jest/globals";
import {
  IMPORTS_PATH,
  type ImportBody,
  type ImportClient,
  importClient,
  lesson,
  lessons,
  sheet,
} from "./import-client.ts";

const reachOf = async (d: ImportClient, n: number) =>
  (await d.registry.parts.store.resources.byExternalId("28", `m-${n}`))?.reach;

const opened = async (d: ImportClient, id: string, body: object): Promise<ImportBody> => {
  await d.act(id, "reach", body);
  return d.rest(id);
};

const batchAt = async (d: ImportClient, key: string, code: string, batch: string): Promise<ImportBody> =>
  (await d.registry.call("GET", `/api/v1/organizations/${code}/reviews?batch=${batch}&limit=100`, { key }))
    .body;

test("what was brought in is opened to every educator of the state: by filter, single ones, then all", async () => {
  const d = await importClient();
  const rows = lessons(6).map((cells, i) =>
    i < 2 ? lesson(i + 1, { 5: "4" }) : i === 5 ? lesson(6, { 2: "" }) : cells,
  );
  const { id } = await d.runImport(sheet(rows));
  expect(await reachOf(d, 1)).toBe("district");
  expect((await opened(d, id, { reach: "state", where: { grade: ["04"] } })).opening).toMatchObject({
    opened: 2,
    offered: 0,
  });
  expect([await reachOf(d, 1), await reachOf(d, 3)]).toEqual(["state", "district"]);
  expect((await opened(d, id, { reach: "state", seqs: [3] })).opening).toMatchObject({ opened: 1 });
  const all = await opened(d, id, { reach: "state" });
  // Without a link the sixth stays within its organization, and the answer says so.
  expect(all).toMatchObject({ state: "done", opening: { opened: 2, offered: 0, left: 1 } });
  expect(all.opening.named[0]).toMatchObject({
    title: "Measuring puddles 6",
    why: expect.stringContaining("link or a file"),
  });
  expect([await reachOf(d, 5), await reachOf(d, 6)]).toEqual(["state", "district"]);
}, 60_000);

test("offered to everyone they become one batch with a review for each, told once", async () => {
  const d = await importClient();
  const state = await d.registry.person("ri", "curator");
  const { id } = await d.runImport(sheet(lessons(5)));
  const done = await opened(d, id, { reach: "public", message: "Used in all our schools." });
  expect(done.opening).toMatchObject({ reach: "public", offered: 5, left: 0 });
  const batch = await batchAt(d, state, "ri", id);
  expect(batch).toMatchObject({ total: 5 });
  expect(batch.reviews[0]).toMatchObject({
    batch: id,
    message: "Used in all our schools.",
    goal: { reach: "public" },
  });
  const { notices } = (await d.registry.call("GET", "/api/v1/people/me/notices", { key: state })).body;
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatchObject({
    what: "offered together",
    act: true,
    address: `/organizations/ri/reviews?batch=${id}`,
  });

  // Asked once more, what waits already is told as such.
  const again = await opened(d, id, { reach: "public" });
  expect(again.opening).toMatchObject({ offered: 0, left: 5 });
  await d.act(id, "undo");
  expect(await d.rest(id)).toMatchObject({ state: "undone" });
  expect((await batchAt(d, state, "ri", id)).total).toBe(0);
}, 60_000);

test("what the rules hold back from the reach chosen with the file is offered when all is in", async () => {
  const d = await importClient();
  const { registry } = d;
  const state = await registry.person("ri", "curator");
  const colleague = await registry.person("28", "curator");
  const rules = await registry.call("PUT", "/api/v1/organizations/ri/rules", {
    key: state,
    body: { sharing: "after-endorsement", revision: 0 },
  });
  expect([rules.status, rules.text]).toEqual([200, expect.any(String)]);
  const path = `${IMPORTS_PATH}?name=puddles.csv&reach=state`;
  const headers = { "content-type": "text/csv" };
  const made = await registry.call("POST", path, { key: d.key, headers, body: sheet(lessons(3)) });
  await d.rest(made.body.id);
  await d.act(made.body.id, "start", { choice: "all" });
  const done = await d.rest(made.body.id);
  expect(done).toMatchObject({
    state: "done",
    results: { created: 3 },
    opening: { reach: "state", offered: 3 },
  });
  expect(await reachOf(d, 1)).toBe("district");
  const asked = [
    (await batchAt(d, colleague, "28", made.body.id)).total,
    (await batchAt(d, state, "ri", made.body.id)).total,
  ];
  expect(asked[0] + asked[1]).toBe(3);
}, 60_000);

test("before anything is in, nothing can be opened", async () => {
  const d = await importClient();
  const id = await d.upload(sheet(lessons(2)));
  await d.rest(id);
  const answer = await d.registry.call("POST", `${IMPORTS_PATH}/${id}/reach`, {
    key: d.key,
    body: { reach: "state" },
  });
  expect(answer.status).toBe(409);
}, 60_000);
