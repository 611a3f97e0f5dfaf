import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { FACETS } from "../../src/search/rules/facets.ts";
import { type Parameters, readQuery, writeQuery } from "../../src/search/rules/query.ts";

const reference = seedReference();
const read = (given: Parameters) => readQuery(given, reference);
const filtersOf = (given: Parameters) => {
  const { query, faults } = read(given);
  expect(faults).toEqual([]);
  return query.filters;
};

describe("a filter's values are understood as people write them", () => {
  test.each([
    ["grade", "3-5", ["03", "04", "05"]],
    ["grade", "K-2", ["KG", "01", "02"]],
    ["grade", "Grade 3", ["03"]],
    ["grade", "middle school", ["06", "07", "08"]],
    ["subject", "math", ["mathematics"]],
    ["level", "Developing", ["developing"]],
    ["type", "lesson", ["lesson-plan"]],
    ["language", "Spanish", ["es"]],
    ["language", "cy-GB", ["cy-GB"]],
    ["license", "CC BY 4.0", ["CC-BY-4.0"]],
    ["license", "CC BY", ["LicenseRef-CC-BY", "CC-BY-4.0", "CC-BY-3.0", "CC-BY-2.5", "CC-BY-2.0"]],
    ["license", "LicenseRef-CC-BY", ["LicenseRef-CC-BY"]],
    ["organization", "Providence", ["28"]],
    ["adaptable", "yes", ["yes"]],
    ["level", "not-stated", ["not-stated"]],
  ])("%s %s", (facet, value, ids) => {
    expect(filtersOf({ [facet]: value })).toEqual({ [facet]: ids });
  });

  test("a standard by its code in any habit, and its set", () => {
    const item = reference.standards.withBareCode("4nfb3")[0];
    for (const code of ["4.NF.B.3", "4NFB3", "CCSS.MATH.CONTENT.4.NF.B.3", "4.nf.3", item?.id as string])
      expect(filtersOf({ standard: code })).toEqual({ standard: [item?.id] });
    expect(filtersOf({ standard: "ngss" })).toEqual({
      standard: [reference.standards.framework("ngss")?.id],
    });
  });

  test("repeated is OR, said twice is once", () => {
    expect(filtersOf({ grade: ["3-4", "04", "5"] })).toEqual({ grade: ["03", "04", "05"] });
  });
});

describe("a chosen value takes the place of those above it", () => {
  const ids = (...codes: string[]) => codes.map((code) => reference.standards.withBareCode(code)[0]?.id);

  test.each([
    ["a set, a cluster and a standard of it", ["ccss-math", "5.NF.B", "5.NF.B.4"], ids("5nfb4")],
    ["in whatever order", ["5.NF.B.4", "ccss-math", "5.NF.B"], ids("5nfb4")],
    ["siblings stay alternatives", ["5.NF.B", "5.NF.B.4", "5.NF.B.7"], ids("5nfb4", "5nfb7")],
    ["what lies elsewhere stays", ["5.NF.B.4", "ccss-math", "RI.3.3"], ids("5nfb4", "ri33")],
    [
      "not stated is beside all of them",
      ["not-stated", "ccss-math", "5.NF.B"],
      ["not-stated", ...ids("5nfb")],
    ],
  ])("%s", (_what, standard, left) => {
    expect(filtersOf({ standard })).toEqual({ standard: left });
  });

  test("in trees of topics, interests and organizations too; a flat list has nothing above", () => {
    const { topic } = reference.vocabularies;
    const narrow = topic.terms.find((t) => t.broader);
    expect(filtersOf({ topic: [narrow?.broader as string, narrow?.id as string] })).toEqual({
      topic: [narrow?.id],
    });
    expect(filtersOf({ organization: ["ri", "28"] })).toEqual({ organization: ["28"] });
    expect(filtersOf({ grade: ["03", "04"] })).toEqual({ grade: ["03", "04"] });
  });
});

describe("what cannot be understood", () => {
  test.each(FACETS.map((f) => f.id))("%s of nothing known is told, with where the values are", (facet) => {
    const { query, faults } = read({ [facet]: "zzz nothing" });
    expect(query.filters).toEqual({});
    expect(faults).toEqual([expect.objectContaining({ in: "query", pointer: `/${facet}` })]);
    const [fault] = faults;
    expect(Boolean(fault?.nearest?.length) || /See \/api\/v1\//.test(fault?.detail ?? "")).toBe(true);
  });

  test("the nearest valid values are named", () => {
    expect(read({ subject: "mathmatics" }).faults[0]?.nearest?.[0]).toBe("mathematics");
    expect(read({ standard: "4.NF.B.9" }).faults[0]?.nearest).toContain("4.NF.B.3");
    expect(read({ levels: "developing" }).faults[0]?.nearest).toContain("level");
  });

  test.each([
    [{ page: "0" }, "/page"],
    [{ page: "10000" }, "/page"],
    [{ page: "1.5" }, "/page"],
    [{ size: "101" }, "/size"],
    [{ sort: "luck" }, "/sort"],
    [{ colour: "red" }, "/colour"],
  ])("%j is one fault", (given, pointer) => {
    expect(read(given as Parameters).faults.map((f) => f.pointer)).toEqual([pointer]);
  });
});

test("a query written as an address is read back the same", () => {
  const { query } = read({
    q: "a & b",
    grade: ["3-5"],
    standard: "4.NF.B.3",
    sort: "title",
    page: "2",
    size: "5",
    plain: "1",
  });
  const given: Record<string, string[]> = {};
  for (const [name, value] of writeQuery(query)) given[name] = [...(given[name] ?? []), value];
  expect(read(given)).toEqual({ query, faults: [] });
});
