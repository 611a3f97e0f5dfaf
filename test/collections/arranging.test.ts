import { describe, expect, test } from "@jest/globals";
import {
  addEntry,
  addSection,
  moveEntry,
  moveSection,
  removeEntry,
  removeSection,
} from "../../src/collections/rules/arrange.ts";
import type { Content } from "../../src/collections/rules/collection.ts";

/** "ab|c" is a section with a and b, then one with c. */
const made = (text: string): Content => ({
  title: "T",
  introduction: "",
  sections: text.split("|").map((letters, i) => ({
    heading: `H${i}`,
    note: "",
    entries: [...letters].map((resource) => ({ resource, note: `note ${resource}` })),
  })),
});
const shown = (content: Content | undefined) =>
  content?.sections.map((s) => s.entries.map((e) => e.resource).join("")).join("|");
const headings = (content: Content | undefined) => content?.sections.map((s) => s.heading).join(" ");

describe("an entry moves", () => {
  test.each([
    ["abc", "b", "up", "bac"],
    ["abc", "b", "down", "acb"],
    ["ab|cd", "c", "up", "abc|d"],
    ["ab|cd", "b", "down", "a|bcd"],
    ["a||c", "c", "up", "a|c|"],
    ["abc", "a", "up", undefined],
    ["ab|c", "c", "down", undefined],
    ["abc", "x", "down", undefined],
  ] as const)("%s: %s %s gives %s", (before, resource, to, after) => {
    expect(shown(moveEntry(made(before), resource, to))).toBe(after);
  });

  test("and keeps its note", () => {
    const moved = moveEntry(made("ab|c"), "b", "down");
    expect(moved?.sections[1]?.entries[0]).toEqual({ resource: "b", note: "note b" });
  });
});

describe("a section", () => {
  test("moves with what is in it, and not past the edge", () => {
    expect(shown(moveSection(made("a|b|c"), 1, "up"))).toBe("b|a|c");
    expect(headings(moveSection(made("a|b|c"), 1, "down"))).toBe("H0 H2 H1");
    expect(moveSection(made("a|b"), 0, "up")).toBeUndefined();
    expect(moveSection(made("a|b"), 1, "down")).toBeUndefined();
  });

  test.each([
    ["ab|cd|e", 1, "abcd|e", "H0 H2"],
    ["ab|cd", 0, "abcd", "H1"],
    ["ab", 0, "ab", ""],
    ["ab||c", 1, "ab|c", "H0 H2"],
  ])("of %s taken away at %i never takes a resource with it", (before, section, after, left) => {
    const done = removeSection(made(before), section);
    expect([shown(done), headings(done)]).toEqual([after, left]);
  });
});

describe("adding and taking out", () => {
  test("goes to the end of the section asked for, else of the last one", () => {
    const x = { resource: "x", note: "" };
    expect(shown(addEntry(made("a|b"), x, 0))).toBe("ax|b");
    expect(shown(addEntry(made("a|b"), x))).toBe("a|bx");
    expect(shown(addEntry({ title: "T", introduction: "", sections: [] }, x))).toBe("x");
    expect(addEntry(made("a|b"), { resource: "a", note: "" })).toBeUndefined();
    expect(shown(addSection(made("a")))).toBe("a|");
    expect(shown(removeEntry(made("ab|c"), "a"))).toBe("b|c");
    expect(removeEntry(made("ab"), "x")).toBeUndefined();
  });
});
