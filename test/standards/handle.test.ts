import { expect, test } from "@jest/globals";
import { type Item, Standards } from "../../src/standards/rules/framework.ts";
import { handleOf, itemNamed } from "../../src/standards/rules/handle.ts";

const item = (id: string, code: string, sequence = 1): Item => ({
  id,
  framework: "m",
  code,
  grades: ["03"],
  sequence,
});
const set = (...items: Item[]) => new Standards([{ id: "m", code: "math", title: "Mathematics" }], items);

test("a standard keeps its address when an official package writes its code at length", () => {
  for (const code of ["3.NF.A.2", "CCSS.Math.Content.3.NF.A.2"]) {
    const known = item("i1", code);
    const standards = set(known);
    expect(handleOf(known, standards)).toBe("3.NF.A.2");
    for (const name of ["3.NF.A.2", "3nfa2", "CCSS.MATH.CONTENT.3.NF.A.2", "3.nf.2", "i1"])
      expect([name, itemNamed("m", name, standards)?.id]).toEqual([name, "i1"]);
  }
});

test("items that share a code have an address each", () => {
  const [one, other] = [item("i1", "PS1.A"), item("i2", "PS1.A", 2)];
  const standards = set(one, other);
  expect([handleOf(one, standards), handleOf(other, standards)]).toEqual(["PS1.A", "i2"]);
});

test("an item is not found in another set, nor by a code that may mean several", () => {
  const standards = set(item("i1", "3.NF.A.2"), item("i2", "4.NF.A.2", 2));
  expect(itemNamed("other", "i1", standards)).toBeUndefined();
  expect(itemNamed("m", "NF.A.2", standards)).toBeUndefined();
});
