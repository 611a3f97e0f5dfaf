import { describe, expect, test } from "@jest/globals";
import { markerOf, WINDOW } from "../../src/search/rules/highlight.ts";

const shown = (stretches: { text: string; matched: boolean }[]) =>
  stretches.map((s) => (s.matched ? `[${s.text}]` : s.text)).join("");

describe("marked words", () => {
  const marker = markerOf(["fraction", "line"]);

  test("stand in the text as it was written", () => {
    expect(shown(marker.whole("Fractions <b> on a number line"))).toBe("[Fractions] <b> on a number [line]");
  });

  test("accents do not hide a word", () => {
    expect(shown(markerOf(["fotosintesi"]).whole("La fotosíntesis"))).toBe("La [fotosíntesis]");
  });

  test("a word is marked whole, however it is written", () => {
    expect(shown(markerOf(["evapor"]).whole("Evapo\u00adration"))).toBe("[Evapo\u00adration]");
    expect(shown(markerOf(["cooper"]).whole("A co-operative game"))).toBe("A [co-operative] game");
    expect(shown(markerOf(["toolkit"]).whole("My tool-kit"))).toBe("My [tool-kit]");
    expect(shown(markerOf(["il"]).whole("L’île"))).toBe("L’[île]");
    expect(shown(markerOf(["cplusplu"]).whole("C++ or C"))).toBe("[C++] or C");
  });

  test("Chinese words that overlap are marked once", () => {
    expect(shown(markerOf(["水循", "循环"]).whole("地球水循环"))).toBe("地球[水循环]");
    expect(shown(markerOf(["水"]).whole("地球水循环"))).toBe("地球[水]循环");
  });

  test("a long text is cut to the part that has most of them", () => {
    const long = `${"Nothing of note here. ".repeat(30)}Compare fractions on a number line. ${"And more of it. ".repeat(30)}`;
    const cut = shown(marker.around(long));
    expect(cut).toContain("[fractions] on a number [line]");
    expect(cut.startsWith("… ") && cut.endsWith(" …")).toBe(true);
    expect(cut.length).toBeLessThan(WINDOW + 40);
  });

  test("a text without any begins at its beginning", () => {
    expect(shown(marker.around("word ".repeat(100)))).toMatch(/^word word .* …$/);
  });
});
