import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import * as asks from "../../src/asks/rules/may.ts";
import * as collections from "../../src/collections/rules/may.ts";
import * as erasing from "../../src/erasing/rules/may.ts";
import { ROOT } from "../../src/kernel/root.ts";
import * as people from "../../src/people/rules/may.ts";
import * as reach from "../../src/reach/rules/may.ts";
import * as reports from "../../src/reports/rules/may.ts";
import * as resources from "../../src/resources/rules/may.ts";
import * as reviews from "../../src/reviews/rules/may.ts";
import { disagreements, keyOf, lineOf, rowsIn, rowsOfTheCode } from "./matrix.ts";

const expected = rowsIn(readFileSync(join(ROOT, "test", "people", "matrix.txt"), "utf8"));

describe("the matrix of permissions", () => {
  test("is what the code answers, cell by cell", () => {
    const code = new Map(rowsOfTheCode().map((row) => [keyOf(row), lineOf(row)]));
    const wrong = expected.flatMap((row) => {
      const answer = code.get(keyOf(row));
      return answer === undefined || answer === lineOf(row)
        ? []
        : [`expected ${lineOf(row)}`, `   found ${answer}`];
    });
    expect(wrong).toEqual([]);
  });

  test("has a row for every action and everybody, and none for what is gone", () => {
    const code = rowsOfTheCode().map(keyOf);
    const file = expected.map(keyOf);
    expect(file.filter((key) => !code.includes(key))).toEqual([]);
    expect(code.filter((key) => !file.includes(key))).toEqual([]);
    expect(new Set(file).size).toBe(file.length);
  });

  test("covers every rule that a table of permissions gives away", () => {
    const rules = [asks, collections, erasing, people, reach, reports, resources, reviews]
      .flatMap((module) => Object.entries(module))
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name);
    // What the rows above are made with, and how one stands to what is shared, which has words and no answers.
    expect(rules.sort()).toEqual(
      [
        "confirmedPlaces",
        "curatedPlaces",
        "highestCurated",
        "levelAbove",
        "may",
        "mayIn",
        "mayInRegistry",
        "mayInReview",
        "mayOnAsk",
        "mayOnCollection",
        "mayOnReport",
        "mayReadErasure",
        "mayShare",
        "relationshipToShared",
        "roleIn",
        "roleInReview",
        "roleOf",
      ].sort(),
    );
  });

  test("says of a resource what it says of everything that has a reach", () => {
    expect(disagreements()).toEqual([]);
  });
});
