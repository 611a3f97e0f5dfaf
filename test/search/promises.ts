import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { SearchEngine } from "../../src/search/rules/engine.ts";
import { lookAtAll, sorted } from "./brute-force.ts";
import {
  chanceOf,
  documentWith,
  pick,
  randomDocument,
  randomRequest,
  requestFor,
  word,
} from "./documents.ts";
import { readsEveryHand } from "./promises-of-letters.ts";
import { obeysSigns } from "./promises-of-signs.ts";
import { keepsTheTopic, modifier } from "./promises-of-topics.ts";

/** How a suite gets an engine that holds nothing yet. */
export interface EngineUnderTest {
  open(): Promise<SearchEngine>;
  /** Closes and removes it. */
  remove(engine: SearchEngine): Promise<void>;
}

const cursor = (position: number, epoch = "e1") => ({ epoch, position });

/** What every search engine promises. */
export function keepsItsPromises(name: string, { open, remove }: EngineUnderTest): void {
  describe(`The ${name} engine`, () => {
    let engine: SearchEngine;
    beforeAll(async () => {
      engine = await open();
    });
    afterAll(() => remove(engine));
    beforeEach(async () => {
      const rebuild = await engine.rebuild();
      await rebuild.finish(cursor(0));
    });

    const put = (documents: Parameters<SearchEngine["take"]>[0]["put"], position = 1) =>
      engine.take({ put: documents, remove: [] }, cursor(position));
    const found = async (words: string) => (await engine.find(requestFor(words))).ids;

    test("finds what it has taken, and keeps the cursor with it", async () => {
      await put([documentWith("a", { text: { title: "Fractions on a number line" } })], 7);
      expect(await found("fractions")).toEqual(["a"]);
      expect(await engine.cursor()).toEqual(cursor(7));
    });

    test("finds the newer text of a changed record, and no longer the older", async () => {
      await put([documentWith("a", { text: { title: "Volcano" } })]);
      await put([documentWith("a", { revision: 2, text: { title: "Planet" } })], 2);
      expect(await found("volcano")).toEqual([]);
      expect(await found("planet")).toEqual(["a"]);
    });

    test("ignores what is older than what it has", async () => {
      await put([documentWith("a", { revision: 3, text: { title: "Planet" } })]);
      await put([documentWith("a", { revision: 2, text: { title: "Volcano" } })], 2);
      expect(await found("planet")).toEqual(["a"]);
      await engine.take({ put: [], remove: [{ id: "a", revision: 2 }] }, cursor(3));
      expect(await found("planet")).toEqual(["a"]);
    });

    test("no longer finds what is removed, and an older version does not bring it back", async () => {
      await put([documentWith("a", { text: { title: "Planet" } })]);
      await engine.take({ put: [], remove: [{ id: "a", revision: 2 }] }, cursor(2));
      expect(await found("planet")).toEqual([]);
      await put([documentWith("a", { text: { title: "Planet" } })], 3);
      expect(await found("planet")).toEqual([]);
      expect(await engine.held("", 10)).toEqual([]);
    });

    test("takes a record again after it was removed, when its revision is newer", async () => {
      await engine.take({ put: [], remove: [{ id: "a", revision: 2 }] }, cursor(1));
      await put([documentWith("a", { revision: 3, text: { title: "Planet" } })], 2);
      expect(await found("planet")).toEqual(["a"]);
    });

    test("says what it holds, in the order of ids", async () => {
      await put([documentWith("c", { revision: 5 }), documentWith("a"), documentWith("b")]);
      expect(await engine.held("", 2)).toEqual([
        { id: "a", revision: 1 },
        { id: "b", revision: 1 },
      ]);
      expect(await engine.held("b", 2)).toEqual([{ id: "c", revision: 5 }]);
    });

    test("finds only what the caller may see, in hits, totals, counts and suggestions", async () => {
      await put([
        documentWith("a", { text: { title: "Open planet" } }),
        documentWith("b", {
          text: { title: "Secret planet" },
          visible: ["district:28"],
          facets: { grade: ["05"] },
        }),
      ]);
      const stranger = await engine.find(requestFor("planet", { facets: ["grade"] }));
      expect(stranger).toMatchObject({ ids: ["a"], total: 1, counts: { grade: [["not-stated", 1]] } });
      const insider = await engine.find(requestFor("planet", { visible: ["public", "district:28"] }));
      expect(insider.total).toBe(2);
      const suggested = (visible: string[]) =>
        engine.suggest({ words: [word("plan", { last: true })], visible, limit: 5 });
      expect(await suggested(["public"])).toEqual(["a"]);
      expect((await suggested(["district:28"])).toSorted()).toEqual(["b"]);
      expect((await engine.find(requestFor("", { visible: [] }))).total).toBe(0);
    });

    test("counts the commonest values, and what is wanted always however rare it is", async () => {
      const of = (id: string, ...topic: string[]) => documentWith(id, { facets: { topic } });
      await put([of("a", "maps"), of("b", "maps", "tides"), of("c", "kelp", "tides"), of("d", "tides")]);
      const counts = async (more: object) =>
        (await engine.find(requestFor("", { facets: ["topic"], values: 1, ...more }))).counts.topic;
      expect(await counts({})).toEqual([["tides", 3]]);
      expect(await counts({ always: { topic: ["kelp", "reefs"] } })).toEqual([
        ["tides", 3],
        ["kelp", 1],
      ]);
    });

    test("forgives typing mistakes, accents, plurals and half words", async () => {
      await put([
        documentWith("a", { text: { title: "Fractions on a number line" } }),
        documentWith("b", { text: { title: "More fractions" } }),
        documentWith("c", { text: { title: "La fotosíntesis y las plantas" } }),
      ]);
      expect((await found("fractons")).toSorted()).toEqual(["a", "b"]);
      expect((await found("fraction")).toSorted()).toEqual(["a", "b"]);
      expect(await found("fotosintesis")).toEqual(["c"]);
      const half = await engine.find({ ...requestFor(""), words: [word("fotos", { last: true })] });
      expect(half.ids).toEqual(["c"]);
    });

    test("is not confused by anything typed", async () => {
      await put([documentWith("a", { text: { title: 'A "quoted" title AND (more) OR title:x* 🦊 😀' } })]);
      expect(await found('"quoted" AND NOT title:x* ( 🦊')).toEqual(["a"]);
    });

    test("counts all words, else the first looser question that finds anything, and says what gave way", async () => {
      await put([
        documentWith("a", { text: { title: "Planet song" } }),
        documentWith("b", { text: { title: "Volcano map" } }),
        documentWith("c", { text: { title: "Volcano" } }),
      ]);
      const all = await engine.find(requestFor("volcano map"));
      expect(all).toMatchObject({ total: 1, leftOut: [] });
      expect(all.ids[0]).toBe("b");
      expect(all.close).toEqual(["c"]);
      const fewer = await engine.find(requestFor("", { words: [modifier("planet"), word("volcano")] }));
      expect(fewer).toMatchObject({ total: 2, leftOut: ["planet"], partial: false });
      expect(fewer.ids.toSorted()).toEqual(["b", "c"]);
    });

    keepsTheTopic(() => engine);
    obeysSigns(() => engine);
    readsEveryHand(() => engine);

    test("puts what is aligned to a typed code first, the item itself before its parts", async () => {
      const aligned = (id: string, items: string[], codes: string) =>
        documentWith(id, { text: { title: `Sheet ${id}`, codes }, facets: { standard: items } });
      await put([
        aligned("part", ["3a", "3", "nf"], "4nfb3a"),
        aligned("other", ["4", "nf"], "4nfb4"),
        aligned("itself", ["3", "nf"], "4nfb3"),
      ]);
      const codes = [{ typed: "4.NF.B.3", items: ["3"], bare: ["4nfb3"] }];
      expect(await engine.find(requestFor("", { codes }))).toMatchObject({
        ids: ["itself", "part"],
        total: 2,
      });
    });

    test("sorts by title and by date", async () => {
      await put([
        documentWith("b", { titleKey: "banana", created: 30 }),
        documentWith("c", { titleKey: "cherry", created: 10 }),
        documentWith("a", { titleKey: "apple", created: 20 }),
      ]);
      expect((await engine.find(requestFor("", { sort: "title" }))).ids).toEqual(["a", "b", "c"]);
      expect((await engine.find(requestFor("", { sort: "newest" }))).ids).toEqual(["b", "a", "c"]);
      expect((await engine.find(requestFor("", { sort: "newest", from: 1, size: 1 }))).ids).toEqual(["a"]);
    });

    test("browsing begins with what is reviewed and described, newer before older; the newest is another order", async () => {
      const stated = { endorsed: ["none"], license: ["cc-by"], standard: ["s1"], grade: ["04"] };
      await put([
        documentWith("bare", { created: 400 }),
        documentWith("older", { created: 100_000, facets: stated }),
        documentWith("newer", { created: 200_000, facets: stated }),
        documentWith("reviewed", { created: 300, facets: { ...stated, endorsed: ["state"] } }),
      ]);
      expect((await engine.find(requestFor(""))).ids).toEqual(["reviewed", "newer", "older", "bare"]);
      expect((await engine.find(requestFor("", { sort: "newest" }))).ids).toEqual([
        "newer",
        "older",
        "bare",
        "reviewed",
      ]);
    });

    test("browsing mixes publishers, and page by page meets each record once", async () => {
      const of = (name: string) => Array.from({ length: 130 }, (_, i) => `${name}-${i}`);
      const [many, few] = [of("much"), of("little").slice(0, 30)];
      await put([
        ...many.map((id, i) => documentWith(id, { created: 100_000 + i, text: { source: "Much Press" } })),
        ...few.map((id, i) => documentWith(id, { created: 1000 + i, text: { source: "Little Press" } })),
      ]);
      const pages: string[][] = [];
      for (let from = 0; from < 175; from += 25)
        pages.push((await engine.find(requestFor("", { from, size: 25 }))).ids);
      expect(pages.flat()).toHaveLength(160);
      expect(new Set(pages.flat())).toEqual(new Set([...many, ...few]));
      const firstTen = pages[0]?.slice(0, 10) ?? [];
      expect(
        firstTen.some((id) => id.startsWith("much")) && firstTen.some((id) => id.startsWith("little")),
      ).toBe(true);
    });

    test("a language wished for comes first, and what states another comes last", async () => {
      const text = { title: "Fracciones", topics: "", summary: "Partes de un entero", source: "", codes: "" };
      await put([
        documentWith("english", {
          text: { ...text, title: "Fracciones fracciones" },
          facets: { language: ["en"] },
        }),
        documentWith("silent", { text }),
        documentWith("spanish", {
          text: { ...text, title: "Las fracciones y los decimales" },
          facets: { language: ["es"] },
        }),
      ]);
      const ask = requestFor("fracciones", { impliedFilters: { language: ["es"] } });
      expect((await engine.find(ask)).ids).toEqual(["spanish", "silent", "english"]);
    });

    test("to a broad question a course comes before a lesson, to a narrow one the other way", async () => {
      const text = (title: string) => ({ title, topics: "biology", summary: "", source: "", codes: "" });
      await put([
        documentWith("lesson", { text: text("Biology of cells"), facets: { type: ["lesson-plan"] } }),
        documentWith("course", { text: text("Biology of life"), facets: { type: ["course"] } }),
      ]);
      const first = async (broad: boolean) => (await engine.find(requestFor("biology", { broad }))).ids[0];
      expect([await first(true), await first(false)]).toEqual(["course", "lesson"]);
    });

    test("the written word comes before others of its stem", async () => {
      const text = (title: string, summary = "") => ({ title, summary, topics: "", source: "", codes: "" });
      await put([
        documentWith("general", { text: text("General rules", "General words of general use") }),
        documentWith("summary", { text: text("Numbers", "Students generate patterns") }),
        documentWith("generate", { text: text("Generate a pattern") }),
      ]);
      expect((await engine.find(requestFor("generate"))).ids).toEqual(["generate", "summary", "general"]);
    });

    test("counts a standard and a level only where one alignment has both", async () => {
      await put([
        documentWith("together", {
          facets: { standard: ["s1", "s2"], level: ["beginning", "expanding"] },
          pairs: ["s1|beginning", "s2|expanding"],
        }),
        documentWith("unsaid", { facets: { standard: ["s1"] }, pairs: ["s1|not-stated"] }),
      ]);
      const both = await engine.find(requestFor("", { filters: { standard: ["s1"], level: ["expanding"] } }));
      expect(both.total).toBe(0);
      const chosen = await engine.find(requestFor("", { filters: { standard: ["s1"] }, facets: ["level"] }));
      expect(sorted(chosen.counts)).toEqual({
        level: [
          ["beginning", 1],
          ["not-stated", 1],
        ],
      });
    });

    test("gives each hit once, page by page, as many as it counts", async () => {
      const chance = chanceOf(11);
      await put(Array.from({ length: 300 }, (_, i) => randomDocument(`r${i}`, 1, chance)));
      const all = await engine.find(requestFor("water cycle", { size: 0 }));
      const seen: string[] = [];
      for (let from = 0; from < all.total; from += 7) {
        const page = await engine.find(requestFor("water cycle", { from, size: 7 }));
        seen.push(...page.ids.filter((id) => !page.close.includes(id)));
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(all.total);
    });

    test("counts exactly what looking at every record counts, also after random changes", async () => {
      const chance = chanceOf(4);
      const held = new Map(
        Array.from({ length: 400 }, (_, i) => [`r${i}`, randomDocument(`r${i}`, 1, chance)]),
      );
      await put([...held.values()]);
      const compare = async (times: number) => {
        for (let i = 0; i < times; i++) {
          const ask = randomRequest([...held.values()], chance);
          const right = lookAtAll([...held.values()], ask);
          if (right.total === 0) continue;
          const { total, counts } = await engine.find(ask);
          expect({ ask, total, counts: sorted(counts) }).toEqual({
            ask,
            total: right.total,
            counts: sorted(right.counts),
          });
        }
      };
      await compare(120);
      for (let round = 2; round < 5; round++) {
        const changed = Array.from({ length: 150 }, (_, i) =>
          randomDocument(i < 30 ? `n${round}-${i}` : pick([...held.keys()], chance), round, chance),
        );
        const gone = Array.from({ length: 20 }, () => pick([...held.keys()], chance)).filter(
          (id) => !changed.some((d) => d.id === id),
        );
        for (const d of changed) held.set(d.id, d);
        for (const id of gone) held.delete(id);
        await engine.take(
          { put: changed, remove: gone.map((id) => ({ id, revision: round })) },
          cursor(round),
        );
        await compare(60);
      }
    });

    test("answers from the old index until the new one is finished", async () => {
      await put([documentWith("a", { text: { title: "Planet" } })], 3);
      const rebuild = await engine.rebuild();
      await rebuild.put([documentWith("b", { text: { title: "Planet" } })]);
      expect(await found("planet")).toEqual(["a"]);
      expect(await engine.cursor()).toEqual(cursor(3));
      await rebuild.finish(cursor(9, "e2"));
      expect(await found("planet")).toEqual(["b"]);
      expect(await engine.cursor()).toEqual(cursor(9, "e2"));
    });

    test("goes on as before when a rebuild is abandoned", async () => {
      await put([documentWith("a", { text: { title: "Planet" } })]);
      const rebuild = await engine.rebuild();
      await rebuild.put([documentWith("b", { text: { title: "Planet" } })]);
      await rebuild.abandon();
      expect(await found("planet")).toEqual(["a"]);
    });
  });
}
