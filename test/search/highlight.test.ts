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
