import { expect, test } from "@jest/globals";
import { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import { NOBODY } from "../../src/people/rules/person.ts";
import { countSearch, districtOf, searchedFor } from "../../src/usage/jobs/count-search.ts";
import type { UsageCounter } from "../../src/usage/jobs/counter.ts";

const words = (text: string) => searchedFor({ words: text, filters: {} });

test.each([
  ["  Fractions   on a NUMBER line ", "fractions on a number line"],
  ["4.NF.B.3", "4.nf.b.3"],
  ['"volcano" OR (lava)!', "volcano or lava"],
  ["fracción", "fracción"],
  ["grade 3", "grade 3"],
  ["civil war 1861-1865", "civil war 1861-1865"],
  ["", ""],
])("%j is counted as %j", (typed, counted) => {
  expect(words(typed)).toBe(counted);
});

test.each([
  ["jane.doe@example.org fractions"],
  ["fractions jane.doe＠example.org"],
  ["401-555-0123 fractions"],
  ["fractions (401) 555 0123"],
  ["+1 401.555.0123 fractions"],
  ["fractions 1234567"],
  ["123-45-6789 fractions"],
  ["fractions ４０１５５５０１２３"],
])("what may point at a person is left out of %j", (typed) => {
  expect(words(typed)).toBe("fractions");
});

test("filters stand beside the words, in one order whatever the address said", () => {
  const one = searchedFor({ words: "volume", filters: { grade: ["05", "04"], level: ["developing"] } });
  const other = searchedFor({ words: "Volume", filters: { level: ["developing"], grade: ["04", "05"] } });
  expect(one).toBe("volume · level=developing · grade=04|05");
  expect(other).toBe(one);
});

test("ten thousand characters are counted as one short line", () => {
  expect(words("fraction ".repeat(1200)).length).toBeLessThanOrEqual(120);
});

test("a search is counted once, however many of its pages are read, and again when it found nothing", () => {
  const counted: string[][] = [];
  const counter = { count: (...all: string[]) => void counted.push(all) } as Pick<UsageCounter, "count">;
  const query = {
    words: "Falconry",
    plain: false,
    filters: {},
    sort: "relevance" as const,
    page: 1,
    size: 20,
  };
  countSearch({ query, total: 30 }, "28", counter);
  countSearch({ query: { ...query, page: 2 }, total: 30 }, "28", counter);
  countSearch({ query, total: 0 }, "", counter);
  expect(counted).toEqual([
    ["search", "falconry", "28"],
    ["search", "falconry", ""],
    ["search-empty", "falconry", ""],
  ]);
});

test("a person's district is that of their school; nobody and state staff have none", () => {
  const tree = new OrganizationTree([
    { code: "ri", kind: "state", name: "State" },
    { code: "28", kind: "district", name: "Providence", parent: "ri" },
    { code: "28103", kind: "school", name: "A school", parent: "28" },
  ]);
  const member = (organization: string, confirmed = true) => ({
    memberships: [{ person: "p", organization, role: "member" as const, confirmed }],
  });
  expect(districtOf(member("28103"), tree)).toBe("28");
  expect(districtOf(member("28103", false), tree)).toBe("");
  expect(districtOf(member("ri"), tree)).toBe("");
  expect(districtOf(NOBODY, tree)).toBe("");
});
