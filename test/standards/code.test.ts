import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { type Item, Standards } from "../../src/standards/rules/framework.ts";
import { recognizeCodes } from "../../src/standards/rules/recognize-codes.ts";
import { resolveCode } from "../../src/standards/rules/resolve-code.ts";
import { growth } from "../support/growth.ts";

const { standards } = seedReference();
const codes = (items: Item[]) => items.map((i) => i.code);
const item = (code: string, framework = "f"): Item => ({
  id: `${framework}:${code}`,
  framework,
  code,
  grades: [],
  sequence: 0,
});

describe("a typed code finds its item in any habit of writing", () => {
  test.each([
    ["4.NF.B.3", "4.NF.B.3"],
    ["4NFB3", "4.NF.B.3"],
    ["4.nf.3", "4.NF.B.3"],
    ["4nf3", "4.NF.B.3"],
    ["4 NF B 3", "4.NF.B.3"],
    ["04.NF.B.03", "4.NF.B.3"],
    ["CCSS.MATH.CONTENT.4.NF.B.3", "4.NF.B.3"],
    ["CCSS.Math.Content.4.NF.B.3", "4.NF.B.3"],
    ["CCSS.MATH.4.NF.B.3", "4.NF.B.3"],
    ["ccss math content 4 nf b 3", "4.NF.B.3"],
    ["ccssmathcontent4nfb3", "4.NF.B.3"],
    ["4.NF.B.3.a", "4.NF.B.3a"],
    ["4.NF.3a", "4.NF.B.3a"],
    ["4.NF.B.3(a)", "4.NF.B.3a"],
    ["K.CC.1", "K.CC.A.1"],
    ["kcc1", "K.CC.A.1"],
    ["KG.CC.A.1", "K.CC.A.1"],
    ["HSF-IF.A.1", "HSF-IF.A.1"],
    ["F-IF.1", "HSF-IF.A.1"],
    ["F.IF.A.1", "HSF-IF.A.1"],
    ["fif1", "HSF-IF.A.1"],
    ["MP3", "MP3"],
    ["SMP.3", "MP3"],
    ["RL.5.2", "RL.5.2"],
    ["rl5.2", "RL.5.2"],
    ["rl52", "RL.5.2"],
    ["5.RL.2", "RL.5.2"],
    ["CCSS.ELA-LITERACY.RL.5.2", "RL.5.2"],
    ["RL.K.1", "RL.K.1"],
    ["RL.1.10", "RL.1.10"],
    ["RL.9-10.1", "RL.9-10.1"],
    ["RL.9–10.1", "RL.9-10.1"],
    ["RL.9.1", "RL.9-10.1"],
    ["10.RL.1", "RL.9-10.1"],
    ["RH.7.2", "RH.6-8.2"],
    ["MS-LS1-6", "MS-LS1-6"],
    ["msls16", "MS-LS1-6"],
    ["MS.LS1.6", "MS-LS1-6"],
    ["MS–LS1–6", "MS-LS1-6"],
    ["NGSS.MS-LS1-6", "MS-LS1-6"],
    ["3-LS4-1", "3-LS4-1"],
    ["3 ls4 1", "3-LS4-1"],
    ["4-ETS1-1", "3-5-ETS1-1"],
  ])("%s is %s", (typed, code) => {
    expect(codes(resolveCode(typed, standards).exact)).toEqual([code]);
  });

  test("every code of the seed finds its own item", () => {
    const lost = standards.allItems().filter((i) => !resolveCode(i.code, standards).exact.includes(i));
    expect(lost).toEqual([]);
  });

  test("the letters and digits of every code find its own item", () => {
    const lost = standards
      .allItems()
      .filter((i) => !resolveCode(i.code.replace(/[^A-Za-z0-9]/g, ""), standards).exact.includes(i));
    expect(codes(lost)).toEqual([]);
  });

  test("the same holds when the source writes its publisher before each code", () => {
    const official = new Standards(
      [],
      [item("CCSS.Math.Content.4.NF.B.3"), item("CCSS.ELA-Literacy.RL.5.2")],
    );
    expect(codes(resolveCode("4nf3", official).exact)).toEqual(["CCSS.Math.Content.4.NF.B.3"]);
    expect(codes(resolveCode("rl52", official).exact)).toEqual(["CCSS.ELA-Literacy.RL.5.2"]);
  });

  test("a separator may be left out, but not be put elsewhere", () => {
    expect(resolveCode("RL.11.0", standards).exact).toEqual([]);
    expect(codes(resolveCode("RL110", standards).exact)).toContain("RL.1.10");
  });

  test("a code that two frameworks have means both", () => {
    const two = new Standards([], [item("H.1", "a"), item("H.1", "b")]);
    expect(resolveCode("h1", two).exact).toHaveLength(2);
  });

  test("a code without its grade offers the grades to choose from", () => {
    const { exact, near } = resolveCode("NF.3", standards);
    expect(exact).toEqual([]);
    expect(codes(near)).toEqual(["3.NF.A.3", "4.NF.B.3", "5.NF.B.3"]);
  });

  test("the beginning of codes means the topmost items that have it", () => {
    expect(codes(resolveCode("4.NF", standards).exact)).toEqual(["4.NF.A", "4.NF.B", "4.NF.C"]);
    expect(codes(resolveCode("RL.5", standards).exact)).toEqual(
      expect.arrayContaining(["RL.5.1", "RL.5.2", "RL.5.9"]),
    );
  });

  test("an item that its package no longer has is not found", () => {
    const gone = new Standards([], [{ ...item("4.NF.B.3"), dropped: true }]);
    expect(resolveCode("4.NF.B.3", gone).exact).toEqual([]);
  });

  test.each(["", "fractions", "4", "k", "...", "🙂", "a".repeat(10_000)])("%j means nothing", (typed) => {
    expect(resolveCode(typed, standards).exact).toEqual([]);
  });
});

