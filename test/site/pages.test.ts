import { describe, expect, test } from "@jest/globals";
import { EXAMPLES } from "../../src/site/home/page.views.tsx";
import { openTestRegistry } from "../support/registry.ts";

const page = async (address: string, path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(address + path, { redirect: "manual", headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

const lesson = {
  title: 'Strips & "lines" </script><b>',
  summary: "Students fold paper strips.",
  url: "https://example.org/strips",
  license: "CC-BY-4.0",
  subjects: ["mathematics"],
  topics: ["fractions"],
  grades: ["03"],
  alignments: [{ item: "3.NF.A.2", level: "developing" }],
};

async function withLesson() {
  const registry = await openTestRegistry();
  const key = await registry.person("ri", "curator");
  const made = await registry.call("POST", "/api/v1/resources", {
    key,
    body: { ...lesson, organization: "ri", reach: "public" },
  });
  await registry.indexed();
  return { ...registry, key, id: String(made.body.id), etag: String(made.headers.get("etag")) };
}

describe("a resource's page", () => {
  test("says everything in words, and nothing in it is markup of somebody else", async () => {
    const { address, id } = await withLesson();
    const { status, text, headers } = await page(address, `/resources/${id}`);
    expect(status).toBe(200);
    for (const rule of STRICT) expect(headers.get("content-security-policy")).toContain(rule);
    expect(text).not.toContain("</script><b>");
    expect(text).not.toMatch(/ style=|<script>|onclick=/);
    for (const words of [
      "Grade 3",
      "Developing",
      "Fractions on a number line",
      "Free to use and change",
      "Name the author",
    ])
      expect(text).toContain(words);
    expect(text).not.toContain("not-stated");
  });

  test("tells what it teaches and checks apart from what students need first", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("ri", "curator");
    const alignments = [
      { item: "3.NF.A.2", level: "developing" },
      { item: "3.NF.A.2", type: "assesses", level: "proficient" },
      { item: "3.NF.A.1", type: "requires" },
    ];
    const made = await registry.call("POST", "/api/v1/resources", {
      key,
      body: { ...lesson, alignments, organization: "ri", reach: "public" },
    });
    const { text } = await page(registry.address, `/resources/${made.body.id}`);
    const [taught = "", needed = ""] = (/What it teaches<\/h2>(.*?)<table/s.exec(text)?.[1] ?? "").split(
      "Students need this first",
    );
    expect(taught).toContain("3.NF.A.2");
    expect(taught).toMatch(/Teaches and checks.*Developing.*Proficient/);
    expect(taught).not.toContain("3.NF.A.1");
    expect(needed).toContain("3.NF.A.1");
  });

  test("shows where it sits for five standards at once, and for the others on demand", async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("ri", "curator");
    const items = ["3.NF.A.1", "3.NF.A.2", "3.NF.A.3", "4.NF.A.1", "4.NF.A.2", "4.NF.B.3", "4.NF.B.4"];
    const body = {
      ...lesson,
      reach: "public",
      alignments: items.map((item) => ({ item, level: "developing" })),
    };
    const { id } = (await registry.call("POST", "/api/v1/resources", { key, body })).body;
    const { text } = await page(registry.address, `/resources/${id}`);
    const [atOnce = "", onDemand = ""] = text.split("2 more standards</summary>");
    const rows = (html: string) => html.slice(html.indexOf("<table")).match(/<tr/g)?.length;
    expect([rows(atOnce), rows(onDemand)]).toEqual([6, 3]);
  });

  test("carries JSON-LD that reads back as it was", async () => {
    const { address, id } = await withLesson();
    const { text } = await page(address, `/resources/${id}`);
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? "";
    const read = JSON.parse(data);
    expect(read.name).toBe(lesson.title);
    expect(read.license).toBe("https://creativecommons.org/licenses/by/4.0/");
    expect(read.teaches[0].termCode).toBe("3.NF.A.2");
    const asked = await page(address, `/resources/${id}`, { accept: "application/ld+json" });
    expect(JSON.parse(asked.text)).toEqual(read);
    const json = await page(address, `/resources/${id}`, { accept: "application/json" });
    expect(json.headers.get("location")).toBe(`/api/v1/resources/${id}`);
  });

  test("leads on to the resource itself, and the opening is counted", async () => {
    const { address, id, parts } = await withLesson();
    const { status, headers } = await page(address, `/resources/${id}/open`);
    expect([status, headers.get("location")]).toEqual([302, lesson.url]);
    await parts.counter.flush();
    const day = parts.clock().slice(0, 10);
    const counts = await parts.store.usage.between(day, day);
    expect(counts).toContainEqual(expect.objectContaining({ kind: "open-link", what: id, count: 1 }));
  });

  test("becomes a tombstone when withdrawn", async () => {
    const { address, id, key, etag, call } = await withLesson();
    const gone = await call("POST", `/api/v1/resources/${id}/withdrawal`, {
      key,
      headers: { "if-match": etag },
      body: { reason: "The website has closed." },
    });
    expect(gone.status).toBeLessThan(300);
    const { status, text } = await page(address, `/resources/${id}`);
    expect(status).toBe(410);
    expect(text).toContain("was withdrawn");
    expect(text).toContain("The website has closed.");
    expect((await page(address, `/resources/${id}/open`)).status).toBe(410);
  });
});

test("what may not be seen and what does not exist answer alike", async () => {
  const registry = await openTestRegistry();
  const key = await registry.person("28");
  const made = await registry.call("POST", "/api/v1/resources", {
    key,
    body: { ...lesson, organization: "28", reach: "private" },
  });
  const hidden = await page(registry.address, `/resources/${made.body.id}`);
  const absent = await page(registry.address, "/resources/01930000-0000-7000-8000-00000000ffff");
  expect([hidden.status, absent.status]).toEqual([404, 404]);
  // The way in leads back to the address asked for: the one thing that may differ.
  const anywhere = (text: string) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID");
  expect(anywhere(hidden.text)).toBe(anywhere(absent.text));
});

test("a program that asks for JSON-LD is told in JSON when there is none", async () => {
  const registry = await openTestRegistry();
  const key = await registry.person("ri", "curator");
  const body = { ...lesson, organization: "ri", reach: "public" };
  const made = await registry.call("POST", "/api/v1/resources", { key, body });
  const at = `/resources/${made.body.id}`;
  const etag = made.headers.get("etag") as string;
  const headers = { "if-match": etag };
  await registry.call("POST", `/api/v1${at}/withdrawal`, { key, headers, body: { reason: "Out of date" } });
  const ask = async (address: string, accept: string) => {
    const { status, headers: got, text } = await page(registry.address, address, { accept });
    return { status, type: got.get("content-type"), vary: got.get("vary"), text };
  };
  const gone = await ask(at, "application/ld+json");
  expect(gone).toMatchObject({ status: 410, type: expect.stringContaining("application/problem+json") });
  expect(JSON.parse(gone.text)).toMatchObject({ status: 410, tombstone: { reason: "Out of date" } });
  expect(gone.vary).toContain("Accept");
  const absent = await ask("/resources/01930000-0000-7000-8000-00000000ffff", "application/ld+json");
  expect(absent).toMatchObject({ status: 404, type: expect.stringContaining("application/problem+json") });
  for (const accept of ["text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "image/png"]) {
    expect(await ask(at, accept)).toMatchObject({ status: 410, type: expect.stringContaining("text/html") });
  }
});

describe("the results page", () => {
  test("answers any address", async () => {
    const { address } = await withLesson();
    const odd = [
      "?q=%22%27%3C%3E*()%5B",
      "?grade=99&level=deep",
      "?page=10000",
      "?page=-1&size=x",
      "?q=%F0%9F%90%99",
      "?sort=best&utm=1",
    ];
    for (const query of odd) {
      const { status } = await page(address, `/search${query}`);
      expect([query, [200, 302].includes(status)]).toEqual([query, true]);
    }
  });

  test("says which filters it did not know", async () => {
    const { address } = await withLesson();
    const { text } = await page(address, "/search?q=strips&grade=99");
    expect(text).toContain("a filter we do not know");
  });

  test("leads from an impossible page to the last one", async () => {
    const { address } = await withLesson();
    const { status, headers } = await page(address, "/search?q=strips&page=40");
    expect([status, headers.get("location")]).toEqual([302, "/search?q=strips"]);
  });

  test("tells htmx the address to show", async () => {
    const { address } = await withLesson();
    const { headers } = await page(address, "/search?q=strips&sort=relevance&grade=03", {
      "HX-Request": "true",
    });
    expect(headers.get("hx-push-url")).toBe("/search?q=strips&grade=03");
  });
});

describe("the standards pages", () => {
  test("count a resource at its level, and show the gaps beside it", async () => {
    const { address } = await withLesson();
    const { text } = await page(address, "/standards/ccss-math?grade=03");
    expect(text).toMatch(
      /Fractions on a number line<\/a>[^\n]*?<td[^>]*data-label="Developing"><a href="\/search\?level=developing[^"]*">1</,
    );
    expect(text).toContain("Gap");
  });

  test("find a set by its form, by id and by code", async () => {
    const { address, parts } = await withLesson();
    const { standards } = await parts.store.reference();
    const set = standards.framework("ccss-math");
    expect((await page(address, "/standards?set=ngss&grade=03")).headers.get("location")).toBe(
      "/standards/ngss?grade=03",
    );
    expect((await page(address, `/standards/${set?.id}`)).headers.get("location")).toBe(
      "/standards/ccss-math",
    );
    const item = standards.withBareCode("3nfa2")[0];
    expect((await page(address, `/standards/ccss-math/${item?.id}`)).headers.get("location")).toBe(
      "/standards/ccss-math/3.NF.A.2",
    );
    for (const typed of ["3nfa2", "3.nf.2", "CCSS.Math.Content.3.NF.A.2"]) {
      const { headers } = await page(address, `/standards/ccss-math/${typed}`);
      expect([typed, headers.get("location")]).toEqual([typed, "/standards/ccss-math/3.NF.A.2"]);
    }
    expect((await page(address, "/standards/none")).status).toBe(404);
    expect((await page(address, "/standards/ccss-math/9.ZZ")).status).toBe(404);
  });
});

test("files are kept for a year under their content's address, and an unknown one is not found", async () => {
  const { address } = await openTestRegistry();
  const { text } = await page(address, "/");
  const href = /href="(\/assets\/[^"]+\.css)"/.exec(text)?.[1] ?? "";
  const css = await page(address, href, { "accept-encoding": "gzip" });
  expect(css.headers.get("cache-control")).toContain("immutable");
  expect(css.headers.get("content-type")).toContain("text/css");
  expect((await page(address, href.replace(/[0-9a-f]{16}/, "0123456789abcdef"))).status).toBe(404);
});

