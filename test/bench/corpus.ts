import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { seedOrganizations } from "../../seed/data.ts";
import { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import { understandGrades } from "../../src/reference/rules/grades.ts";
import { Vocabulary, type VocabularyData, type VocabularyId } from "../../src/reference/rules/vocabulary.ts";
import type { SearchDocument } from "../../src/search/rules/document.ts";
import { FACET_IDS, type FacetId } from "../../src/search/rules/facets.ts";
import { tokensOf } from "../../src/search/rules/tokens.ts";
import { bareCode, type Item, Standards } from "../../src/standards/rules/framework.ts";
import type { Reference } from "../../src/standards/rules/reference.ts";

/** Where the corpus and its judgments lie: not part of the project, because their licenses are their own. */
export const DATA = process.env.CORPUS_DIR ?? join(import.meta.dirname, "../../../shared/data");

export interface CorpusRecord {
  source: string;
  external_id: string;
  title: string;
  description?: string;
  publisher?: string;
  author?: string;
  subjects?: string[];
  topics?: string[];
  keywords?: string[];
  grades?: string[];
  standards?: string[];
  resource_type?: string;
  language?: string;
}

/** The record set of the reference ranker: English, Spanish and unlabeled. */
const READ = new Set(["", "en", "en-us", "english", "eng", "es", "spa", "spanish", "español"]);

export const idOf = (r: { source: string; external_id: string }) => `${r.source}/${r.external_id}`;

export function readCorpus(): CorpusRecord[] {
  const file = join(DATA, "corpus", "oer-corpus.jsonl.gz");
  if (!existsSync(file))
    throw new Error(`There is no corpus at ${file}: set CORPUS_DIR to the folder that has it.`);
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const records = lines.map((line) => JSON.parse(line) as CorpusRecord);
  return records.filter((r) => READ.has((r.language ?? "").toLowerCase()));
}

const SEED = join(import.meta.dirname, "../../seed/vocabularies");
const VOCABULARIES = Object.fromEntries(
  readdirSync(SEED).map((name) => {
    const data = JSON.parse(readFileSync(join(SEED, name), "utf8")) as VocabularyData;
    return [data.id, new Vocabulary(data)];
  }),
) as Record<VocabularyId, Vocabulary>;

/** The seed's vocabularies, with the corpus's own codes as standards. */
export function corpusReference(
  records: CorpusRecord[],
): Pick<Reference, "standards" | "vocabularies" | "organizations"> {
  const codes = [...new Set(records.flatMap((r) => r.standards ?? []))];
  const items = codes.map(
    (code, i): Item => ({ id: code, framework: "corpus", code, grades: [], sequence: i }),
  );
  return {
    standards: new Standards([{ id: "corpus", code: "corpus", title: "Codes of the corpus" }], items),
    vocabularies: VOCABULARIES,
    organizations: new OrganizationTree(seedOrganizations()),
  };
}

export function documentOfRecord(r: CorpusRecord): SearchDocument {
  const facets = Object.fromEntries(FACET_IDS.map((id) => [id, ["not-stated"]])) as Record<FacetId, string[]>;
  const grades = (r.grades ?? []).flatMap((g) => understandGrades(g) ?? []);
  if (grades.length > 0) facets.grade = [...new Set(grades)];
  const type = r.resource_type && VOCABULARIES.type.understand(r.resource_type);
  if (type) facets.type = [type.id];
  const language = r.language && VOCABULARIES.language.understand(r.language);
  if (language) facets.language = [language.id];
  if (r.standards?.length) facets.standard = [...new Set(r.standards)];
  facets.endorsed = ["none"];
  facets.reach = ["public"];
  return {
    id: idOf(r),
    revision: 1,
    text: {
      title: r.title,
      codes: (r.standards ?? []).map(bareCode).join(" "),
      topics: [...(r.keywords ?? []), ...(r.topics ?? []), ...(r.subjects ?? [])].join(" ; "),
      summary: r.description ?? "",
      source: [r.publisher, r.author, r.resource_type].filter(Boolean).join(" ; "),
    },
    facets,
    pairs: (r.standards ?? ["not-stated"]).map((s) => `${s}|not-stated`),
    visible: ["public"],
    created: 0,
    titleKey: tokensOf(r.title).join(" ").slice(0, 120),
  };
}
