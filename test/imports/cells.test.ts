import { describe, expect, test } from "@jest/globals";
import { matchColumns } from "../../src/imports/rules/columns.ts";
import { Findings, findingSentence } from "../../src/imports/rules/findings.ts";
import {
  understandAddress,
  understandDate,
  understandDuration,
  understandYesNo,
  withoutMarkup,
} from "../../src/imports/rules/parse-text.ts";
import { rowReader } from "../../src/imports/rules/understand-row.ts";
import { reference, understood } from "./import-files.ts";

const q = (text: string) => `"${text.replaceAll('"', '""')}"`;
const one = async (header: string, value: string, options = {}) => {
  const [read] = await understood(`Title,${q(header)},Link\nA,${q(value)},https://example.org/a\n`, options);
  if (!read) throw new Error("no row");
  return read;
};

describe("a date is read", () => {
  test.each([
    ["2013-02-01", "2013-02-01"],
    ["2013-02-01T10:00:00Z", "2013-02-01"],
    ["2013/2/1", "2013-02-01"],
    ["2/1/2013", "2013-02-01"],
    ["13/2/2013", "2013-02-13"],
    ["1.2.2013", "2013-02-01"],
    ["February 1, 2013", "2013-02-01"],
    ["Feb. 1st, 2013", "2013-02-01"],
    ["1 Feb 2013", "2013-02-01"],
    ["1-Feb-13", "2013-02-01"],
    ["Fall 2005", "2005-09"],
    ["March 2020", "2020-03"],
    ["2013-02", "2013-02"],
    ["circa 1957", "1957"],
    ["20130201", "2013-02-01"],
    ["41306", "2013-02-01"],
    ["2013-02-30", undefined],
    ["soon", undefined],
    ["7", undefined],
  ])("%s → %s", (text, date) => expect(understandDate(text)).toBe(date));
});

describe("a duration is read", () => {
  test.each([
    ["45 min", "PT45M"],
    ["45", "PT45M"],
    ["45m", "PT45M"],
    ["1 hour", "PT1H"],
    ["an hour", "PT1H"],
    ["1.5 hours", "PT1H30M"],
    ["1 h 30 min", "PT1H30M"],
    ["1 hour and 30 minutes", "PT1H30M"],
    ["90 minutes", "PT1H30M"],
    ["0:45", "PT45M"],
    ["1:30:00", "PT1H30M"],
    ["two class periods", "PT1H30M"],
    ["2 days", "P2D"],
    ["3 weeks", "P3W"],
    ["30-45 min", "PT45M"],
    ["about 20 minutes", "PT20M"],
    ["pt50m", "PT50M"],
    ["half an hour", "PT30M"],
    ["a while", undefined],
    ["0 min", undefined],
  ])("%s → %s", (text, duration) => expect(understandDuration(text)).toBe(duration));
});

test.each([
  ["example.org/a", "https://example.org/a"],
  [" <https://example.org> ", "https://example.org"],
  ["http://example.org/a b", undefined],
  ["javascript:alert(1)", undefined],
  ["ftp://example.org", undefined],
  ["see below", undefined],
  ["n/a", undefined],
])("the address %s → %s", (text, address) => expect(understandAddress(text)).toBe(address));

test.each([
  ["Yes", true],
  ["x", true],
  ["✓", true],
  ["não", false],
  ["0", false],
  ["maybe", undefined],
])("%s → %s", (text, value) => expect(understandYesNo(text)).toBe(value));

test("tags, entities and control characters are no part of a text", () => {
  expect(withoutMarkup("<p>Ice &amp; <b>snow</b></p><p>2 &lt; 3&#33;</p>\u0007")).toBe("Ice & snow\n2 < 3!");
  expect(withoutMarkup("if a < b and c > d")).toBe("if a < b and c > d");
});

