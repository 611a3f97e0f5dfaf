import { describe, expect, test } from "@jest/globals";
import { COLUMNS, column, LEAVE_OUT, matchColumns, recognize } from "../../src/imports/rules/columns.ts";
import { Description } from "../../src/resources/rules/resource.ts";
import { FACETS } from "../../src/search/rules/facets.ts";

describe("a header is recognized", () => {
  test.each([
    ["CR_TITLE", "title"],
    ["Title *", "title"],
    ["Resource Title", "title"],
    ["CR_ABSTRACT", "summary"],
    ["dc:description", "summary"],
    ["CR_SUBLEVEL", "grades"],
    ["Grade Level(s)", "grades"],
    ["GRADES", "grades"],
    ["CR_COU_URL", "license"],
    ["Licence", "license"],
    ["CR_CURRIC_STANDARDS", "standards"],
    ["Standards: Math", "standards"],
    ["Standard 2", "standards"],
    ["Keywords (separate with |)", "keywords"],
    ["CR_NATIVE_ID", "externalId"],
    ["external_id", "externalId"],
    ["timeRequired", "timeRequired"],
    ["time_required", "timeRequired"],
    ["Kind of resource", "types"],
    ["resource_type", "types"],
    ["accessibility.features", "accessibility"],
    ["Título", "title"],
    ["Mastery", "levels"],
    ["Notes 2", undefined],
    ["", undefined],
    ["constructor", undefined],
  ])("%s is %s", (header, id) => expect(recognize(header)?.id).toBe(id));

  test("in every spelling the registry itself writes", () => {
    for (const c of COLUMNS)
      expect([c.id, recognize(c.header)?.id, recognize(c.id)?.id]).toEqual([c.id, c.id, c.id]);
  });
});

describe("the columns", () => {
  test("cover every field of a description but files, which no sheet can carry", () => {
    const covered = new Set(COLUMNS.map((c) => c.field));
    expect(Object.keys(Description.shape).filter((name) => !covered.has(name as keyof Description))).toEqual([
      "files",
    ]);
  });

  test("cover what the facets show", () => {
    const shown = FACETS.flatMap((f) => f.field ?? []);
    expect(shown.length).toBeGreaterThan(12);
    for (const field of shown) expect([field, COLUMNS.some((c) => c.field === field)]).toEqual([field, true]);
  });
});

describe("matching", () => {
  test("lists what nobody knows with samples and a guess", () => {
    const matched = matchColumns(["Title", "Where", "Notes 2", "Reviewed by"], {
      Where: ["https://a.org/1", "https://a.org/2"],
      "Notes 2": ["ask Rosa"],
    });
    expect(matched.mapping).toEqual({
      Title: "title",
      Where: "settings",
      "Notes 2": LEAVE_OUT,
      "Reviewed by": LEAVE_OUT,
    });
    expect(matched.unknown).toEqual([{ header: "Notes 2", samples: ["ask Rosa"] }]);
    expect(matchColumns(["Col 1"], { "Col 1": ["https://a.org/1"] }).unknown[0]?.guess).toBe("url");
  });

  test("remembers what a person decided", () => {
    const matched = matchColumns(
      ["Name of it", "Title", "Color"],
      {},
      { "name of it": "title", title: LEAVE_OUT, Color: "gone-column" },
    );
    expect(matched.mapping).toEqual({ "Name of it": "title", Title: LEAVE_OUT, Color: LEAVE_OUT });
    expect(matched.unknown.map((u) => u.header)).toEqual(["Color"]);
  });

  test("says when nothing is a title, and where several headers feed one column", () => {
    expect(matchColumns(["Link"]).lacksTitle).toBe(true);
    expect(matchColumns(["Title", "CR_COU_URL", "CR_COU_TITLE"])).toMatchObject({
      lacksTitle: false,
      shared: ["license"],
    });
  });

  test("does not take the registry's own id for the organization's", () => {
    expect(matchColumns(["id", "externalId", "title"]).mapping.id).toBe(LEAVE_OUT);
    expect(matchColumns(["id", "title", "ownedBy"]).mapping.id).toBe(LEAVE_OUT);
    expect(matchColumns(["id", "title"]).mapping.id).toBe("externalId");
  });
});

test("a column is found by its id", () => expect(column("title")?.field).toBe("title"));
