import type { FieldTable } from "./declaration.ts";

/** What it is, where it is and who made it. */
export const ABOUT = {
  title: {
    kind: "words",
    label: "Title",
    reviewed: true,
    parts: [
      {
        header: "Title",
        also:
          "CR_TITLE, name, resource title, resource name, resource, lesson title, lesson name, lesson, " +
          "item name, headline, título",
        jsonLd: "name",
        readFrom: "name, headline, title",
        dublinCore: "title",
      },
    ],
    page: "in a piece of its own",
    form: { name: "title", section: "what", control: "line", label: "Title", called: "The title" },
    example: "Fraction strips",
  },
  summary: {
    kind: "words",
    label: "Summary",
    reviewed: true,
    parts: [
      {
        header: "Summary",
        also:
          "CR_ABSTRACT, abstract, description, short description, overview, about this resource, " +
          "descripción, resumen",
        jsonLd: "description",
        readFrom: "description, abstract",
        dublinCore: "description, abstract",
      },
    ],
    page: "in a piece of its own",
    form: {
      name: "summary",
      section: "what",
      control: "text",
      label: "What happens in it",
      hint: "One or two sentences",
      called: "What happens in it",
    },
    example: "Students fold strips of paper.",
  },
  url: {
    kind: "address",
    label: "Link",
    reviewed: true,
    parts: [
      {
        header: "Link",
        also:
          "CR_URL, CR_NEW_URL, url, web address, address, web link, weblink, hyperlink, website, location, " +
          "resource url, resource link, link to resource, enlace",
        jsonLd: "url",
      },
    ],
    page: { list: "full record", name: "Address" },
    form: { name: "link", section: "a piece of its own", called: "The link" },
    example: "https://example.org/strips",
  },
  files: {
    kind: "files",
    label: "Files",
    reviewed: true,
    parts: [
      {
        jsonLd: "encoding",
        readFrom: "",
      },
    ],
    page: "in a piece of its own",
    form: { name: "upload", section: "a piece of its own" },
    example: [{ hash: "0".repeat(64), name: "strips.pdf" }],
  },
  author: {
    kind: "words",
    label: "Author",
    parts: [
      {
        header: "Author",
        also:
          "CR_AUTHOR_NAME, author name, authors, creator, created by, written by, contributor, teacher, " +
          "autor",
        jsonLd: "author",
        node: "Person",
        readFrom: "author, creator",
        dublinCore: "creator",
      },
    ],
    page: { list: "full record", name: "Author" },
    form: {
      name: "author",
      section: "more",
      control: "line",
      label: "Author",
      hint: "If you like, or if it is not yours",
    },
    example: "Ana Example",
  },
  publisher: {
    kind: "words",
    label: "Publisher",
    parts: [
      {
        header: "Publisher",
        also: "CR_PROVIDER, provider, source, published by, provider name, collection",
        jsonLd: "publisher",
        node: "Organization",
        readFrom: "publisher, provider",
        dublinCore: "publisher",
      },
    ],
    page: { list: "full record", name: "Publisher" },
    form: { name: "publisher", section: "more", control: "line", label: "Publisher" },
    example: "Example Press",
  },
  languages: {
    kind: "languages",
    label: "Languages",
    vocabulary: "language",
    parts: [
      {
        header: "Language",
        also: "CR_LANGUAGE, languages, in language, idioma, língua",
        jsonLd: "inLanguage",
        readFrom: "inLanguage, language",
        dublinCore: "language",
      },
    ],
    page: { list: "at a glance", name: "Languages" },
    form: { name: "language", section: "more", control: "choice", label: "Language", none: "Not said" },
    example: ["es"],
  },
} satisfies Partial<FieldTable>;