describe("a cell is understood", () => {
  test.each([
    ["Grade", "3", { grades: ["03"] }],
    ["Grade", "K-2", { grades: ["KG", "01", "02"] }],
    ["Grade", "Gr. 3–5", { grades: ["03", "04", "05"] }],
    ["Grade", "Grades 3, 4 and 5", { grades: ["03", "04", "05"] }],
    ["Grade", "9th|High School", { grades: ["09", "10", "11", "12"] }],
    ["Grade", "KF", { grades: ["KG"] }],
    ["Grade", "ages 5-7", { grades: ["KG", "01", "02"] }],
    ["Grade", "3-May", { grades: ["03", "04", "05"] }],
    ["Grade", "5-Mar", { grades: ["03", "04", "05"] }],
    ["Grade", "2025-03-05", { grades: ["03", "04", "05"] }],
    ["CR_SUBLEVEL", "Lower Primary|College/Upper Division", { grades: ["KG", "01", "02", "PS"] }],
    ["Language", "Spanish, en", { languages: ["es", "en"] }],
    ["Language", "Kriolu", { languages: ["kea"] }],
    ["License", "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.en", { license: "CC-BY-NC-SA-4.0" }],
    ["License", "cc-by 4.0", { license: "CC-BY-4.0" }],
    ["License", "Unknown", { license: "not-stated" }],
    ["Content area", "Math; ELA", { subjects: ["mathematics", "english-language-arts"] }],
    ["Level", "D, P", { levels: ["developing", "proficient"] }],
    [
      "Accessibility",
      "Visual|caption",
      { accessibility: { features: ["captions"], hazards: [], modes: ["visual"] } },
    ],
    ["Time", "45 min", { timeRequired: "PT45M" }],
    ["Printable", "x", { printable: true }],
    ["Keywords", 'tides, moon, "x"', { keywords: ["tides", "moon", '"x"'] }],
    ["Keywords", "tides, low|moon", { keywords: ["tides, low", "moon"] }],
    [
      "Based on",
      "Old unit <https://example.org/old>|example.org/b",
      {
        relations: [
          { type: "basedOn", url: "https://example.org/old", title: "Old unit" },
          { type: "basedOn", url: "https://example.org/b" },
        ],
      },
    ],
  ])("%s: %s", async (header, value, description) => {
    const read = await one(header, value);
    expect(read.faults).toEqual([]);
    expect(read.description).toMatchObject(description);
  });

  test("standards in any notation, between |, ; comma or line end, with level", async () => {
    const read = await one(
      "Standards",
      "CCSS.MATH.CONTENT.4.NF.B.3 | 4nfa1;3.NF.A.1, RI.5.1\nMS-LS1-6 (Proficient)",
    );
    expect(read.faults).toEqual([]);
    expect(read.description?.alignments).toHaveLength(5);
    expect(read.description?.alignments.at(-1)?.level).toBe("proficient");
    expect((await one("Standards assessed", "4.NF.B.3")).description?.alignments).toMatchObject([
      { type: "assesses" },
    ]);
  });

  test("and says how, when it was not already that", async () => {
    expect((await one("Grade", "Gr. 3–5")).understood).toEqual([
      { header: "Grade", column: "grades", value: "Gr. 3–5", as: "3, 4, 5" },
    ]);
    expect((await one("Grade", "3")).understood).toEqual([]);
    expect((await one("Content area", "Mathematics")).understood).toEqual([]);
  });

  test("as a keyword or a topic, when its list is open and does not know it", async () => {
    const read = await one("Content area", "Pottery|Geometry");
    expect(read.description).toMatchObject({
      keywords: ["Pottery"],
      topics: [expect.any(String)],
      subjects: ["mathematics"],
    });
    expect(read.faults).toEqual([]);
  });

  test("an address behind the title is its link, unless the row has one", () => {
    const read = rowReader({ mapping: matchColumns(["Title", "Link"]).mapping, reference });
    const title = { text: "Tides", href: "https://example.org/t" };
    const row = { kind: "row" as const, row: 2 };
    expect(read({ ...row, cells: { Title: title } }).description).toMatchObject({
      title: "Tides",
      url: title.href,
    });
    expect(read({ ...row, cells: { Title: title, Link: "https://example.org/own" } }).url).toBe(
      "https://example.org/own",
    );
    expect(
      read({ ...row, cells: { Title: "A", Link: { text: "open", href: "https://example.org/behind" } } }).url,
    ).toBe("https://example.org/behind");
  });
});

