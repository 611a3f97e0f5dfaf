import { expect, test } from "@jest/globals";
import {
  HEADERS,
  IMPORTS_PATH,
  type ImportClient,
  importClient,
  lesson,
  lessons,
  sheet,
} from "./import-client.ts";

const total = async ({ registry }: ImportClient) => registry.parts.store.resources.count();
const found = async ({ registry, key }: ImportClient, words: string) => {
  await registry.indexed();
  return (await registry.call("GET", `/api/v1/search?q=${encodeURIComponent(words)}`, { key })).body;
};

test("a sheet is read, checked, brought in, found, undone and brought in again under the same ids", async () => {
  const d = await importClient();
  const id = await d.upload(sheet([...lessons(20), lesson(21, { 6: "CC" }), lesson(22, { 1: "" })]));
  const checked = await d.rest(id);
  expect(checked).toMatchObject({
    state: "checked",
    faultyCells: 2,
    counts: { new: 20, faulty: 2, changed: 0 },
  });
  expect(await total(d)).toBe(0);
  const [faulty] = await d.rows(id, "&outcome=faulty");
  expect(faulty).toMatchObject({ row: 22, faults: [{ header: "License", value: "CC" }] });

  const refused = await d.registry.call("POST", `${IMPORTS_PATH}/${id}/start`, {
    key: d.key,
    body: { choice: "all" },
  });
  expect(refused.status).toBe(409);
  await d.act(id, "start", { choice: "good" });
  expect(await d.rest(id)).toMatchObject({ state: "done", results: { created: 20 } });
  const planned = (await d.rows(id)).filter((r) => r.outcome === "new");
  expect(planned.every((r) => r.result === "created")).toBe(true);
  const hits = await found(d, "measuring puddles 7");
  const record = hits.hits[0];
  expect(record).toMatchObject({
    title: "Measuring puddles 7",
    externalId: "m-7",
    organization: "28",
    reach: "district",
  });

  const again = await d.runImport(sheet(lessons(20)));
  expect(again).toMatchObject({ counts: { unchanged: 20, new: 0, changed: 0 }, results: {} });

  await d.act(id, "undo");
  expect(await d.rest(id)).toMatchObject({ state: "undone", results: { undone: 20 } });
  expect((await d.registry.call("GET", `/api/v1/resources/${record.id}`, { key: d.key })).status).toBe(404);
  expect((await found(d, "measuring puddles")).total).toBe(0);

  const revived = await d.runImport(sheet(lessons(20)));
  expect(revived.results).toEqual({ revived: 20 });
  const back = await d.registry.call("GET", `/api/v1/resources/${record.id}`, { key: d.key });
  expect(back.body).toMatchObject({ title: "Measuring puddles 7", externalId: "m-7" });
  expect(await total(d)).toBe(20);
}, 60_000);

test("what a person corrected stays, what changed later is listed by the undoing, the rest goes back", async () => {
  const d = await importClient();
  const { registry, key } = d;
  await d.runImport(sheet(lessons(3)));
  const idOf = async (n: number) =>
    (await registry.parts.store.resources.byExternalId("28", `m-${n}`))?.id ?? "";
  const patch = async (n: number, body: object) => {
    const at = `/api/v1/resources/${await idOf(n)}`;
    const read = await registry.call("GET", at, { key });
    const headers = {
      "if-match": String(read.headers.get("etag")),
      "content-type": "application/merge-patch+json",
    };
    expect((await registry.call("PATCH", at, { key, headers, body })).status).toBe(200);
  };
  await patch(1, { summary: "Puddles, measured by hand." });

  const next = sheet([1, 2, 3].map((n) => lesson(n, { 3: "A new summary.", 5: "4" })));
  const id = await d.upload(next);
  expect(await d.rest(id)).toMatchObject({ counts: { changed: 3 }, keptRows: 1 });
  const [first, second] = await d.rows(id);
  expect(first.kept).toEqual([
    { field: "summary", before: "Puddles, measured by hand.", after: "A new summary." },
  ]);
  expect(first.changes.map((c: { field: string }) => c.field)).toEqual(["grades"]);
  expect(second.changes.map((c: { field: string }) => c.field)).toEqual(["summary", "grades"]);

  // Changed between preview and import: held back.
  await patch(3, { publisher: "Rain Works" });
  await d.act(id, "start", { choice: "good" });
  expect(await d.rest(id)).toMatchObject({ state: "done", results: { changed: 2, held: 1 } });

  // The correction is remembered by the next import, too.
  const third = await d.upload(sheet([lesson(1, { 3: "Yet another.", 5: "4" })]), "other list.csv");
  await d.rest(third);
  expect((await d.rows(third))[0]).toMatchObject({ outcome: "unchanged", kept: [{ field: "summary" }] });

  await patch(2, { publisher: "Rain Works" });
  await d.act(id, "undo");
  expect(await d.rest(id)).toMatchObject({ state: "undone", results: { restored: 1, later: 1 } });
  const read = async (n: number) =>
    (await registry.call("GET", `/api/v1/resources/${await idOf(n)}`, { key })).body;
  expect(await read(1)).toMatchObject({ summary: "Puddles, measured by hand.", grades: ["03"] });
  expect(await read(2)).toMatchObject({ summary: "A new summary.", publisher: "Rain Works" });
  await d.act(id, "undo?anyway=yes");
  expect(await d.rest(id)).toMatchObject({ results: { restored: 2, later: 0 } });
  expect((await read(2)).summary).toBe("Students measure what the rain left.");
}, 60_000);

