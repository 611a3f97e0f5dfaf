import { describe, expect, test } from "@jest/globals";
import { jsonLd } from "../../src/exchange/jsonld.ts";
import { Description } from "../../src/resources/rules/resource.ts";
import { reference, refusal, rowsOf, understood } from "./import-files.ts";

describe("JSON Lines", () => {
  test("give one row a line, and a bad line does not stop the others", async () => {
    const rows = await rowsOf(
      '{"title":"A","grades":["3","4"]}\n\n{"title":"B"\n[1]\n{"title":"C","accessibility":{"features":["captions"]}}',
    );
    expect(rows).toMatchObject([
      { row: 1, cells: { title: "A", grades: ["3", "4"] } },
      { row: 3, cells: {}, fault: expect.stringContaining("not valid JSON") },
      { row: 4, cells: {}, fault: expect.stringContaining("not an object") },
      { row: 5, cells: { title: "C", "accessibility.features": ["captions"] } },
    ]);
  });

  test("with one line of 50 MB fault that line alone", async () => {
    const rows = await rowsOf(
      Buffer.concat([
        Buffer.from('{"title":"A"}\n{"title":"'),
        Buffer.alloc(50 << 20, "x"),
        Buffer.from('"}\n{"title":"C"}\n'),
      ]),
    );
    expect(rows.map((r) => [r.row, r.fault ?? r.cells.title])).toEqual([
      [1, "A"],
      [2, "is longer than 1,000,000 characters"],
      [3, "C"],
    ]);
  });

  test("that are none are refused", async () => {
    expect((await refusal(`{x}${"\n{x}".repeat(40)}`)).message).toMatch(/not JSON Lines/);
  });
});

describe("JSON", () => {
  test.each([
    ["an array", '[{"title":"A"},\n {"title":"B","x":{"y":["]","}"]}}]'],
    [
      "an object that holds a list",
      '{"next":null,"meta":{"a":[1,2]},"resources":[{"title":"A"},{"title":"B"}],"total":2}',
    ],
    ["an array with a mark", '\uFEFF [ {"title":"A"} , {"title":"B"} ] \n'],
  ])("%s gives its records", async (_name, text) => {
    expect((await rowsOf(text)).map((r) => [r.row, r.cells.title])).toEqual([
      [1, "A"],
      [2, "B"],
    ]);
  });

  test("of a single resource is one row", async () => {
    expect(await rowsOf('{\n "title": "A \\" { [",\n "grades": ["3"]\n}')).toMatchObject([
      { row: 1, cells: { title: 'A " { [', grades: ["3"] } },
    ]);
  });

  test("with a bad record keeps the others", async () => {
    const rows = await rowsOf('[{"title":"A"},{"title":nope},"text",{"title":"D"}]');
    expect(rows.map((r) => r.fault?.slice(0, 10) ?? r.cells.title)).toEqual([
      "A",
      "is not val",
      "is not an ",
      "D",
    ]);
  });

  test("cannot change what records are made of", async () => {
    const [row] = await rowsOf(
      '[{"title":"A","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}}}]',
    );
    expect(row?.cells.title).toBe("A");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each([
    ["breaks off", '[{"title":"A"},{"title":', /breaks off in the middle of record 2/],
    ["goes on after its end", '[{"title":"A"}] x', /follows after the end/],
    ["is an empty list", '{"resources":[]}', /empty/],
    ["is an empty array", "[]", /empty/],
    ["is nested without end", `[${'{"a":'.repeat(300)}`, /nested too deeply/],
    ["holds a record of 5 MB", `[{"title":"${"x".repeat(5 << 20)}"}]`, /Record 1 is longer/],
  ])("that %s is refused with a sentence", async (_name, text, sentence) => {
    expect((await refusal(text)).message).toMatch(sentence);
  });
});

describe("JSON-LD", () => {
  const context = "https://example.invalid/never-fetched.jsonld";
  const node = {
    "@context": ["https://schema.org", context, { lrmi: "http://purl.org/dcx/lrmi-terms/" }],
    "@type": "LearningResource",
    "schema:name": { "@value": "Tide pools", "@language": "en" },
    description: "Who lives there",
    url: "https://example.org/tides",
    learningResourceType: [{ "@type": "DefinedTerm", name: "lesson plan" }],
    educationalLevel: ["Grade 3", "Developing"],
    "lrmi:timeRequired": "PT45M",
    license: { "@id": "https://creativecommons.org/licenses/by/4.0/" },
    author: [
      { "@type": "Person", name: "Rosa" },
      { "@type": "Person", name: "Ben" },
    ],
    audience: { "@type": "EducationalAudience", educationalRole: "teacher" },
    educationalAlignment: [
      { "@type": "AlignmentObject", alignmentType: "assesses", targetName: "4.NF.B.3" },
      { "@type": "AlignmentObject", alignmentType: "educationalSubject", targetName: "Science" },
    ],
  };

  test("of schema.org and LRMI fills the same columns, and no context is fetched", async () => {
    const fetched = globalThis.fetch;
    let asked = 0;
    globalThis.fetch = (() => {
      asked++;
      throw new Error("fetched");
    }) as typeof fetch;
    const [read] = await understood(JSON.stringify(node));
    globalThis.fetch = fetched;
    expect(asked).toBe(0);
    expect(read?.faults).toEqual([]);
    expect(read?.description).toMatchObject({
      title: "Tide pools",
      url: "https://example.org/tides",
      types: ["lesson-plan"],
      grades: ["03"],
      levels: ["developing"],
      timeRequired: "PT45M",
      license: "CC-BY-4.0",
      author: "Rosa; Ben",
      audiences: ["teacher"],
      subjects: ["science"],
      alignments: [{ type: "assesses" }],
    });
  });

  test("in a list, in a graph and alone gives the same resources, and no row for persons", async () => {
    const person = { "@type": "Person", name: "Rosa" };
    for (const text of [
      JSON.stringify([node, person]),
      JSON.stringify({ "@context": context, "@graph": [node, person] }),
      `${JSON.stringify(node)}\n${JSON.stringify(person)}\n`,
    ])
      expect((await rowsOf(text)).map((r) => r.cells.title)).toEqual([["Tide pools"][0]]);
  });

  test("as the registry itself writes it is understood without a fault", async () => {
    const description = Description.parse({
      title: "Fractions on a number line",
      summary: "Walk it",
      url: "https://example.org/line",
      subjects: ["mathematics"],
      grades: ["03", "04"],
      levels: ["developing"],
      types: ["activity"],
      languages: ["en", "es"],
      license: "CC-BY-4.0",
      audiences: ["teacher"],
      timeRequired: "PT45M",
      keywords: ["number line"],
      accessibility: { features: ["captions"], hazards: [], modes: ["visual"] },
    });
    const resource = {
      id: "0190b3c4-0000-7000-8000-000000000001",
      externalId: "x-1",
      organization: "28",
      owner: { organization: "28" },
      status: "active",
      reach: "district",
      revision: 1,
      published: 1,
      description,
      endorsements: [],
      catalogued: false,
      createdAt: "2026-01-01T00:00:00Z",
      changedAt: "2026-01-01T00:00:00Z",
    } as const;
    const [read] = await understood(
      JSON.stringify(jsonLd({ ...resource, endorsements: [] }, reference, "https://registry.example")),
    );
    expect(read?.faults).toEqual([]);
    expect(read?.externalId).toBe("x-1");
    expect(read?.description).toEqual(description);
  });
});
