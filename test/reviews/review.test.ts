import { describe, expect, test } from "@jest/globals";
import { Problem } from "../../src/kernel/problem.ts";
import { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { Caller, Role } from "../../src/people/rules/person.ts";
import { edit } from "../../src/resources/rules/lifecycle.ts";
import { withdraw } from "../../src/resources/rules/removal.ts";
import { Description, type Resource, type Version } from "../../src/resources/rules/resource.ts";
import { assign } from "../../src/reviews/rules/assign.ts";
import { comment } from "../../src/reviews/rules/comment.ts";
import { decide } from "../../src/reviews/rules/decide.ts";
import { followUps } from "../../src/reviews/rules/follow-ups.ts";
import { roleInReview } from "../../src/reviews/rules/may.ts";
import { offer, resubmit, withdrawOffer } from "../../src/reviews/rules/offer.ts";
import { REVIEW_STATES, type Review, type ReviewState } from "../../src/reviews/rules/review.ts";
import type { Rubric } from "../../src/reviews/rules/rubric.ts";
import { subjectOfResource } from "../../src/reviews/rules/subject.ts";
import type { Change } from "../../src/store/change.ts";

const AT = "2026-11-24T15:00:00.000Z";
const tree = new OrganizationTree([
  { code: "ri", kind: "state", name: "Rhode Island" },
  { code: "28", kind: "district", name: "Providence", parent: "ri" },
  { code: "28103", kind: "school", name: "Leviton", parent: "28" },
  { code: "36", kind: "district", name: "Westerly", parent: "ri" },
]);

const who = (id: string, organization: string, role: Role = "member"): Caller => ({
  person: { id, name: id, demo: false, active: true, createdAt: AT },
  memberships: [{ person: id, organization, role, confirmed: true }],
});
const PEOPLE = {
  "the contributor": who("owner", "28103"),
  "a curator asked": who("curator", "28", "curator"),
  "another curator asked": who("second", "28", "curator"),
  "the state": who("staff", "ri", "curator"),
  "another district's curator": who("stranger", "36", "curator"),
  "a colleague": who("colleague", "28103"),
  nobody: { memberships: [] } as Caller,
};
type Who = keyof typeof PEOPLE;
const curators = (organization: string) =>
  ({ "28": ["curator", "second"], ri: ["staff"], "36": ["stranger"] })[organization] ?? [];
const actorAs = (as: Who) => ({ caller: PEOPLE[as], at: AT, tree, timeZone: "America/New_York" });

const description = Description.parse({
  title: "Strips",
  url: "https://example.org/strips",
  license: "CC-BY-4.0",
});
const resource: Resource = {
  id: "r",
  organization: "28103",
  owner: { person: "owner" },
  status: "active",
  reach: "school",
  revision: 4,
  published: 1,
  description,
  endorsements: [],
  catalogued: false,
  createdAt: AT,
  changedAt: AT,
};
const subject = subjectOfResource(resource);
const version: Version = {
  resource: "r",
  number: 1,
  description,
  at: AT,
  by: "owner",
  widestReach: "school",
};
const rubric: Rubric = {
  id: "plain",
  label: "Plain",
  introduction: "",
  source: "",
  scale: [
    { id: "yes", label: "Yes", help: "" },
    { id: "no", label: "No", help: "" },
  ],
  notApplicable: false,
  usual: true,
  questions: [{ id: "fair", label: "Fair", text: "Is it fair?", help: "", perAlignment: false }],
};
const review = (state: ReviewState = "open", more: Partial<Review> = {}): Review => ({
  id: "v",
  resource: "r",
  organization: "28",
  goal: { organization: "ri", reach: "public" },
  version: 1,
  state,
  by: "owner",
  message: "",
  offeredAt: AT,
  dueAt: "2026-12-01T15:00:00.000Z",
  decisions: [],
  revision: 2,
  changedAt: AT,
  ...more,
});

const verdict = (outcome: "accepted" | "returned" | "declined") => ({
  outcome,
  rubric,
  answers: [{ question: "fair", value: "yes", words: "" }],
  reason: "other" as const,
  words: "Because of it",
  seen: { version: 1, revision: 2 },
});

const ACTIONS: Record<string, (r: Review, as: Who) => Change | Change[] | undefined> = {
  accept: (r, as) => decide(r, subject, verdict("accepted"), { version, nextId: "n" }, actorAs(as)),
  return: (r, as) => decide(r, subject, verdict("returned"), { version, nextId: "n" }, actorAs(as)),
  decline: (r, as) => decide(r, subject, verdict("declined"), { version, nextId: "n" }, actorAs(as)),
  claim: (r, as) => assign(r, subject, { person: PEOPLE[as].person?.id, revision: 2 }, curators, actorAs(as)),
  "give back": (r, as) => assign(r, subject, { revision: 2 }, curators, actorAs(as)),
  resubmit: (r, as) => resubmit(r, subject, "Mended", actorAs(as)),
  "take back": (r, as) => withdrawOffer(r, subject, actorAs(as)),
  comment: (r, as) => comment(r, subject, { id: "c", words: "Hm", internal: false }, actorAs(as)),
  "note for reviewers": (r, as) => comment(r, subject, { id: "c", words: "Hm", internal: true }, actorAs(as)),
};

/** The state after the action, or the kind of "no". */
function outcomeOf(work: () => Change | Change[] | undefined): string {
  try {
    const changes = [work()].flat();
    const changed = changes.find((c) => c?.noun === "review");
    return changed?.noun === "review" ? changed.after.state : "done";
  } catch (error) {
    if (error instanceof Problem) return error.kind;
    throw error;
  }
}

describe("the states of a review", () => {
  const over = "conflict";
  const TABLE: Record<string, [Who, Record<ReviewState, string>]> = {
    accept: [
      "a curator asked",
      { open: "accepted", returned: over, accepted: over, declined: over, withdrawn: over, superseded: over },
    ],
    return: [
      "a curator asked",
      { open: "returned", returned: over, accepted: over, declined: over, withdrawn: over, superseded: over },
    ],
    decline: [
      "a curator asked",
      { open: "declined", returned: over, accepted: over, declined: over, withdrawn: over, superseded: over },
    ],
    claim: [
      "a curator asked",
      {
        open: "open",
        returned: "returned",
        accepted: over,
        declined: over,
        withdrawn: over,
        superseded: over,
      },
    ],
    "give back": [
      "a curator asked",
      {
        open: "open",
        returned: "returned",
        accepted: over,
        declined: over,
        withdrawn: over,
        superseded: over,
      },
    ],
    resubmit: [
      "the contributor",
      { open: over, returned: "open", accepted: over, declined: over, withdrawn: over, superseded: over },
    ],
    "take back": [
      "the contributor",
      {
        open: "withdrawn",
        returned: "withdrawn",
        accepted: over,
        declined: over,
        withdrawn: over,
        superseded: over,
      },
    ],
    comment: [
      "the contributor",
      {
        open: "done",
        returned: "done",
        accepted: "done",
        declined: "done",
        withdrawn: "done",
        superseded: "done",
      },
    ],
    "note for reviewers": [
      "a curator asked",
      {
        open: "done",
        returned: "done",
        accepted: "done",
        declined: "done",
        withdrawn: "done",
        superseded: "done",
      },
    ],
  };
  const cells = Object.entries(TABLE).flatMap(([what, [as, states]]) =>
    REVIEW_STATES.map((state) => [what, state, as, states[state]] as const),
  );

  test("every action is in the table", () => expect(Object.keys(TABLE)).toEqual(Object.keys(ACTIONS)));

  test.each(cells)("%s when it is %s, by %s: %s", (what, state, as, expected) => {
    expect(outcomeOf(() => ACTIONS[what]?.(review(state), as))).toBe(expected);
  });

  const ALLOWED: Record<string, Partial<Record<Who, string>>> = {
    accept: {
      "a curator asked": "accepted",
      "another curator asked": "accepted",
      "the contributor": "forbidden",
      "the state": "forbidden",
    },
    return: {
      "a curator asked": "returned",
      "another curator asked": "returned",
      "the contributor": "forbidden",
      "the state": "forbidden",
    },
    decline: {
      "a curator asked": "declined",
      "another curator asked": "declined",
      "the contributor": "forbidden",
      "the state": "forbidden",
    },
    claim: {
      nobody: "signed-out",
      "a curator asked": "open",
      "another curator asked": "open",
      "the contributor": "forbidden",
      "the state": "forbidden",
    },
    "give back": {
      nobody: "signed-out",
      "a curator asked": "open",
      "another curator asked": "open",
      "the contributor": "forbidden",
      "the state": "forbidden",
    },
    resubmit: {
      "the contributor": "conflict",
      "a curator asked": "forbidden",
      "another curator asked": "forbidden",
      "the state": "forbidden",
    },
    "take back": {
      "the contributor": "withdrawn",
      "a curator asked": "forbidden",
      "another curator asked": "forbidden",
      "the state": "forbidden",
    },
    comment: {
      "the contributor": "done",
      "a curator asked": "done",
      "another curator asked": "done",
      "the state": "done",
    },
    "note for reviewers": {
      "the contributor": "forbidden",
      "a curator asked": "done",
      "another curator asked": "done",
      "the state": "done",
    },
  };
  const whos = Object.keys(PEOPLE) as Who[];
  test.each(Object.keys(ACTIONS).flatMap((what) => whos.map((as) => [what, as] as const)))(
    "%s of an open one by %s",
    (what, as) => {
      expect(outcomeOf(() => ACTIONS[what]?.(review(), as))).toBe(ALLOWED[what]?.[as] ?? "unknown");
    },
  );
});

describe("deciding", () => {
  const by =
    (given: object, r = review()) =>
    () =>
      decide(
        r,
        subject,
        { ...verdict("accepted"), ...given },
        { version, nextId: "n" },
        actorAs("a curator asked"),
      );

  test("names the version and the revision it saw", () => {
    expect(outcomeOf(by({ seen: { version: 2, revision: 2 } }))).toBe("stale");
    expect(outcomeOf(by({ seen: { version: 1, revision: 1 } }))).toBe("stale");
  });

  test("accepts only with every answer, and sends back or declines only with reason and words", () => {
    expect(outcomeOf(by({ answers: [] }))).toBe("invalid");
    expect(outcomeOf(by({ rubric: undefined, answers: [] }))).toBe("invalid");
    expect(outcomeOf(by({ answers: [{ question: "fair", value: "maybe", words: "" }] }))).toBe("invalid");
    for (const outcome of ["returned", "declined"]) {
      expect(outcomeOf(by({ outcome, reason: undefined }))).toBe("invalid");
      expect(outcomeOf(by({ outcome, words: " " }))).toBe("invalid");
      expect(outcomeOf(by({ outcome, answers: [], rubric: undefined }))).toBe(outcome);
    }
  });

  test("is for the one who has taken it and for the deputy, until somebody takes it over", () => {
    const taken = review("open", { assignee: { person: "second", at: AT } });
    expect(outcomeOf(by({}, taken))).toBe("conflict");
    expect(outcomeOf(by({}, { ...taken, deputy: "curator" }))).toBe("accepted");
    const over = assign(
      taken,
      subject,
      { person: "curator", revision: 2 },
      curators,
      actorAs("a curator asked"),
    );
    expect(over.after.assignee).toEqual({ person: "curator", at: AT });
  });

  test("moves pointer, reach and endorsement in one change, and asks the state next", () => {
    const changes = decide(
      review(),
      subject,
      verdict("accepted"),
      { version, nextId: "n" },
      actorAs("a curator asked"),
    );
    expect(changes.map((c) => c.noun)).toEqual(["review", "resource", "review"]);
    const [, changed, next] = changes;
    expect(changed).toMatchObject({
      after: { reach: "state", endorsements: [{ organization: "28", version: 1 }], revision: 5 },
    });
    expect(next).toMatchObject({
      after: { id: "n", organization: "ri", previous: "v", state: "open", decisions: [] },
    });
  });

  test("nobody decides about what they offered, own or wrote", () => {
    const mine = { ...resource, owner: { person: "curator" } };
    expect(
      outcomeOf(() =>
        decide(
          review(),
          subjectOfResource(mine),
          verdict("accepted"),
          { version, nextId: "n" },
          actorAs("a curator asked"),
        ),
      ),
    ).toBe("forbidden");
    const offered = review("open", { by: "curator" });
    expect(outcomeOf(by({}, offered))).toBe("forbidden");
    const written = { ...version, by: "curator" };
    expect(
      outcomeOf(() =>
        decide(
          review(),
          subject,
          verdict("accepted"),
          { version: written, nextId: "n" },
          actorAs("a curator asked"),
        ),
      ),
    ).toBe("forbidden");
    const handed = () =>
      assign(
        review(),
        subjectOfResource(mine),
        { person: "curator", revision: 2 },
        curators,
        actorAs("another curator asked"),
      );
    expect(outcomeOf(handed)).toBe("invalid");
  });
});

describe("what is left lying", () => {
  const late = { ...actorAs("the state"), at: "2026-12-02T15:00:00.000Z" };
  test("is taken up by the organization above, once it is overdue", () => {
    const taken = assign(review(), subject, { person: "staff", revision: 2 }, curators, late);
    expect(taken).toMatchObject({
      after: { organization: "ri", escalatedFrom: "28", assignee: { person: "staff" } },
      event: { what: "taken up" },
    });
    const decided = decide(
      taken.after,
      subject,
      { ...verdict("accepted"), seen: { version: 1, revision: 3 } },
      { version, nextId: "n" },
      late,
    );
    expect(decided.map((c) => c.noun)).toEqual(["review", "resource"]);
    expect(decided[1]).toMatchObject({ after: { reach: "public", endorsements: [{ organization: "ri" }] } });
  });
});

describe("offering", () => {
  const offering =
    (r: Resource, wanted: object, earlier: Review[] = [], as: Who = "the contributor") =>
    () =>
      offer(subjectOfResource(r), wanted, { id: "o", earlier, curators }, actorAs(as));

  test("asks the district first, then the state", () => {
    expect(offering(resource, { reach: "public" })().after).toMatchObject({
      organization: "28",
      goal: { organization: "ri", reach: "public" },
    });
    const endorsed = { ...resource, endorsements: [{ organization: "28", version: 1, at: AT }] };
    expect(offering(endorsed, { reach: "public" })().after.organization).toBe("ri");
    const older = { ...resource, published: 2, endorsements: [{ organization: "28", version: 1, at: AT }] };
    expect(offering(older, { reach: "public" })().after.organization).toBe("28");
  });

  test("is refused for what was declined in this version, and possible for the next", () => {
    expect(outcomeOf(offering(resource, { reach: "public" }, [review("declined")]))).toBe("conflict");
    expect(
      outcomeOf(offering({ ...resource, published: 2 }, { reach: "public" }, [review("declined")])),
    ).toBe("open");
  });

  test("is one at a time", () => {
    expect(outcomeOf(offering(resource, { reach: "public" }, [review("open")]))).toBe("conflict");
    expect(outcomeOf(offering(resource, { reach: "public" }, [review("returned")]))).toBe("conflict");
    expect(outcomeOf(offering(resource, { reach: "public" }, [review("withdrawn")]))).toBe("open");
  });

  test("needs something to open, a wider reach or somebody to endorse, and an owner who asks", () => {
    const { url: _none, ...paper } = description;
    expect(outcomeOf(offering({ ...resource, description: paper as Description }, { reach: "public" }))).toBe(
      "invalid",
    );
    expect(outcomeOf(offering({ ...resource, reach: "state" }, { reach: "district" }))).toBe("invalid");
    expect(outcomeOf(offering({ ...resource, reach: "private" }, {}))).toBe("invalid");
    expect(outcomeOf(offering(resource, { organization: "36" }))).toBe("invalid");
    expect(outcomeOf(offering(resource, { reach: "public" }, [], "a colleague"))).toBe("forbidden");
    expect(outcomeOf(offering(resource, { reach: "public" }, [], "another district's curator"))).toBe(
      "unknown",
    );
    expect(outcomeOf(offering({ ...resource, status: "hidden" }, { reach: "public" }))).toBe("conflict");
  });
});

describe("what a change of the resource means for its offer", () => {
  const owner = actorAs("the contributor");
  const state = { ...resource, reach: "state" as const };
  const follows = (change: ReturnType<typeof edit>, r = review()) => change && followUps(change, r)?.after;

  test("narrowing and withdrawing end it", () => {
    expect(follows(edit(state, { reach: "school" }, owner))?.state).toBe("withdrawn");
    expect(follows(withdraw(state, "Too old", undefined, owner))?.state).toBe("withdrawn");
  });

  test("widening leaves it alone", () => {
    expect(follows(edit(resource, { reach: "state" }, owner))).toBeUndefined();
  });

  test("a later edit takes the place of what was offered, in the same place of the queue", () => {
    const after = follows(
      edit(state, { description: { ...description, title: "Better" } }, owner),
      review("returned"),
    );
    expect(after).toMatchObject({ version: 2, state: "returned", offeredAt: AT, revision: 3 });
  });

  test("a version published over a proposal makes its offer pointless", () => {
    const proposed = { ...resource, reach: "public" as const, proposed: 2 };
    const over = edit(proposed, { description: { ...description, title: "Ours" } }, actorAs("the state"));
    expect(follows(over, review("open", { version: 2 }))).toMatchObject({ state: "superseded" });
  });

  test("what is decided stays decided", () => {
    expect(follows(edit(state, { reach: "school" }, owner), review("accepted"))).toBeUndefined();
  });
});

describe("who has a part in a review", () => {
  test.each([
    ["the contributor", "contributor"],
    ["a curator asked", "reviewer"],
    ["the state", "reviewer"],
    ["a colleague", undefined],
    ["another district's curator", undefined],
    ["nobody", undefined],
  ] as const)("%s: %s", (as, role) => {
    expect(roleInReview(review(), subject, PEOPLE[as], tree)).toBe(role);
  });

  test("of what is private again, the contributor alone", () => {
    const r = { ...resource, reach: "private" as const };
    expect(
      roleInReview(review("withdrawn"), subjectOfResource(r), PEOPLE["a curator asked"], tree),
    ).toBeUndefined();
    expect(roleInReview(review("withdrawn"), subjectOfResource(r), PEOPLE["the contributor"], tree)).toBe(
      "contributor",
    );
    expect(roleInReview(review("open"), subjectOfResource(r), PEOPLE["a curator asked"], tree)).toBe(
      "reviewer",
    );
  });

  test("a contributor who is a curator too reads no notes among reviewers", () => {
    const mine = { ...resource, owner: { person: "curator" } };
    expect(
      roleInReview(
        review("open", { by: "curator" }),
        subjectOfResource(mine),
        PEOPLE["a curator asked"],
        tree,
      ),
    ).toBe("contributor");
  });
});
