import { d, type Example, externalId, ID, item, reference, resource } from "./examples.seed.ts";

const hit = {
  id: ID,
  externalId,
  organization: "ri",
  title: d.title,
  summary: d.summary,
  url: d.url,
  subjects: d.subjects,
  topics: d.topics,
  standards: d.alignments.map((a) => ({ ...a, code: reference.standards.item(a.item)?.code ?? a.item })),
  levels: [...new Set([...d.alignments.flatMap((a) => a.level ?? []), ...d.levels])],
  grades: d.grades,
  types: d.types,
  languages: d.languages,
  license: d.license,
  publisher: d.publisher,
  reach: resource.reach,
  endorsements: [],
  snippet: {
    title: [
      { text: "Fractions", matched: true },
      { text: " on a number line", matched: false },
    ],
    summary: [{ text: d.summary, matched: false }],
  },
};

export const searchExamples: Record<string, Example> = {
  search: {
    response: {
      query: {
        words: "fractions",
        plain: false,
        filters: { grade: ["03"], level: ["developing"] },
        sort: "relevance",
        page: 1,
        size: 20,
      },
      total: 1,
      hits: [hit],
      facets: [
        {
          id: "level",
          label: "Level",
          values: [
            {
              value: "developing",
              label: reference.vocabularies.level.labelOf("developing"),
              count: 1,
              chosen: true,
            },
          ],
        },
      ],
      suggestions: [],
      collections: {
        total: 1,
        shown: [{ id: "01930000-0000-7000-8000-00000000c011", title: "Fractions on the number line" }],
      },
      codes: [],
      corrected: [],
      partial: false,
      phrases: [],
      excluded: [],
      notSearched: [],
      leftOut: [],
      read: [],
      taken: {},
      wishes: {},
    },
  },
  suggest: {
    response: {
      suggestions: [
        {
          kind: "standard",
          text: `${item.label} ${item.code}`,
          value: item.code,
          href: `/search?standard=${item.id}`,
        },
        { kind: "title", text: d.title, value: ID, href: `/resources/${ID}` },
      ],
    },
  },
};
