import type { Resource } from "../../src/resources/rules/resource.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import { ANSWERS } from "../reviews/review-cast.ts";
import { keyOf, type Row } from "./matrix.ts";
import { type CastPart, OWNERS, type OwnedBy, put, resourceOf, type State } from "./matrix-cast.ts";
import { Hand, outcomeOf, type StageOutcome, toldOf, uploaded } from "./matrix-stage.ts";
import { type Doors, saysYes, type Trial, trialsOf, type World } from "./trials.ts";

/** Whose it is, who is asked, and the letter of `matrix.txt` for its reach, state and age. */
interface ReviewCase {
  by: OwnedBy;
  asked: "28" | "ri";
  letter: "o" | "s" | "l" | "r" | "x" | "y" | "w";
}
const WHOSE: readonly OwnedBy[] = OWNERS.filter((by) => by !== "the state");
const LETTERS = ["o", "s", "l", "r", "x", "y", "w"] as const;
const STATES = {
  o: "open",
  s: "open",
  l: "open",
  r: "returned",
  x: "declined",
  y: "accepted",
  w: "open",
} as const;

interface On extends Hand {
  review: Review;
  resource: Resource;
  path: string;
}

const MEND = { outcome: "returned", reason: "incomplete", words: "Please add the key." };
const status = async (asked: Promise<{ status: number }>): Promise<StageOutcome> =>
  outcomeOf((await asked).status);
const said = (on: On, body: object) => status(on.call("POST", `/api/v1${on.path}/comments`, { body }));
const open = ({ letter }: ReviewCase) => "osl".includes(letter);

const isA = (role: string): Doors<On, ReviewCase> => ({
  async api(on) {
    const { status: code, body } = await on.call("GET", `/api/v1${on.path}`);
    return code === 200 && body.youAre !== role ? "refused" : outcomeOf(code);
  },
});

const takeUp = (on: On) => {
  const body = { person: on.player.caller.person?.id ?? on.resource.id, revision: 1 };
  return status(on.call("PUT", `/api/v1${on.path}/assignee`, { body }));
};

const DOORS: Record<string, Doors<On, ReviewCase>> = {
  read: {
    api: (on) => status(on.call("GET", `/api/v1${on.path}`)),
    async page(on) {
      const { status: code, location } = await on.open(on.path);
      return location ? "unseen" : outcomeOf(code);
    },
    also: { notice: (on) => toldOf(on, "comment", { review: on.review.id }) },
    no: () => "unseen",
  },
  comment: {
    of: open,
    api: (on) => said(on, { words: "Which grade?" }),
    page: (on) => on.send(`${on.path}/comments`, { words: "Which grade?" }),
  },
  "note among reviewers": {
    of: open,
    api: (on) => said(on, { words: "Weak", internal: true }),
    page: async (on) => {
      const outcome = await on.send(`${on.path}/comments`, { words: "Weak", internal: "yes" });
      const { text } = await on.open(on.path);
      const reads = text.includes("Notes among reviewers");
      if (reads !== (outcome === "done")) throw new Error(`writing is ${outcome}, reading ${reads}`);
      return outcome;
    },
    also: {
      // What others noted is read by those alone who may note themselves.
      async reading(on) {
        const { store, newId, clock } = on.registry.parts;
        const note = {
          id: newId(),
          review: on.review.id,
          by: on.review.by,
          at: clock(),
          words: "A weak key",
        };
        await store.commit([{ noun: "review-comment", after: { ...note, internal: true } }]);
        const { status: code, text } = await on.call("GET", `/api/v1${on.path}`);
        return code !== 200 ? outcomeOf(code) : text.includes("A weak key") ? "done" : "refused";
      },
      async notice(on) {
        const told = await toldOf(on, "note", { review: on.review.id });
        return told === "unseen" ? "refused" : told;
      },
    },
    no: (_one, door) => (door === "notice" ? "refused" : undefined),
  },
  "open its files": {
    // Everybody of the school opens the files of what is shared with it, whether or not they review it.
    of: ({ letter, by }) => letter === "o" && by !== "its school",
    async api(on) {
      const got = await on.call("GET", `/api/v1/files/${on.resource.description.files?.[0]?.hash}`);
      // Its owner opens it as its owner.
      if (got.status === 200 && on.player.caller.person?.id === on.review.by) return "not asked here";
      return outcomeOf(got.status);
    },
    no: () => "unseen",
  },
  decide: {
    of: ({ letter }) => "oslw".includes(letter),
    api: (on) =>
      status(on.call("POST", `/api/v1${on.path}/decision`, { body: { version: 2, revision: 1, ...MEND } })),
    async page(on) {
      const yes = Object.fromEntries(ANSWERS.map((_, i) => [`answer-${i}`, "yes"]));
      const answered = { version: "2", revision: "1", rubric: "four-questions", outcome: "accepted", ...yes };
      const outcome = await on.send(`${on.path}/decision`, answered);
      const after = await on.registry.parts.store.resources.get(on.resource.id);
      const endorsed = after?.endorsements.some((e) => e.organization === on.review.organization);
      if (endorsed !== (outcome === "done")) throw new Error(`said ${outcome}, endorsed ${endorsed}`);
      return outcome;
    },
    also: {
      async offered(on) {
        const shown = await on.open(on.path);
        if (shown.location || shown.status !== 200) return "unseen";
        return shown.text.includes(`action="${on.path}/decision"`) ? "done" : "refused";
      },
      // To those who are not asked it stands in no queue of theirs, or without a way to answer it.
      async queued(on) {
        const { status: code, text } = await on.open(
          `/organizations/${on.review.organization}/reviews?tab=waiting`,
        );
        if (code !== 200 || !text.includes(on.path)) return "not asked here";
        return text.includes(`${on.path}/assignee`) ? "done" : "refused";
      },
    },
    no: (_one, door) => (door === "queued" ? "refused" : undefined),
  },
  // Those who are asked take it too, as theirs: that is no taking up.
  "take up": {
    of: ({ letter }) => letter === "l",
    async api(on) {
      const outcome = await takeUp(on);
      const after = await on.registry.parts.store.reviews.get(on.review.id);
      return outcome === "done" && !after?.escalatedFrom ? "refused" : outcome;
    },
    async page(on) {
      const { status: code, text, location } = await on.open(on.path);
      return location
        ? "unseen"
        : code === 200 && !text.includes("Take it over")
          ? "refused"
          : outcomeOf(code);
    },
  },
  "take up, for the state": {
    of: ({ letter }) => letter === "l",
    async api(on) {
      const outcome = await takeUp(on);
      const after = await on.registry.parts.store.reviews.get(on.review.id);
      const forTheState = after?.escalatedFrom !== undefined && after.organization === "ri";
      return outcome === "done" && !forTheState ? "refused" : outcome;
    },
  },
  "answer or take back": {
    of: ({ letter }) => "oslr".includes(letter),
    api: (on) => status(on.call("POST", `/api/v1${on.path}/withdrawal`)),
  },
  "is a contributor": isA("contributor"),
  "is a reviewer": isA("reviewer"),
  "is a colleague": isA("colleague"),
};

