import type { Collection } from "../../src/collections/rules/collection.ts";
import { newKey } from "../../src/people/actions/new-key.ts";
import { newSession } from "../../src/people/actions/sign-in.ts";
import type { TestRegistry } from "../support/registry.ts";
import { collectionOf, keyOf, LETTERS, type Row } from "./matrix.ts";
import {
  type CastPart,
  canBe,
  OWNERS,
  type OwnedBy,
  type Player,
  put,
  resourceOf,
  type State,
} from "./matrix-cast.ts";
import { Hand, offeredOn, outcomeOf, pageOutcome, type StageOutcome, toldOf } from "./matrix-stage.ts";
import { type Doors, saysYes, type Trial, trialsOf, type World } from "./trials.ts";

interface CollectionCase {
  by: OwnedBy;
  /** "draft" was never published. */
  state: State | "draft";
}
const STATES = ["draft", "school", "district", "state", "public"] as const;
const HIDDEN = ["hidden by its school", "hidden by its district", "hidden by the state"] as const;
const PUBLISHED = ["school", "district", "state", "public"];

interface On extends Hand {
  collection: Collection;
  path: string;
  address: string;
  etag: string;
  /** Person id of whoever wrote it. */
  by: string;
  /** Id of the public resource it holds. */
  held: string;
}

const status = async (asked: Promise<{ status: number }>): Promise<StageOutcome> =>
  outcomeOf((await asked).status);
const guarded = (on: On) => ({ "if-match": on.etag });
const patch = (on: On, body: object) =>
  status(
    on.call("PATCH", on.path, {
      body,
      headers: { ...guarded(on), "content-type": "application/merge-patch+json" },
    }),
  );
const DRAFT_TITLE = "By the sea, newly";
const BELOW: Record<string, string> = { district: "school", state: "district", public: "state" };
const NEXT: Record<string, string> = { school: "district", district: "state" };
const isIn =
  (...states: readonly string[]) =>
  ({ state }: CollectionCase) =>
    states.includes(state);

const actsAs = (role: string): Doors<On, CollectionCase> => ({
  of: isIn(...STATES),
  async api(on) {
    if ((await patch(on, { introduction: "By the sea" })) !== "done") return "not asked here";
    const events = await on.registry.parts.store.collections.history(on.collection.id);
    return events.at(-1)?.role === role ? "done" : "refused";
  },
  no: () => "refused",
});

