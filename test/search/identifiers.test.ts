import { describe, expect, test } from "@jest/globals";
import { identifiersAsWords, identifiersIn, identifierTokens } from "../../src/search/rules/identifiers.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

type Given = Record<string, unknown> & { title: string };

/** A registry of these records; ids in their order. */
async function registryOf(records: Given[]): Promise<{ registry: TestRegistry; ids: string[] }> {
  const registry = await openTestRegistry();
  const key = await registry.person("ri", "curator");
  const ids: string[] = [];
  for (const [i, record] of records.entries()) {
    const body = { url: `https://example.net/${i}`, license: "CC BY 4.0", ...record };
    const made = await registry.call("POST", "/api/v1/resources", { key, body });
    ids.push(made.body.id);
  }
  await registry.indexed();
  return { registry, ids };
}

const search = async (registry: TestRegistry, words: string) =>
  (await registry.call("GET", `/api/v1/search?q=${encodeURIComponent(words)}`)).body;

const titles = async (registry: TestRegistry, words: string): Promise<string[]> =>
  (await search(registry, words)).hits.map((hit: { title: string }) => hit.title);

describe("A record is found", () => {
  const others = [
    { title: "Moon phases", url: "https://shells.example.org/collect/moon" },
    { title: "Snails in the garden", url: "https://garden.example.org/snails" },
  ];

  test.each([
    "https://www.shells.example.org/collect/moon-snails?id=7",
    "http://shells.example.org/collect/moon-snails?id=7",
    "www.shells.example.org/collect/moon-snails/?id=7&utm_source=letter",
    "shells.example.org/collect/moon-snails?id=7",
  ])("by its address, however it is typed: %s", async (typed) => {
    const url = "https://www.shells.example.org/collect/moon-snails?id=7";
    const { registry } = await registryOf([{ title: "Shells at the shore", url }, ...others]);
    const answer = await search(registry, typed);
    expect(answer.hits.map((h: Given) => h.title)).toEqual(["Shells at the shore"]);
    expect([answer.total, answer.leftOut]).toEqual([1, []]);
  });

  test("by its own id and the address of its page", async () => {
    const { registry, ids } = await registryOf([{ title: "Shells at the shore" }, ...others]);
    expect(await titles(registry, ids[1] as string)).toEqual(["Moon phases"]);
    expect(await titles(registry, `http://localhost:3000/resources/${ids[2]}`)).toEqual([
      "Snails in the garden",
    ]);
  });

  test("by its host, with what stands beside it and without", async () => {
    const { registry } = await registryOf([
      { title: "Tides", url: "https://sea.example.org/tides" },
      { title: "Waves", url: "https://www.example.org/waves" },
      { title: "Waves of sound", url: "https://sound.example.edu/waves" },
    ]);
    expect((await titles(registry, "example.org")).toSorted()).toEqual(["Tides", "Waves"]);
    expect(await titles(registry, "https://sea.example.org/")).toEqual(["Tides"]);
    expect((await titles(registry, "waves example.org"))[0]).toBe("Waves");
  });

  test("by an address nobody has, through the words in it", async () => {
    const { registry } = await registryOf(others);
    expect((await titles(registry, "https://elsewhere.example.com/garden-snails.html"))[0]).toBe(
      "Snails in the garden",
    );
  });

  test.each([
    ["9780306406157"],
    ["978-0-306-40615-7"],
    ["0-306-40615-2"],
    ["ISBN 0306406152"],
    ["isbn: 978 0 306 40615 7"],
  ])("by its ISBN in any spelling: %s", async (typed) => {
    const { registry } = await registryOf([
      { title: "Lab kit", summary: "Goes with ISBN 0-306-40615-2." },
      { title: "Other kit", summary: "Goes with ISBN 978-0-306-40614-0 of 306 pages." },
    ]);
    expect(await titles(registry, typed)).toEqual(["Lab kit"]);
  });

  test.each(["10.5555/Tide.2026", "doi:10.5555/tide.2026", "https://doi.org/10.5555/tide.2026"])(
    "by its DOI in any spelling: %s",
    async (typed) => {
      const { registry } = await registryOf([
        { title: "A study", summary: "See https://doi.org/10.5555/tide.2026." },
        { title: "Another study", summary: "See doi:10.5555/tide.2025." },
      ]);
      expect(await titles(registry, typed)).toEqual(["A study"]);
    },
  );

  test("by identifiers only by those who may see it", async () => {
    const { registry, ids } = await registryOf([
      { title: "Lab kit", url: "https://lab.example.org/kit", summary: "ISBN 0-306-40615-2", reach: "state" },
    ]);
    const member = await registry.person("ri");
    for (const typed of [
      "9780306406157",
      "lab.example.org",
      "https://lab.example.org/kit",
      ids[0] as string,
    ]) {
      const path = `/api/v1/search?q=${encodeURIComponent(typed)}`;
      const [anyone, insider] = [
        await registry.call("GET", path),
        await registry.call("GET", path, { key: member }),
      ];
      expect([typed, anyone.body.total, insider.body.total]).toEqual([typed, 0, 1]);
    }
  });

  test("by no ISBN but those it states: the one after it finds nothing", async () => {
    const { registry } = await registryOf([{ title: "Lab kit", summary: "ISBN 0-306-40615-2" }]);
    const answer = await search(registry, "978-0-306-40614-0");
    expect([answer.total, answer.suggestions]).toEqual([0, []]);
  });
});

test("An identifier is read only where one stands", () => {
  const kinds = (text: string) => identifiersIn(text).map(({ kind, typed }) => `${kind} ${typed}`);
  expect(kinds("see (https://a.example.org/b.pdf), then notes.docx.")).toEqual([
    "address https://a.example.org/b.pdf",
    "file notes.docx",
  ]);
  expect(kinds("4.NF.B.3, e.g. Mr. Smith, Node.js, 3.14, 401-555-0101, me@example.org, 2026-12-01")).toEqual(
    [],
  );
  expect(kinds("9780306406158")).toEqual([]);
  expect(kinds("Moon worksheet.pdf")).toEqual(["file Moon worksheet.pdf"]);
});

test("Identifiers left as words keep every letter in its place", () => {
  const text = "see www.shells.example.org/collect/moon-snails.html?id=7 and tide_table.pdf";
  const words = identifiersAsWords(text, identifiersIn(text));
  expect(words).toHaveLength(text.length);
  expect(words.match(/\S+/g)).toEqual([
    "see",
    "shells",
    "example",
    "collect",
    "moon-snails",
    "and",
    "tide",
    "table",
  ]);
});

test("Names of files are held as they are typed", () => {
  const held = identifierTokens(undefined, "", [{ name: "Tide Table (final).PDF" }]);
  expect(held).toHaveLength(1);
  expect(identifiersIn("tide-table-final.pdf")[0]?.tokens).toEqual(held);
});
