import { FACET_IDS } from "../../src/search/rules/facets.ts";
import type { Reference } from "../../src/standards/rules/reference.ts";

/** One costly request that anybody may send. */
export interface Attack {
  name: string;
  method?: "POST";
  path: string;
  body?: string;
  type?: string;
}

/** A little less than Node reads of an address line with its headers. */
const LONGEST_LINE = 15_000;

type Pair = [name: string, value: string];
const times = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));

/** As many parameters as an address line holds. */
function lineOf(path: string, pairs: Iterable<Pair>): string {
  let line = path;
  for (const [name, value] of pairs) {
    const next = `${line.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;
    if (line.length + next.length > LONGEST_LINE) break;
    line += next;
  }
  return line;
}

const asked = (q: string, path = "/api/v1/search") => lineOf(path, [["q", q]]);

/** Words that no record has, none of them like another: each is looked for among all words of the index. */
const nearlyWords = (n: number, letters: number) =>
  times(n, (i) => "strumentalisationelection".repeat(2).slice(i % 9, (i % 9) + letters)).join(" ");

/** The worst of each kind that is known, for page and API. */
export function attacks(reference: Reference): Attack[] {
  return [
    ...addressLines(reference),
    ...questions(),
    ...typing(),
    ...downloads(),
    ...pages(reference),
    ...bodies(),
  ];
}

function addressLines({ standards, vocabularies, organizations }: Reference): Attack[] {
  const unknownTopics = times(555, (i): Pair => ["topic", `fractional ecologies ${i}`]);
  const unknownOfAll = FACET_IDS.flatMap((id) =>
    times(20, (i): Pair => [id, `${"unknowable".repeat(5)} ${i}`]),
  );
  const slips = times(50, (i): Pair => ["standard", `4.NF.B.${60 + i}abcde`]);
  const items = standards.allItems();
  const branches = times(
    50,
    (i): Pair => ["standard", `${(i % 8) + 1}${["nf", "oa", "rl", "w", "g"][i % 5]}`],
  );
  const every: Pair[] = [
    ...times(50, (i): Pair => ["standard", items[i * 7]?.id ?? ""]),
    ...vocabularies.topic.terms.slice(0, 50).map((t): Pair => ["topic", t.id]),
    ...organizations
      .all()
      .slice(0, 50)
      .map((o): Pair => ["organization", o.name]),
    ...vocabularies.license.terms.slice(0, 50).map((t): Pair => ["license", t.id]),
    ["q", "students fractions"],
  ];
  const thousands = times(5000, (i): Pair => [`p${i.toString(36)}`, ""]);
  const nested = times(1000, (i): Pair => [`topic[${i}][a][b][c]`, "x"]);
  const lines: [string, Pair[]][] = [
    ["555 unknown topics", unknownTopics],
    ["unknown values of every filter", unknownOfAll],
    ["50 unknown topics", unknownTopics.slice(0, 50)],
    ["50 unknown standards", slips],
    ["50 beginnings of standards", branches],
    ["50 valid values of four filters", every],
    ["thousands of parameters", thousands],
    ["nested keys", nested],
    ["one value as long as the line", [["topic", "fractions".repeat(1600)]]],
  ];
  return lines.flatMap(([name, pairs]) => [
    { name: `API: ${name}`, path: lineOf("/api/v1/search", pairs) },
    { name: `page: ${name}`, path: lineOf("/search", pairs) },
  ]);
}

function questions(): Attack[] {
  const kinds: [string, string][] = [
    ["words as long as the line", "students ".repeat(1600)],
    ["one word as long as the line", "x".repeat(14_000)],
    ["32 misspelled long words", nearlyWords(32, 8)],
    ["seven words of forty letters", nearlyWords(7, 40)],
    ["codes that no standard has", times(32, (i) => `4.nf.b.${i + 40}`).join(" ")],
    ["beginnings of codes", times(32, (i) => `${(i % 8) + 1}nf`).join(" ")],
    ["numbers and letters", "1 a 2 b 3 c 4 d 5 nf ".repeat(16)],
    ["unfinished words", `${"a ".repeat(30)}s`],
    ["quotes in quotes", `${'"a" '.repeat(70)}"`],
    ["minus words", "-students ".repeat(30)],
    ["marks on letters", "e\u0301\u0302\u0303\u0304".repeat(60)],
    ["letters without blanks", "数学分数教案".repeat(50)],
    ["signs", "?!:;-+*/\\()[]{}".repeat(20)],
    ["common words", "the of and to in students lesson learn activity class teacher explore describe"],
  ];
  return kinds.flatMap(([name, q]) => [
    { name: `API: ${name}`, path: asked(q) },
    { name: `page: ${name}`, path: asked(q, "/search") },
  ]);
}

