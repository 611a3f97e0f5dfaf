import { describe, expect, test } from "@jest/globals";
import { importStage, rowOf } from "./import-rows.ts";
import { type NewStorage, newId } from "./stage.ts";
import { described, registered, resourceOf } from "./things.ts";

/** What a store promises about carrying an import out: what is still to do, what was done, what can be undone. */
export function importProgress(keep: NewStorage): void {
  describe("an import under way", () => {
    const { stage, started, commit, seqs, rowsOf } = importStage(keep);

    test("still to be carried out are those the plan and the decisions leave", async () => {
      const { store } = stage;
      const outcomes = [
        "new",
        "changed",
        "unchanged",
        "duplicate",
        "duplicate",
        "faulty",
        "gone",
        "gone",
        "new",
      ] as const;
      const i = await started(
        outcomes.map((outcome, n) => rowOf(n + 1, { outcome, said: { title: `Lesson ${n + 1}` } })),
      );
      await commit(i, { decided: { seqs: [5], decision: "bring" } });
      await commit(i, { decided: { outcome: "gone", decision: "withdraw" } });
      await commit(i, { decided: { seqs: [7], decision: undefined } });
      await commit(i, { done: [{ row: { seq: 9, result: "created" } }] });
      expect(seqs(await store.imports.toDo(i.id, 0, 10))).toEqual([1, 2, 5, 8]);
      expect(seqs(await store.imports.toDo(i.id, 1, 2))).toEqual([2, 5]);
      const [first] = await store.imports.toDo(i.id, 0, 1);
      const whole = { seq: 1, row: 2, outcome: "new", title: "Lesson 1", said: { title: "Lesson 1" } };
      expect(first).toEqual(whole);
      expect((await rowsOf(i)).map((r) => r.decision)).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        "bring",
        undefined,
        undefined,
        "withdraw",
        undefined,
      ]);
    });

    test("to take back are those that wrote something, and those decided so", async () => {
      const { store } = stage;
      const results = [
        "created",
        "revived",
        "changed",
        "unchanged",
        "withdrawn",
        "held",
        "later",
        "later",
      ] as const;
      const i = await started(results.map((_, n) => rowOf(n + 1)));
      const wrote = {
        version: 2,
        revision: 5,
        before: 1,
        imported: { source: "s", import: "i", version: 1 },
      };
      await commit(i, { done: results.map((result, n) => ({ row: { seq: n + 1, result, wrote } })) });
      await commit(i, { decided: { seqs: [8, 1], result: "later", decision: "undo" } });
      const rows = await store.imports.toUndo(i.id, 0, 10);
      expect(seqs(rows)).toEqual([1, 2, 3, 5, 8]);
      expect(rows[0]).toMatchObject({ wrote, result: "created" });
      expect(rows[0]).not.toHaveProperty("decision");
      expect(seqs(await store.imports.toUndo(i.id, 2, 2))).toEqual([3, 5]);
    });

    test("stand for records, and some have a link", async () => {
      const { store } = stage;
      const resource = newId();
      const i = await started([
        rowOf(1, { resource, said: { title: "A", url: "https://x.example.org/" } }),
        rowOf(2, { resource, outcome: "gone" }),
        rowOf(3, { said: { title: "C" } }),
        rowOf(4, { resource, outcome: "unchanged" }),
        rowOf(5, { said: { url: "https://x.example.org/5" } }),
      ]);
      expect(seqs(await store.imports.rowsWithRecord(i.id, 0, 10))).toEqual([1, 4]);
      expect(seqs(await store.imports.rowsWithRecord(i.id, 1, 10))).toEqual([4]);
      expect(await store.imports.countWithRecord(i.id)).toBe(2);
      expect(seqs(await store.imports.linked(i.id, 0, 10))).toEqual([1, 5]);
      expect(seqs(await store.imports.linked(i.id, 0, 1))).toEqual([1]);
    });

    test("say what the import wrote of a record, until that is taken back, and which records it no longer names", async () => {
      const { store } = stage;
      const records = Array.from({ length: 4 }, (_, n) =>
        resourceOf({ organization: "28" }, "28", {
          description: described(`Record ${n}`),
          ...(n === 3 ? { status: "withdrawn" as const } : {}),
        }),
      );
      await store.commit(records.map((r) => registered(r)));
      const written = { source: "grade 3", import: "before", version: 1 };
      const earlier = await started(records.map((_, n) => rowOf(n + 1)));
      await commit(earlier, {
        done: records.map(({ id }, n) => ({
          row: { seq: n + 1, resource: id, result: "created" },
          imported: n === 0 ? { ...written, differs: { author: "Ana", publisher: null } } : written,
        })),
      });
      const [a, b, c] = records as [(typeof records)[0], (typeof records)[0], (typeof records)[0]];
      const differs = { author: "Ana", publisher: null };
      expect(await store.imports.imported([b.id, newId(), a.id])).toEqual(
        new Map<string, unknown>([
          [a.id, { ...written, differs }],
          [b.id, written],
        ]),
      );
      expect(await store.imports.imported([])).toEqual(new Map());
      const i = await started([rowOf(1, { resource: b.id })]);
      const missing = async (after: string, limit: number) =>
        (await store.imports.noLongerListed({ import: i, after, limit })).map((m) => [m.resource, m.title]);
      expect(await missing("", 10)).toEqual([
        [a.id, "Record 0"],
        [c.id, "Record 2"],
      ]);
      expect(await missing("", 1)).toEqual([[a.id, "Record 0"]]);
      expect(await missing(a.id, 10)).toEqual([[c.id, "Record 2"]]);
      await commit(earlier, {
        done: [{ row: { seq: 3, resource: c.id, result: "undone" }, imported: null }],
      });
      expect(await store.imports.imported([c.id])).toEqual(new Map());
      expect(await missing("", 10)).toEqual([[a.id, "Record 0"]]);
      const other = await started([], { source: "grade 4" });
      expect(await store.imports.noLongerListed({ import: other, after: "", limit: 10 })).toEqual([]);
    });

    test("are kept by the thousand, and an import that stops in the middle goes on behind its last commit", async () => {
      const { store } = stage;
      const i = await started(Array.from({ length: 2500 }, (_, n) => rowOf(n + 1)));
      const half = Array.from({ length: 1000 }, (_, n) => ({
        row: { seq: n + 1, result: "created" as const },
      }));
      await commit(i, { done: half });
      await stage.refuses(
        [
          { noun: "import-rows", import: i.id, done: [{ row: { seq: 1001, result: "created" } }] },
          { noun: "import", before: { ...i, revision: 9 }, after: { ...i, revision: 10 } },
        ],
        "stale",
      );
      const again = await stage.reopen();
      expect(await again.imports.get(i.id)).toEqual(i);
      expect(seqs(await again.imports.toDo(i.id, 0, 2))).toEqual([1001, 1002]);
      expect(store).not.toBe(again);
    });
  });
}
