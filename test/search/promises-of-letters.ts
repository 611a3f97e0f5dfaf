import { describe, expect, test } from "@jest/globals";
import type { SearchEngine } from "../../src/search/rules/engine.ts";
import { documentWith, requestFor } from "./documents.ts";

/** What every engine promises of how words are written: one word is found however it is. */
export function readsEveryHand(engine: () => SearchEngine): void {
  const titled = (titles: Record<string, string>) =>
    engine().take(
      {
        put: Object.entries(titles).map(([id, title]) => documentWith(id, { text: { title } })),
        remove: [],
      },
      { epoch: "e1", position: 1 },
    );
  /** Records that are counted for these words. */
  const counted = async (words: string) => {
    const { ids, close } = await engine().find(requestFor(words));
    return ids.filter((id) => !close.includes(id)).toSorted();
  };

  describe("letters", () => {
    test("have one form: vowel marks, letters at the end of words, letters no accent makes", async () => {
      await titled({
        arabic: "دُرُوسُ العُلُومِ",
        hebrew: "שִׁעוּרֵי מַדָּעִים",
        danish: "Smørrebrød på Ærø",
        german: "Großes Gemüse",
        greek: "Ο ΚΟΣΜΟΣ",
      });
      for (const [words, id] of [
        ["دروس علوم", "arabic"],
        ["שעורי מדעים", "hebrew"],
        ["smorrebrod", "danish"],
        ["grosses gemuese", "german"],
        ["κόσμος", "greek"],
      ] as const)
        expect({ words, found: await counted(words) }).toEqual({ words, found: [id] });
    });

    test("that cannot be seen cut no word", async () => {
      await titled({ a: "Evapo\u00adra\u200btion of lakes", b: "Ponds" });
      expect(await counted("evaporation")).toEqual(["a"]);
      expect(await counted("evapo\u00adration")).toEqual(["a"]);
    });
  });

  describe("spellings", () => {
    test("closed, with a hyphen and apart are one word", async () => {
      await titled({
        hyphen: "Co-educational sports",
        closed: "Coeducational choirs",
        apart: "Co educational camps",
        other: "Sports",
      });
      for (const words of ["coeducational", "co-educational", "co educational"])
        expect({ words, found: await counted(words) }).toEqual({
          words,
          found: ["apart", "closed", "hyphen"],
        });
      expect(await counted("educational")).toEqual(["apart", "hyphen"]);
    });

    test("of compounds meet, and their parts are still found", async () => {
      await titled({ hyphen: "A self-portrait in ink", closed: "My selfportrait", other: "A portrait" });
      expect(await counted("selfportrait")).toEqual(["closed", "hyphen"]);
      expect(await counted("portrait")).toEqual(["hyphen", "other"]);
    });

    test("of letters beside digits meet, both ways", async () => {
      await titled({
        glued: "The apollo13 crew",
        hyphen: "Apollo-13 in the news",
        amount: "Pour 40 mL of dye",
        closed: "Pour 40ml of oil",
        apart: "A gemini 12 diary",
        other: "Forty ships",
      });
      expect(await counted("gemini12")).toEqual(["apart"]);
      expect(await counted("apollo13")).toEqual(["glued", "hyphen"]);
      expect(await counted("apollo 13")).toEqual(["glued", "hyphen"]);
      expect(await counted("40ml")).toEqual(["amount", "closed"]);
      expect(await counted("40 mL")).toEqual(["amount", "closed"]);
    });

    test("with signs that belong to a name are names of their own", async () => {
      await titled({
        plain: "Drawing in D",
        plus: "Drawing in D++",
        sharp: "Drawing in D#",
        half: "About 5/8",
        digits: "5 tens and 8 ones",
      });
      expect(await counted("D++")).toEqual(["plus"]);
      expect(await counted("D#")).toEqual(["sharp"]);
      expect(await counted("d drawing")).toEqual(["plain"]);
      expect(await counted("5/8")).toEqual(["half"]);
      expect(await counted("⅝")).toEqual(["half"]);
    });

    test("that lean on a word do not hide it", async () => {
      await titled({ french: "L’île au trésor", portuguese: "A queda d'água", irish: "A song by O'Shea" });
      expect(await counted("île")).toEqual(["french"]);
      expect(await counted("água")).toEqual(["portuguese"]);
      expect(await counted("oshea")).toEqual(["irish"]);
    });
  });

  describe("forms", () => {
    test("of irregular words, and plurals in Portuguese and Spanish, meet", async () => {
      await titled({
        geese: "Two geese",
        licao: "Uma lição curta",
        imagens: "Imagens do mar",
        lapices: "Cinco lápices rojos",
      });
      for (const [words, id] of [
        ["goose", "geese"],
        ["lições", "licao"],
        ["imagem", "imagens"],
        ["lápiz", "lapices"],
      ] as const)
        expect({ words, found: await counted(words) }).toEqual({ words, found: [id] });
    });
  });

  test("Of records asked for by their ids, only those are found that the caller may see, with their counts", async () => {
    const facets = { grade: ["03"] };
    await engine().take(
      {
        put: [
          documentWith("a", { facets }),
          documentWith("b", { facets, visible: ["district:28"] }),
          documentWith("c", { facets }),
        ],
        remove: [],
      },
      { epoch: "e1", position: 1 },
    );
    const found = await engine().find(requestFor("", { only: ["a", "b", "gone"], facets: ["grade"] }));
    expect(found).toMatchObject({ ids: ["a"], total: 1, counts: { grade: [["03", 1]] } });
    expect((await engine().find(requestFor("", { only: [] }))).total).toBe(0);
  });

  describe("Chinese", () => {
    test("is found by one character, by a word, and however the words around it are cut", async () => {
      await titled({ cycle: "水循环实验", forest: "森林里的动物", other: "火山" });
      expect(await counted("水")).toEqual(["cycle"]);
      expect(await counted("循环")).toEqual(["cycle"]);
      expect(await counted("水循环")).toEqual(["cycle"]);
      expect(await counted("动物")).toEqual(["forest"]);
    });
  });
}
