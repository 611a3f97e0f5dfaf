import { v7 } from "uuid";
import { Description, type Resource, type Version } from "../../src/resources/rules/resource.ts";
import type { Reference } from "../../src/standards/rules/reference.ts";
import type { Change } from "../../src/store/change.ts";
import { chanceOf, pick } from "../search/documents.ts";

/**
 * Words as frequent as in 42,370 real records: four of ten are little words, and of the others the hundredth
 * commonest stands in 3 % of the records, the thousandth in .4 %, the ten-thousandth in .03 %.
 */
const LITTLE =
  "the of and to in a for is on that with as are by this be at from or an will their they it have can which not using how about these what when into more through each other between".split(
    " ",
  );
const SYLLABLES =
  "ba co di fu ge hi jo ka lu me ni po qua ri so ta ve wi xe zo bra cle dri flo gra plu sta tri".split(" ");
const COMMON =
  "students lesson learn activity class teacher explore describe identify compare practice understand question read write number line story problem fraction science energy history".split(
    " ",
  );
const TOPICAL =
  "equation geometry photosynthesis ecosystem cell gravity planet volcano poem character theme grammar democracy election map river rhythm color algorithm variable probability measurement".split(
    " ",
  );
/** The share of little words, and how flat the frequencies of the commonest others are. */
const LITTLE_SHARE = 0.42;
const FLAT = 12;

function invented(count: number): string[] {
  const chance = chanceOf(99);
  const words = new Set<string>();
  while (words.size < count) {
    words.add(Array.from({ length: 2 + Math.floor(chance() * 3) }, () => pick(SYLLABLES, chance)).join(""));
  }
  return [...words];
}

/** Words that say something, commonest first. */
const WORDS = (() => {
  const rest = invented(50_000);
  return [...new Set([...COMMON, ...rest.slice(0, 60), ...TOPICAL, ...rest.slice(60)])];
})();

/** The n-th word stands about 1 / (n + FLAT) as often. */
const wordOf = (chance: () => number) =>
  WORDS[Math.floor(FLAT * ((WORDS.length + FLAT) / FLAT) ** chance() - FLAT)] as string;
const anyWord = (chance: () => number) =>
  chance() < LITTLE_SHARE ? (LITTLE[Math.floor(LITTLE.length ** chance()) - 1] as string) : wordOf(chance);
const phrase = (least: number, most: number, chance: () => number, word = anyWord) =>
  Array.from({ length: least + Math.floor(chance() * (most - least)) }, () => word(chance)).join(" ");

/** The n-th resource of a registry of any size: 60 % public, the rest for the state, a district or a school. */
export function syntheticResource(n: number, reference: Reference): Change {
  const chance = chanceOf(n + 1);
  for (let i = 0; i < 3; i++) chance();
  const { vocabularies, organizations, standards } = reference;
  const items = standards.allItems();
  const oneOf = (id: keyof typeof vocabularies) => pick(vocabularies[id].terms, chance).id;
  const several = (id: keyof typeof vocabularies, most: number) => [
    ...new Set(Array.from({ length: Math.floor(chance() * (most + 1)) }, () => oneOf(id))),
  ];
  const description = Description.parse({
    title: phrase(3, 8, chance),
    summary: phrase(20, 70, chance),
    url: `https://example.org/${n}`,
    subjects: several("subject", 2),
    topics: several("topic", 3),
    keywords: chance() < 0.5 ? [phrase(1, 3, chance, wordOf)] : [],
    alignments: Array.from({ length: Math.floor(chance() * 4) }, () => ({
      item: pick(items, chance).id,
      ...(chance() < 0.3 ? { level: oneOf("level") } : {}),
    })),
    grades: several("grade", 3),
    types: several("type", 1),
    formats: several("format", 1),
    languages: chance() < 0.9 ? ["en"] : ["es"],
    license: oneOf("license"),
    publisher: phrase(1, 3, chance, wordOf),
  });
  const schools = organizations.all().filter((o) => o.kind === "school" || o.kind === "district");
  const home = pick(schools, chance);
  const spread = chance();
  const reach: Resource["reach"] =
    spread < 0.6
      ? "public"
      : spread < 0.75
        ? "state"
        : spread < 0.9 || home.kind !== "school"
          ? "district"
          : "school";
  const at = new Date(1_600_000_000_000 + Math.floor(chance() * 150_000_000_000)).toISOString();
  const after: Resource = {
    id: v7({ msecs: Date.parse(at) }),
    organization: home.code,
    owner: { organization: home.code },
    status: "active",
    reach,
    revision: 1,
    published: 1,
    description,
    endorsements: chance() < 0.1 ? [{ organization: "ri", version: 1, at }] : [],
    catalogued: false,
    createdAt: at,
    changedAt: at,
  };
  const version: Version = {
    resource: after.id,
    number: 1,
    description,
    at,
    by: "bench",
    widestReach: reach,
  };
  return { noun: "resource", after, version, event: { what: "created", at, by: "bench", role: "state" } };
}

/** A mixed set of questions as address parameters: words, half words, typos, filters, browsing. */
export function syntheticQueries(count: number, reference: Reference): string[] {
  const chance = chanceOf(7);
  const filters: [string, () => string][] = [
    ["grade", () => pick(reference.vocabularies.grade.terms, chance).id],
    ["subject", () => pick(reference.vocabularies.subject.terms, chance).id],
    ["standard", () => pick(reference.standards.allItems(), chance).id],
    ["level", () => pick(reference.vocabularies.level.terms, chance).id],
    ["type", () => pick(reference.vocabularies.type.terms, chance).id],
  ];
  return Array.from({ length: count }, (_, i) => {
    const parameters = new URLSearchParams();
    const kind = i % 5;
    const words = kind === 0 ? wordOf(chance) : phrase(2, 4, chance, wordOf);
    if (kind === 0 || kind === 1) parameters.set("q", `${words} `);
    if (kind === 2) parameters.set("q", words.length > 4 ? words.slice(0, -2) : words);
    if (kind === 3)
      parameters.set(
        "q",
        `${misspelled(
          pick(
            WORDS.slice(0, 3000).filter((w) => w.length > 5),
            chance,
          ),
          chance,
        )} `,
      );
    for (let f = Math.floor(chance() * 4); f > 0; f--) {
      const [name, value] = pick(filters, chance);
      parameters.append(name, value());
    }
    return `/api/v1/search?${parameters}`;
  });
}

function misspelled(word: string, chance: () => number): string {
  const at = 1 + Math.floor(chance() * (word.length - 2));
  return word.slice(0, at) + word.slice(at + 1);
}
