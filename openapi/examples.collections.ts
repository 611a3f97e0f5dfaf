import { AT, d, type Example, ID } from "./examples.seed.ts";

export const collection = {
  id: "01930000-0000-7000-8000-00000000e004",
  title: "Fractions you can point at",
  introduction: "From folding a strip to placing any fraction on a line.",
  sections: [
    {
      heading: "Start here",
      note: "",
      entries: [{ resource: ID, note: "Stop the video before the second example.", title: d.title }],
    },
  ],
  count: 1,
  organization: "ri",
  ownedBy: "organization",
  status: "active",
  reach: "public",
  version: 1,
  endorsements: [],
  createdAt: AT,
};
const { sections, count: _count, status: _status, version: _version, ...collectionWords } = collection;
export const collectionInput = {
  title: collection.title,
  introduction: collection.introduction,
  sections: sections.map((s) => ({ ...s, entries: s.entries.map(({ title: _t, ...entry }) => entry) })),
};
const collectionSummary = { ...collectionWords, count: 1, version: 1 };
const collectionDraft = {
  ...collection,
  draft: true,
  changed: true,
  gaps: [],
  revision: 4,
  changedAt: AT,
};
const collectionCurators = {
  curators: [{ id: ID, name: "kim@school.example", state: "invited", invitedAt: AT }],
};

export const collectionExamples: Record<string, Example> = {
  listCollections: { response: { collections: [collectionSummary] } },
  createCollection: { request: collectionInput, response: collectionDraft },
  readCollection: { response: collection },
  replaceCollection: { request: collectionInput, response: collectionDraft },
  patchCollection: { request: { title: "Fractions on the line" }, response: collectionDraft },
  publishCollection: { request: { reach: "public" }, response: { ...collection, revision: 5 } },
  takeCollectionBack: { response: { ...collectionDraft, reach: "private" } },
  hideCollection: { request: { reason: "It links to answer keys" } },
  showCollection: {},
  readCollectionHistory: {
    response: { events: [{ what: "published", at: AT, role: "state", version: 1, reach: "public" }] },
  },
  readCollectionVersion: { response: { number: 1, at: AT, content: collectionInput } },
  listCollectionCurators: { response: collectionCurators },
  inviteCollectionCurator: { request: { who: "kim@school.example" }, response: collectionCurators },
  acceptCollectionInvitation: {},
  removeCollectionCurator: {},
  readFeatured: { response: { collections: [collectionSummary] } },
  setFeatured: {
    request: { collections: [collection.id] },
    response: { collections: [collectionSummary] },
  },
};
