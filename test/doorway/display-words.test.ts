import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { chipInWords, licenseOf, rightsInWords, valueInWords } from "../../src/doorway/display-words.ts";
import { calendarDate, counted, durationInWords, listed } from "../../src/kernel/words.ts";
import { creditLine } from "../../src/resources/rules/credit.ts";
import { Description } from "../../src/resources/rules/resource.ts";
import { facet } from "../../src/search/rules/facets.ts";
import { gradesInWords, languagesInWords } from "../../src/standards/rules/labels.ts";

const reference = seedReference();
const described = (more: object) => Description.parse({ title: "Fraction strips", ...more });

test.each([
  ["2025-10-03", "October 3, 2025"],
  ["2025-10-03T15:00:00.000Z", "October 3, 2025"],
  ["2025-10-04T02:00:00.000Z", "October 3, 2025"],
])("the date %s reads %s", (at, words) => {
  expect(calendarDate(at, "America/New_York")).toBe(words);
});

test.each([
  ["PT50M", "50 minutes"],
  ["PT1H30M", "1 hour 30 minutes"],
  ["P2D", "2 days"],
  ["P1W", "1 week"],
  ["soon", undefined],
  [undefined, undefined],
])("the duration %s reads %s", (duration, words) => {
  expect(durationInWords(duration)).toBe(words);
});

test.each([
  [["03", "04", "05"], "Grades 3–5"],
  [["03"], "Grade 3"],
  [["KG"], "Kindergarten"],
  [["KG", "01", "02"], "Grades K–2"],
  [["PK", "KG"], "Grades Pre-K–K"],
  [["03", "05", "07", "08"], "Grades 3, 5 and 7–8"],
  [["12", "PS"], "Grade 12 · After high school"],
  [[], ""],
])("the grades %j read %s", (grades, words) => {
  expect(gradesInWords(grades, reference)).toBe(words);
});

test("lists and counts read as sentences", () => {
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
  expect(counted(1)).toBe("1 resource");
  expect(counted(2048)).toBe("2,048 resources");
});

test("a language outside the vocabulary still has its name", () => {
  expect(languagesInWords(["es", "cy"], reference)).toEqual(["Spanish", "Welsh"]);
});

describe("a license in plain words", () => {
  test("says what is free, with the short name behind it", () => {
    expect(rightsInWords(licenseOf(described({ license: "CC-BY-4.0" }), reference))).toBe(
      "Free to use and change (CC BY)",
    );
  });

  test.each(["not-stated", "Made-Up-1.0"])("%s opens nothing", (license) => {
    expect(rightsInWords(licenseOf(described({ license }), reference))).toBe(
      "License not stated, ask before you copy",
    );
  });

  test("is credited with title, author, source and license, and what is not stated is left out", () => {
    const d = described({ author: "A. Author", license: "CC-BY-4.0", url: "https://example.org/strips" });
    const line = creditLine(d, licenseOf(d, reference));
    expect(line).toContain("“Fraction strips” by A. Author, https://example.org/strips. License: ");
    expect(line).toContain("https://creativecommons.org/licenses/by/4.0/");
    expect(creditLine(described({}), licenseOf(described({}), reference))).toBe(
      "“Fraction strips”. License not stated.",
    );
  });
});

describe("a value of a facet", () => {
  const standard = reference.standards.withBareCode("3nfa2")[0];

  test.each([
    ["level", "developing", "Developing"],
    ["subject", "mathematics", "Mathematics"],
    ["grade", "03", "Grade 3"],
    ["reach", "public", "Everyone"],
    ["adaptable", "yes", "Free to change"],
    ["endorsed", "none", "Not reviewed"],
    ["license", "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"],
    ["license", "not-stated", "Not stated"],
    ["organization", "28", "Providence"],
    ["standard", standard?.id ?? "", "Fractions on a number line 3.NF.A.2"],
  ] as const)("of %s is never shown as the code %s", (id, value, words) => {
    expect(valueInWords(facet(id), value, reference)).toBe(words);
  });

  test("stands alone on a chip", () => {
    expect(chipInWords(facet("license"), "not-stated", reference)).toBe("License: not stated");
    expect(chipInWords(facet("endorsed"), "28", reference)).toMatch(/^Endorsed by Providence/);
  });
});
