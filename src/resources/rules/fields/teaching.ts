import type { FieldTable } from "./declaration.ts";

/** What it teaches, and to whom. */
export const TEACHING = {
  types: {
    kind: "terms",
    label: "Kind",
    vocabulary: "type",
    parts: [
      {
        header: "Kind of resource",
        also:
          "CR_MATERIAL_TYPE, kind, kind of resource, material type, resource type, learning resource type, " +
          "type, type of resource, tipo",
        jsonLd: "learningResourceType",
        readFrom: "learningResourceType, resourceType, genre",
        dublinCore: "type",
      },
    ],
    page: "in a piece of its own",
    form: {
      name: "type",
      section: "what, beside",
      control: "choice",
      label: "Kind",
      hint: "If you know",
      none: "Not said",
    },
    example: ["lesson-plan"],
  },
  grades: {
    kind: "grades",
    label: "Grades",
    vocabulary: "grade",
    parts: [
      {
        header: "Grade",
        also:
          "CR_SUBLEVEL, CR_GRADE, grades, grade level, grade levels, grade band, grade range, " +
          "grade sub level, sublevel, education level, educational level, year group, grado",
        note: "3, K-2, High School",
        jsonLd: "educationalLevel",
        dublinCore: "educationLevel",
      },
    ],
    page: { list: "at a glance", name: "Grades" },
    form: {
      name: "grades",
      section: "what, beside",
      control: "line",
      label: "Grades",
      hint: "Like 4, K-2 or 6-8",
    },
    example: ["03", "04"],
  },
  timeRequired: {
    kind: "duration",
    label: "Time",
    parts: [
      {
        header: "Time needed",
        also:
          "CR_TIME_REQUIRED, time required, duration, time, length, class time, typical learning time, " +
          "minutes",
        note: "45 min, 2 hours, PT50M",
        jsonLd: "timeRequired",
        readFrom: "timeRequired, typicalLearningTime",
        dublinCore: "typicalLearningTime",
      },
    ],
    page: { list: "at a glance", name: "Time" },
    form: { name: "minutes", section: "what, beside", control: "line", label: "Minutes", hint: "Like 45" },
    example: "PT50M",
  },
  levels: {
    kind: "terms",
    label: "Levels",
    vocabulary: "level",
    parts: [
      {
        header: "Level",
        also:
          "levels, competency level, competency levels, mastery, mastery level, proficiency, " +
          "proficiency level",
        jsonLd: "educationalLevel",
      },
    ],
    page: "in a piece of its own",
    form: "not asked",
    example: ["beginning"],
  },
  alignments: {
    kind: "standards",
    label: "Standards",
    reviewed: true,
    parts: [
      {
        id: "standards",
        header: "Standards",
        also:
          "CR_CURRIC_STANDARDS, CR_STANDARDS, standard, standards taught, standards addressed, alignment, " +
          "alignments, aligned standards, ccss, common core, ngss, standard code, standards alignment, " +
          "teaches, academic standards, estándares",
        note: "Codes, each with a level in parentheses if you like: 4.NF.B.3 (Proficient) | 4.NF.A.1",
        type: "teaches",
        jsonLd: "teaches",
        dublinCore: "conformsTo",
      },
      {
        id: "assessed",
        header: "Standards assessed",
        also: "assesses, assessed standards, standard assessed",
        type: "assesses",
        jsonLd: "assesses",
      },
      {
        id: "required",
        header: "Standards required",
        also: "prerequisite standards, required standards, standards prerequisite, competency required",
        type: "requires",
        jsonLd: "competencyRequired",
      },
    ],
    page: "in a piece of its own",
    form: { name: "codes", section: "a piece of its own" },
    example: [{ item: "3.NF.A.2", type: "teaches", level: "developing" }],
  },
} satisfies Partial<FieldTable>;
