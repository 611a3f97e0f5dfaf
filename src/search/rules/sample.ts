import { OrganizationTree } from "../../organizations/rules/organization.ts";
import { VOCABULARIES, Vocabulary, type VocabularyId } from "../../reference/rules/vocabulary.ts";
import { FIELD_NAMES, fieldDeclaration } from "../../resources/rules/fields/fields.ts";
import { Description, type Resource } from "../../resources/rules/resource.ts";
import { Standards } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";

/**
 * One resource that says something in every field, and just enough to refer to. Nobody ever sees it: what
 * becomes of it in an index shows whether an index made yesterday still is what would be made today.
 */

/** Endings that stemmers treat each in its own way, and scripts and signs that cutting into words does. */
const WORDS =
  "Lessons stories glasses agreed adding added planned mixing controlled rolling happily sunny national optional " +
  "comparably organizer organization generator realism usefulness nervousness normality flexibility duplicate " +
  "creative modernize historical careful kindness arrival distance teacher magnetic readable sensible coolant " +
  "excitement judgment student invention adventurous optimism animate gravity inventive simplify debate fill " +
  "don't ’tis naïve Ångström ﬁve 4.NF.B.3 MS-LS1-6 2½ 10⁶ COVID-19 co-teaching x² Überraschung niño Ελλάδα " +
  "физика 分数の比較 ภาษาไทย ភាសាខ្មែរ مدرسة हिन्दी 한국어 " +
  "Straße Łódź Øresund Æsop œuvre đường ðæt þing ħobża ılık ŋaan ƒ ə ɔ İzmir ΟΔΟΣ ёлка йога їжа שָׁלוֹם צה״ל كِتَابٌ القراءة والمعلمون " +
  "معلمات إلى کتاب گەورە ـــ ١٢٣ ۴۵ photo\u00adsyn\u200bthesis می\u200cخواهم Hawaiʻi l’eau d'água qu’il dell’arte O’Brien " +
  "mice geese leaves phenomena matrices frozen people corações questões animais níveis imagens animales shoes females " +
  "multi-step non fiction e-mail well-being K-12 3-D covid19 250 mL 250ml PISA 22 B 12 C++ F# .NET A+ R&B Q & A U.S. 1/2 ¾ 20 °C 68℉ " +
  "Grüße 水循环的实验 數學與環境 地震の観測とデータ ISBN 978-0-306-40615-7 doi:10.1000/182.a ISSN 2049-3630";

const [NARROW, WIDE] = ["sample", "wider sample"];

/** A vocabulary of what the sample says, one wider term above all of it. */
const vocabulary = (id: VocabularyId): Vocabulary => {
  const said = FIELD_NAMES.filter((name) => fieldDeclaration(name).vocabulary === id).flatMap(
    (name) => [fieldDeclaration(name).example].flat() as string[],
  );
  const terms = [...new Set([NARROW, ...said])].map((term) => ({
    id: term,
    label: `Label of ${term}`,
    broader: WIDE,
    adaptable: true,
  }));
  return new Vocabulary({ id, label: id, terms: [{ id: WIDE, label: "Label above" }, ...terms] });
};

export const SAMPLE_REFERENCE: Reference = {
  vocabularies: Object.fromEntries(
    VOCABULARIES.map((id) => [id, vocabulary(id)]),
  ) as Reference["vocabularies"],
  organizations: new OrganizationTree([
    { code: "state", kind: "state", name: "State" },
    { code: "district", kind: "district", name: "District", parent: "state" },
    { code: "school", kind: "school", name: "School", parent: "district" },
  ]),
  standards: new Standards(
    [{ id: "framework", code: "frame", title: "Framework" }],
    [
      { id: "above", framework: "framework", code: "4.NF", label: "Fractions", grades: ["04"], sequence: 1 },
      {
        id: "item",
        framework: "framework",
        code: "CCSS.Math.Content.4.NF.B.3",
        label: "Adding fractions",
        grades: ["04"],
        parent: "above",
        sequence: 2,
      },
    ],
  ),
};

const AT = "2026-01-05T12:00:00.000Z";
/** The examples of all fields, and words enough in those of text. */
const description: Description = Description.parse({
  ...Object.fromEntries(FIELD_NAMES.map((name) => [name, fieldDeclaration(name).example])),
  title: WORDS.slice(0, 300),
  summary: WORDS,
  alignments: [{ item: "item", level: NARROW }, { item: "above" }],
});

export const SAMPLE: Resource = {
  id: "sample",
  organization: "school",
  owner: { person: "person" },
  status: "active",
  reach: "public",
  revision: 1,
  published: 1,
  description,
  endorsements: [{ organization: "district", version: 1, at: AT }],
  catalogued: false,
  createdAt: AT,
  changedAt: AT,
};
