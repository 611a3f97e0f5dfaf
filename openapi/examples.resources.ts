import { AT, d, type Example, ID, input, item, shown } from "./examples.seed.ts";

const claimExample = {
  id: ID,
  resource: ID,
  alignment: { item: item.id, type: "teaches", level: "developing" },
  state: "offered",
  said: "An educator of Westerly",
  at: AT,
};

export const resourceExamples: Record<string, Example> = {
  listResources: { response: { resources: [shown] } },
  createResource: { request: input, response: shown },
  listClaims: { response: { claims: [claimExample] } },
  createClaim: { request: claimExample.alignment, response: claimExample },
  answerClaim: { request: { accept: true }, response: { ...claimExample, state: "accepted" } },
  deleteClaim: {},
  uploadFiles: {
    request: "%PDF-1.7 …",
    response: {
      files: [
        {
          hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          name: "Number line cards.pdf",
          size: 48_213,
          type: "application/pdf",
          state: "clean",
        },
      ],
    },
  },
  readFile: { response: "%PDF-1.7 …" },
  readResource: { response: shown },
  replaceResource: { request: input, response: { ...shown, version: 2 } },
  patchResource: {
    request: { printable: true, author: null },
    response: { ...shown, printable: true, version: 2 },
  },
  eraseResource: {
    request: { reason: "It showed personal data", confirm: ID },
    response: { resource: ID, erasedAt: AT, reason: "It showed personal data" },
  },
  readErasure: {
    response: { resource: ID, erasedAt: AT, reason: "It showed personal data", sweptAt: AT },
  },
  hideResource: { request: { reason: "It shows names of students" } },
  showResource: {},
  withdrawResource: { request: { reason: "The publisher has taken the video down" } },
  readHistory: {
    response: { events: [{ what: "created", at: AT, role: "state", version: 1, reach: "public" }] },
  },
  listVersions: { response: { versions: [{ number: 1, at: AT, title: d.title, published: true }] } },
  compareVersions: {
    response: {
      from: 1,
      to: 2,
      fields: [{ field: "summary", before: "Place fractions on a line.", now: d.summary }],
    },
  },
  readVersion: { response: { number: 1, at: AT, description: d } },
  upsertResource: { request: input, response: shown },
};
