import { describe, expect, test } from "@jest/globals";
import { canonicalUrl, isNearTitle, titleKeys } from "../../src/imports/rules/duplicates.ts";
import type { OwnRecord, SimilarRecord } from "../../src/imports/rules/existing-records.ts";
import { planRow, rowKeysOf } from "../../src/imports/rules/plan.ts";
import type { RowRead } from "../../src/imports/rules/understand-row.ts";
import { Description, type Resource } from "../../src/resources/rules/resource.ts";
import { understood } from "./import-files.ts";

describe("the same page has one canonical address", () => {
  const page = "example.org/a/b?id=3&x=1";
  test.each([
    "http://example.org/a/b?id=3&x=1",
    "https://www.example.org/a/b/?x=1&id=3",
    "https://EXAMPLE.org:443/a//b?utm_source=mail&id=3&x=1#top",
    "https://example.org/a/b;jsessionid=12AB?id=3&x=1&PHPSESSID=9&fbclid=z",
    "https://example.org/a/b/index.html?id=3&x=1",
  ])("%s", (address) => expect(canonicalUrl(address)).toBe(page));

  test.each([
    ["https://example.org/a", "https://example.org/b"],
    ["https://example.org/a?id=1", "https://example.org/a?id=2"],
    ["https://example.org/A", "https://example.org/a"],
    ["https://example.org:8080/a", "https://example.org/a"],
    ["https://app.example.org/#/lesson/1", "https://app.example.org/#/lesson/2"],
  ])("%s is not %s", (a, b) => expect(canonicalUrl(a)).not.toBe(canonicalUrl(b)));

  test.each(["", "see below", "mailto:a@b.c", "https://"])("%j has none", (text) =>
    expect(canonicalUrl(text)).toBeUndefined(),
  );
});

describe("near-same titles", () => {
  test.each([
    ["The Water Cycle", "the water cycle!", true],
    ["Fractions on a number line", "Fractions on a numberline", true],
    ["Fractions on a number line", "Fractons on a number line", true],
    ["Niños y niñas", "Ninos y ninas", true],
    ["Cycle, Water", "Water Cycle", true],
    ["Lesson 1: Fractions", "Lesson 2: Fractions", false],
    ["Fractions, Part A", "Fractions, Part B", false],
    ["World War I", "World War II", false],
    ["Cells", "Bells and whistles", false],
    ["Adding", "Addition", false],
    ["", "", false],
  ])("%j and %j: %s", (a, b, near) => {
    expect(isNearTitle(a, b)).toBe(near);
    // What is near must be found where one looks for it.
    if (near) expect(titleKeys(a).some((key) => titleKeys(b).includes(key))).toBe(true);
  });
});

const record = (given: Partial<Description>, more: Partial<Resource> = {}): Resource => ({
  id: "r1",
  externalId: "x-1",
  organization: "28",
  owner: { organization: "28" },
  status: "active",
  reach: "district",
  revision: 4,
  published: 1,
  description: Description.parse({ title: "Tides", url: "https://example.org/t", ...given }),
  endorsements: [],
  catalogued: false,
  createdAt: "2026-01-01T00:00:00Z",
  changedAt: "2026-01-01T00:00:00Z",
  ...more,
});

const row = async (text: string): Promise<RowRead> => (await understood(text))[0] as RowRead;
const SHEET = "Your ID,Title,Link,Grade,Keywords\n";

