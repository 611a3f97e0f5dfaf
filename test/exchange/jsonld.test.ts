import { expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

/** A description with something of its own to find again in each field. That none is forgotten: test/resources/fields.test.ts. */
const SAID = {
  title: "Fraction strips",
  summary: "Students fold strips.",
  url: "https://example.org/strips",
  subjects: ["mathematics"],
  topics: ["fractions"],
  keywords: ["paper folding"],
  alignments: [
    { item: "3.NF.A.2", type: "teaches", level: "developing" },
    { item: "4.NF.B.3", type: "assesses" },
    { item: "2.G.A.3", type: "requires" },
  ],
  levels: ["beginning"],
  grades: ["03", "04"],
  types: ["lesson-plan"],
  formats: ["slides"],
  printable: true,
  signIn: false,
  materials: "Paper and scissors",
  uses: ["practice"],
  audiences: ["family"],
  dimensions: ["habits-of-success"],
  choices: ["way-of-showing"],
  settings: ["community"],
  interests: ["cape-verdean"],
  maturity: "iterated",
  evidence: "https://example.org/evidence",
  languages: ["es"],
  license: "CC-BY-SA-4.0",
  author: "Ana Example",
  publisher: "Example Press",
  timeRequired: "PT50M",
  accessibility: { features: ["captions"], hazards: ["noFlashingHazard"], modes: ["auditory"] },
  relations: [
    { type: "basedOn", url: "https://example.org/first", title: "The first" },
    { type: "partOf", url: "https://example.org/whole" },
    { type: "translationOf", url: "https://example.org/english" },
    { type: "versionOf", url: "https://example.org/older" },
  ],
  curricula: ["eureka-math"],
};

async function shared() {
  const registry = await openTestRegistry();
  const key = await registry.person("ri", "curator");
  const { status, body } = await registry.call("POST", "/api/v1/resources", { key, body: SAID });
  expect(status).toBe(201);
  return { registry, id: String(body.id), body };
}

test("a description is taken, kept and given back", async () => {
  const { registry, id } = await shared();
  const { body } = await registry.call("GET", `/api/v1/resources/${id}`);
  const { standards } = await registry.parts.store.reference();
  const idOf = (code: string) => standards.withBareCode(code.toLowerCase().replaceAll(".", ""))[0]?.id;
  const alignments = SAID.alignments.map((a) => ({ ...a, item: idOf(a.item) }));
  expect(body).toMatchObject({ ...SAID, alignments });
});

test("JSON-LD says it in schema.org's words where there are any", async () => {
  const { registry, id } = await shared();
  const page = await fetch(`${registry.address}/resources/${id}`, {
    headers: { accept: "application/ld+json" },
  });
  const data = (await page.json()) as Record<string, unknown>;
  expect(data).toMatchObject({
    name: SAID.title,
    description: SAID.summary,
    url: SAID.url,
    about: ["Mathematics", "Fractions"],
    educationalLevel: ["Grade 3", "Grade 4", "Beginning"],
    learningResourceType: ["Lesson plan"],
    encodingFormat: ["Slides", "Printable"],
    conditionsOfAccess: "No sign-in needed. Needed: Paper and scissors",
    educationalUse: ["Practice"],
    audience: [{ educationalRole: "Families" }],
    creativeWorkStatus: "Improved",
    subjectOf: { url: SAID.evidence },
    inLanguage: ["es"],
    license: "https://creativecommons.org/licenses/by-sa/4.0/",
    author: { name: SAID.author },
    publisher: { name: SAID.publisher },
    maintainer: { name: "Rhode Island" },
    timeRequired: SAID.timeRequired,
    accessibilityFeature: ["captions"],
    accessibilityHazard: ["noFlashingHazard"],
    accessMode: ["auditory"],
    teaches: [{ termCode: "3.NF.A.2" }],
    assesses: [{ termCode: "4.NF.B.3" }],
    competencyRequired: [{ termCode: "2.G.A.3" }],
    isBasedOn: [
      { url: "https://example.org/first", name: "The first" },
      { url: "https://example.org/older" },
    ],
    isPartOf: [{ url: "https://example.org/whole" }],
    translationOfWork: [{ url: "https://example.org/english" }],
    "registry:dimension": ["Habits of success"],
    "registry:choice": ["Way of showing mastery"],
    "registry:setting": ["In the community"],
    "registry:curriculum": ["Eureka Math"],
  });
  expect(data.keywords).toEqual(["paper folding", "Cabo Verdean"]);
});

test("the page says it in words", async () => {
  const { registry, id } = await shared();
  const text = await fetch(`${registry.address}/resources/${id}`).then((r) => r.text());
  const words = text
    .replace(/<script.*?<\/script>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
  for (const said of [
    "Fraction strips",
    "Students fold strips.",
    "https://example.org/strips",
    "Mathematics",
    "Fractions",
    "paper folding",
    "3.NF.A.2",
    "4.NF.B.3",
    "2.G.A.3",
    "Teaches",
    "Checks",
    "Needs",
    "Beginning",
    "Developing",
    "Grades 3–4",
    "Lesson plan",
    "Slides",
    "Can be printed",
    "No sign-in needed",
    "Paper and scissors",
    "Practice",
    "Families",
    "Habits of success",
    "Way of showing mastery",
    "In the community",
    "Cabo Verdean",
    "Improved",
    "https://example.org/evidence",
    "Spanish",
    "Free to change, share alike",
    "Ana Example",
    "Example Press",
    "50 minutes",
    "Captions",
    "No flashing",
    "Hearing",
    "The first",
    "https://example.org/whole",
    "https://example.org/english",
    "https://example.org/older",
    "Eureka Math",
    "Rhode Island",
  ])
    expect([said, words.includes(said)]).toEqual([said, true]);
});
