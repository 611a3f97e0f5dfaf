import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../src/kernel/root.ts";
import { type Organization, OrganizationTree } from "../src/organizations/rules/organization.ts";
import {
  VOCABULARIES,
  Vocabulary,
  type VocabularyData,
  type VocabularyId,
} from "../src/reference/rules/vocabulary.ts";
import type { DescriptionInput } from "../src/resources/rules/resource.ts";
import { Rubric } from "../src/reviews/rules/rubric.ts";
import { type Framework, type Item, Standards } from "../src/standards/rules/framework.ts";
import type { Reference } from "../src/standards/rules/reference.ts";

const FOLDER = join(ROOT, "seed");
const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(FOLDER, ...path), "utf8")) as T;
const names = (folder: string) =>
  readdirSync(join(FOLDER, folder))
    .filter((name) => name.endsWith(".json"))
    .sort();

/** A framework as the seed writes it: parents by code, ids only where CASE gives one. */
interface SeedFramework extends Framework {
  items: (Partial<Item> & { code: string; parent?: string })[];
}

/** A resource as the seed writes it: what the API accepts, with its source's id. */
export type SeedResource = DescriptionInput & { externalId: string };

/** A collection as the seed writes it: its resources by their source's id. */
export interface SeedCollection {
  id: string;
  title: string;
  introduction: string;
  sections: { heading: string; note: string; entries: { externalId: string; note: string }[] }[];
}

/** The last one stands first on the home page. */
export const seedCollections = (): SeedCollection[] => read("collections.json");

export const seedOrganizations = (): Organization[] => read("organizations.json");

export const seedVocabularies = (): VocabularyData[] =>
  VOCABULARIES.map((id) => read("vocabularies", `${id}.json`));

export const seedRubrics = (): Rubric[] =>
  names("rubrics").map((name) => Rubric.parse(read("rubrics", name)));

export const seedResources = (): SeedResource[] =>
  names("resources").flatMap((name) => read("resources", name));

export function seedFrameworks(): { framework: Framework; items: Item[] }[] {
  return names("frameworks").map((name) => {
    const { items, ...framework } = read<SeedFramework>("frameworks", name);
    const idOf = (code: string) => items.find((i) => i.code === code)?.id ?? `${framework.code}:${code}`;
    return {
      framework,
      items: items.map((item, sequence) => ({
        ...item,
        id: item.id ?? idOf(item.code),
        framework: framework.id,
        grades: item.grades ?? [],
        sequence,
        ...(item.parent === undefined ? {} : { parent: idOf(item.parent) }),
      })) as Item[],
    };
  });
}

/** The reference data as the seed has it, without a database: for examples in the documentation. */
export function seedReference(): Reference {
  const frameworks = seedFrameworks();
  return {
    organizations: new OrganizationTree(seedOrganizations()),
    vocabularies: Object.fromEntries(seedVocabularies().map((v) => [v.id, new Vocabulary(v)])) as Record<
      VocabularyId,
      Vocabulary
    >,
    standards: new Standards(
      frameworks.map((f) => f.framework),
      frameworks.flatMap((f) => f.items),
    ),
  };
}
