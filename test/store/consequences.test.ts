import { describe, expect, test } from "@jest/globals";
import { rule } from "../../src/kernel/facts.ts";
import type { Person } from "../../src/people/rules/person.ts";
import { Description, type Resource } from "../../src/resources/rules/resource.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import type { Change, ChangeOf } from "../../src/store/change.ts";
import { type RuleTable, steps } from "../../src/store/consequences.ts";
import type { AsyncFactLoaders } from "../../src/store/facts.ts";
import { AT } from "../support/following.ts";

const COMMIT = { at: AT, by: "ada", timeZone: "America/New_York" };
const ada: Person = { id: "ada", name: "Ada", demo: false, active: true, createdAt: AT };

const resource: Resource = {
  id: "r",
  organization: "28",
  owner: { person: "bo" },
  status: "active",
  reach: "school",
  revision: 1,
  published: 1,
  description: Description.parse({ title: "Tides" }),
  endorsements: [],
  catalogued: false,
  createdAt: AT,
  changedAt: AT,
};
const review: Review = {
  id: "v",
  resource: "r",
  organization: "ri",
  goal: { organization: "ri", reach: "public" },
  version: 1,
  state: "open",
  by: "bo",
  assignee: { person: "eve", at: AT },
  message: "",
  offeredAt: AT,
  dueAt: AT,
  decisions: [],
  revision: 1,
  changedAt: AT,
};

/** What a store is told to do, in order, when it answers like this. */
function plan(changes: Change[], answers: unknown[][], table?: RuleTable): string[] {
  const said: string[] = [];
  const walk = steps(changes, COMMIT, table);
  for (let turn = walk.next([]); !turn.done; ) {
    const step = turn.value;
    if ("load" in step) said.push(`load ${step.load.map((query) => query.fact).join(", ")}`);
    else said.push(`write ${step.write.noun}`);
    turn = walk.next("load" in step ? (answers.shift() ?? []) : []);
  }
  return said;
}

describe("a store", () => {
  test("loads facts before it writes, and writes what follows right after what it follows from", () => {
    const key = {
      id: "k",
      person: "bo",
      prefix: "ri_",
      hash: "h",
      label: "",
      scopes: [],
      createdAt: AT,
      expiresAt: AT,
    };
    const bo: Person = { ...ada, id: "bo" };
    const changes: Change[] = [
      { noun: "person", after: { ...bo, active: false } },
      { noun: "membership-ended", person: "bo", organization: "28" },
    ];
    expect(plan(changes, [[bo, [key], bo], [["s1"]], [key]])).toEqual([
      "load person, open keys, person",
      "write person",
      "write audit",
      "load open sessions",
      "write sessions-ended",
      "write audit",
      "load key",
      "write key",
      "write audit",
      "write asks-ended",
      "write membership-ended",
      "write audit",
    ]);
  });

  test("ends the offer of what was narrowed, and tells those it concerns, in the same commit", () => {
    const district: Resource = { ...resource, reach: "district", revision: 2 };
    const change: Change = {
      noun: "resource",
      before: district,
      after: { ...district, reach: "school", revision: 3 },
      event: { what: "narrowed", at: AT, by: "dee", role: "curator" },
    };
    const bo = { person: "bo", address: false };
    expect(plan([change], [[[bo], review], [[bo, { ...bo, person: "eve" }]]])).toEqual([
      "load recipients, unfinished review",
      "write resource",
      "write notice",
      "load recipients",
      "write review",
      "write notice",
      "write notice",
    ]);
  });

  test("is asked nothing where nothing follows", () => {
    expect(plan([{ noun: "saved", person: "ada", resource: "r", at: AT }], [])).toEqual(["write saved"]);
  });

  test("may wait for its database at each step", async () => {
    const load: Pick<AsyncFactLoaders, "membership" | "curators"> = {
      membership: async () => undefined,
      curators: async ({ organization }) => [{ organization, curators: [{ person: "dee", address: false }] }],
    };
    const asks: Change = {
      noun: "membership",
      after: { person: "bo", organization: "28", role: "member", confirmed: false },
    };
    const written: string[] = [];
    const walk = steps([asks], COMMIT);
    let answers: unknown[] = [];
    for (let turn = walk.next(answers); !turn.done; turn = walk.next(answers)) {
      const step = turn.value;
      if ("write" in step) written.push(step.write.noun);
      else
        answers = await Promise.all(step.load.map((query) => load[query.fact as "curators"](query as never)));
    }
    expect(written).toEqual(["membership", "notice", "audit"]);
  });

  test("never goes on a third time: that is a fault of the program", () => {
    const again = rule({
      needs: (_: ChangeOf<"seeded">) => ({}),
      follows: ({ at }): Change[] => [{ noun: "seeded", at: `${at}+` }],
    });
    expect(() => plan([{ noun: "seeded", at: AT }], [], { seeded: [again] })).toThrow(
      'A consequence of a consequence, "seeded", has consequences of its own.',
    );
  });
});