const stateOf = (letter: ReviewCase["letter"]): State =>
  letter === "w" ? "withdrawn" : "orx".includes(letter) ? "private" : "school";

/** Every row about reviews, through every door it has. */
export function reviewTrials(world: World, rows: Row[]): Trial[] {
  const { registry, cast } = world;
  const { store, newId, clock } = registry.parts;
  const file = new Map(rows.map((row) => [keyOf(row), row]));
  const cases = WHOSE.flatMap((by) =>
    (["28", "ri"] as const).flatMap((asked) => LETTERS.map((letter): ReviewCase => ({ by, asked, letter }))),
  );
  const answer = (row: Row | undefined, { by, asked, letter }: ReviewCase) =>
    saysYes(row, WHOSE.indexOf(by) * 2 + (asked === "ri" ? 1 : 0), letter);
  return rows
    .filter((row) => row.section === "reviews")
    .flatMap((row) => {
      const doors = DOORS[row.action];
      if (!doors) throw new Error(`Nobody has said how "${row.action}" is tried`);
      const player = cast[row.who as CastPart];
      const read = file.get(keyOf({ ...row, action: "read" }));
      return trialsOf<On, ReviewCase>({
        world,
        row,
        player,
        doors,
        answers: cases.map((one) => ({ one, yes: answer(row, one), sees: answer(read, one) })),
        async stage({ by, asked, letter }) {
          const at = clock();
          const model = resourceOf(cast, by, stateOf(letter), newId, at);
          const holder = cast[by === "a curator" ? "curator who owns it" : "owner"];
          const files =
            row.action === "open its files"
              ? [{ hash: await uploaded(registry, holder), name: "key.pdf" }]
              : [];
          const resource = { ...model, description: { ...model.description, files } };
          await put(registry, resource);
          const person =
            "person" in resource.owner
              ? resource.owner.person
              : (cast["curator of its school"].caller.person?.id ?? "");
          const review: Review = {
            id: newId(),
            resource: resource.id,
            organization: asked,
            goal: { organization: asked, reach: "state" },
            version: 2,
            state: STATES[letter],
            by: person,
            message: "",
            offeredAt: at,
            dueAt: letter === "l" ? "2020-01-01T00:00:00.000Z" : "2999-01-01T00:00:00.000Z",
            decisions: [],
            revision: 1,
            changedAt: at,
          };
          const event = { what: "offered", at, by: person, version: 2 } as const;
          await store.commit([{ noun: "review", after: review, event }]);
          return Object.assign(new Hand(registry, player), {
            review,
            resource,
            path: `/reviews/${review.id}`,
          });
        },
      });
    });
}
