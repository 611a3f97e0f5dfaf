import { describe, expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, "")
    .replaceAll("&amp;", "&")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ")
    .trim();

/** What a page says of how it read the words: its lines, and where each of their links leads. */
async function ask(registry: TestRegistry, path: string) {
  const html = await (await fetch(registry.address + path)).text();
  const block = /<div class="read[^"]*"[^>]*>(.*?)<\/div>/s.exec(html)?.[1] ?? "";
  const links = [...block.matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map((m) => [
    textOf(m[2] ?? ""),
    (m[1] ?? "").replaceAll("&amp;", "&"),
  ]);
  return {
    heading: textOf(/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? ""),
    lines: [...block.matchAll(/<p>(.*?)<\/p>/gs)].map((m) => textOf(m[1] ?? "")),
    links: Object.fromEntries(links) as Record<string, string>,
    first: textOf(/<article.*?<h2>(.*?)<\/h2>/s.exec(html)?.[1] ?? ""),
    html,
  };
}

const search = (words: string, more = "") => `/search?q=${encodeURIComponent(words)}${more}`;
const wordsOf = (href: string | undefined) => new URLSearchParams((href ?? "").split("?")[1]).get("q");
const foundBy = (heading: string) => Number(/^[\d,]+/.exec(heading)?.[0].replace(",", ""));

const seeded = () => openTestRegistry({ seeded: true });

describe("a wish read from the words", () => {
  test("is said with how many meet it; shown alone, so many are shown, and nothing is said twice", async () => {
    const registry = await seeded();
    const page = await ask(registry, search("proficient probability"));
    expect(page.lines).toHaveLength(1);
    expect(page.lines[0]).toMatch(/^We read proficient as a level: those (come first|rank higher)\./);
    const [only, href] = Object.entries(page.links).find(([words]) => words.startsWith("Show only")) ?? [];
    const narrowed = await ask(registry, String(href));
    expect(narrowed.heading).toBe(`${/\((\d+)\)/.exec(String(only))?.[1]} resources`);
    expect(narrowed.lines).toEqual([]);
  });

  test("is undone by quotes, which ask for the word itself", async () => {
    const registry = await seeded();
    const { links } = await ask(registry, search("proficient probability"));
    expect(wordsOf(links["Search it as a word"])).toBe('"proficient" probability');
    const plain = await ask(registry, String(links["Search it as a word"]));
    expect(plain.html).not.toContain("as a level");
  });

  test("several are said in one line, each with its way out", async () => {
    const registry = await seeded();
    const page = await ask(registry, search("expanding grade 7 probability game"));
    const lines = page.lines.filter((l) => l.startsWith("We read "));
    expect(lines).toHaveLength(1);
    for (const part of ["expanding as a level", "grade 7 as a grade", "game as a kind of resource"])
      expect(lines[0]).toContain(part);
    for (const typed of ["expanding", "grade 7", "game"])
      expect(wordsOf(page.links[`“${typed}” as a word`])).toContain(`"${typed}"`);
  });

  test("that nothing found meets is said", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("ri", "curator");
    for (const title of ["Tide pools at low water", "Tide tables"])
      await registry.call("POST", "/api/v1/resources", {
        key,
        body: { title, url: `https://example.org/${title.length}`, organization: "ri", reach: "public" },
      });
    await registry.indexed();
    const page = await ask(registry, search("proficient tide"));
    expect(page.heading).toBe("2 resources");
    expect(page.lines.join(" ")).toContain("None of these is at Proficient.");
  });

  test("when all is wishes, the heading names what they were taken as", async () => {
    const registry = await seeded();
    const page = await ask(registry, search("grade 5 simulation"));
    expect(page.heading).toMatch(/^\d+ resources?: Grade 5 and Simulation$/);
    const filtered = await ask(registry, "/search?grade=05&type=simulation");
    expect(foundBy(page.heading)).toBe(foundBy(filtered.heading));
    expect(wordsOf(page.links["Search for the words"])).toBe('"grade 5" "simulation"');
  });
});

describe("a word that stands in no resource", () => {
  test("is named, with the spelling it was read in and the way back", async () => {
    const registry = await seeded();
    const page = await ask(registry, search("probabilty"));
    expect(page.heading).toMatch(/^\d+ resources$/);
    expect(page.lines[0]).toMatch(/^No resource says probabilty\. We read it as probability\./);
    expect(wordsOf(page.links["Keep my spelling"])).toBe('"probabilty"');
    expect((await ask(registry, String(page.links["Keep my spelling"]))).first).toBe("");
  });

  test("that nothing comes near is in the heading, and can be asked for", async () => {
    const registry = await seeded();
    const page = await ask(registry, search("qwzzix probability"));
    expect(page.heading).toMatch(/^\d+ resources, none says “qwzzix”$/);
    expect(page.lines[0]).toMatch(/^No resource says qwzzix\./);
    expect(page.links["Ask for it"]).toBe("/ask?q=qwzzix+probability");
    const alone = await ask(registry, search("qwzzix"));
    expect([alone.first, alone.lines]).toEqual(["", ["No resource says qwzzix."]]);
  });
});

describe("signs in the words", () => {
  test("quotes and a minus are said, and each is taken back by a link", async () => {
    const registry = await seeded();
    const page = await ask(registry, search('"place value" -decimals'));
    expect(page.lines[0]).toMatch(
      /^Only resources with the words “place value” together and without decimals\./,
    );
    expect(wordsOf(page.links["Search without quotes"])).toBe("place value -decimals");
    expect(wordsOf(page.links["Leave nothing out"])).toBe('"place value"');
    const more = await ask(registry, String(page.links["Leave nothing out"]));
    expect(foundBy(more.heading)).toBeGreaterThan(foundBy(page.heading));
  });

  test("alone they are explained, and do not show everything", async () => {
    const page = await ask(await seeded(), search("🌵"));
    expect(page.first).toBe("");
    expect(page.lines).toEqual([
      "Signs alone cannot be searched for, and 🌵 has no letters. Type a word for it.",
    ]);
  });

  test("the prefix of a field is explained", async () => {
    const page = await ask(await seeded(), search("title:probability"));
    expect(page.lines.join(" ")).toContain(
      "A search has no fields, so title:probability was read as plain words.",
    );
  });

  test("what is beyond the bounds is told", async () => {
    const page = await ask(await seeded(), search(`probability ${"dice ".repeat(40)}zebra`));
    expect(page.lines.join(" ")).toMatch(/The question was too long to read whole\. Left out: .*dice/);
  });
});

test("however much was read, it takes three lines at most", async () => {
  const registry = await seeded();
  const page = await ask(
    registry,
    search('qwzzix wvvubb kjjhhq "place value" -decimals proficient title:dice'),
  );
  expect(page.lines.length).toBeLessThanOrEqual(3);
  for (const said of ["qwzzix", "wvvubb", "kjjhhq", "without decimals"])
    expect(page.lines.join(" ")).toContain(said);
});

describe("an expression that stands for something as a whole", () => {
  test("is not said to miss one of its words, and its common words are not taken for others", async () => {
    const registry = await seeded();
    const page = await ask(registry, search("black history month"));
    expect(page.heading).toMatch(/^\d+ resources?$/);
    expect(page.lines).toEqual([]);
    expect(page.html.includes("Did you mean")).toBe(false);
  });
});
