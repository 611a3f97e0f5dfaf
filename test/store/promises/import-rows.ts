import { describe, expect, test } from "@jest/globals";
import type { RowsChange } from "../../../src/imports/rules/change.ts";
import type { Import, ImportRow } from "../../../src/imports/rules/import.ts";

import { importOf } from "./imports.ts";
import { at, type NewStorage, newId, pagesOf, stageOf } from "./stage.ts";

export const rowOf = (seq: number, more: Partial<ImportRow> = {}): ImportRow => ({
  seq,
  row: seq + 1,
  outcome: "new",
  title: `Lesson ${seq}`,
  changes: [],
  kept: [],
  duplicates: [],
  faults: [],
  warnings: [],
  ...more,
});

/** A store with the ways to start an import of some rows, and to look at them. */
export function importStage(keep: NewStorage) {
  const stage = stageOf(keep);
  const started = async (rows: ImportRow[], more: Partial<Import> = {}): Promise<Import> => {
    const i = importOf("28", more);
    await stage.store.commit([
      { noun: "import", after: i },
      { noun: "import-rows", import: i.id, added: rows },
    ]);
    return i;
  };
  const commit = (i: Import, change: Omit<RowsChange, "noun" | "import">) =>
    stage.store.commit([{ noun: "import-rows", import: i.id, ...change }]);
  const seqs = (rows: { seq: number }[]) => rows.map((r) => r.seq);
  const rowsOf = (i: Import, ask: Partial<Parameters<typeof stage.store.imports.rows>[1]> = {}) =>
    stage.store.imports.rows(i.id, { after: 0, limit: 100, ...ask });
  return { stage, started, commit, seqs, rowsOf };
}

/** What a store promises about the rows of an import: their plan, and what became of them. */
export function importRows(keep: NewStorage): void {
  describe("rows of an import", () => {
    const { stage, started, commit, seqs, rowsOf } = importStage(keep);

    test("come back as they were planned, in the order of the file, page by page", async () => {
      const { store } = stage;
      const finding = {
        header: "Grade",
        column: "grades",
        value: "Klasse 3",
        detail: "is not a grade",
        nearest: ["03"],
      };
      const full = rowOf(3, {
        ...{ sheet: "Lessons", outcome: "changed", externalId: "m-3", resource: newId(), revision: 7 },
        said: { title: "Rain", grades: ["03"], url: "https://lessons.example.org/rain" },
        changes: [{ field: "title", before: "Old", after: "Rain" }],
        kept: [{ field: "author", before: "Ana", after: null }],
        duplicates: [{ resource: newId(), title: "Rain!", why: "near-same title" }],
        ...{ faults: [finding], warnings: [finding] },
      });
      const rows = [rowOf(1), rowOf(2, { outcome: "faulty" }), full, rowOf(4), rowOf(5)];
      const i = await started(rows.toReversed());
      const pages = await pagesOf<ImportRow, number>(async (after = 0) => {
        const page = await store.imports.rows(i.id, { after, limit: 2 });
        return { rows: page, next: page.at(-1)?.seq };
      });
      expect(pages.map((page) => page.length)).toEqual([2, 2, 1, 0]);
      expect(pages.flat()).toEqual(rows);
      expect(Object.keys(pages[0]?.[0] ?? {}).toSorted()).toEqual(Object.keys(rowOf(1)).toSorted());
      expect(await store.imports.rows(newId(), { after: 0, limit: 9 })).toEqual([]);
    });

    test("are asked by outcome, result, what stayed as a person corrected it, and their link", async () => {
      const i = await started([
        rowOf(1),
        rowOf(2, { outcome: "faulty" }),
        rowOf(3, { kept: [{ field: "author", before: "Ana", after: "" }] }),
      ]);
      const link = { url: "https://x.example.org/", detail: "opens", at: at() };
      await commit(i, {
        links: [
          { seq: 1, result: "works", ...link },
          { seq: 3, result: "works", ...link },
        ],
      });
      await commit(i, {
        links: [{ seq: 3, result: "failing", ...link, detail: "answers with the error 404" }],
        done: [{ row: { seq: 3, result: "held", why: "It was changed since" } }],
      });
      expect(seqs(await rowsOf(i, { outcome: "faulty" }))).toEqual([2]);
      expect(seqs(await rowsOf(i, { outcome: "new" }))).toEqual([1, 3]);
      expect(seqs(await rowsOf(i, { result: "held" }))).toEqual([3]);
      expect(seqs(await rowsOf(i, { kept: true }))).toEqual([3]);
      expect(seqs(await rowsOf(i, { link: "works" }))).toEqual([1]);
      const [found] = await rowsOf(i, { link: "failing", outcome: "new" });
      expect(found?.link).toEqual({ result: "failing", detail: "answers with the error 404" });
      expect(found).toMatchObject({ seq: 3, result: "held", why: "It was changed since" });
    });

    test("are planned again from the first on, and their links forgotten", async () => {
      const i = await started([1, 2, 3, 4].map((seq) => rowOf(seq)));
      await commit(i, {
        links: [{ seq: 4, url: "https://x.example.org/", result: "works", detail: "opens", at: at() }],
      });
      await commit(i, { cleared: 3 });
      expect(await rowsOf(i)).toEqual([rowOf(4)]);
      await commit(i, { cleared: 3, added: [rowOf(1, { title: "Again" })] });
      expect(await rowsOf(i)).toEqual([rowOf(1, { title: "Again" })]);
    });
  });
}
