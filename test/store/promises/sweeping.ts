import { describe, expect, test } from "@jest/globals";
import type { Elsewhere } from "../../../src/store/storage.ts";
import { rowOf } from "./import-rows.ts";
import { importOf } from "./imports.ts";
import { at, type NewStorage, newHash, newId, stageOf } from "./stage.ts";
import { described, holding, publishedCollection, registered, resourceOf } from "./things.ts";

/** What a storage promises about the last traces of what was erased. */
export function sweeping(keep: NewStorage): void {
  describe("sweeping", () => {
    const stage = stageOf(keep);

    test("takes away whatever still names what was erased, and leaves the rest", async () => {
      const { store, storage } = stage;
      const [ana, state] = [await stage.person(), newId()];
      const url = "https://secret.example.org/diary";
      const r = resourceOf({ person: ana.id }, "28", { description: described("Diary of a class", { url }) });
      const relation = { type: "basedOn" as const, resource: r.id, title: "Diary of a class" };
      const other = resourceOf({ person: ana.id }, "28", {
        description: described("Other", { relations: [relation] }),
      });
      const content = { ...holding(r.id, other.id) };
      const collection = publishedCollection({ person: ana.id }, content);
      const answer = (body: string) => ({
        noun: "answer" as const,
        after: { key: newHash(), request: newHash(), status: 201, headers: {}, body, at: at() },
      });
      const [naming, plain] = [answer(`{"id":"${r.id}"}`), answer("{}")];
      const letter = { to: "a@x.example", subject: "Reported", text: `See /resources/${r.id}` };
      const mail = {
        id: newId(),
        kind: "letter" as const,
        letter,
        state: "waiting" as const,
        tries: 0,
        nextTry: at(),
        createdAt: at(),
      };
      const draft = { id: newId(), person: ana.id, typed: { url: [url] }, createdAt: at(), changedAt: at() };
      const kept = { ...draft, id: newId(), typed: { url: ["https://other.example.org"] } };
      const i = importOf("28", { trouble: "Row 2: Diary of a class" });
      const rows = [
        rowOf(1, { resource: r.id, title: "Diary of a class" }),
        rowOf(2, { title: "Another", said: { url } }),
        rowOf(3, {
          title: "Unlike it",
          duplicates: [{ resource: r.id, title: "Diary", why: "near-same title" }],
        }),
      ];
      const used = { day: "2026-03-02", kind: "open" as const, district: "", count: 3 };
      await store.commit([registered(r), registered(other), collection, naming, plain]);
      await store.commit([
        { noun: "mail", after: mail },
        { noun: "draft", after: draft },
        { noun: "draft", after: kept },
        { noun: "import", after: i },
        { noun: "import-rows", import: i.id, added: rows },
      ]);
      await store.usage.add([
        { ...used, what: r.id },
        { ...used, what: other.id },
      ]);
      await store.commit([
        {
          noun: "erasure",
          before: r,
          after: { resource: r.id, at: at(), reason: "Law", by: state, readers: [] },
        },
      ]);

      const told: Elsewhere[] = [];
      await storage.sweep(async (elsewhere) => void told.push(elsewhere));
      expect(told).toEqual([{ ids: [r.id], imports: [i.id] }]);
      expect([await store.keptAnswer(naming.after.key), await store.keptAnswer(plain.after.key)]).toEqual([
        ...[undefined, plain.after],
      ]);
      expect(await store.mails.get(mail.id)).toBeUndefined();
      expect(await store.drafts.of(ana.id)).toEqual([kept]);
      expect((await store.imports.rows(i.id, { after: 0, limit: 9 })).map((row) => row.title)).toEqual([
        "Unlike it",
      ]);
      expect((await store.imports.rows(i.id, { after: 0, limit: 9 }))[0]?.duplicates).toEqual([]);
      expect((await store.imports.get(i.id))?.trouble).toBeUndefined();
      expect((await store.usage.between("2026-03-02", "2026-03-02")).map((u) => u.what)).toEqual([other.id]);
      const now = await store.resources.get(other.id);
      expect([now?.description.relations, (now?.revision ?? 0) > other.revision]).toEqual([[], true]);
      const entries = (await store.collections.get(collection.after.id))?.content?.sections[0]?.entries;
      expect(entries).toEqual([
        { resource: r.id, note: "" },
        { resource: other.id, note: "Good" },
      ]);
      expect((await store.notices.of(ana.id, { limit: 9 })).map((n) => n.what)).toEqual(["erased"]);
      expect(await store.erasures.unswept()).toEqual([
        expect.objectContaining({ resource: r.id, files: [] }),
      ]);
      await store.commit([{ noun: "swept", resources: [r.id], at: at(9) }]);
      expect([(await store.erasures.get(r.id))?.sweptAt, await store.erasures.unswept()]).toEqual([
        at(9),
        [],
      ]);
    });

    test("forgets nothing when what lies elsewhere could not be removed, and is done again", async () => {
      const { store, storage } = stage;
      const r = resourceOf({ person: (await stage.person()).id }, "28");
      const answer = { key: newHash(), request: newHash(), status: 201, headers: {}, body: r.id, at: at() };
      await store.commit([registered(r), { noun: "answer", after: answer }]);
      await store.commit([
        {
          noun: "erasure",
          before: r,
          after: { resource: r.id, at: at(), reason: "Law", by: newId(), readers: [] },
        },
      ]);
      const failing = storage.sweep(() => Promise.reject(new Error("The mail folder is away")));
      await expect(failing).rejects.toThrow("The mail folder is away");
      expect(await store.keptAnswer(answer.key)).toEqual(answer);
      const told: string[] = [];
      await storage.sweep(async ({ ids }) => void told.push(...ids));
      expect(told).toEqual([r.id]);
      expect(await store.keptAnswer(answer.key)).toBeUndefined();
      await storage.sweep(async ({ ids }) => void told.push(...ids));
      expect(told).toEqual([r.id]);
    });
  });
}
