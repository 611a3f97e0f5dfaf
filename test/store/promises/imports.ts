import { describe, expect, test } from "@jest/globals";
import type { Import } from "../../../src/imports/rules/import.ts";
import { at, type NewStorage, newId, stageOf } from "./stage.ts";

const COUNTS = { new: 0, changed: 0, unchanged: 0, duplicate: 0, faulty: 0, gone: 0 };

export const importOf = (organization: string, more: Partial<Import> = {}): Import => ({
  id: newId(),
  organization,
  by: newId(),
  name: "Grade 3.xlsx",
  size: 48_213,
  sha256: "ab".repeat(32),
  source: "grade 3",
  state: "columns",
  revision: 1,
  createdAt: at(),
  changedAt: at(),
  notes: [],
  sheets: ["Lessons"],
  mapping: { Title: "title", Notes: "" },
  answers: [],
  reach: "home",
  progress: { done: 0, total: 0, startedAt: at() },
  counts: COUNTS,
  results: {},
  faultyCells: 0,
  keptRows: 0,
  ...more,
});

/** What a store promises about imports as a whole. Their rows are in `import-rows.ts`. */
export function imports(keep: NewStorage): void {
  describe("imports", () => {
    const stage = stageOf(keep);
    const made = (after: Import) => ({ noun: "import" as const, after });

    test("come back as they were written, those of an organization newest first", async () => {
      const { store } = stage;
      const [first, second] = [importOf("28"), importOf("28")];
      const full = importOf("07", {
        origin: { address: "https://oai.example.org/", prefix: "oai_dc", set: "math" },
        chosen: ["Lessons"],
        choice: "good",
        short: true,
        stopping: true,
        results: { created: 3 },
        opening: {
          reach: "state",
          after: 4,
          opened: 1,
          offered: 2,
          left: 1,
          named: [{ seq: 3, title: "A", why: "No" }],
        },
        links: { state: "trying", after: 2, tried: 2, most: 2000, results: { works: 2 } },
        waits: "The catalog asks to wait",
        trouble: "Row 7 broke off",
        doneAt: at(9),
      });
      await store.commit([first, second, full].map(made));
      expect(await store.imports.get(full.id)).toEqual(full);
      expect(await store.imports.get(newId())).toBeUndefined();
      expect(await store.imports.many([newId(), full.id])).toEqual([full]);
      expect(await store.imports.list("28", 10)).toEqual([second, first]);
      expect(await store.imports.list("28", 1)).toEqual([second]);
      expect(await store.imports.list("museum", 10)).toEqual([]);
    });

    test("are changed over the revision that was seen, or not at all", async () => {
      const { store } = stage;
      const before = importOf("28");
      const after: Import = { ...before, state: "checking", revision: 2 };
      await store.commit([made(before), { noun: "import", before, after }]);
      await stage.refuses(
        [{ noun: "import", before, after: { ...before, state: "done", revision: 2 } }],
        "stale",
      );
      expect(await store.imports.get(before.id)).toEqual(after);
    });

    test("with work to do are found, oldest first", async () => {
      const { store } = stage;
      const states = [
        ...(["opening", "columns", "reading", "checked", "undoing", "done"] as const),
        ...(["importing", "undone", "checking", "stopped", "failed"] as const),
      ];
      const start = newId();
      const all = states.map((state) => importOf("museum", { state }));
      await store.commit(all.toReversed().map(made));
      const open = (await store.imports.open()).filter((i) => i.id > start);
      expect(open.map((i) => i.state)).toEqual(["opening", "reading", "undoing", "importing", "checking"]);
    });

    test("whose links are being tried are found, oldest first", async () => {
      const { store } = stage;
      const start = newId();
      const all = (["trying", "done", "trying", "stopped"] as const).map((state) =>
        importOf("museum", { state: "done", links: { state, after: 0, tried: 0, most: 9, results: {} } }),
      );
      await store.commit([...all.toReversed(), importOf("museum")].map(made));
      const trying = (await store.imports.withLinkCheck()).filter((i) => i.id > start);
      expect(trying.map((i) => i.id)).toEqual([all[0]?.id, all[2]?.id]);
    });

    test("keep what their rows share, until something else is said", async () => {
      const { store } = stage;
      const before = importOf("28");
      const finding = { header: "Grade", column: "grades", value: "Klasse 3", detail: "is not a grade" };
      const shared = {
        findings: [{ ...finding, kind: "fault" as const, rows: 7, first: [{ row: 3, title: "Rain" }] }],
        understood: [{ header: "Grade", column: "grades", value: "3-5", as: "3, 4, 5", rows: 9 }],
      };
      await store.commit([made(before)]);
      expect(await store.imports.shared(before.id)).toEqual({ findings: [], understood: [] });
      expect(await store.imports.shared(newId())).toEqual({ findings: [], understood: [] });
      const after = { ...before, revision: 2 };
      await store.commit([{ noun: "import", before, after, shared }]);
      await store.commit([{ noun: "import", before: after, after: { ...after, revision: 3 } }]);
      expect(await store.imports.shared(before.id)).toEqual(shared);
    });

    test("go on with how the organization's last one was understood", async () => {
      const { store } = stage;
      const ways = (mapping: Record<string, string>) => ({
        noun: "import-ways" as const,
        organization: "07",
        after: { mapping, answers: [{ column: "grades", value: "Klasse 3", take: ["03"] }] },
      });
      expect(await store.imports.remembered("07")).toEqual({ mapping: {}, answers: [] });
      await store.commit([ways({ Titel: "title" })]);
      await store.commit([ways({ Titel: "title", Fach: "subjects" })]);
      expect(await store.imports.remembered("07")).toEqual(ways({ Titel: "title", Fach: "subjects" }).after);
      expect(await store.imports.remembered("28")).toEqual({ mapping: {}, answers: [] });
    });
  });
}