test("what the next edition of a list no longer names is listed, and withdrawn where a person says so", async () => {
  const d = await importClient();
  await d.runImport(sheet(lessons(4)));
  const id = await d.upload(sheet(lessons(2)));
  expect(await d.rest(id)).toMatchObject({ counts: { unchanged: 2, gone: 2 } });
  const gone = await d.rows(id, "&outcome=gone");
  expect(gone.map((r) => r.externalId)).toEqual(["m-3", "m-4"]);
  await d.act(id, "decisions", { decision: "withdraw", seqs: [gone[0].seq] }, "PUT");
  await d.act(id, "start", { choice: "good" });
  expect(await d.rest(id)).toMatchObject({ results: { withdrawn: 1 } });
  const status = async (n: number) =>
    (await d.registry.parts.store.resources.byExternalId("28", `m-${n}`))?.status;
  expect([await status(3), await status(4)]).toEqual(["withdrawn", "active"]);
  // No sheet brings back by the way what was withdrawn.
  expect((await d.runImport(sheet(lessons(4)), "good", "another list.csv")).counts).toMatchObject({
    unchanged: 4,
    changed: 0,
  });
  await d.act(id, "undo");
  await d.rest(id);
  expect(await status(3)).toBe("active");
}, 60_000);

test("unknown columns wait for a person, and one answer fixes all rows that share a fault", async () => {
  const d = await importClient();
  const headers = [...HEADERS.slice(0, 6), "Rechte"];
  const id = await d.upload(
    sheet(
      lessons(5).map((r) => [...r.slice(0, 6), "frei"]),
      headers,
    ),
  );
  const waiting = await d.rest(id);
  expect(waiting.state).toBe("columns");
  expect(waiting.columns.filter((c: { sure: boolean }) => !c.sure)).toEqual([
    { header: "Rechte", column: "", samples: ["frei"], sure: false },
  ]);
  await d.act(id, "columns", { mapping: { Rechte: "license" } }, "PUT");
  await d.act(id, "preview");
  expect(await d.rest(id)).toMatchObject({ state: "checked", counts: { faulty: 5 } });
  const findings = (await d.registry.call("GET", `${IMPORTS_PATH}/${id}/findings`, { key: d.key })).body;
  expect(findings.findings[0]).toMatchObject({ kind: "fault", column: "license", value: "frei", rows: 5 });
  await d.act(id, "answers", { answers: [{ column: "license", value: "frei", take: ["CC BY 4.0"] }] }, "PUT");
  await d.act(id, "preview");
  expect(await d.rest(id)).toMatchObject({ counts: { new: 5, faulty: 0 } });
  // Both are remembered for the next file.
  const next = await d.upload(
    sheet(
      lessons(6).map((r) => [...r.slice(0, 6), "frei"]),
      headers,
    ),
  );
  expect(await d.rest(next)).toMatchObject({ state: "checked", counts: { new: 6, faulty: 0 } });
}, 60_000);

test("the marked sheet says what is wrong beside the cells, and comes back fixed", async () => {
  const d = await importClient();
  const id = await d.upload(sheet([lesson(1), lesson(2, { 6: "CC" }), lesson(3, { 5: "13th", 6: "CC" })]));
  await d.rest(id);
  const answer = await fetch(`${d.registry.address}${IMPORTS_PATH}/${id}/report`, {
    headers: { authorization: `Bearer ${d.key}` },
  });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  const marked = await answer.text();
  expect(marked).toContain("What is wrong with License");
  const mended = marked.replaceAll(",CC,", ",CC BY 4.0,").replace(",13th,", ",3,");
  const done = await d.runImport(mended, "all", "puddles (faults).csv");
  expect(done).toMatchObject({ state: "done", source: "puddles", results: { created: 3 } });
}, 60_000);