describe("a fault names value, reason and what comes nearest", () => {
  test.each([
    ["Grade", "Informal", /not a grade/],
    ["License", "Copyright 2009 Somebody", /not a license/],
    ["Language", "Klingonese 7", /not a language/],
    ["Standards", "4.NF.Z.99", /not a standard/],
    ["Link", "see below", /not a web address/],
    ["Kind of resource", "Blob", /not one of the values/],
    ["Time", "a while", /not a length of time/],
    ["Grade", "#REF!", /failed formula/],
  ])("%s: %s", async (header, value, detail) => {
    const [read] = await understood(`Title,${header}\nA,${value}\n`);
    expect(read?.description).toBeUndefined();
    expect(read?.faults).toMatchObject([{ header, value, detail: expect.stringMatching(detail) }]);
  });

  test("and every fault of a row is told at once", async () => {
    const [read] = await understood("Title,Grade,License,Kind of resource\n,Informal|3,Mine,leson plan\n");
    expect(read?.faults.map((f) => f.column)).toEqual(["grades", "license", "types", "title"]);
    expect(read?.faults[2]?.nearest).toContain("Lesson plan");
  });

  test("a license given twice needs only one that is understood", async () => {
    const [read] = await understood(
      "CR_TITLE,CR_COU_TITLE,CR_COU_URL\nA,My own words,https://creativecommons.org/licenses/by/4.0/\n",
    );
    expect(read).toMatchObject({ faults: [], description: { license: "CC-BY-4.0" } });
  });

  test("too long a title is a fault; too long a list or a text is cut and said", async () => {
    const many = Array.from({ length: 60 }, (_, i) => `k${i}`).join("|");
    const [long, lists] = await understood(
      `Title,Keywords,Summary\n${"T".repeat(301)},,\nB,${many},${"word ".repeat(1500)}\n`,
    );
    expect(long?.faults).toMatchObject([
      { column: "title", detail: expect.stringContaining("301 characters") },
    ]);
    expect(lists?.description?.keywords).toHaveLength(50);
    expect(lists?.description?.summary.length).toBeLessThanOrEqual(5000);
    expect(lists?.warnings.map((w) => w.column)).toEqual(expect.arrayContaining(["keywords", "summary"]));
  });
});

describe("one answer fixes all rows", () => {
  const sheet =
    "Title,Link,Grade,Kind of resource\nA,https://e.org/a,Informal,Lesson\nB,https://e.org/b,Informal,Blob\n";

  test("that share a value", async () => {
    const reads = await understood(sheet, {
      answers: [
        { column: "grades", value: "informal", take: ["K-2"] },
        { column: "types", value: "Blob", take: "keyword" },
      ],
    });
    expect(reads.map((r) => r.faults)).toEqual([[], []]);
    expect(reads[1]?.description).toMatchObject({
      grades: ["KG", "01", "02"],
      keywords: ["Blob"],
      types: [],
    });
  });

  test("that lack a value", async () => {
    const reads = await understood(sheet.replaceAll("Informal", "3").replace("Blob", "Lesson"), {
      answers: [{ column: "license", value: "", take: ["CC BY 4.0"] }],
    });
    expect(reads.map((r) => r.description?.license)).toEqual(["CC-BY-4.0", "CC-BY-4.0"]);
  });

  test("whatever is not understood in a column", async () => {
    const reads = await understood(sheet, {
      answers: ["grades", "types"].map((column) => ({ column, value: "*", take: "leave out" as const })),
    });
    expect(reads.map((r) => r.description?.types)).toEqual([["lesson-plan"], []]);
  });

  test("and what rows share is gathered, the commonest fault first", async () => {
    const findings = new Findings();
    for (const read of await understood(sheet)) findings.add(read);
    expect(findings).toMatchObject({ rows: 2, faultyRows: 2, faultyCells: 3 });
    expect(findings.shared().map((f) => findingSentence(f, findings.rows))).toEqual([
      'All 2 rows: Grade "Informal" is not a grade. Write PK, K, 1 to 12, or a span such as 3-5',
      expect.stringMatching(/^Row 3: Kind of resource "Blob"/),
    ]);
    const clean = new Findings();
    for (const read of await understood("Title,Link\nA,https://e.org/a\nB,https://e.org/b\n"))
      clean.add(read);
    expect(clean.shared().map((f) => findingSentence(f, 2))).toContain(
      "All 2 rows: License is not stated: readers are told to ask before they copy",
    );
  });
});