const DOORS: Record<string, Doors<On, CollectionCase>> = {
  see: {
    api: (on) => status(on.call("GET", on.path)),
    page: async (on) => pageOutcome(await on.open(on.address)),
    also: {
      notice: (on) => toldOf(on, "shown", { collection: on.collection.id }),
      // What is shown is not shown once more, whoever asks for it.
      async "shown already"(on) {
        if (on.collection.status !== "active" || !on.player.caller.person) return "not asked here";
        const asked = await on.call("DELETE", `${on.path}/hiding`);
        const after = await on.registry.parts.store.collections.get(on.collection.id);
        if (after?.revision !== on.collection.revision) throw new Error("shown once more");
        return outcomeOf(asked.status);
      },
      // Featured, and narrowed since: to those who see it still.
      async featured(on) {
        const { store, clock } = on.registry.parts;
        const invited = on.collection.curators.some((k) => k.person === on.player.caller.person?.id);
        if (on.collection.published === undefined || on.collection.status !== "active" || invited)
          return "not asked here";
        const before = await store.collections.featured();
        await store.commit([{ noun: "featured", before, after: [on.collection.id], at: clock(), by: on.by }]);
        const { text } = await on.call("GET", "/api/v1/featured");
        return text.includes(on.collection.id) ? "done" : "unseen";
      },
      // On the page of what it holds.
      async named(on) {
        // A co-curator is no reader: they find it among those they maintain.
        const invited = on.collection.curators.some((k) => k.person === on.player.caller.person?.id);
        if (on.collection.published === undefined || invited) return "not asked here";
        const { text } = await on.open(`/resources/${on.held}`);
        return text.includes(`${on.address}"`) ? "done" : "unseen";
      },
    },
    no: (_one, door) => (door === "notice" || door === "named" || door === "featured" ? "unseen" : undefined),
  },
  edit: {
    of: isIn(...STATES),
    api: (on) => patch(on, { introduction: "By the sea" }),
    page: async (on) => pageOutcome(await on.open(`${on.address}/edit`)),
    also: {
      offered: (on) =>
        on.collection.published === undefined
          ? Promise.resolve("not asked here" as const)
          : offeredOn(on, on.address, `href="${on.address}/edit"`),
      // Whoever owns it or edits it with the owner finds it in their list.
      async listed(on) {
        const { owner, curators } = on.collection;
        const { person, memberships } = on.player.caller;
        const owned =
          "person" in owner
            ? owner.person === person?.id
            : memberships.some((m) => m.role === "curator" && m.organization === owner.organization);
        const theirs = owned || curators.some((k) => k.person === person?.id && k.acceptedAt);
        const listed = (await on.open("/collections")).text.includes(`${on.address}/edit"`);
        return listed ? "done" : theirs ? "refused" : "not asked here";
      },
      // By the title of the draft to those who read it, by that of the published one to others.
      async notice(on) {
        const told = await toldOf(on, "shown", { collection: on.collection.id });
        if (told !== "done") return told;
        const { text } = await on.call("GET", "/api/v1/people/me/notices?limit=1");
        return text.includes(DRAFT_TITLE) ? "done" : "refused";
      },
      // Whoever writes the version that waits asks for the yes it needs.
      async "offer of a proposal"(on) {
        const { collection: before, registry } = on;
        if (before.published === undefined) return "not asked here";
        const { clock, store } = registry.parts;
        const [at, by] = [clock(), on.by];
        const after = { ...before, latest: 2, proposed: 2, revision: before.revision + 1 };
        const version = { collection: before.id, number: 2, content: before.draft, at, by };
        await store.commit([
          {
            noun: "collection",
            before,
            after,
            version: { ...version, widestReach: "private" },
            event: { what: "proposed", at, by, role: "owner", version: 2 },
          },
        ]);
        const body = before.reach === "public" ? { organization: "28" } : { reach: "public" };
        return status(on.call("POST", `${on.path}/reviews`, { body }));
      },
    },
    no: (_one, door) => (door === "listed" ? "refused" : undefined),
  },
  publish: {
    of: isIn("draft", "school"),
    api: (on) => status(on.call("POST", `${on.path}/publication`, { body: {}, headers: guarded(on) })),
    page: async (on) => pageOutcome(await on.open(`${on.address}/publication`)),
  },
  "narrow for good": {
    of: isIn("district", "state", "public"),
    async api(on) {
      const outcome = await patch(on, { reach: BELOW[on.collection.reach] });
      if (outcome !== "done") return outcome;
      const after = await on.registry.parts.store.collections.get(on.collection.id);
      return after?.ceiling === undefined ? "refused" : "done";
    },
  },
  "take back": {
    of: isIn(...PUBLISHED),
    api: (on) => status(on.call("DELETE", `${on.path}/publication`, { headers: guarded(on) })),
    also: {
      async offered(on) {
        const { status: code, text } = await on.open(`${on.address}/publication`);
        if (code !== 200) return "not asked here";
        return text.includes('value="take-back"') ? "done" : "refused";
      },
    },
    no: (_one, door) => (door === "offered" ? "refused" : undefined),
  },
  "choose co-curators": {
    of: isIn(...STATES),
    api: (on) => status(on.call("POST", `${on.path}/curators`, { body: { who: "x@school.example" } })),
    page: (on) => on.send(`${on.address}/curators`, { who: "y@school.example" }),
    also: {
      async offered(on) {
        const [edit, curators] = [
          await on.open(`${on.address}/edit`),
          await on.open(`${on.address}/curators`),
        ];
        if (edit.status !== 200 || curators.status !== 200) return "not asked here";
        const [link, form] = [
          edit.text.includes("Maintain it with others"),
          curators.text.includes('name="who"'),
        ];
        if (link !== form) throw new Error(`its draft offers ${link}, the page of its curators ${form}`);
        return link ? "done" : "refused";
      },
    },
    no: (_one, door) => (door === "offered" ? "refused" : undefined),
  },
  "answer its invitation": {
    api: (on) => status(on.call("PUT", `${on.path}/curators/me`)),
    page: async (on) => pageOutcome(await on.open(`${on.address}/invitation`)),
    also: { notice: (on) => toldOf(on, "asked to keep", { collection: on.collection.id }) },
    no: () => "unseen",
  },
  hide: {
    of: isIn(...PUBLISHED),
    api: (on) => status(on.call("PUT", `${on.path}/hiding`, { body: { reason: "A test" } })),
    page: (on) => on.send(`${on.address}/hiding`, { reason: "A test" }),
  },
  "be offered hiding": {
    of: isIn(...PUBLISHED),
    async page(on) {
      const { status: code, text } = await on.open(on.address);
      return code !== 200
        ? outcomeOf(code)
        : text.includes(`action="${on.address}/hiding"`)
          ? "done"
          : "refused";
    },
  },
  show: {
    of: isIn(...HIDDEN),
    api: (on) => status(on.call("DELETE", `${on.path}/hiding`)),
    page: (on) => on.send(`${on.address}/hiding`, { do: "show" }),
  },
  offer: {
    of: isIn("school", "district", "state"),
    api: (on) => status(on.call("POST", `${on.path}/reviews`, { body: { reach: "public" } })),
  },
  widen: {
    of: isIn("school", "district"),
    api: (on) => patch(on, { reach: NEXT[on.collection.reach] }),
  },
  "make private": {
    of: isIn(...PUBLISHED),
    api: (on) => patch(on, { reach: "private" }),
  },
  "acts as owner": actsAs("owner"),
  "acts as co-curator": actsAs("co-curator"),
  "acts as curator": actsAs("curator"),
  "acts as state": actsAs("state"),
};