test("the same upload twice, with one Idempotency-Key, is one import", async () => {
  const d = await importClient();
  const headers = { "idempotency-key": "puddles-of-today" };
  const first = await d.upload(sheet(lessons(3)), "puddles.csv", headers);
  expect(await d.upload(sheet(lessons(3)), "puddles.csv", headers)).toBe(first);
  const { body } = await d.registry.call("GET", IMPORTS_PATH, { key: d.key });
  expect(body.imports).toHaveLength(1);
}, 60_000);

test("two imports of one sheet, and one of another district, end as one would", async () => {
  const d = await importClient();
  const text = sheet(lessons(60));
  const ids = [await d.upload(text), await d.upload(text)];
  for (const id of ids) await d.rest(id);
  await Promise.all(ids.map((id) => d.act(id, "start", { choice: "good" })));
  const done = [await d.rest(ids[0] ?? ""), await d.rest(ids[1] ?? "")];
  expect(done.map((i) => i.state)).toEqual(["done", "done"]);
  expect(done.map((i) => i.results)).toEqual([{ created: 60 }, { unchanged: 60 }]);
  expect(await total(d)).toBe(60);
}, 60_000);

test("teachers bring nothing in, and other districts' imports do not exist", async () => {
  const d = await importClient();
  const id = await d.upload(sheet(lessons(1)));
  const member = await d.registry.person("28", "member");
  const other = await d.registry.person("01", "curator");
  const look = (key: string) => d.registry.call("GET", `${IMPORTS_PATH}/${id}`, { key });
  expect((await look(member)).status).toBe(403);
  expect((await look(other)).status).toBe(403);
  expect(
    (await d.registry.call("GET", `/api/v1/organizations/01/imports/${id}`, { key: other })).status,
  ).toBe(404);
}, 60_000);

test("what is no sheet is refused in words", async () => {
  const d = await importClient();
  const id = await d.upload("%PDF-1.7 and so on", "lessons.pdf");
  expect(await d.rest(id)).toMatchObject({ state: "failed", trouble: expect.stringContaining("PDF") });
  const empty = await d.registry.call("POST", `${IMPORTS_PATH}?name=a.csv`, {
    key: d.key,
    headers: { "content-type": "text/csv" },
    body: "",
  });
  expect(empty.status).toBe(400);
}, 60_000);

test("a short sheet is not kept waiting by the long one of another district", async () => {
  const d = await importClient();
  const other = await d.registry.person("01", "curator");
  const at = "/api/v1/organizations/01/imports";
  const headers = { "content-type": "text/csv" };
  const long = await d.registry.call("POST", `${at}?name=long.csv`, {
    key: other,
    headers,
    body: sheet(lessons(6000)),
  });
  const short = await d.upload(sheet(lessons(5)));
  expect(await d.rest(short)).toMatchObject({ state: "checked", counts: { new: 5 } });
  const { body } = await d.registry.call("GET", `${at}/${long.body.id}`, { key: other });
  expect([body.state, body.progress.done < 6000]).toEqual(["checking", true]);
}, 120_000);

/** Starts an import and stops it as soon as it has written something. */
async function stopped(d: ImportClient, id: string, choice: string) {
  await d.rest(id);
  await d.act(id, "start", { choice });
  for (;;) {
    const { body } = await d.registry.call("GET", `${IMPORTS_PATH}/${id}`, { key: d.key });
    if (body.progress.done > 0) break;
  }
  await d.act(id, "stop");
  return d.rest(id);
}

test("stopped, an import keeps what is in and goes on where it was; all or none takes back what it did", async () => {
  const d = await importClient();
  const id = await d.upload(sheet(lessons(2500)));
  const after = await stopped(d, id, "good");
  expect(after.state).toBe("stopped");
  expect(after.results.created).toBeGreaterThan(0);
  expect(after.results.created).toBeLessThan(2500);
  await d.act(id, "start", { choice: "good" });
  expect(await d.rest(id)).toMatchObject({ state: "done", results: { created: 2500 } });
  expect(await total(d)).toBe(2500);

  const others = lessons(2500).map(([, title = "", ...rest], n) => [`n-${n}`, `${title} again`, ...rest]);
  const all = await d.upload(
    sheet(others.map((cells) => cells.map((c, i) => (i === 2 ? `${c}/b` : c)))),
    "b.csv",
  );
  const back = await stopped(d, all, "all");
  expect(back.state).toBe("undone");
  expect(back.results.undone).toBeGreaterThan(0);
  expect((await d.registry.parts.store.resources.byExternalId("28", "n-0"))?.status).toBe("undone");
}, 180_000);
