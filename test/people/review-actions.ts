import { REACHES, widest } from "../../src/reach/rules/reach.ts";
import type { Resource } from "../../src/resources/rules/resource.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import { ANSWERS } from "../reviews/review-cast.ts";
import type { TestRegistry } from "../support/registry.ts";
import type { Player } from "./matrix-cast.ts";
import { type Outcome, outcomeOf, type Proof, Stage, type Tree } from "./matrix-stage.ts";

export type ReviewTried = "review" | "decide" | "endorse" | "comment" | "note for reviewers";

/** Who is asked: the district, or the state. */
export const ASKED_PLACES = ["28", "ri"] as const;
export type AskedPlace = (typeof ASKED_PLACES)[number];

export class ReviewStage extends Stage {
  constructor(
    on: Stage,
    readonly review: Review,
    readonly tree: Tree,
  ) {
    super(on.registry, on.player, on.resource, on.etag, on.state);
  }
  get reviewPath() {
    return `/reviews/${this.review.id}`;
  }
}

/** An offer of this resource that waits for an endorsement, as far as it reaches, or to its school. */
export async function offered(
  { parts }: TestRegistry,
  resource: Resource,
  organization: AskedPlace,
  by: Player,
): Promise<Review> {
  const at = parts.clock();
  const person = "person" in resource.owner ? resource.owner.person : (by.caller.person?.id ?? "");
  const after: Review = {
    id: parts.newId(),
    resource: resource.id,
    organization,
    goal: { organization, reach: widest(resource.reach, "school") },
    version: 2,
    state: "open",
    by: person,
    message: "",
    offeredAt: at,
    dueAt: at,
    decisions: [],
    revision: 1,
    changedAt: at,
  };
  await parts.store.commit([
    { noun: "review", after, event: { what: "offered", at, by: person, version: 2 } },
  ]);
  return after;
}

const said = async (on: ReviewStage, body: object) =>
  outcomeOf((await on.call("POST", `/api/v1${on.reviewPath}/comments`, { body })).status);
const decided = async (on: ReviewStage, verdict: object) => {
  const body = { version: 2, revision: 1, ...verdict };
  return outcomeOf((await on.call("POST", `/api/v1${on.reviewPath}/decision`, { body })).status);
};
const typed = (answers: boolean) => ({
  version: "2",
  revision: "1",
  rubric: "four-questions",
  ...(answers ? Object.fromEntries(ANSWERS.map((_, i) => [`answer-${i}`, "yes"])) : {}),
});

type ReviewProof = Omit<Proof, "api" | "page" | "no"> & {
  api(on: ReviewStage): Promise<Outcome>;
  page(on: ReviewStage): Promise<Outcome>;
};

export const REVIEW_ACTIONS: Record<ReviewTried, ReviewProof> = {
  review: {
    states: REACHES,
    async api(on) {
      const { status, body } = await on.call("GET", `/api/v1${on.reviewPath}`);
      return status === 200 && body.youAre !== "reviewer" ? "refused" : outcomeOf(status);
    },
    async page(on) {
      const { status, text, location } = await on.open(on.reviewPath);
      if (location) return "unseen";
      return status === 200 && !text.includes("Notes among reviewers") ? "refused" : outcomeOf(status);
    },
  },
  decide: {
    states: REACHES,
    api: (on) => decided(on, { outcome: "returned", reason: "incomplete", words: "Please add the key." }),
    page: (on) =>
      on.send(`${on.reviewPath}/decision`, {
        ...typed(false),
        outcome: "returned",
        reason: "incomplete",
        words: "Please add the key.",
      }),
  },
  endorse: {
    states: REACHES,
    api: (on) => decided(on, { outcome: "accepted", rubric: "four-questions", answers: ANSWERS }),
    page: (on) => on.send(`${on.reviewPath}/decision`, { ...typed(true), outcome: "accepted" }),
  },
  comment: {
    states: REACHES,
    api: (on) => said(on, { words: "Which grade?" }),
    page: (on) => on.send(`${on.reviewPath}/comments`, { words: "Which grade?" }),
  },
  "note for reviewers": {
    states: REACHES,
    api: (on) => said(on, { words: "Weak", internal: true }),
    page: (on) => on.send(`${on.reviewPath}/comments`, { words: "Weak", internal: "yes" }),
  },
};
