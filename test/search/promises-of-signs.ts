import { describe, expect, test } from "@jest/globals";
import type { QueryWord, SearchEngine, SearchRequest } from "../../src/search/rules/engine.ts";
import { documentWith, requestFor, word } from "./documents.ts";

const quoted = (text: string) => word(text, { role: "topic", quoted: true });

/** What every engine promises of quotes, of minus signs, and of words that stand in no record. */
export function obeysSigns(engine: () => SearchEngine): void {
  const titled = async (titles: Record<string, string>, position = 1) => {
    const put = Object.entries(titles).map(([id, title]) =>
      documentWith(id, { text: { title }, facets: { grade: [id.length > 1 ? "03" : "04"] } }),
    );
    await engine().take({ put, remove: [] }, { epoch: "e1", position });
  };
  const phrase = (text: string, more: Partial<SearchRequest> = {}) => {
    const words = text.split(" ");
    return engine().find(requestFor("", { words: words.map(quoted), phrases: [words], ...more }));
  };

  describe("quotes", () => {
    test("hold words together in the order typed and as they are written, in one field", async () => {
      await engine().take(
        {
          put: [
            documentWith("right", { text: { title: "Salt water and fresh water" } }),
            documentWith("turned", { text: { title: "Water with salt" } }),
            documentWith("plural", { text: { title: "Salts waters" } }),
            documentWith("apart", { text: { title: "Salt", topics: "water" } }),
            documentWith("within", { text: { title: "Kitchen", summary: "Boil salt water twice." } }),
          ],
          remove: [],
        },
        { epoch: "e1", position: 1 },
      );
      const found = await phrase("salt water");
      expect({ ids: found.ids, total: found.total, close: found.close }).toEqual({
        ids: ["right", "within"],
        total: 2,
        close: [],
      });
      expect((await phrase("water salt")).total).toBe(0);
      expect((await phrase("salts")).ids).toEqual(["plural"]);
    });

    test("hold for every hit, count and page, beside other words and filters, also after changes", async () => {
      const titles = Array.from({ length: 30 }, (_, i) => [
        i < 10 ? `${i}` : `r${i}`,
        i % 3 ? `Salt water ${i}` : `Water salt ${i}`,
      ]);
      await titled(Object.fromEntries(titles));
      const facets = ["grade" as const];
      expect(await phrase("salt water", { facets, size: 5, from: 15 })).toMatchObject({
        total: 20,
        counts: {
          grade: [
            ["03", 14],
            ["04", 6],
          ],
        },
      });
      const filtered = await phrase("salt water", { facets, filters: { grade: ["04"] } });
      expect(filtered).toMatchObject({
        total: 6,
        counts: {
          grade: [
            ["03", 14],
            ["04", 6],
          ],
        },
      });
      await titled({ "0": "Salt water, changed", "1": "Dry land" }, 2);
      expect(await phrase("salt water", { filters: { grade: ["04"] } })).toMatchObject({ total: 6 });
      const words = [...["salt", "water"].map(quoted), word("changed")];
      const beside = await engine().find(requestFor("", { words, phrases: [["salt", "water"]] }));
      expect(beside).toMatchObject({ total: 1, leftOut: [] });
      expect(beside.ids[0]).toBe("0");
    });

    test("keep a word from being corrected or completed", async () => {
      await titled({ a: "Volcano", b: "Volcanology" });
      expect((await phrase("volcamo")).total).toBe(0);
      expect(await phrase("volca")).toMatchObject({ total: 0, corrected: [{ typed: "volca", as: [] }] });
    });
  });

  describe("a minus sign", () => {
    const without = (words: string, excluded: string[][], more: Partial<SearchRequest> = {}) =>
      engine().find(requestFor(words, { excluded, ...more }));

    test("keeps out what has the word in any form, or the words one after another", async () => {
      await titled({
        a: "River",
        b: "River and lake",
        c: "Rivers and lakes",
        d: "Lake view of a river",
        e: "Sea",
      });
      const facets = ["grade" as const];
      expect(await without("river", [["lake"]], { facets })).toMatchObject({
        ids: ["a"],
        total: 1,
        counts: { grade: [["04", 1]] },
      });
      expect((await without("river", [["lake", "view"]])).ids.toSorted()).toEqual(["a", "b", "c"]);
      expect((await without("river", [["unheard"]])).total).toBe(4);
      expect((await without("river", [["lakes"], ["sea"]])).ids).toEqual(["a"]);
    });

    test("holds alone, too, and for what only comes close", async () => {
      await titled({ a: "River map", b: "River", c: "River and lake", d: "Sea" });
      expect((await without("", [["river"]])).ids).toEqual(["d"]);
      expect(await without("river map", [["lake"]])).toMatchObject({ ids: ["a", "b"], close: ["b"] });
      await titled({ b: "River and lake, changed", c: "River" }, 2);
      expect((await without("river", [["lake"]])).ids.toSorted()).toEqual(["a", "c"]);
    });
  });

  describe("a word that no record has", () => {
    const read = async (text: string, more = {}) => {
      const { ids, corrected } = await engine().find(requestFor("", { words: [word(text, more)] }));
      return [ids.toSorted(), corrected] as const;
    };

    test("is corrected by hand, eye and ear, to a word that one record has, and this is said", async () => {
      await titled({ a: "Photography", b: "Cyclone", c: "Quartz", d: "Babylonians", e: "Xylem" });
      await titled({ f: "Amphibians", g: "Philosophers", h: "A pamphlet" });
      expect(await read("amfibeans")).toEqual([["f"], [{ typed: "amfibeans", as: ["amphibians"] }]]);
      expect(await read("filosofers")).toEqual([["g"], [{ typed: "filosofers", as: ["philosophers"] }]]);
      expect(await read("pamflet")).toEqual([["h"], [{ typed: "pamflet", as: ["pamphlet"] }]]);
      expect(await read("babylonains")).toEqual([["d"], [{ typed: "babylonains", as: ["babylonians"] }]]);
      expect(await read("fotography")).toEqual([["a"], [{ typed: "fotography", as: ["photography"] }]]);
      expect(await read("syclone")).toEqual([["b"], [{ typed: "syclone", as: ["cyclone"] }]]);
      expect(await read("kwartz")).toEqual([["c"], [{ typed: "kwartz", as: ["quartz"] }]]);
      expect(await read("zylem")).toEqual([["e"], [{ typed: "zylem", as: ["xylem"] }]]);
    });

    test("is not taken for one that begins otherwise, and a short one in capitals for none", async () => {
      await titled({ a: "Ignition", b: "Wide rivers", c: "Nation" });
      expect(await read("cognition")).toEqual([[], [{ typed: "cognition", as: [] }]]);
      expect(await read("ration")).toEqual([[], [{ typed: "ration", as: [] }]]);
      expect(await read("widr", { written: "WIDR" })).toEqual([[], [{ typed: "WIDR", as: [] }]]);
      expect(await read("wida")).toEqual([[], [{ typed: "wida", as: [] }]]);
      await titled({ d: "Planets", e: "The end" });
      expect(await read("planet", { written: "planet" })).toEqual([["d"], []]);
      expect(await read("plnets", { written: "plnets" })).toEqual([
        ["d"],
        [{ typed: "plnets", as: ["planets"] }],
      ]);
      expect(await read("teh")).toEqual([["e"], []]);
      expect(await read("hte", { written: "HTE" })).toEqual([[], [{ typed: "HTE", as: [] }]]);
    });

    test("is completed while it is the last, and two words run together are two", async () => {
      await titled({ a: "Volcano map", b: "Number line" });
      expect(await read("volca", { last: true })).toEqual([["a"], [{ typed: "volca", as: ["volcano"] }]]);
      expect(await read("numberline")).toEqual([["b"], [{ typed: "numberline", as: ["number line"] }]]);
    });

    test("that nothing comes near leaves what says the rest, and is named", async () => {
      await titled({ a: "Volcano map" });
      const rest = requestFor("", { words: [word("zeppelin", { role: "topic" }), word("volcano")] });
      expect(await engine().find(rest)).toMatchObject({
        ids: ["a"],
        total: 1,
        partial: true,
        leftOut: [],
        corrected: [{ typed: "zeppelin", as: [] }],
      });
      const little = requestFor("", { words: [word("zeppelin"), word("map", { weak: true })] });
      expect(await engine().find(little)).toMatchObject({ total: 0, ids: [] });
    });

    test("is not read as words that no record has together", async () => {
      await titled({ a: "Volcano map", b: "Number games", c: "Poems in line" });
      const alternatives = [{ words: ["number", "line"], share: 0.4 }];
      const words = [word("abacuses", { alternatives }), word("volcano")];
      expect(await engine().find(requestFor("", { words }))).toMatchObject({
        ids: ["a"],
        total: 1,
        corrected: [{ typed: "abacuses", as: [] }],
      });
      await titled({ c: "Number line" }, 2);
      expect((await engine().find(requestFor("", { words: [words[0] as QueryWord] }))).ids).toEqual(["c"]);
    });
  });
}
