import { expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { loadSynonyms } from "../../src/search/jobs/load-synonyms.ts";
import { synonymsAt } from "../../src/search/rules/synonyms.ts";
import { stemOf, tokensOf } from "../../src/search/rules/tokens.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

/** `*` is where the topic goes: what teachers put around it. */
const AROUND = [
  "exciting *",
  "ready to use *",
  "low prep * stations",
  "free printable * handouts",
  "* escape room",
  "kindergarten * centers",
  "honors *",
  "scaffolded * for newcomers",
  "* for parents",
  "quick * warm up",
  "proficient *",
  "* in portuguese",
  "spanish *",
  "standards aligned *",
  "NGSS *",
  "hands-on * project",
  "winter * bingo",
  "differentiated upper elementary *",
  "editable * google slides no sign-up",
  "awesome * unit by khan academy",
];
const TOPICS = [
  "decimals",
  "multiplication",
  "place value",
  "volume",
  "quadratic equations",
  "probability",
  "angles",
  "ecosystems",
  "cells",
  "forces",
  "weather",
  "chemical reactions",
  "poetry",
  "equivalent fractions",
  "grammar",
  "vocabulary",
  "immigration",
  "civil war",
  "slavery",
  "geography",
];

const reference = seedReference();
const synonyms = loadSynonyms();

interface Hit {
  title: string;
  summary: string;
  topics: string[];
  standards: { item: string; code: string }[];
}

/** The stems of which a hit on the topic has one: of the words themselves and of what means the same. */
function stemsAbout(topic: string): Set<string> {
  const tokens = tokensOf(topic);
  const alike = tokens.flatMap((_, at) => synonymsAt(tokens, at, synonyms).others.flatMap((o) => o.words));
  return new Set([...tokens, ...alike].map(stemOf));
}

function isAbout({ title, summary, topics, standards }: Hit, stems: Set<string>): boolean {
  const labels = topics.flatMap((id) => {
    const path = reference.vocabularies.topic.path(id);
    return path.flatMap((t) => [t.label, ...(t.altLabels ?? [])]);
  });
  const items = standards.map((s) => reference.standards.item(s.item)?.label ?? "");
  return tokensOf([title, summary, ...labels, ...items].join(" ")).some((token) => stems.has(stemOf(token)));
}

test("of 400 questions of a modifier and a topic none drops the topic, and nearly all begin with it", async () => {
  const registry = await openTestRegistry({ seeded: true });
  await registry.indexed();
  const questions = AROUND.flatMap((around) =>
    TOPICS.map((topic) => ({ topic, q: around.replace("*", topic) })),
  );
  expect(questions).toHaveLength(400);
  const dropped: string[] = [];
  const astray: string[] = [];
  for (let at = 0; at < questions.length; at += AT_ONCE) {
    await Promise.all(questions.slice(at, at + AT_ONCE).map((question) => ask(question, registry)));
  }
  expect(dropped).toEqual([]);
  expect(astray.slice(400 * 0.02)).toEqual([]);

  async function ask({ topic, q }: { topic: string; q: string }, { call }: TestRegistry): Promise<void> {
    const { body } = await call("GET", `/api/v1/search?size=1&q=${encodeURIComponent(q)}`);
    const left = (body.leftOut as string[]).map(stemOf);
    if (tokensOf(topic).some((token) => left.includes(stemOf(token)))) dropped.push(`${q}: ${body.leftOut}`);
    const [first] = body.hits as Hit[];
    if (!first || !isAbout(first, stemsAbout(topic))) astray.push(`${q}: ${first?.title}`);
  }
});

/** Questions under way together. */
const AT_ONCE = 8;
