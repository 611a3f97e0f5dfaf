import { AT, d, type Example, ID } from "./examples.seed.ts";

const report = {
  id: "01930000-0000-7000-8000-00000000e0b1",
  resource: ID,
  title: d.title,
  organization: "ri",
  kind: "broken",
  words: "The second link answers 404.",
  at: AT,
  state: "open",
  wantsAnswer: false,
};

export const reportExamples: Record<string, Example> = {
  createReport: {
    request: { kind: "broken", words: "The second link answers 404." },
    response: report,
  },
  listReports: { response: { total: 1, reports: [report] } },
  readReport: { response: report },
  answerReport: {
    request: { words: "Thank you. The link is mended." },
    response: {
      ...report,
      state: "answered",
      answer: { at: AT, words: "Thank you. The link is mended." },
    },
  },
};
