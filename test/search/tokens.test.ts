import { describe, expect, test } from "@jest/globals";
import { stemOf, tokensOf, wordsIn } from "../../src/search/rules/tokens.ts";

describe("what a word is", () => {
  test.each([
    ["Fractions on a Number-Line!", ["fractions", "on", "a", "number", "line"]],
    ["La fotosíntesis, ¿qué es?", ["la", "fotosintesis", "que", "es"]],
    ["don't and don’t", ["dont", "and", "dont"]],
    ["MS-LS1-6", ["ms", "ls1", "6"]],
    ["Cafe\u0301 Ångström", ["cafe", "angstrom"]],
    ["🦊 “quoted” AND x*", ["quoted", "and", "x"]],
    ["हिन्दी भाषा", ["हिन्दी", "भाषा"]],
    ["", []],
  ])("%s", (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  test("Chinese, Japanese and Thai are cut into words", () => {
    expect(tokensOf("光合作用和植物").length).toBeGreaterThan(1);
    expect(tokensOf("การสังเคราะห์ด้วยแสง").length).toBeGreaterThan(1);
  });

  test("a word's place is its place in what was written", () => {
    const text = "Más «fotosíntesis»";
    for (const { start, end } of wordsIn(text)) expect(text.slice(start, end)).toMatch(/^\p{L}+$/u);
  });

  test.each([
    ["Straße, Łódź, Øresund", "strasse lodz oresund"],
    ["Æsop’s œuvre", "aesops oeuvre"],
    ["đường ðæt þing ħobża ılık İzmir", "duong daet thing hobza ilik izmir"],
    ["ΟΔΟΣ οδός", "οδοσ οδοσ"],
    ["Ёлка и йога, їжа, за́мок", "елка и йога їжа замок"],
    ["مُعَلِّمَةٌ إلى آخر", "معلمه الي اخر"],
    ["کتاب كتــاب ﻛﺘﺎب", "كتاب كتاب كتاب"],
    ["שָׁלוֹם צה״ל", "שלומ צהל"],
    ["١٢٣ ۴۵ १०", "123 45 10"],
    ["क़लम किताब", "क़लम किताब"],
    ["Hawaiʻi", "hawaii"],
  ])("letters have one form: %s", (text, tokens) => {
    expect(tokensOf(text).join(" ")).toBe(tokens.normalize("NFC"));
  });

  test("what cannot be seen does not cut a word, and a blank that does not break does", () => {
    const hidden = ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200e", "\u034f", "\ufe0f"];
    for (const sign of hidden) {
      expect(wordsIn(`evapo${sign}ration of`)).toEqual([
        { token: "evaporation", start: 0, end: 12 },
        { token: "of", start: 13, end: 15 },
      ]);
    }
    expect(tokensOf("water\u00a0cycle ❤\ufe0f")).toEqual(["water", "cycle"]);
  });

  test.each([
    ["L’eau, l'histoire et qu’il", "eau histoire et il"],
    ["um copo d’água", "um copo agua"],
    ["commedia dell'arte all’inizio", "commedia arte inizio"],
    ["O’Brien can't, it’s a s'more", "obrien cant its a smore"],
  ])("what leans on a word is no part of it: %s", (text, tokens) => {
    expect(tokensOf(text).join(" ")).toBe(tokens);
  });

  test("of an elided word the word itself is the place", () => {
    const [word] = wordsIn("L’école");
    expect(word).toEqual({ token: "ecole", start: 2, end: 7 });
  });

  test("a run of letters without end is cut", () => {
    expect(tokensOf("x".repeat(10_000))[0]?.length).toBeLessThan(50);
  });

  test("forms of an English word share a stem, and other scripts are left alone", () => {
    expect(stemOf("fractions")).toBe(stemOf("fraction"));
    expect(stemOf("comparing")).toBe(stemOf("compare"));
    expect([stemOf("adding"), stemOf("added"), stemOf("adds")]).toEqual(["add", "add", stemOf("add")]);
    expect(stemOf("光合")).toBe("光合");
    expect(stemOf("4nfb3")).toBe("4nfb3");
  });

  test.each([
    ["geese", "goose"],
    ["children’s", "child"],
    ["wolves", "wolf"],
    ["phenomena", "phenomenon"],
    ["hypotheses", "hypothesis"],
    ["vertices", "vertex"],
    ["fungi", "fungus"],
    ["lições", "lição"],
    ["opiniões", "opinião"],
    ["alemães", "alemão"],
    ["irmãos", "irmão"],
    ["decimais", "decimal"],
    ["papéis", "papel"],
    ["viagens", "viagem"],
    ["jovens", "jovem"],
    ["professores", "professor"],
    ["lápices", "lápiz"],
    ["estaciones", "estación"],
    ["animales", "animal"],
    ["المدرسة", "مدرسة"],
    ["والكتاب", "كتاب"],
    ["معلمون", "معلمين"],
  ])("%s and %s share a stem", (one, other) => {
    expect(tokensOf(one).map(stemOf)).toEqual(tokensOf(other).map(stemOf));
  });

  test.each([
    ["shoes", "shoe"],
    ["heroes", "hero"],
    ["canoes", "canoe"],
    ["females", "female"],
    ["whales", "whale"],
    ["collagens", "collagen"],
  ])("English %s stays with %s", (one, other) => {
    expect(stemOf(one)).toBe(stemOf(other));
  });

  test.each([
    ["data", "date"],
    ["personal", "people"],
    ["pais", "pal"],
    ["toes", "tao"],
  ])("%s and %s are two words", (one, other) => {
    expect(stemOf(one)).not.toBe(stemOf(other));
  });
});
