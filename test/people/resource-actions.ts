import { REACHES } from "../../src/reach/rules/reach.ts";
import { HIDDEN, propose, RESOURCE_STATES } from "./matrix-cast.ts";
import { type Outcome, offeredOn, outcomeOf, type Proof, type Proofs, type Stage } from "./matrix-stage.ts";

const NEXT = {
  private: "school",
  school: "district",
  district: "state",
  state: "public",
  public: undefined,
} as const;
const BELOW = {
  private: undefined,
  school: "private",
  district: "school",
  state: "district",
  public: "state",
} as const;
const STANDARD = "3nfa2";

/** The reach it is moved to, by key and at a browser. */
const moving = (to: (on: Stage) => string | undefined): Proof => ({
  states: REACHES,
  async api(on: Stage) {
    const reach = to(on);
    return reach ? outcomeOf((await on.patch({ reach })).status) : ("not asked here" as const);
  },
  async page(on: Stage) {
    const reach = to(on);
    return reach ? on.send(`${on.address}/reach`, { reach }) : ("not asked here" as const);
  },
});

async function narrowedForGood(on: Stage, outcome: Outcome): Promise<Outcome> {
  if (outcome !== "done") return outcome;
  const after = await on.registry.parts.store.resources.get(on.resource.id);
  return after?.ceiling === undefined ? "refused" : "done";
}

export type ResourceChange =
  | "edit"
  | "widen"
  | "narrow"
  | "narrow for good"
  | "make private"
  | "withdraw"
  | "hide"
  | "be offered hiding"
  | "show"
  | "offer"
  | "add an alignment"
  | "collect"
  | "erase";

