import { describe, expect, test } from "@jest/globals";
import type { VocabularyData } from "../../../src/reference/rules/vocabulary.ts";
import type { Association, Framework, Item } from "../../../src/standards/rules/framework.ts";
import { type NewStorage, newId, ORGANIZATIONS, stageOf } from "./stage.ts";
import { byPerson, described, registered } from "./things.ts";

const vocabularyOf = (...labels: string[]): VocabularyData => ({
  id: "topic",
  label: "Topic",
  terms: labels.map((label, i) => ({ id: `topic-${i}`, label, ...(i === 1 ? { broader: "topic-0" } : {}) })),
});

const FRAMEWORK: Framework = {
  id: "fw-1",
  code: "sea-science",
  title: "Science of the sea",
  adopted: "2013",
};
const itemOf = (code: string, more: Partial<Item> = {}): Item => ({
  id: `sea-science:${code}`,
  framework: "fw-1",
  code,
  grades: ["05"],
  sequence: 1,
  ...more,
});

/** What a store promises about vocabularies, organizations, rules and standards. */
export function reference(keep: NewStorage): void {
  describe("reference data", () => {
    const stage = stageOf(keep);
    const touched = async (work: () => Promise<void>): Promise<string[]> => {
      const head = await stage.store.outbox.head();
      await work();
      return (await stage.store.outbox.after(head, 100)).map((e) => e.id);
    };

    test("is the same object until a part of it changes, and then the new one everywhere", async () => {
      const { store } = stage;
      const other = await stage.beside();
      const [first, there] = [await store.reference(), await other.reference()];
      expect(await store.reference()).toBe(first);
      await stage.person();
      expect(await store.reference()).toBe(first);
      await store.commit([{ noun: "vocabulary", after: vocabularyOf("Oceans") }]);
      expect(await store.reference()).not.toBe(first);
      expect(await other.reference()).not.toBe(there);
      expect((await other.reference()).vocabularies.topic.labelOf("topic-0")).toBe("Oceans");
    });

    test("holds the organizations as they were written, with nothing that was not said", async () => {
      const { store } = stage;
      const { organizations } = await store.reference();
      expect(organizations.all().toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual(
        ORGANIZATIONS.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      );
      expect(Object.keys(organizations.get("museum") ?? {}).toSorted()).toEqual([
        "code",
        "kind",
        "name",
        "parent",
      ]);
    });

    test("enqueues what belongs to an organization that is rewritten", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [here, there] = [byPerson(ana, "28102"), byPerson(ana, "07")];
      await store.commit([registered(here), registered(there)]);
      const elm = { code: "28102", kind: "school" as const, name: "Elm Street Academy", parent: "28" };
      expect(await touched(() => store.commit([{ noun: "organizations", after: [elm] }]))).toEqual([here.id]);
      expect((await store.reference()).organizations.get("28102")).toEqual(elm);
    });

    test("changes a vocabulary over the terms that were seen, and enqueues what holds a changed one", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [before, after] = [
        vocabularyOf("Oceans", "Tides", "Rain"),
        vocabularyOf("Seas", "Tides", "Rain"),
      ];
      await store.commit([{ noun: "vocabulary", after: { ...before, note: "Ours", source: "us" } }]);
      const [broad, below, not] = ["topic-0", "topic-1", "topic-2"].map((topic) =>
        byPerson(ana, "28101", { description: described("Sea", { topics: [topic] }) }),
      ) as [ReturnType<typeof byPerson>, ReturnType<typeof byPerson>, ReturnType<typeof byPerson>];
      await store.commit([broad, below, not].map((r) => registered(r)));
      const changes = [{ noun: "vocabulary" as const, before, after }];
      expect((await touched(() => store.commit(changes))).toSorted()).toEqual([broad.id, below.id]);
      const { topic } = (await store.reference()).vocabularies;
      expect([topic.label, topic.note, topic.terms]).toEqual(["Topic", "Ours", after.terms]);
      await stage.refuses(changes, "stale");
    });

    test("sets an organization's rules over the revision that was seen", async () => {
      const { store } = stage;
      const none = { organization: "28", sharing: "at-once" as const, trusted: [], revision: 0 };
      const first = { ...none, sharing: "after-review" as const, trusted: [newId()], revision: 1 };
      await stage.refuses([{ noun: "rules", before: first, after: { ...first, revision: 2 } }], "stale");
      await store.commit([{ noun: "rules", before: none, after: first }]);
      expect((await store.reference()).organizations.rules.get("28")).toEqual(first);
      await stage.refuses([{ noun: "rules", before: none, after: first }], "stale");
      await store.commit([{ noun: "rules", before: first, after: { ...first, trusted: [], revision: 2 } }]);
      expect((await store.reference()).organizations.rules.get("28")).toMatchObject({
        trusted: [],
        revision: 2,
      });
      expect((await store.reference()).organizations.rules.get("07")).toBeUndefined();
    });

    test("brings in a framework, and keeps an item its package no longer has", async () => {
      const { store } = stage;
      const aligned = (code: string) =>
        byPerson({ id: owner.id, name: "", demo: false, active: true, createdAt: "" }, "28101", {
          description: described("Sea", { alignments: [{ item: `sea-science:${code}` }] }),
        });
      const owner = await stage.person();
      const [tides, waves, other] = [aligned("S.1"), aligned("S.2"), aligned("S.9")];
      await store.commit([tides, waves, other].map((r) => registered(r)));
      const items = [
        itemOf("S.1", { statement: "Explain tides", label: "Tides", type: "Standard", language: "en" }),
        itemOf("S.2", { parent: "sea-science:S.1", sequence: 2 }),
      ];
      const edge: Association = {
        id: "e-1",
        type: "isRelatedTo",
        origin: "sea-science:S.1",
        destination: "sea-science:S.2",
      };
      const first = {
        noun: "framework" as const,
        framework: FRAMEWORK,
        items,
        associations: [edge],
        dropped: [],
      };
      expect((await touched(() => store.commit([first]))).toSorted()).toEqual([tides.id, waves.id]);
      const { standards } = await store.reference();
      expect(standards.framework("sea-science")).toEqual(FRAMEWORK);
      expect(standards.items("fw-1")).toEqual(items.map((i) => ({ ...i, dropped: false })));
      expect(await store.associations("fw-1")).toEqual([expect.objectContaining(edge)]);
      expect(await store.associations("fw-2")).toEqual([]);

      const next = { ...first, framework: { ...FRAMEWORK, title: "The sea" }, items: [], associations: [] };
      const dropped = ["sea-science:S.2"];
      expect(await touched(() => store.commit([{ ...next, dropped }]))).toEqual([waves.id]);
      const now = (await store.reference()).standards;
      expect(now.framework("fw-1")?.title).toBe("The sea");
      expect(now.item("sea-science:S.2")?.dropped).toBe(true);
      expect(now.items("fw-1").map((i) => i.code)).toEqual(["S.1"]);
      expect(await store.associations("fw-1")).toEqual([]);
    });

    test("takes thousands of items in one commit", async () => {
      const { store } = stage;
      const framework = { id: "fw-big", code: "big", title: "Big" };
      const items = Array.from(
        { length: 3000 },
        (_, i): Item => ({
          ...itemOf(`B.${i}`, { id: `big:${i}`, sequence: i }),
          framework: "fw-big",
        }),
      );
      await store.commit([{ noun: "framework", framework, items, associations: [], dropped: [] }]);
      expect((await store.reference()).standards.items("fw-big")).toHaveLength(3000);
    });
  });
}
