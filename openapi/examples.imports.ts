import { AT, type Example } from "./examples.seed.ts";

/** An import of 412 rows, checked and waiting. */
const checked = {
  id: "01930000-0000-7000-8000-00000000e0a1",
  organization: "28",
  name: "grade-3-math.csv",
  size: 181_402,
  source: "grade-3-math",
  state: "checked",
  stopping: false,
  createdAt: AT,
  changedAt: AT,
  format: "csv",
  notes: [],
  sheets: [],
  columns: [
    { header: "Lesson", column: "title", samples: ["Folding fractions"], sure: true },
    { header: "Mastery", column: "levels", samples: ["Developing"], sure: false },
  ],
  reach: "home",
  progress: { done: 412, total: 0, startedAt: AT },
  counts: { new: 318, changed: 61, unchanged: 28, duplicate: 0, faulty: 5, gone: 0 },
  faultyCells: 6,
  keptRows: 0,
  results: {},
};
const under = (state: string) => ({ ...checked, state });
const fault = {
  header: "License",
  column: "license",
  value: "CC",
  detail: "is not a license we know",
  nearest: ["CC BY 4.0"],
};
const row = {
  seq: 17,
  row: 18,
  outcome: "faulty",
  externalId: "M-018",
  title: "Equal shares picnic",
  changes: [],
  kept: [],
  duplicates: [],
  faults: [fault],
  warnings: [],
};

export const importExamples: Record<string, Example> = {
  createImport: {
    request: "Title,Link\r\nFolding fractions,https://example.org/folding\r\n",
    response: { ...under("reading"), columns: [], counts: { ...checked.counts, new: 0 } },
  },
  createHarvest: {
    request: { address: "https://catalog.example.org/oai", prefix: "nsdl_dc", set: "math" },
    response: {
      ...under("reading"),
      name: "catalog.example.org, math",
      source: "catalog.example.org/oai math",
      size: 0,
      columns: [],
      counts: { ...checked.counts, new: 0 },
      origin: { address: "https://catalog.example.org/oai", prefix: "nsdl_dc", set: "math" },
    },
  },
  listImports: { response: { imports: [under("done")] } },
  readImport: { response: checked },
  placeImportColumns: {
    request: { mapping: { Mastery: "levels", Notes: "" }, remember: true },
    response: under("columns"),
  },
  answerImportFindings: {
    request: { answers: [{ column: "license", value: "", take: ["CC BY 4.0"] }], remember: true },
    response: under("columns"),
  },
  previewImport: { response: under("checking") },
  readImportFindings: {
    response: {
      findings: [{ ...fault, kind: "fault", rows: 3, first: [{ row: 18, title: "Equal shares picnic" }] }],
      understood: [{ header: "Grade", column: "grades", value: "Gr. 3-5", as: "3, 4, 5", rows: 40 }],
    },
  },
  listImportRows: { response: { rows: [row], next: 17 } },
  exportSearch: { response: "Your ID,Title,Link\r\nf-1,Folding fractions,https://example.org/folding\r\n" },
  readImportReport: {
    response:
      "Title,License,What is wrong with License\r\nEqual shares picnic,CC,is not a license we know\r\n",
  },
  decideImportRows: { request: { decision: "withdraw", outcome: "gone" }, response: checked },
  tryImportLinks: {
    response: { ...checked, links: { state: "trying", after: 0, tried: 0, most: 2000, results: {} } },
  },
  stopImportLinks: {
    response: {
      ...checked,
      links: { state: "stopped", after: 48, tried: 48, most: 2000, results: { works: 45, failing: 3 } },
    },
  },
  openImport: {
    request: {
      reach: "public",
      where: { subject: ["math"], grade: ["03", "04"] },
      message: "Our strongest ones.",
    },
    response: {
      ...under("opening"),
      opening: {
        reach: "public",
        where: { subject: ["math"], grade: ["03", "04"] },
        message: "Our strongest ones.",
        after: 0,
        opened: 0,
        offered: 0,
        left: 0,
        named: [],
      },
    },
  },
  startImport: {
    request: { choice: "good", reach: "home" },
    response: { ...under("importing"), choice: "good" },
  },
  stopImport: { response: { ...under("importing"), stopping: true } },
  undoImport: { response: { ...under("undoing"), results: { created: 318, changed: 61 } } },
};
