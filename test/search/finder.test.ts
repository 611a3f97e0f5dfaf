import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

interface Hit {
  title: string;
  grades: string[];
  types: string[];
  close?: boolean;
  standards: { code: string }[];
}

describe("the right lesson first, over the seed", () => {
  test("what a teacher types brings what a teacher wants", async () => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const find = async (q: string) => {
      const { body } = await registry.call("GET", `/api/v1/search?q=${encodeURIComponent(q)}`);
      return body as { total: number; leftOut: string[]; hits: Hit[]; codes: { typed: string }[] };
    };
    const [misspelled] = (await find("fractons on a number line grade 3")).hits;
    expect(misspelled).toMatchObject({ title: "Fractions on a number line", grades: ["03"] });

    const byCode = await find("4nf3");
    expect(byCode.codes[0]?.typed).toBe("4nf3");
    expect(byCode.hits[0]?.standards.map((s) => s.code)).toContain("4.NF.B.3");

    for (const words of ["photosyn", "fotosintesis"]) {
      expect((await find(words)).hits[0]?.title).toMatch(/photosynthesis/i);
    }
    // A misspelled little word says as little as the word that was meant.
    const together = await find("adding frations togethr");
    expect(together.hits[0]?.title).toMatch(/add.*fractions/i);
    expect(together.leftOut).toEqual([]);
    const question = await find("activity where kids compare fractions using food");
    expect(question.hits[0]?.title).toMatch(/fractions/i);
  });

  test("wishes alone are met: the grade and the kind", async () => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const { body } = await registry.call("GET", "/api/v1/search?q=5th+grade+lesson+plans&size=100");
    expect(body.total).toBeGreaterThan(0);
    for (const hit of body.hits as Hit[]) {
      expect([hit.grades.includes("05"), hit.types.includes("lesson-plan")]).toEqual([true, true]);
    }
  });

  test("what lacks a word is shown as close and not counted", async () => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const { body } = await registry.call("GET", "/api/v1/search?q=fractions+brownie+");
    const counted = (body.hits as Hit[]).filter((hit) => !hit.close);
    expect(counted).toHaveLength(body.total);
    expect(body.hits.length).toBeGreaterThan(body.total);
  });
});
