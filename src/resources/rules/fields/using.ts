import type { FieldTable } from "./declaration.ts";

/** How it comes, and how it is used. */
export const USING = {
  formats: {
    kind: "terms",
    label: "Formats",
    vocabulary: "format",
    parts: [
      {
        header: "Format",
        also:
          "CR_MEDIA_FORMATS, CR_MEDIA_FORMAT, media format, media formats, format, file format, file type, " +
          "encoding format, medium, formato",
        jsonLd: "encodingFormat",
        dublinCore: "format, medium",
      },
    ],
    page: { list: "at a glance", name: "Format" },
    form: "not asked",
    example: ["slides"],
  },
  printable: {
    kind: "yes-no",
    label: "Printable",
    parts: [
      {
        header: "Printable",
        says: { yes: "Printable", no: "" },
        also: "can be printed, print",
        jsonLd: "encodingFormat",
        readFrom: "",
      },
    ],
    page: { list: "at a glance", name: "On paper", yes: "Can be printed", no: "Not made for printing" },
    form: "not asked",
    example: true,
  },
  signIn: {
    kind: "yes-no",
    label: "Sign-in needed",
    parts: [
      {
        header: "Sign-in needed",
        says: { yes: "Sign-in needed", no: "No sign-in needed" },
        also: "sign in, sign in needed, login required, login, requires login, account needed",
        jsonLd: "conditionsOfAccess",
        readFrom: "",
      },
    ],
    page: "in a piece of its own",
    form: "not asked",
    example: true,
  },
  materials: {
    kind: "words",
    label: "You need",
    parts: [
      {
        header: "Materials",
        before: "Needed: ",
        also: "materials needed, supplies, equipment, devices",
        jsonLd: "conditionsOfAccess",
        readFrom: "",
      },
    ],
    page: { list: "at a glance", name: "You need" },
    form: "not asked",
    example: "Paper and scissors",
  },
  audiences: {
    kind: "terms",
    label: "Audiences",
    vocabulary: "audience",
    parts: [
      {
        header: "For whom",
        also:
          "CR_PRIMARY_USER, audience, primary user, intended audience, end user, intended end user role, " +
          "educational role, for whom",
        jsonLd: "audience",
        node: "EducationalAudience",
        readFrom: "audience, intendedEndUserRole",
        dublinCore: "audience",
      },
    ],
    page: { list: "at a glance", name: "For" },
    form: "not asked",
    example: ["family"],
  },
  uses: {
    kind: "terms",
    label: "Uses",
    vocabulary: "use",
    parts: [
      {
        header: "Use",
        also: "CR_EDUCATIONAL_USE, educational use, use, purpose",
        jsonLd: "educationalUse",
      },
    ],
    page: { list: "at a glance", name: "Good for" },
    form: "not asked",
    example: ["practice"],
  },
  dimensions: {
    kind: "terms",
    label: "Dimensions",
    vocabulary: "dimension",
    parts: [
      {
        header: "Learning dimension",
        also: "learning dimension, learning dimensions",
        jsonLd: "registry:dimension",
        readFrom: "",
      },
    ],
    page: { list: "at a glance", name: "Learning" },
    form: "not asked",
    example: ["habits-of-success"],
  },
  choices: {
    kind: "terms",
    label: "Choices",
    vocabulary: "choice",
    parts: [
      {
        header: "What students choose",
        jsonLd: "registry:choice",
        readFrom: "",
      },
    ],
    page: { list: "at a glance", name: "Students choose" },
    form: "not asked",
    example: ["way-of-showing"],
  },
  settings: {
    kind: "terms",
    label: "Settings",
    vocabulary: "setting",
    parts: [
      {
        header: "Where it happens",
        also: "setting, where",
        jsonLd: "registry:setting",
        readFrom: "",
      },
    ],
    page: { list: "at a glance", name: "Where" },
    form: "not asked",
    example: ["community"],
  },
} satisfies Partial<FieldTable>;
