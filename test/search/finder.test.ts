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
    // No resource of the seed states pre-kindergarten: what is there for little ones is found by its content area.
    const young = await registry.call("GET", "/api/v1/search?q=preschool");
    const subjects = (young.body.hits as { subjects: string[] }[]).slice(0, 10).map((hit) => hit.subjects);
    for (const s of subjects) expect([s, s.includes("early-learning")]).toEqual([s, true]);
    expect(subjects).toHaveLength(10);
  });

  test("a name that no resource has is given up whole: not its more common half is what is found", async () => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const { body } = await registry.call("GET", "/api/v1/search?q=Rhode+Island+history+grade+4");
    expect(body.leftOut).toEqual(["rhode", "island"]);
    expect(body.total).toBeGreaterThan(10);
    const first = body.hits.slice(0, 4) as (Hit & { subjects: string[] })[];
    for (const { title, subjects } of first)
      expect([title, subjects.includes("social-studies")]).toEqual([title, true]);
    expect(first.some((hit) => hit.grades.includes("04"))).toBe(true);
    const alone = await registry.call("GET", "/api/v1/search?q=Rhode+Island");
    expect(alone.body.total).toBe(0);
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

test("a typed code and a chosen level hold in one alignment, as a chosen standard and level do", async () => {
  const registry = await openTestRegistry();
  const key = await registry.person("ri", "curator");
  const share = (title: string, ...alignments: [string, string?][]) =>
    registry.call("POST", "/api/v1/resources", {
      key,
      body: {
        title,
        url: `https://example.org/${title}`,
        reach: "public",
        alignments: alignments.map(([item, level]) => ({ item, level })),
      },
    });
  await share("together", ["4.NF.B.3", "developing"]);
  await share("apart", ["4.NF.B.3", "beginning"], ["5.NF.B.4", "developing"]);
  await share("unsaid", ["4.NF.B.3"], ["5.NF.B.4", "developing"]);
  await registry.indexed();
  const ask = async (query: string) => {
    const { body } = await registry.call("GET", `/api/v1/search?${query}`);
    const levels = body.facets.find((f: { id: string }) => f.id === "level").values;
    return {
      titles: (body.hits as Hit[]).filter((h) => !h.close).map((h) => h.title),
      levels: Object.fromEntries(levels.map((v: { value: string; count: number }) => [v.value, v.count])),
    };
  };
  const typed = await ask("q=4.NF.B.3&level=developing");
  expect(typed.titles).toEqual(["together"]);
  expect(typed).toEqual(await ask("standard=4.NF.B.3&level=developing"));
  expect(typed.levels).toEqual({ beginning: 1, developing: 1, "not-stated": 1 });
  const all = await ask("q=4.NF.B.3");
  expect(all.titles).toHaveLength(3);
  expect(all.levels).toEqual(typed.levels);
  expect((await ask("q=4.NF.B.3&standard=5.NF.B.4&level=developing")).titles.sort()).toEqual([
    "apart",
    "unsaid",
  ]);
});

test("a page past the last one is a problem that names the last one", async () => {
  const registry = await openTestRegistry();
  const key = await registry.person("ri", "curator");
  for (const n of [1, 2, 3])
    await registry.call("POST", "/api/v1/resources", {
      key,
      body: { title: `Quahogs ${n}`, url: `https://example.org/quahogs-${n}`, reach: "public" },
    });
  await registry.indexed();
  const ask = (query: string) => registry.call("GET", `/api/v1/search?${query}`);
  expect((await ask("q=quahogs&size=2&page=2")).body.hits).toHaveLength(1);
  const past = await ask("q=quahogs&size=2&page=3");
  expect([past.status, past.body.detail]).toEqual([400, "There is no page 3."]);
  expect(past.body.errors).toEqual([
    {
      in: "query",
      pointer: "/page",
      detail: "is past the last page: 3 results, 2 a page. Ask for a page from 1 to 2",
      nearest: ["2"],
    },
  ]);
  expect((await ask("q=nothing-of-the-kind&page=2")).status).toBe(400);
  expect((await ask("q=quahogs&page=10000")).status).toBe(400);
});

test("while typing, standards whose names begin so come before those that go on so", async () => {
  const registry = await openTestRegistry({ seeded: true });
  await registry.indexed();
  const { body } = await registry.call("GET", "/api/v1/suggest?q=fraction");
  const standards = body.suggestions.filter((s: { kind: string }) => s.kind === "standard");
  expect(standards).toHaveLength(3);
  for (const { text } of standards) expect(text).toMatch(/· Fraction/);
});

interface Suggested {
  kind: string;
  text: string;
  total: number;
}

describe("when nothing is found", () => {
  const ask = async (q: string) => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const { body } = await registry.call("GET", `/api/v1/search?q=${encodeURIComponent(q)}`);
    const page = await fetch(`${registry.address}/search?q=${encodeURIComponent(q)}`);
    return { ...(body as { total: number; suggestions: Suggested[] }), page: await page.text() };
  };

  test("a standard nobody has shared for is explained, and its words and what is above it are offered", async () => {
    const { total, suggestions, page } = await ask("RL.8.2");
    expect(total).toBe(0);
    const kinds = suggestions.map((s) => s.kind);
    expect(kinds).toContain("standard-in-words");
    expect(kinds).toContain("broader-standard");
    for (const s of suggestions) expect([s.text, s.total > 0]).toEqual([s.text, true]);
    expect(page).toContain("Nobody has shared a resource for this standard here yet.");
    expect(page).toContain("Search for its words");
  });

  test("a code no standard has finds nothing by its letters, and its neighbors are named", async () => {
    const { total, suggestions, page } = await ask("3.NF.Z.9");
    expect(total).toBe(0);
    expect(suggestions.filter((s) => s.kind === "drop-word")).toEqual([]);
    expect(page).toContain("3.NF.Z.9 is not a standard we know");
    expect(page).toContain("Fractions on a number line");
  });

  test("words beside such a code are searched without it", async () => {
    const { total, page } = await ask("fractions 3.NF.Z.9");
    expect(total).toBe((await ask("fractions")).total);
    expect(page).toContain("3.NF.Z.9 is not a standard we know");
  });

  test("words that no resource for the standard has are answered by the words alone, and that is said", async () => {
    const { total, page } = await ask("MS-LS1-6 plants");
    expect(total).toBeGreaterThan(0);
    expect(page).toMatch(/Nothing for <b>MS-LS1-6<\/b> has your other words/);
    expect(page).not.toContain("resources for this standard come first");
  });
});

test("a word that finds a page of resources is spelled right", async () => {
  const registry = await openTestRegistry({ seeded: true });
  await registry.indexed();
  const { body } = await registry.call("GET", "/api/v1/search?q=plant");
  expect(body.total).toBeGreaterThan(5);
  expect(body.suggestions).toEqual([]);
});

test.each(["grade 3 worksheet", "5th grade lesson plans", "fractions"])(
  "as many are downloaded as were found: %s",
  async (q) => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const asked = `q=${encodeURIComponent(q)}`;
    const { body } = await registry.call("GET", `/api/v1/search?${asked}`);
    const sent = await fetch(`${registry.address}/api/v1/search/export?${asked}&format=jsonl`);
    expect((await sent.text()).trim().split("\n")).toHaveLength(body.total);
  },
);
