import { beforeEach, describe, expect, test } from "@jest/globals";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await openTestRegistry({ seeded: true });
  await registry.indexed();
});

/** Topics of the records on the first page, in their order. */
async function topicsOn(words: string): Promise<string[][]> {
  const { body } = await registry.call("GET", `/api/v1/search?q=${encodeURIComponent(words)}`);
  return (body.hits as { topics: string[] }[]).map((hit) => hit.topics);
}

/** Questions for which no record of the first page is about one of these topics. */
async function missing(questions: Record<string, string[]>): Promise<string[]> {
  const missed: string[] = [];
  for (const [words, topics] of Object.entries(questions)) {
    const page = await topicsOn(words);
    const at = page.findIndex((own) => topics.some((topic) => own.includes(topic)));
    if (at < 0) missed.push(`${words}: ${JSON.stringify(page.slice(0, 3))}`);
  }
  return missed;
}

describe("educators' words find what they stand for, on the first page", () => {
  test("in mathematics", async () => {
    expect(
      await missing({
        timestables: ["multiplication-and-division"],
        "mad minute": ["multiplication-and-division", "addition-and-subtraction"],
        "regrouping and borrowing": ["addition-and-subtraction", "place-value"],
        "rise over run": ["linear-equations"],
        "keep change flip": ["multiplying-fractions"],
        "friends of ten": ["addition-and-subtraction", "place-value", "counting-objects"],
        "top heavy fractions": ["fractions", "adding-fractions", "fractions-number-line"],
        sohcahtoa: ["trigonometry", "pythagorean-theorem"],
        "box and whisker": ["averages-and-spread", "graphs-and-charts", "data-and-statistics"],
        "coin toss": ["probability"],
        "nets and solids": ["volume-and-surface-area", "shapes"],
      }),
    ).toEqual([]);
  });

  test("in reading, writing and early learning", async () => {
    expect(
      await missing({
        "hero's journey": ["myths-and-folktales"],
        "persuasive essays": ["opinion-and-argument"],
        "citing textual evidence": ["text-evidence"],
        haiku: ["poetry"],
        "finger plays": ["early-literacy", "singing-and-playing", "moving-and-making", "early-talk"],
        "emergent readers": ["early-literacy", "learning-to-read"],
        ECE: ["early-literacy", "early-math", "early-talk", "exploring-nature", "play-based-learning"],
      }),
    ).toEqual([]);
  });

  test("in science", async () => {
    expect(
      await missing({
        "how plants make food": ["photosynthesis"],
        "Punnett square": ["dna-and-heredity", "genetics-and-evolution"],
        "sink or float": ["properties-of-materials", "forces", "states-of-matter"],
        "lunar cycle": ["space-science"],
        "egg drop": ["engineering-design"],
        "magnetism and electromagnets": ["electricity-and-magnetism"],
      }),
    ).toEqual([]);
  });

  test("in social studies, arts, careers and health", async () => {
    expect(
      await missing({
        "how a bill becomes a law": ["branches-of-government", "civics", "constitution"],
        DBQ: ["historical-thinking"],
        suffragettes: ["elections-and-voting", "civil-rights-movement", "rights-and-responsibilities"],
        "money management": ["personal-finance"],
        "FAFSA help": ["college-readiness"],
        "gym class": ["fitness-and-movement", "team-games", "physical-education"],
      }),
    ).toEqual([]);
  });
});

describe("questions in another language find records on their topic", () => {
  test("in Spanish", async () => {
    expect(
      await missing({
        "valor posicional": ["place-value"],
        "sumas y restas": ["addition-and-subtraction"],
        "área y perímetro": ["area-and-perimeter"],
        "la célula": ["cells"],
        "tabla periódica": ["atoms-and-periodic-table"],
        "mitos y leyendas": ["myths-and-folktales"],
        esclavitud: ["slavery-and-abolition"],
        "elecciones y el voto": ["elections-and-voting"],
        "seguridad en internet": ["digital-citizenship", "cybersecurity", "computer-systems"],
        "finanzas personales": ["personal-finance"],
        fotosíntesis: ["photosynthesis"],
        "lenguaje figurado": ["figurative-language", "poetry"],
      }),
    ).toEqual([]);
  });

  test("in Portuguese, as it is written in Brazil, in Portugal and in Cabo Verde", async () => {
    expect(
      await missing({
        "frações equivalentes": ["equivalent-fractions"],
        tabuada: ["multiplication-and-division"],
        percentagem: ["percentages"],
        "figuras geométricas": ["shapes", "geometry"],
        "ciclo da água": ["water-cycle"],
        "cadeia alimentar": ["food-chains-and-webs"],
        escravatura: ["slavery-and-abolition"],
        "alterações climáticas": ["climate-change", "weather-and-climate"],
        desporto: ["team-games", "fitness-and-movement", "physical-education"],
        "três poderes": ["branches-of-government", "constitution", "civics"],
        probabilidade: ["probability"],
        "instrumentos musicais": ["music", "singing-and-playing"],
      }),
    ).toEqual([]);
  });
});
