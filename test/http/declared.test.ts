import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { writerOf } from "../../src/http/declared.ts";

const Shelf = z.object({
  name: z.string(),
  books: z.array(z.object({ title: z.string(), pages: z.int().optional() })),
  counts: z.record(z.string(), z.object({ n: z.number() })),
  kind: z.enum(["wall", "floor"]).default("wall"),
});
const whole = {
  name: "East",
  books: [{ title: "A" }, { title: "B", pages: 3 }],
  counts: { a: { n: 1 } },
  kind: "floor",
};
const written = (body: unknown) => JSON.parse(writerOf(Shelf)(body));

describe("an answer leaves as declared", () => {
  test("what has declared members alone leaves as it is", () => {
    expect(written(whole)).toEqual(whole);
  });

  test.each([
    ["at the top", { ...whole, secret: 1 }],
    ["in a list", { ...whole, books: [{ title: "A", secret: 1 }, whole.books[1]] }],
    ["under any name", { ...whole, counts: { a: { n: 1, secret: 1 } } }],
  ])("an undeclared member %s stays", (_where, body) => {
    const text = writerOf(Shelf)(body);
    expect(text).not.toContain("secret");
    expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(whole));
  });

  test.each([
    ["an object in place of a word", { ...whole, name: { secret: 1 } }],
    ["a list in place of an object", { ...whole, counts: [{ n: 1, secret: 1 }] }],
    ["an object that writes itself", { ...whole, name: { toJSON: () => "secret" } }],
    ["an object in place of a list", { ...whole, books: { secret: 1 } }],
  ])("%s does not leave at all", (_what, body) => {
    expect(() => writerOf(Shelf)(body)).toThrow();
  });

  test("what is missing and has a default is added, as is what a schema makes of it", () => {
    const { kind: _, ...without } = whole;
    expect(written(without)).toEqual({ ...whole, kind: "wall" });
    const Doubled = z.object({ n: z.number().transform((n) => n * 2) });
    expect(writerOf(Doubled)({ n: 2, secret: 1 })).toBe('{"n":4}');
  });

  test("a loose schema lets out what it says it lets out, a union what fits", () => {
    expect(writerOf(z.looseObject({ a: z.string() }))({ a: "x", b: 1 })).toBe('{"a":"x","b":1}');
    const Either = z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]);
    expect(writerOf(Either)({ b: "x", secret: 1 })).toBe('{"b":"x"}');
  });
});