/** Everything that changes a resource or what hangs on it, tried on a fresh one each time. */
export const CHANGES: Proofs<ResourceChange> = {
  edit: {
    states: REACHES,
    api: async (on) => outcomeOf((await on.patch({ keywords: ["tide"] })).status),
    page: (on) =>
      on.fill(`${on.address}/edit`, {
        summary: "What the tide leaves",
        license: "CC-BY-4.0",
        subject: "science",
        act: "share",
      }),
    also: {
      offered: (on) => offeredOn(on, on.address, `href="${on.address}/edit"`),
      // Whoever may say it in the resource itself is led there.
      "instead of a claim": async (on) => {
        const { status, location } = await on.open(`${on.address}/claim`);
        if (location?.startsWith("/sign-in")) return "unseen";
        return status === 303 ? "done" : status === 200 ? "refused" : outcomeOf(status);
      },
      // Whoever writes the version that waits asks for the yes it needs.
      "offer of a proposal": async (on) => {
        await propose(on.registry, on.resource);
        const wanted = on.resource.reach === "public" ? { organization: "28" } : { reach: "public" };
        return outcomeOf((await on.call("POST", `${on.path}/reviews`, { body: wanted })).status);
      },
      "answer to a claim": async (on) => {
        const { store, newId, clock } = on.registry.parts;
        const claim = { id: newId(), resource: on.resource.id, person: newId(), organization: "36104" };
        const alignment = { item: STANDARD, type: "teaches" } as const;
        const rest = { alignment, state: "offered", at: clock(), revision: 1 } as const;
        const person = {
          id: claim.person,
          name: "A neighbor",
          demo: false,
          active: true,
          createdAt: clock(),
        };
        await store.commit([
          { noun: "person", after: person },
          { noun: "claim", after: { ...claim, ...rest } },
        ]);
        const body = { accept: false };
        return outcomeOf((await on.call("POST", `/api/v1/claims/${claim.id}/answer`, { body })).status);
      },
    },
  },
  // What is wider than the state is asked for, never taken: see "offer".
  widen: moving(({ resource }) => {
    const reach = NEXT[resource.reach];
    return reach === "public" ? undefined : reach;
  }),
  narrow: {
    ...moving(({ resource }) => {
      const reach = BELOW[resource.reach];
      return reach === "private" ? undefined : reach;
    }),
    // The card that says how far it reaches is for those who may move it.
    also: {
      offered: (on) =>
        ["private", "school"].includes(on.resource.reach)
          ? Promise.resolve("not asked here" as const)
          : offeredOn(on, on.address, `action="${on.address}/reach"`),
    },
  },
  // Whoever passes the narrowing later needs a review; an owner's own narrowing binds nobody.
  "narrow for good": {
    states: ["district", "state", "public"],
    api: async (on) =>
      narrowedForGood(on, outcomeOf((await on.patch({ reach: BELOW[on.resource.reach] })).status)),
    page: async (on) =>
      narrowedForGood(on, await on.send(`${on.address}/reach`, { reach: BELOW[on.resource.reach] ?? "" })),
  },
  "make private": moving(({ resource }) => (resource.reach === "private" ? undefined : "private")),
  withdraw: {
    states: REACHES,
    async api(on) {
      const headers = { "if-match": on.etag };
      const body = { reason: "A test" };
      return outcomeOf((await on.call("POST", `${on.path}/withdrawal`, { headers, body })).status);
    },
    page: (on) => on.fill(`${on.address}/withdrawal`, { reason: "A test" }),
    also: { offered: (on) => offeredOn(on, on.address, `href="${on.address}/withdrawal"`) },
  },
  hide: {
    states: REACHES,
    api: async (on) =>
      outcomeOf((await on.call("PUT", `${on.path}/hiding`, { body: { reason: "A test" } })).status),
    page: (on) => on.fill(`${on.address}/hiding`, { reason: "A test" }),
  },
  // Nobody is offered to hide their own: they withdraw it.
  "be offered hiding": {
    states: REACHES,
    api: async () => "not asked here",
    async page(on) {
      const { status, text } = await on.open(on.address);
      if (status !== 200) return outcomeOf(status);
      return text.includes(`href="${on.address}/hiding"`) ? "done" : "refused";
    },
  },
  show: {
    states: HIDDEN,
    api: async (on) => outcomeOf((await on.call("DELETE", `${on.path}/hiding`)).status),
    page: (on) => on.fill(on.address, { do: "show" }, `${on.address}/hiding`),
  },
  offer: {
    states: REACHES,
    async api(on) {
      const body = on.resource.reach === "public" ? { organization: "28" } : { reach: "public" };
      return outcomeOf((await on.call("POST", `${on.path}/reviews`, { body })).status);
    },
    page: (on) =>
      on.resource.reach === "public"
        ? on.fill(on.address, { organization: "28" }, `${on.address}/endorsement`)
        : on.send(`${on.address}/reach`, { reach: "public" }),
  },
  "add an alignment": {
    states: [...REACHES, ...HIDDEN],
    async api(on) {
      const body = { item: STANDARD, type: "teaches" };
      return outcomeOf((await on.call("POST", `${on.path}/claims`, { body })).status);
    },
    page: (on) => on.send(`${on.address}/claim`, { codes: STANDARD }),
  },
  collect: {
    states: [...REACHES, ...HIDDEN],
    async api(on) {
      const sections = [{ entries: [{ resource: on.resource.id }] }];
      const { status, body } = await on.call("POST", "/api/v1/collections", {
        body: { title: "By the sea", sections },
      });
      const fault = body.errors?.[0]?.pointer;
      return status === 400 && fault === "/sections/0/entries/0/resource" ? "unseen" : outcomeOf(status);
    },
    page: (on) => on.send("/collections/add", { resource: on.resource.id, into: "new", title: "By the sea" }),
    // Who belongs nowhere keeps no collections, whatever they would put in.
    no: ({ player }, door) =>
      door === "page" ? undefined : player.part === "not confirmed yet" ? "refused" : "unseen",
  },
  erase: {
    states: RESOURCE_STATES,
    async api(on) {
      const body = { reason: "A test", confirm: on.resource.id };
      return outcomeOf((await on.call("POST", `${on.path}/erasure`, { body })).status);
    },
    page: (on) => on.fill(`${on.address}/erasure`, { reason: "A test", sure: "yes" }),
    also: {
      async offered(on) {
        const { status, text } = await on.open(on.address);
        if (status !== 200 && status !== 410) return "not asked here";
        return text.includes(`href="${on.address}/erasure"`) ? "done" : "refused";
      },
    },
    no: (_on, door) => (door === "offered" ? "refused" : undefined),
  },
};
