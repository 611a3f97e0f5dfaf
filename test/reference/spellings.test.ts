import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { understandGrades } from "../../src/reference/rules/grades.ts";
import { understandLanguage } from "../../src/reference/rules/language.ts";
import { understandLicense } from "../../src/reference/rules/license.ts";

const { vocabularies } = seedReference();

describe("grades are understood", () => {
  test.each([
    ["3", "03"],
    ["03", "03"],
    ["Grade 3", "03"],
    ["Gr. 3–5", "03 04 05"],
    ["grades 3 to 5", "03 04 05"],
    ["K-2", "KG 01 02"],
    ["PK–K", "PK KG"],
    ["KF", "KG"],
    ["PF", "PK"],
    ["G01", "01"],
    ["9th", "09"],
    ["third grade", "03"],
    ["Kindergarten", "KG"],
    ["High School", "09 10 11 12"],
    ["middle school", "06 07 08"],
    ["Elementary", "KG 01 02 03 04 05"],
    ["Year 4", "03"],
    ["Year Group 1", "KG"],
    ["5-3", "03 04 05"],
    ["9-12", "09 10 11 12"],
    ["HS", "09 10 11 12"],
    ["Grade Three", "03"],
    ["3,4,5", "03 04 05"],
    ["Grades 3, 4 and 6-8", "03 04 06 07 08"],
    ["5/6", "05 06"],
    ["K12", "KG 01 02 03 04 05 06 07 08 09 10 11 12"],
  ])("%s is %s", (spelling, grades) => {
    expect(understandGrades(spelling)?.join(" ")).toBe(grades);
  });

  test.each(["", "seventeen", "13-15 years", "99", "grade", "-14+", "May-8", "3, seventeen", "and", ","])(
    "%s is none",
    (spelling) => {
      expect(understandGrades(spelling)).toBeUndefined();
    },
  );
});

describe("licenses are understood", () => {
  test.each([
    ["CC-BY-4.0", "CC-BY-4.0"],
    ["cc-by-4.0", "CC-BY-4.0"],
    ["http://creativecommons.org/licenses/by/4.0", "CC-BY-4.0"],
    ["https://creativecommons.org/licenses/by-nc-sa/4.0/deed.en", "CC-BY-NC-SA-4.0"],
    ["https://creativecommons.org/licenses/by-sa/3.0/legalcode", "CC-BY-SA-3.0"],
    ["https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"],
    ["https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"],
    ["CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"],
    ["cc-by-nc-sa", "LicenseRef-CC-BY-NC-SA"],
    ["Creative Commons Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0"],
    [
      "Creative Commons Attribution-NonCommercial 3.0; http://creativecommons.org/licenses/by-nc/3.0/",
      "CC-BY-NC-3.0",
    ],
    ["http://rightsstatements.org/vocab/InC-EDU/1.0/", "InC-EDU-1.0"],
    ["Open Government Licence v3.0", "OGL-UK-3.0"],
    ["InC-EDU", "InC-EDU-1.0"],
  ])("%s is %s", (spelling, id) => {
    expect(understandLicense(spelling, vocabularies.license)).toBe(id);
  });

  test.each(["free access", "Copyright 2003 wisweb.nl", "by"])("%s is none", (spelling) => {
    expect(understandLicense(spelling, vocabularies.license)).toBeUndefined();
  });

  test("not stated is never open, and no-derivatives is not open to adapt", () => {
    expect(vocabularies.license.get("not-stated")?.adaptable).toBe(false);
    for (const { id, adaptable } of vocabularies.license.terms) {
      if (id.includes("-ND")) expect([id, adaptable]).toEqual([id, false]);
    }
  });
});

describe("kinds are understood", () => {
  test.each([
    ["type", "lessonPlan", "lesson-plan"],
    ["type", "activity plan", "activity"],
    ["type", "assessmentItem", "quick-check"],
    ["type", "http://purl.org/dcx/lrmi-vocabs/learningResourceType/unitPlan", "unit"],
    ["use", "professionalSupport", "professional-support"],
    ["audience", "generalPublic", "general-public"],
    ["choice", "way of showing mastery", "way-of-showing"],
    ["choice", "Way of showing", "way-of-showing"],
    ["dimension", "habits of success", "habits-of-success"],
    ["maturity", "in use across schools", "in-use"],
    ["setting", "out of school", "out-of-school"],
    ["format", "web page", "web-page"],
  ] as const)("%s %s is %s", (vocabulary, spelling, id) => {
    expect(vocabularies[vocabulary].understand(spelling)?.id).toBe(id);
  });
});

describe("languages are understood", () => {
  test.each([
    ["en", "en"],
    ["eng", "en"],
    ["en_US", "en"],
    ["Spanish", "es"],
    ["español", "es"],
    ["pt-br", "pt"],
    ["cy-GB", "cy-GB"],
    ["kea", "kea"],
    ["K'iche'", "quc"],
  ])("%s is %s", (spelling, tag) => {
    expect(understandLanguage(spelling, vocabularies.language)).toBe(tag);
  });

  test.each(["klingonese", "x", "zz-nothing-here", "english and more"])("%s is none", (spelling) => {
    expect(understandLanguage(spelling, vocabularies.language)).toBeUndefined();
  });
});