test("the door of the API leads to its reference", async () => {
  const { address } = await openTestRegistry();
  const { status, headers } = await page(address, "/api");
  expect([status, headers.get("location")]).toEqual([302, "/api/reference"]);
});

test("the API reference names every operation and every kind of problem", async () => {
  const { address, call } = await openTestRegistry();
  const { text } = await page(address, "/api/reference");
  const document = await fetch(`${address}/api/openapi.json`).then((r) => r.json());
  const ids = Object.values(
    document.paths as Record<string, Record<string, { operationId: string }>>,
  ).flatMap((path) => Object.values(path).map((o) => o.operationId));
  expect(ids.length).toBeGreaterThan(10);
  for (const id of ids) expect(text).toContain(`id="${id}"`);
  const refused = await call("GET", "/api/v1/resources/nothing");
  expect(text).toContain(`id="${String(refused.body.type).split("#")[1]}"`);
});

describe("a bug", () => {
  test("is a page with a number to quote, and a mute problem for programs", async () => {
    const registry = await openTestRegistry();
    registry.parts.store.collections.list = () => Promise.reject(new Error("secret detail"));
    const shown = await page(registry.address, "/collections");
    expect(shown.status).toBe(500);
    expect(shown.text).toContain("Something broke on our side");
    expect(shown.text).toContain(shown.headers.get("x-request-id"));
    const { status, headers, text } = await page(registry.address, "/api/v1/collections");
    expect([status, headers.get("content-type")]).toEqual([500, "application/problem+json; charset=utf-8"]);
    expect(JSON.parse(text).instance).toBe(`urn:request:${headers.get("x-request-id")}`);
    expect(shown.text + text).not.toContain("secret detail");
  });
});

describe("the first page", () => {
  test("leads to resources by every one of its examples, grades, levels and content areas", async () => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const { text } = await page(registry.address, "/");
    const links = [...text.matchAll(/href="(\/search\?[^"]+)"/g)].map((m) =>
      (m[1] as string).replace(/&amp;/g, "&"),
    );
    expect(links.length).toBeGreaterThan(EXAMPLES.length + 20);
    for (const link of links) {
      const { body } = await registry.call("GET", `/api/v1${link}`);
      expect([link, body.total > 0, body.leftOut]).toEqual([link, true, []]);
    }
    for (const words of EXAMPLES) {
      const { body } = await registry.call("GET", `/api/v1/search?q=${encodeURIComponent(words)}`);
      expect([words, body.total >= 5]).toEqual([words, true]);
    }
  });
});