/** What is decided where it is offered is tried with reviews. */
const TRIED_ELSEWHERE = ["decide"];

/** Somebody who plays a part beside the cast: confirmed at this school, or belonging nowhere. */
async function extra({ parts }: TestRegistry, name: string, school?: string): Promise<Player> {
  const at = parts.clock();
  const id = parts.newId();
  const person = { id, name: `The ${name}`, demo: false, active: true, createdAt: at };
  const scopes = ["read", "write", "curate"] as const;
  const { key, secret } = newKey({
    id: parts.newId(),
    person: id,
    label: "t",
    scopes: [...scopes],
    days: 1,
    at,
  });
  const memberships = school
    ? [{ person: id, organization: school, role: "member" as const, confirmed: true }]
    : [];
  const { session, token } = newSession(person, { address: "", agent: "" }, parts, { secondFactor: true });
  await parts.store.commit([
    { noun: "person", after: person },
    ...memberships.map((after) => ({ noun: "membership" as const, after })),
    { noun: "key", after: key },
    { noun: "session", after: session },
  ]);
  const cookie = `session=${token}`;
  return { part: "teacher elsewhere", caller: { person, memberships }, key: secret, cookie };
}

/** Every row about collections, through every door it has. */
export async function collectionTrials(world: World, rows: Row[]): Promise<Trial[]> {
  const { registry, cast } = world;
  const { store, newId, clock } = registry.parts;
  const beside: Record<string, Player> = {
    "its co-curator": await extra(registry, "co-curator", "36104"),
    "its co-curator, gone since": await extra(registry, "one gone"),
    "asked to edit it": await extra(registry, "one asked", "36104"),
  };
  const idOf = (who: string) => (beside[who] ?? cast[who as CastPart]).caller.person?.id ?? "";
  const held = resourceOf(cast, "a teacher", "public", newId, clock());
  await put(registry, held);
  const file = new Map(rows.map((row) => [keyOf(row), row]));
  const cases = OWNERS.flatMap((by) =>
    [...STATES, ...HIDDEN]
      .filter((state) => state === "draft" || canBe(by, state))
      .map((state): CollectionCase => ({ by, state })),
  );
  const answer = (row: Row | undefined, { by, state }: CollectionCase) =>
    saysYes(row, OWNERS.indexOf(by), state === "draft" ? "n" : LETTERS[state]);

  async function put1({ by, state }: CollectionCase): Promise<Collection> {
    const at = clock();
    const model = collectionOf(by, state === "draft" ? "private" : state);
    const content = {
      title: "By the sea",
      introduction: "",
      sections: [{ heading: "", note: "", entries: [{ resource: held.id, note: "" }] }],
    };
    const owner =
      "person" in model.owner
        ? { person: idOf(by === "a curator" ? "curator who owns it" : "owner") }
        : model.owner;
    const place = (who: string, acceptedAt?: string) => ({
      id: newId(),
      person: idOf(who),
      asked: who,
      invitedBy: idOf("owner"),
      invitedAt: at,
      ...(acceptedAt ? { acceptedAt } : {}),
    });
    const { content: _model, ...bare } = model;
    const after: Collection = {
      ...bare,
      id: newId(),
      owner,
      draft: { ...content, title: DRAFT_TITLE },
      ...(model.published === undefined ? {} : { content }),
      curators: [
        place("its co-curator", at),
        place("its co-curator, gone since", at),
        place("asked to edit it"),
      ],
      createdAt: at,
      changedAt: at,
    };
    const version = {
      collection: after.id,
      number: 1,
      content,
      at,
      by: idOf("owner"),
      widestReach: after.reach,
    };
    await store.commit([
      {
        noun: "collection",
        after,
        ...(after.published === undefined ? {} : { version }),
        event: { what: "created", at, by: idOf("owner"), role: "owner" },
      },
    ]);
    return after;
  }

  return rows
    .filter((row) => row.section === "collections" && !TRIED_ELSEWHERE.includes(row.action))
    .flatMap((row) => {
      const doors = DOORS[row.action];
      if (!doors) throw new Error(`Nobody has said how "${row.action}" is tried`);
      const player = beside[row.who] ?? cast[row.who as CastPart];
      const see = file.get(keyOf({ ...row, action: "see" }));
      return trialsOf<On, CollectionCase>({
        world,
        row,
        player,
        doors,
        answers: cases.map((one) => ({ one, yes: answer(row, one), sees: answer(see, one) })),
        async stage(one) {
          const collection = await put1(one);
          const path = `/api/v1/collections/${collection.id}`;
          const reader =
            "person" in collection.owner
              ? cast[one.by === "a curator" ? "curator who owns it" : "owner"]
              : cast[one.by === "the state" ? "state staff" : "curator of its school"];
          const read = await registry.call("GET", path, { key: reader.key ?? "" });
          const etag = read.headers.get("etag") ?? '"none"';
          return Object.assign(new Hand(registry, player), {
            collection,
            path,
            address: `/collections/${collection.id}`,
            etag,
            held: held.id,
            by: idOf("owner"),
          });
        },
      });
    });
}