describe("an unknown code has neighbors", () => {
  test.each([
    ["4.NF.B.9", "4.NF.B.4"],
    ["4.NF.Z.3", "4.NF.B.3"],
    ["4nf99", "4.NF.C.7"],
    ["9.NF.3", "5.NF.B.3"],
    ["4.NG.B.3", "4.NF.B.3"],
    ["MS-LS9-1", "MS-LS4-1"],
    ["RL.5.22", "RL.5.10"],
    ["LS1-6", "MS-LS1-6"],
  ])("%s lies near %s", (typed, code) => {
    const { exact, near } = resolveCode(typed, standards);
    expect(exact).toEqual([]);
    expect(codes(near)).toContain(code);
    expect(near.length).toBeLessThanOrEqual(12);
  });

  test("a code like no other has none", () => {
    expect(resolveCode("9.ZZ.4", standards)).toEqual({ exact: [], near: [] });
  });
});

describe("codes are found in typed words", () => {
  test.each([
    ["fractions 4nf3 worksheet", "4nf3", "4.NF.B.3"],
    ["4 nf b 3", "4 nf b 3", "4.NF.B.3"],
    ["grade 4 nf 3 lessons", "4 nf 3", "4.NF.B.3"],
    ["cells ms ls1 6", "ms ls1 6", "MS-LS1-6"],
    ["theme rl 5 2", "rl 5 2", "RL.5.2"],
    ["(4.NF.B.3), please", "4.NF.B.3", "4.NF.B.3"],
    ["4.NF.B.3 a worksheet", "4.NF.B.3", "4.NF.B.3"],
    ["F-IF.1 functions", "F-IF.1", "HSF-IF.A.1"],
    ["cells MS–LS1–6", "MS–LS1–6", "MS-LS1-6"],
    ["CCSS.Math.Content.4.NF.B.3 help", "CCSS.Math.Content.4.NF.B.3", "4.NF.B.3"],
    ["mp3", "mp3", "MP3"],
  ])("%j has %j", (words, typed, code) => {
    const [found, ...more] = recognizeCodes(words, standards);
    expect(more).toEqual([]);
    expect(found?.typed).toBe(typed);
    expect(words.slice(found?.start, found?.end)).toBe(typed);
    expect(codes(found?.items ?? [])).toEqual([code]);
  });

  test("several codes are found in their order", () => {
    const found = recognizeCodes("K.CC.1, K.CC.2/rl52", standards);
    expect(found.map((f) => codes(f.items))).toEqual([["K.CC.A.1"], ["K.CC.A.2"], ["RL.5.2"]]);
  });

  test.each([
    "grade 3",
    "k-2",
    "3rd",
    "4th grade",
    "covid19",
    "covid-19",
    "9-12",
    "3-5 math",
    "1-on-1 tutoring",
    "face-2-face",
    "2-by-4",
    "5g network",
    "3d shapes",
    "h2o and co2",
    "web 2.0",
    "v1.2.3",
    "2020-10-12",
    "3.14",
    "5 l 2 cups",
    "add 3 a day",
    "aced the test",
    "reading and art in the park",
    "a.m. and p.m. 3",
    "1st amendment",
    "b2b",
    "ri history",
    "🙂 4",
    "",
  ])("%j is plain words", (words) => {
    expect(recognizeCodes(words, standards)).toEqual([]);
  });

  test("mp3 is a plain word where no item has it", () => {
    expect(recognizeCodes("mp3", new Standards([], [item("4.NF.B.3")]))).toEqual([]);
  });

  test.each([
    ["9.ZZ.4", []],
    ["4.NF.B.99", ["4.NF.B.4"]],
    ["4nf99", ["4.NF.C.7"]],
    ["MS-LS9-1", ["MS-LS4-1"]],
  ])("%s is a code that nobody has", (typed, near) => {
    const [found] = recognizeCodes(`try ${typed} now`, standards);
    expect(found).toMatchObject({ typed, items: [], start: 4 });
    expect(codes(found?.near ?? [])).toEqual(expect.arrayContaining(near));
  });
});

test("typed words take time in proportion to their length, with thousands of items", () => {
  expect(standards.allItems().length).toBeGreaterThan(1500);
  const words = (times: number) => "fractions with number lines ".repeat(times);
  expect(growth((times) => recognizeCodes(words(times), standards), 200)).toBeLessThan(12);
});
