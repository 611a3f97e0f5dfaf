import { seedFrameworks, seedOrganizations, seedResources, seedVocabularies } from "../../seed/data.ts";
import type { VocabularyId } from "../../src/reference/rules/vocabulary.ts";
import type { DescriptionInput } from "../../src/resources/rules/resource.ts";
import { Random } from "../support/random.ts";

/** An invented record as a district would send it: as much like those of the seed as its words and values allow. */
export interface Incoming {
  organization: string;
  externalId: string;
  input: DescriptionInput;
}

const KINDS = [
  "Exploring",
  "Introducing",
  "Practice with",
  "A week of",
  "Games about",
  "Assessing",
  "Talking about",
];

/** Records without end, the same for the same seed: words and values of the seed resources, mixed again. */
export function* incoming(seed = 1): Generator<Incoming, never> {
  const random = new Random(seed);
  const models = seedResources();
  const words = models.flatMap((m) => m.title.split(/\s+/));
  const sentences = models.map((m) => m.summary ?? "").filter(Boolean);
  const vocabularies = new Map(seedVocabularies().map((v) => [v.id, v.terms.map((t) => t.id)]));
  const items = seedFrameworks().flatMap((f) => f.items.map((i) => i.id));
  const districts = seedOrganizations().flatMap((o) => (o.kind === "district" ? [o.code] : []));
  const some = (id: VocabularyId, most: number) => random.some(vocabularies.get(id) ?? [], most);
  for (let n = 0; ; n++) {
    const { externalId: _, ...like } = random.pick(models);
    const about = Array.from({ length: random.int(2, 5) }, () => random.pick(words)).join(" ");
    yield {
      organization: random.pick(districts),
      externalId: `synthetic-${seed}-${n}`,
      input: {
        ...like,
        title: `${random.pick(KINDS)} ${about}`.slice(0, 200),
        summary: `${random.pick(sentences)} ${random.pick(sentences)}`,
        url: `https://example.org/resources/${seed}/${n}`,
        keywords: Array.from({ length: random.int(0, 4) }, () => random.pick(words)),
        alignments: random.some(items, 3).map((item) => ({
          item,
          ...(random.chance(0.4) ? { level: random.pick(vocabularies.get("level") ?? []) } : {}),
        })),
        settings: some("setting", 2),
        interests: some("interest", 2),
        uses: some("use", 2),
      },
    };
  }
}
