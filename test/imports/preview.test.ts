import { expect, test } from "@jest/globals";
import { importClient, lesson, lessons, sheet } from "./import-client.ts";

test("what the preview says of each row is what the import does with it, and nothing else", async () => {
  const d = await importClient();
  const { store } = d.registry.parts;
  await d.runImport(sheet(lessons(30)));
  const rows = lessons(44).map((cells, i) => {
    const n = i + 1;
    if (n <= 10) return lesson(n, { 3: `Puddles, told anew ${n}.`, 5: "Gr. 4–5" });
    if (n === 31) return lesson(n, { 6: "CC" });
    if (n === 32) return lesson(n, { 2: "https://www.lessons.example.org/puddles/33/?utm_source=x" });
    return cells;
  });
  const id = await d.upload(sheet(rows));
  const { counts } = await d.rest(id);
  expect(counts).toMatchObject({ changed: 10, unchanged: 20, faulty: 1 });
  const planned = await d.rows(id);
  const recordOf = (externalId: string) => store.resources.byExternalId("28", externalId);
  const before = new Map(
    await Promise.all(planned.map(async (r) => [r.seq, await recordOf(r.externalId)] as const)),
  );
  await d.act(id, "start", { choice: "good" });
  const { results } = await d.rest(id);
  expect(results).toEqual({ created: counts.new, changed: counts.changed });
  for (const row of planned) {
    const then = before.get(row.seq);
    const now = await recordOf(row.externalId);
    const told = [row.row, row.outcome];
    if (row.outcome === "new")
      expect([...told, then, now?.description.title]).toEqual([...told, undefined, row.title]);
    else if (row.outcome === "changed") {
      const after = Object.fromEntries(
        row.changes.map((c: { field: string; after: unknown }) => [c.field, c.after]),
      );
      expect([...told, now?.description]).toEqual([...told, { ...then?.description, ...after }]);
    } else expect([...told, now]).toEqual([...told, then]);
  }
  expect((await d.runImport(sheet(rows), "good", "again.csv")).counts).toMatchObject({ new: 0, changed: 0 });
}, 90_000);
