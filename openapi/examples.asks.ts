import { AT, type Example } from "./examples.seed.ts";

const asked = { words: "Tide tables for a rowing class", grade: "07", language: "en" };
const ask = {
  id: "01930000-0000-7000-8000-00000000a5c1",
  ...asked,
  organization: "28",
  tell: true,
  at: AT,
};

export const askExamples: Record<string, Example> = {
  createAsk: { request: { ...asked, tell: true }, response: ask },
  listMyAsks: { response: { asks: [ask] } },
  takeBackAsk: {},
  listAsks: {
    response: {
      total: 4,
      asks: [
        {
          ...asked,
          count: 4,
          from: [
            { organization: "28", count: 3 },
            { organization: "ri", count: 1 },
          ],
          first: AT.slice(0, 10),
          last: AT.slice(0, 10),
        },
      ],
      missed: { shown: [{ what: "tide tables · grade=07", count: 5 }], rare: 2 },
    },
  },
};
