import { describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");

/** A page of the seed, with what its filters say; redirects are not followed. */
async function open(path: string) {
  const registry = await openTestRegistry({ seeded: true });
  const look = async (at: string, headers: Record<string, string> = {}) => {
    const response = await fetch(registry.address + at, { redirect: "manual", headers });
    const html = await response.text();
    const panel = /<form[^>]*id="filters".*?<\/form>/s.exec(html)?.[0] ?? "";
    return {
      status: response.status,
      location: response.headers.get("location") ?? "",
      address: response.headers.get("hx-push-url") ?? "",
      heading: textOf(/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? ""),
      chips: [...html.matchAll(/class="chip"[^>]*>(.*?)<\/a>/gs)].map((m) =>
        textOf(m[1] ?? "")
          .replace(" Remove filter: ", "")
          .trim(),
      ),
      ticked: [...panel.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
        .filter(([box]) => / checked/.test(box))
        .map(([box]) => /value="([^"]*)"/.exec(box)?.[1]),
      up: [...panel.matchAll(/<p class="up"><a href="([^"]*)">(.*?)<\/a>/gs)].map((m) => ({
        href: (m[1] ?? "").replaceAll("&amp;", "&"),
        words: textOf(m[2] ?? "")
          .replace("Back up to", "")
          .trim(),
      })),
      panel: textOf(panel),
      text: textOf(html),
      html,
    };
  };
  return { registry, look, first: await look(path) };
}

const idOf = async (registry: Awaited<ReturnType<typeof openTestRegistry>>, code: string) => {
  const { body } = await registry.call("GET", `/api/v1/search?standard=${code}&size=1`);
  return body.query.filters.standard[0] as string;
};

describe("narrowing step by step", () => {
  test("what is chosen below takes its place in address, chips and boxes, and finds fewer each time", async () => {
    const { registry, look, first } = await open("/search?standard=ccss-math");
    const [fractions, cluster, standard] = await Promise.all(
      ["NF", "4.NF.B", "4.NF.B.3"].map((code) => idOf(registry, code)),
    );
    const found = [Number(first.heading.split(" ")[0])];
    let at = "/search?standard=ccss-math";
    for (const next of [fractions, cluster, standard]) {
      const { status, location } = await look(`${at}&standard=${next}`);
      expect([status, location]).toEqual([302, `/search?standard=${next}`]);
      at = location;
      const page = await look(at);
      expect(page.ticked).toEqual([next]);
      expect(page.chips).toHaveLength(1);
      found.push(Number(page.heading.split(" ")[0]));
    }
    expect(found).toEqual([...found].sort((a, b) => b - a));
    expect(new Set(found).size).toBe(4);
    const both = await look(`${at}&level=developing`);
    expect([both.heading, both.chips]).toEqual(["4 resources", ["Developing", "Fractions as sums 4.NF.B.3"]]);
  });

  test("the way back up is a link at each step, with its count, and no box to tick in vain", async () => {
    const { look, first } = await open("/search?standard=4.NF.B.3&level=developing");
    expect(first.up.map((u) => u.words)).toEqual([
      "Rhode Island Core Standards for Mathematics",
      "Fractions NF",
      "Building fractions from unit fractions 4.NF.B",
    ]);
    for (const { href, words } of first.up) {
      const page = await look(href);
      const said = new RegExp(`${words.replace(/\./g, "\\.")} \\((\\d+) resource`).exec(first.panel);
      expect(page.heading).toBe(`${said?.[1]} resources`);
      expect(page.chips).toEqual(["Developing", words]);
    }
  });

  test("a swap is not redirected: it tells its address", async () => {
    const { look } = await open("/search");
    const { status, address } = await look("/search?topic=mathematics&standard=ccss-math&standard=4.NF.B", {
      "HX-Request": "true",
    });
    expect(status).toBe(200);
    expect(address.match(/standard=/g)).toHaveLength(1);
  });

  test("every set is in the list, however few resources it has", async () => {
    const { first } = await open("/search");
    expect(first.panel).toMatch(/Next Generation Science Standards \(Rhode Island\) \(2 resources ?\)/);
  });
});

