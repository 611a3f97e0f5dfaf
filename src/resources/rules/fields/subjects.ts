import type { FieldTable } from "./declaration.ts";

/** What it is about, and what it goes with. */
export const SUBJECTS = {
  subjects: {
    kind: "terms",
    label: "Content areas",
    vocabulary: "subject",
    parts: [
      {
        header: "Content area",
        also:
          "CR_SUBJECT, subject, subject area, content areas, general subject, discipline, course subject, " +
          "department, materia, about",
        open: true,
        jsonLd: "about",
        readFrom: "about, subject",
        dublinCore: "subject",
      },
    ],
    page: { list: "full record", name: "Content areas" },
    form: {
      name: "subject",
      section: "what",
      control: "choice",
      label: "Content area",
      none: "Choose one",
      all: true,
    },
    example: ["mathematics"],
  },
  topics: {
    kind: "terms",
    label: "Topics",
    vocabulary: "topic",
    parts: [
      {
        header: "Topic",
        also: "topics, theme, unit topic, educational topic",
        open: true,
        jsonLd: "about",
        readFrom: "",
      },
    ],
    page: { list: "full record", name: "Topics" },
    form: { name: "topic", section: "a piece of its own", all: true },
    example: ["fractions"],
  },
  keywords: {
    kind: "list",
    label: "Keywords",
    parts: [
      {
        header: "Keywords",
        also: "CR_KEYWORDS, keyword, tags, tag, search terms, palabras clave",
        jsonLd: "keywords",
      },
    ],
    page: { list: "full record", name: "Keywords" },
    form: {
      name: "words",
      section: "more",
      control: "line",
      label: "Other words it should be found by",
      hint: "With commas between them",
    },
    example: ["paper folding"],
  },
  interests: {
    kind: "terms",
    label: "Interests",
    vocabulary: "interest",
    parts: [
      {
        header: "Culture, place and interest",
        also: "culture, interest, interests, culture place and interest",
        open: true,
        jsonLd: "keywords",
        readFrom: "",
      },
    ],
    page: { list: "full record", name: "Culture, place and interest" },
    form: "not asked",
    example: ["cape-verdean"],
  },
  curricula: {
    kind: "terms",
    label: "Curricula",
    vocabulary: "curriculum",
    parts: [
      {
        header: "Goes with curriculum",
        also: "curriculum, adopted curriculum, hqcm, unit, curriculum unit",
        open: true,
        jsonLd: "registry:curriculum",
        readFrom: "",
      },
    ],
    page: { list: "full record", name: "Goes with" },
    form: "not asked",
    example: ["eureka-math"],
  },
  evidence: {
    kind: "address",
    label: "Evidence",
    parts: [
      {
        header: "Evidence",
        also: "evidence link, evidence url",
        jsonLd: "subjectOf",
        node: "CreativeWork",
        readFrom: "",
      },
    ],
    page: { list: "full record", name: "Evidence" },
    form: "not asked",
    example: "https://example.org/evidence",
  },
} satisfies Partial<FieldTable>;