const typing = (): Attack[] => [
  { name: "typing: one letter", path: asked("s", "/api/v1/suggest") },
  { name: "typing: misspelled words", path: asked(nearlyWords(24, 8), "/api/v1/suggest") },
  { name: "typing: one word as long as the line", path: asked("x".repeat(9000), "/api/v1/suggest") },
  { name: "typing: codes", path: asked(times(24, (i) => `4.nf.${i}`).join(" "), "/api/v1/suggest") },
];

const downloads = (): Attack[] => [
  ...["csv", "xlsx", "jsonl"].map((format) => ({
    name: `everything as ${format}`,
    path: `/api/v1/search/export?format=${format}`,
  })),
  { name: "a hundred hits of the last page", path: "/api/v1/search?size=100&page=100" },
  { name: "the last page by title", path: "/api/v1/search?size=100&page=100&sort=title" },
  { name: "page: a hundred hits", path: "/search?size=100" },
];

function pages({ standards }: Reference): Attack[] {
  const [framework] = standards.frameworks;
  return [
    { name: "page: start", path: "/" },
    { name: "page: standards, a long question", path: asked("fractions ".repeat(1400), "/standards") },
    { name: "page: a set of standards", path: `/standards/${framework?.id ?? ""}` },
    { name: "page: collections", path: asked("fractions ".repeat(1400), "/collections") },
    { name: "API: collections", path: "/api/v1/collections" },
    { name: "API: standards", path: asked("4.nf.b.99", "/api/v1/standards") },
    { name: "API: reference", path: "/api/reference" },
    { name: "an address of a thousand parts", path: `/${"a/".repeat(7000)}` },
  ];
}

/** Bodies of forms and of the API, by somebody without a key. */
function bodies(): Attack[] {
  const form = "application/x-www-form-urlencoded";
  const json = "application/json";
  const fields = new URLSearchParams(times(1900, (i) => [`topics`, `unknown ${i}`])).toString();
  const deep = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
  const topics = JSON.stringify({ title: "x", topics: times(20_000, (i) => `unknown topic ${i}`) });
  const sheet = `title,topics\n${times(12_000, (i) => `Lesson ${i},unknown topic ${i}`).join("\n")}`;
  const posts: [string, string, string, string][] = [
    ["sign-in form with 1,900 fields", "/sign-in", fields, form],
    ["sign-in form of one megabyte", "/sign-in", `email=${"a".repeat(900_000)}`, form],
    ["share form without a session", "/share/new", fields, form],
    ["sheet without a session", "/organizations/28/imports", sheet, "text/csv"],
    ["sheet without a key", "/api/v1/organizations/28/imports", sheet, "text/csv"],
    ["resource of unknown topics without a key", "/api/v1/resources", topics, json],
    ["deeply nested body", "/api/v1/resources", deep, json],
    ["key of one megabyte", "/api/v1/sessions", JSON.stringify({ email: "a".repeat(900_000) }), json],
  ];
  return posts.map(([name, path, body, type]) => ({
    name: `POST: ${name}`,
    method: "POST",
    path,
    body,
    type,
  }));
}
