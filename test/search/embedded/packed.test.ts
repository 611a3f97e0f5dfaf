import { expect, test } from "@jest/globals";
import { hasPackedRun, PackedWords, packedRun, packWords } from "../../../src/search/embedded/packed.ts";
import { chanceOf, pick } from "../documents.ts";

/** Numbers of one to three digits that look alike when they are written. */
const NUMBERS = [0, 1, 5, 31, 32, 33, 37, 160, 165, 1029, 1061, 33_792];

test("a run is found in packed words exactly where one field has it, and numbers come out as they went in", () => {
  const chance = chanceOf(5);
  const some = (most: number) =>
    Array.from({ length: Math.floor(chance() * (most + 1)) }, () => pick(NUMBERS, chance));
  let had = 0;
  for (let i = 0; i < 20_000; i++) {
    const fields = [some(4), [], some(6), some(9)];
    const run = [pick(NUMBERS, chance), ...some(2)];
    const text = packWords(fields);
    expect(new PackedWords(text).next(4).map((field) => [...field])).toEqual(fields);
    const there = fields.some((field) => field.some((_, at) => run.every((n, j) => field[at + j] === n)));
    had += Number(there);
    expect([fields, run, hasPackedRun(text, packedRun(run), 4)]).toEqual([fields, run, there]);
  }
  expect(had).toBeGreaterThan(2000);
  expect(had).toBeLessThan(18_000);
});
