import { seedRubrics } from "../seed/data.ts";
import { collection, collectionInput } from "./examples.collections.ts";
import { AT, d, district, type Example, ID, tree } from "./examples.seed.ts";

const REVIEW = "01930000-0000-7000-8000-00000000e005";
const teacher = { id: "01930000-0000-7000-8000-00000000e006", name: "Luz Fontes" };
const curator = { id: "01930000-0000-7000-8000-00000000e007", name: "Keisha Monteiro" };
const providence = { code: "28", name: district?.name ?? "Providence" };
const review = {
  id: REVIEW,
  resource: { id: ID, title: d.title, organization: { code: "28103", name: tree.get("28103")?.name ?? "" } },
  organization: providence,
  goal: { organization: { code: "ri", name: tree.state.name }, reach: "public" },
  version: 1,
  revision: 2,
  state: "open",
  by: teacher,
  message: "Tried with two classes.",
  offeredAt: AT,
  dueAt: "2026-12-01T12:00:00.000Z",
  overdue: false,
  age: 0,
  assignee: { ...curator, since: AT },
  youAre: "contributor",
  changedAt: AT,
};
const answers = ["correct", "aligned", "usable", "fair"].map((question) => ({
  question,
  value: "yes",
  words: "",
}));
const fullReview = {
  ...review,
  mayDecide: false,
  description: d,
  decisions: [],
  checks: [{ id: "license", result: "good", says: "The license is open: CC BY 4.0" }],
  comments: [],
  events: [{ what: "offered", at: AT, by: teacher, version: 1 }],
};
const { resource: _resource, ...aboutCollection } = review;
const reviewOfCollection = {
  ...aboutCollection,
  collection: { id: collection.id, title: collection.title, organization: review.resource.organization },
};
const fullReviewOfCollection = {
  ...reviewOfCollection,
  mayDecide: false,
  content: collectionInput,
  decisions: [],
  checks: [{ id: "reach", result: "good", says: "Every reader it asks for finds all of it" }],
  comments: [],
  events: fullReview.events,
};
const verdict = { outcome: "accepted", rubric: "four-questions", answers, words: "Clear and ready to use." };
const decidedReview = {
  ...fullReview,
  revision: 3,
  state: "accepted",
  decisions: [{ ...verdict, at: AT, by: curator, organization: providence, version: 1 }],
};
const said = {
  id: "01930000-0000-7000-8000-00000000e008",
  by: curator,
  at: AT,
  words: "Which strips did you use?",
  internal: false,
};
const rules = {
  organization: "28",
  sharing: "at-once",
  choices: ["at-once", "trusted-at-once", "after-review"],
  revision: 0,
};
const [rubric] = seedRubrics().filter((r) => r.usual);

export const reviewExamples: Record<string, Example> = {
  offerResource: { request: { reach: "public", message: review.message }, response: fullReview },
  offerCollection: { request: { reach: "public" }, response: fullReviewOfCollection },
  listReviewsOfCollection: { response: { reviews: [reviewOfCollection] } },
  listReviewsOfResource: { response: { reviews: [review] } },
  readReview: { response: fullReview },
  decideReview: { request: { ...verdict, version: 1, revision: 2 }, response: decidedReview },
  commentReview: { request: { words: said.words }, response: { ...fullReview, comments: [said] } },
  assignReview: { request: { person: curator.id, revision: 1 }, response: fullReview },
  withdrawReview: { response: { ...fullReview, state: "withdrawn" } },
  resubmitReview: { request: { message: "The link works now." }, response: fullReview },
  listQueue: { response: { total: 1, reviews: [{ ...review, youAre: "reviewer" }] } },
  decideMany: {
    request: { ...verdict, reviews: [{ review: REVIEW, version: 1, revision: 2 }], looked: [REVIEW] },
    response: { sample: [REVIEW], results: [{ review: REVIEW, decided: true }] },
  },
  readRules: { response: rules },
  setRules: {
    request: { sharing: "trusted-at-once", trusted: [teacher.id], revision: 0 },
    response: {
      ...rules,
      sharing: "trusted-at-once",
      trusted: [{ person: teacher.id, name: teacher.name }],
      revision: 1,
    },
  },
  listRubrics: { response: { rubrics: [rubric] } },
  setRubric: { request: rubric, response: rubric },
};