describe("a row becomes", () => {
  test("new, when nothing is like it", async () => {
    const planned = planRow(await row(`${SHEET}x-1,Tides,https://example.org/t,3,\n`), { similar: [] });
    expect(planned).toMatchObject({
      outcome: "new",
      externalId: "x-1",
      title: "Tides",
      description: { grades: ["03"] },
    });
    expect(planned.resource).toBeUndefined();
  });

  test("unchanged, when the record already says so, in whatever order", async () => {
    const own: OwnRecord = { resource: record({ grades: ["03"], keywords: ["b", "a"] }) };
    expect(
      planRow(await row(`${SHEET}x-1,Tides,https://example.org/t,3,a|b\n`), { own, similar: [] }),
    ).toMatchObject({ outcome: "unchanged", resource: "r1", revision: 4, changes: [] });
  });

  test("unchanged, when only the tags of a web page or line ends are gone", async () => {
    const own: OwnRecord = { resource: record({ title: "Tides &amp;  moons", summary: "<p>High</p>" }) };
    const planned = planRow(
      await row("Title,Link,Summary\nTides &amp; moons,https://example.org/t,<p>High</p>\n"),
      { own, similar: [] },
    );
    expect(planned.changes).toEqual([]);
  });

  test("changed, field by field, leaving what the sheet has no column for", async () => {
    const own: OwnRecord = { resource: record({ grades: ["03"], summary: "Kept" }) };
    const planned = planRow(await row(`${SHEET}x-1,Tides and moons,https://example.org/t,4,\n`), {
      own,
      similar: [],
    });
    expect(planned.changes).toEqual([
      { field: "title", before: "Tides", after: "Tides and moons" },
      { field: "grades", before: ["03"], after: ["04"] },
    ]);
    expect(planned).toMatchObject({ outcome: "changed", description: { summary: "Kept" } });
  });

  test("never overwrites what a person corrected since the last import, and lists both", async () => {
    const own: OwnRecord = {
      resource: record({ title: "Tides, corrected", grades: ["03"] }),
      imported: Description.parse({ title: "Tides", url: "https://example.org/t", grades: ["03"] }),
    };
    const planned = planRow(await row(`${SHEET}x-1,Tides new,https://example.org/t,4,\n`), {
      own,
      similar: [],
    });
    expect(planned).toMatchObject({
      outcome: "changed",
      kept: [{ field: "title", before: "Tides, corrected", after: "Tides new" }],
      changes: [{ field: "grades", before: ["03"], after: ["04"] }],
      description: { title: "Tides, corrected", grades: ["04"] },
    });
  });

  test("takes back by an empty cell only what an import had put there", async () => {
    const imported = Description.parse({ title: "Tides", url: "https://example.org/t", grades: ["03"] });
    const read = await row(`${SHEET}x-1,Tides,https://example.org/t,,\n`);
    const fromImport = planRow(read, {
      own: { resource: record({ grades: ["03"], keywords: ["mine"] }), imported },
      similar: [],
    });
    expect(fromImport.changes).toEqual([{ field: "grades", before: ["03"], after: [] }]);
    expect(planRow(read, { own: { resource: record({ grades: ["03"] }) }, similar: [] }).outcome).toBe(
      "unchanged",
    );
    const url = planRow(await row("Your ID,Title,Link\nx-1,Tides,\n"), {
      own: { resource: record({}), imported },
      similar: [],
    });
    expect(url.description && "url" in url.description).toBe(false);
  });

  test("a duplicate candidate by address or near-same title, elsewhere or earlier in the file", async () => {
    const read = await row("Title,Link\nTides,http://www.example.org/t/?utm_source=x\n");
    const similar: SimilarRecord[] = [
      { resource: "r9", title: "Something else", url: "https://example.org/t" },
      { row: 7, title: "The tides", url: "https://other.org" },
      { resource: "r8", title: "Tidings", url: "https://other.org/t" },
    ];
    expect(planRow(read, { similar })).toMatchObject({
      outcome: "duplicate",
      duplicates: [
        { resource: "r9", why: "same address" },
        { row: 7, why: "near-same title" },
      ],
    });
  });

  test("no candidate by title, where the file itself tells rows apart by id", async () => {
    const read = await row(`${SHEET}x-2,Tides,https://example.org/t2,,\n`);
    expect(
      planRow(read, {
        similar: [{ row: 2, externalId: "x-1", title: "Tides", url: "https://example.org/t" }],
      }).outcome,
    ).toBe("new");
  });

  test("faulty, when another row has the same id", async () => {
    const planned = planRow(await row(`${SHEET}x-1,Tides,https://example.org/t,,\n`), {
      similar: [{ row: 9, externalId: "x-1", title: "Moon" }],
    });
    expect(planned).toMatchObject({
      outcome: "faulty",
      faults: [{ column: "externalId", detail: expect.stringContaining("row 9") }],
    });
  });

  test("new again under the same id, when it was undone", async () => {
    const own: OwnRecord = { resource: record({}, { status: "undone" }) };
    expect(
      planRow(await row(`${SHEET}x-1,Tides,https://example.org/t,,\n`), {
        own,
        similar: [{ resource: "r1", title: "Tides", url: "https://example.org/t" }],
      }),
    ).toMatchObject({ outcome: "new", resource: "r1" });
  });

  test("faulty, with its faults, and gone, when its source says so", async () => {
    expect(planRow(await row("Title,Grade\nA,Informal\n"), { similar: [] })).toMatchObject({
      outcome: "faulty",
      faults: [{ column: "grades" }],
    });
    const gone = {
      row: 1,
      deleted: true,
      externalId: "x-1",
      title: "",
      given: [],
      empty: [],
      understood: [],
      faults: [],
      warnings: [],
    } as RowRead;
    expect(planRow(gone, { own: { resource: record({}) }, similar: [] })).toMatchObject({
      outcome: "gone",
      resource: "r1",
      title: "Tides",
    });
  });
});

test("a row is looked up by external id, canonical address and title keys", () => {
  expect(rowKeysOf({ externalId: "x", url: "http://www.example.org/a/", title: "The Tides" })).toEqual({
    externalId: "x",
    url: "example.org/a",
    titles: ["a:tides", "z:tides", "w:tides"],
  });
});