describe("the field for a standard", () => {
  test.each([
    ["a code in any spelling", "4nfb3"],
    ["the words of one", "fractions as sums"],
    ["beginnings of its words", "fract as sum"],
  ])("%s is taken", async (_what, typed) => {
    const { first } = await open(`/search?grade=04&standard=${encodeURIComponent(typed)}`);
    expect(first.chips).toEqual(["Grade 4", "Fractions as sums 4.NF.B.3"]);
    expect(first.html).toMatch(/<input[^>]*id="standard"[^>]*value(=""|[ />])/);
  });

  test("words of several are asked back, nothing else is lost, and each answer is one click", async () => {
    const { look, first } = await open("/search?q=pizza&grade=04&standard=equal+fractions");
    expect(first.text).toContain("“equal fractions” can mean more than one standard. Which one?");
    expect(first.html).toMatch(/<input[^>]*id="standard"[^>]*value="equal fractions"/);
    expect(first.chips).toEqual(["Grade 4"]);
    const choice = /<a href="([^"]*)">Equal fractions and comparing 3\.NF\.A\.3<\/a>/.exec(first.html)?.[1];
    const page = await look(String(choice).replaceAll("&amp;", "&"));
    expect(page.chips).toEqual(["Grade 4", "Equal fractions and comparing 3.NF.A.3"]);
  });

  test.each([
    ["4.NF.B.39", "Fractions as sums 4.NF.B.3"],
    ["unit fracshuns", "Unit fractions on a number line 3.NF.A.2a"],
  ])("%s is none, and what is near it is offered", async (typed, near) => {
    const { first } = await open(`/search?standard=${encodeURIComponent(typed)}`);
    expect(first.text).toContain(`“${typed}” is not a standard we know, so we searched without it.`);
    expect(first.text).toContain(near);
  });

  test("the API takes the same words, and names the codes of several", async () => {
    const { registry } = await open("/search");
    const one = await registry.call("GET", "/api/v1/search?standard=fractions+as+sums");
    expect(one.body.query.filters.standard).toEqual([await idOf(registry, "4.NF.B.3")]);
    const several = await registry.call("GET", "/api/v1/search?standard=equal+fractions");
    expect(several.status).toBe(400);
    expect(several.body.errors[0]).toMatchObject({ pointer: "/standard" });
    expect(several.body.errors[0].detail).toMatch(/means more than one/);
    expect(several.body.errors[0].nearest).toContain("3.NF.A.3");
  });

  test("offers standards alone while one types", async () => {
    const { registry } = await open("/search");
    const { body } = await registry.call("GET", "/api/v1/suggest?kind=standard&q=equal+fra");
    expect(body.suggestions.length).toBeGreaterThan(1);
    expect(new Set(body.suggestions.map((s: { kind: string }) => s.kind))).toEqual(new Set(["standard"]));
  });
});

describe("the panel", () => {
  test("has its groups in the order of what teachers narrow by, in their words", async () => {
    const { first } = await open("/search");
    const names = [...first.html.matchAll(/<summary>([^<]+)|<label class="usa-label[^>]*>([^<]+)/g)].map(
      (m) => (m[1] ?? m[2])?.trim(),
    );
    const expected = [
      "Level",
      "Grade",
      "Time",
      "Ready to use",
      "Standard",
      "Kind of resource",
      "What you may do",
      "Content area",
      "Language",
      "More",
    ];
    expect(names.filter((n) => expected.includes(String(n)))).toEqual(expected);
    for (const open of ["level", "grade", "time", "printable"])
      expect(first.html).toMatch(new RegExp(`<details[^>]*id="facet-${open}"[^>]* open`));
    for (const closed of ["type", "adaptable", "subject", "language"])
      expect(first.html).not.toMatch(new RegExp(`<details[^>]*id="facet-${closed}"[^>]* open`));
  });
});
