import type { NoticeKind } from "../../src/notices/rules/notice.ts";
import type { NoticeSubject } from "../../src/notices/rules/notice-subject.ts";
import type { OrganizationRules } from "../../src/organizations/rules/sharing-rule.ts";
import type { Description, Resource } from "../../src/resources/rules/resource.ts";
import type { TestRegistry } from "../support/registry.ts";
import { collectionOf, type Row } from "./matrix.ts";
import { type CastPart, put, resourceOf } from "./matrix-cast.ts";
import {
  Hand,
  type Outcome,
  outcomeOf,
  pageOutcome,
  type StageOutcome,
  toldOf,
  uploaded,
} from "./matrix-stage.ts";
import { type Doors, type Trial, trialsOf, type World } from "./trials.ts";

/** The organizations of the columns, in their order. */
const PLACES = ["28103", "28113", "28", "36104", "36", "uri", "ri"];

interface At extends Hand {
  world: World;
  code: string;
  path: string;
  address: string;
}

const status = async (asked: Promise<{ status: number }>): Promise<Outcome> =>
  outcomeOf((await asked).status);
const opened = (rest: string) => async (at: At) => pageOutcome(await at.open(at.address + rest));

/** The name of whoever came last: nobody has it twice. */
let newcomer = "";
let newcomers = 0;

/** Somebody new there: confirmed, or still asking. Gives their id. */
async function newcomerAt(
  { parts }: TestRegistry,
  organization: string,
  confirmed: boolean,
): Promise<string> {
  const id = parts.newId();
  const createdAt = parts.clock();
  newcomer = `A newcomer, no. ${++newcomers}.`;
  await parts.store.commit([
    { noun: "person", after: { id, name: newcomer, demo: false, active: true, createdAt } },
    { noun: "membership", after: { person: id, organization, role: "member", confirmed } },
  ]);
  return id;
}

const appointed = (role: string, confirmed: boolean): Doors<At, string> => ({
  api: async (at) => {
    const id = await newcomerAt(at.registry, at.code, confirmed);
    return status(at.call("PUT", `${at.path}/members/${id}`, { body: { role } }));
  },
  page: async (at) => {
    const person = await newcomerAt(at.registry, at.code, confirmed);
    return at.send(`${at.address}/members`, { person, organization: at.code, role });
  },
});

const SHEET = "Title,Link\nPuddles,https://example.org/puddles\n";
let count = 0;
const described = () => ({ title: `Puddles ${++count}`, url: `https://example.org/puddles/${count}` });
const created = (at: At, body: object) =>
  at.call("POST", "/api/v1/resources", { body: { ...described(), ...body } });

/** A resource of the asker's own, of this place and reach. Undefined for who is nobody. */
async function ownOf(by: Hand, organization: string, reach: Resource["reach"], world: World) {
  const { newId, clock, store } = by.registry.parts;
  const person = by.player.caller.person?.id;
  if (!person) return undefined;
  const resource = {
    ...resourceOf(world.cast, "a teacher", reach, newId, clock()),
    organization,
    owner: { person },
  };
  await put(by.registry, resource);
  const path = `/api/v1/resources/${resource.id}`;
  const etag = (await by.call("GET", path)).headers.get("etag") ?? '"none"';
  const headers = { "if-match": etag, "content-type": "application/merge-patch+json" };
  return {
    patch: async (body: object) => outcomeOf((await by.call("PATCH", path, { body, headers })).status),
    now: async () => store.resources.get(resource.id),
  };
}

/** Asks the organization for a review of everything, for as long as this takes. */
async function afterReview(world: World, organization: string, work: () => Promise<StageOutcome>) {
  const { store } = world.registry.parts;
  const none: OrganizationRules = { organization, sharing: "at-once", trusted: [], revision: 0 };
  const before = (await store.reference()).organizations.rules.get(organization) ?? none;
  const strict = { ...before, sharing: "after-review" as const, revision: before.revision + 1 };
  await store.commit([{ noun: "rules", before, after: strict }]);
  try {
    return await work();
  } finally {
    await store.commit([
      {
        noun: "rules",
        before: strict,
        after: { ...strict, sharing: "at-once", revision: strict.revision + 1 },
      },
    ]);
  }
}

/** Endorsed by the organization as it is published. */
const endorsedBy = (resource: Resource, organization: string): Resource => ({
  ...resource,
  endorsements: [{ organization, version: resource.published, at: resource.createdAt }],
});

/** A notice about the organization, told to those alone whom it concerns. */
async function toldIn(at: At, what: NoticeKind, about: NoticeSubject): Promise<StageOutcome> {
  const told = await toldOf(at, what, { organization: at.code, ...about });
  return told === "unseen" ? "refused" : told;
}

const ORGANIZATION_DOORS: Record<string, Doors<At, string>> = {
  "see members": {
    api: (at) => status(at.call("GET", `${at.path}/members`)),
    async page(at) {
      const { text } = await at.open(at.address);
      const names = text.includes('id="members"');
      if (!names && text.includes("The owner")) throw new Error("reads a member's name");
      return names ? "done" : "refused";
    },
  },
  "see who waits and who is below": {
    async api(at) {
      await newcomerAt(at.registry, at.code, false);
      const { status: code, body } = await at.call("GET", `${at.path}/members?below=yes`);
      if (code !== 200) return outcomeOf(code);
      return body.members.some((m: { confirmed: boolean }) => !m.confirmed) ? "done" : "refused";
    },
    async page(at) {
      await newcomerAt(at.registry, at.code, false);
      return (await at.open(at.address)).text.includes(newcomer) ? "done" : "refused";
    },
    also: {
      // Whoever looks after it goes on there, everybody else to their own account.
      async notice(at) {
        const told = await toldOf(at, "role changed", { organization: at.code });
        if (told !== "done") return told;
        const { body } = await at.call("GET", "/api/v1/people/me/notices?limit=1");
        return body.notices[0].address === at.address ? "done" : "refused";
      },
    },
  },
  "read names of its people": {
    async api(at) {
      const { store, newId, clock } = at.registry.parts;
      const resource = resourceOf(at.world.cast, "a teacher", "public", newId, clock());
      await put(at.registry, resource);
      const person = await newcomerAt(at.registry, at.code, true);
      const alignment = { item: "3nfa2", type: "teaches" } as const;
      const claim = { id: newId(), resource: resource.id, person, organization: at.code, alignment };
      await store.commit([
        { noun: "claim", after: { ...claim, state: "offered", at: clock(), revision: 1 } },
      ]);
      const { text } = await at.call("GET", `/api/v1/resources/${resource.id}/claims`);
      return text.includes(newcomer) ? "done" : "refused";
    },
  },
  "see its queue": {
    api: (at) => status(at.call("GET", `${at.path}/reviews`)),
    page: opened("/reviews"),
    also: { notice: (at) => toldIn(at, "offered together", { batch: at.registry.parts.newId() }) },
  },
  "answer its reports": {
    api: (at) => status(at.call("GET", `${at.path}/reports`)),
    page: opened("/reports"),
  },
  // By key it is asked of all that one curates, or of one organization.
  "see what was asked for": {
    api: (at) => status(at.call("GET", `/api/v1/asks?organization=${at.code}`)),
    page: opened("/asks"),
  },
  invite: {
    api: (at) => status(at.call("POST", `${at.path}/invitations`, { body: { email: "x@school.example" } })),
    page: (at) => at.fill(at.address, { email: "y@school.example" }, `${at.address}/invitations`),
  },
  confirm: {
    ...appointed("member", false),
    also: { notice: (at) => toldIn(at, "membership asked", {}) },
  },
  "change role": appointed("curator", true),
  remove: {
    api: async (at) =>
      status(at.call("DELETE", `${at.path}/members/${await newcomerAt(at.registry, at.code, true)}`)),
    page: async (at) => {
      const person = await newcomerAt(at.registry, at.code, true);
      return at.send(`${at.address}/members/remove`, { person, organization: at.code });
    },
  },
  // Schools and partners set no rules: there is nothing to try.
  "set rules": {
    of: (code) => ["28", "36", "ri"].includes(code),
    async api(at) {
      const { sharing, revision, trusted } = (await at.call("GET", `${at.path}/rules`)).body;
      const set = await status(at.call("PUT", `${at.path}/rules`, { body: { sharing, revision } }));
      if ((trusted !== undefined) !== (set === "done"))
        throw new Error(`reads whom it trusts: ${trusted !== undefined}, sets it: ${set}`);
      return set;
    },
    page: (at) => at.fill(`${at.address}/rules`, {}),
  },
  "share past its rule": {
    of: (code) => ["28", "36"].includes(code),
    api: (at) =>
      afterReview(at.world, at.code, async () => {
        const own = await ownOf(at, at.code, "private", at.world);
        return own ? own.patch({ reach: "district" }) : "refused";
      }),
  },
  "keep its endorsement in an edit": {
    of: (code) => ["28", "36", "ri"].includes(code),
    async api(at) {
      const { store, newId, clock } = at.registry.parts;
      const model = resourceOf(at.world.cast, "a teacher", "state", newId, clock());
      const resource = endorsedBy(model, at.code);
      await put(at.registry, resource);
      const path = `/api/v1/resources/${resource.id}`;
      const etag = (await at.call("GET", path)).headers.get("etag") ?? '"none"';
      const headers = { "if-match": etag, "content-type": "application/merge-patch+json" };
      const edited = await at.call("PATCH", path, { body: { title: "Puddles and tides" }, headers });
      if (edited.status >= 400) return "not asked here";
      const after = await store.resources.get(resource.id);
      return after?.endorsements[0]?.version === after?.published ? "done" : "refused";
    },
    also: {
      async "of a collection"(at) {
        const { store, newId, clock } = at.registry.parts;
        const held = resourceOf(at.world.cast, "a teacher", "public", newId, clock());
        await put(at.registry, held);
        const sections = [{ heading: "", note: "", entries: [{ resource: held.id, note: "" }] }];
        const content = { title: "By the sea", introduction: "", sections };
        const person = at.world.cast.owner.caller.person?.id ?? "";
        const collection = {
          ...collectionOf("a teacher", "state"),
          id: newId(),
          owner: { person },
          content,
          draft: { ...content, introduction: "Newly" },
          endorsements: [{ organization: at.code, version: 1, at: clock() }],
          curators: [],
        };
        const { id, createdAt } = collection;
        const version = { collection: id, number: 1, content, at: createdAt, by: person };
        await store.commit([
          {
            noun: "collection",
            after: collection,
            version: { ...version, widestReach: "state" },
            event: { what: "created", at: createdAt, by: person, role: "owner" },
          },
        ]);
        const path = `/api/v1/collections/${id}`;
        const etag = (await at.call("GET", path)).headers.get("etag") ?? '"none"';
        const headers = { "if-match": etag };
        const published = await at.call("POST", `${path}/publication`, { body: {}, headers });
        if (published.status >= 400) return "not asked here";
        const after = await store.collections.get(id);
        return after?.endorsements[0]?.version === after?.published ? "done" : "refused";
      },
    },
  },
  import: {
    api: (at) =>
      status(
        at.call("POST", `${at.path}/imports?name=puddles.csv`, {
          body: SHEET,
          headers: { "content-type": "text/csv" },
        }),
      ),
    page: opened("/imports"),
  },
  "keep its curricula": {
    api: (at) =>
      status(
        at.call("PUT", `${at.path}/curricula/unit-${at.code.toLowerCase()}`, {
          body: { label: `Unit of ${at.code}` },
        }),
      ),
    page: (at) => at.fill(`${at.address}/curricula`, { label: `Unit ${at.code} ${at.player.part}` }),
  },
  "place things there": {
    api: (at) => status(created(at, { organization: at.code, reach: "private" })),
  },
  "set external ids": {
    api: (at) => status(created(at, { organization: at.code, externalId: `puddles-${count}` })),
  },
  "collect in its name": {
    api: (at) => {
      const body = { title: "By the sea", organization: at.code, ownedBy: "organization" };
      return status(at.call("POST", "/api/v1/collections", { body }));
    },
    async page(at) {
      const { text } = await at.open("/collections/new");
      // Only what they belong to is offered, and state staff are not asked: what they collect is the state's.
      const { memberships } = at.player.caller;
      if (at.code === "ri" || !memberships.some((m) => m.organization === at.code)) return "not asked here";
      return text.includes(`value="${at.code}"`) ? "done" : "refused";
    },
  },
  catalogue: {
    async api(at) {
      const { status: code, body } = await created(at, { organization: at.code });
      if (code >= 400) return "refused";
      const made = await at.registry.parts.store.resources.get(body.id);
      return made?.catalogued && "organization" in made.owner ? "done" : "refused";
    },
  },
};

/** Whom things wait for and in whose name they are done: seen in what is done about resources and reviews. */
const TRIED_ELSEWHERE = [
  "belongs to it",
  "curates it",
  "acts for the school",
  "acts for the district",
  "acts for the state",
];

/** Every row about organizations, through every door it has. What one may not do there is said to everyone. */
export function organizationTrials(world: World, rows: Row[]): Trial[] {
  const { registry, cast } = world;
  return rows
    .filter((row) => row.section === "organizations" && !TRIED_ELSEWHERE.includes(row.action))
    .flatMap((row) => {
      const doors = ORGANIZATION_DOORS[row.action];
      if (!doors) throw new Error(`Nobody has said how "${row.action}" is tried`);
      const player = cast[row.who as CastPart];
      return trialsOf<At, string>({
        world,
        row,
        player,
        doors,
        answers: PLACES.map((one, i) => ({ one, yes: row.cells[i] === one, sees: true })),
        stage: async (code) =>
          Object.assign(new Hand(registry, player), {
            world,
            code,
            path: `/api/v1/organizations/${code}`,
            address: `/organizations/${code}`,
          }),
      });
    });
}

const NOBODY = "01930000-0000-7000-8000-0000000000aa";
const found = (asked: { status: number }): Outcome =>
  asked.status === 404 || asked.status < 400 ? "done" : asked.status === 401 ? "unseen" : "refused";

interface InRegistry extends Hand {
  world: World;
}

const REGISTRY_DOORS: Record<string, Doors<InRegistry, "all">> = {
  contribute: {
    async api(by) {
      const { status: code } = await by.call("POST", "/api/v1/collections", {
        body: { title: "By the sea" },
      });
      return outcomeOf(code);
    },
    async page(by) {
      return (await by.open("/collections")).text.includes('href="/collections/new"') ? "done" : "refused";
    },
    also: {
      async "on a card"(by) {
        const { newId, clock } = by.registry.parts;
        await put(by.registry, resourceOf(by.world.cast, "a teacher", "public", newId, clock()));
        await by.registry.indexed();
        return (await by.open("/search")).text.includes("Add to a collection") ? "done" : "refused";
      },
      async "on the shelf"(by) {
        return (await by.open("/shelf")).text.includes('href="/collections/new"') ? "done" : "refused";
      },
      async invited(by) {
        const { store, newId, clock } = by.registry.parts;
        const person = by.player.caller.person?.id;
        if (!person) return "refused";
        const at = clock();
        const place = { id: newId(), person, asked: "them", invitedBy: person, invitedAt: at };
        const model = collectionOf("a teacher", "private");
        const owner = { person: by.world.cast.owner.caller.person?.id ?? "" };
        const after = { ...model, id: newId(), owner, curators: [place], createdAt: at, changedAt: at };
        await store.commit([
          { noun: "collection", after, event: { what: "created", at, by: person, role: "owner" } },
        ]);
        return outcomeOf((await by.call("PUT", `/api/v1/collections/${after.id}/curators/me`)).status);
      },
    },
  },
  // Named to everyone on the page of the resource, and open to educators.
  "open files for educators": {
    async page(by) {
      const { newId, clock } = by.registry.parts;
      const model = resourceOf(by.world.cast, "a teacher", "public", newId, clock());
      const hash = await uploaded(by.registry, by.world.cast.owner);
      const files: Description["files"] = [{ hash, name: "key.pdf", educatorsOnly: true }];
      const resource = { ...model, description: { ...model.description, files } };
      await put(by.registry, resource);
      const { text } = await by.open(`/resources/${resource.id}`);
      if (!text.includes("key.pdf")) throw new Error("does not read the name of the file");
      return text.includes(`href="/files/${hash}"`) ? "done" : "refused";
    },
    async api(by) {
      const { newId, clock } = by.registry.parts;
      const model = resourceOf(by.world.cast, "a teacher", "public", newId, clock());
      const hash = await uploaded(by.registry, by.world.cast.owner);
      const files: Description["files"] = [{ hash, name: "key.pdf", educatorsOnly: true }];
      await put(by.registry, { ...model, description: { ...model.description, files } });
      // To all others it is as if there were none.
      return (await by.call("GET", `/api/v1/files/${hash}`)).status === 200 ? "done" : "refused";
    },
  },
  "widen without review": {
    async api(by) {
      const own = await ownOf(by, "28103", "state", by.world);
      return own ? own.patch({ reach: "public" }) : "refused";
    },
  },
  "change without review": {
    async api(by) {
      const own = await ownOf(by, "28103", "public", by.world);
      if (!own) return "refused";
      const outcome = await own.patch({ title: "Puddles and tides" });
      if (outcome !== "done") throw new Error(`Its owner's edit is ${outcome}`);
      return (await own.now())?.proposed === undefined ? "done" : "refused";
    },
  },
  "choose what is featured": {
    async api(by) {
      const etag = (await by.call("GET", "/api/v1/featured")).headers.get("etag") ?? '"none"';
      return status(
        by.call("PUT", "/api/v1/featured", { body: { collections: [] }, headers: { "if-match": etag } }),
      );
    },
    // That there is such a page is told to state staff alone.
    page: async (by) => ((await by.open("/collections/featured")).status === 200 ? "done" : "refused"),
    also: {
      // On the list of collections, and on the page of a public one.
      async offered(by) {
        const { store, newId, clock } = by.registry.parts;
        const at = clock();
        const model = collectionOf("a teacher", "public");
        const held = resourceOf(by.world.cast, "a teacher", "public", newId, at);
        await put(by.registry, held);
        const sections = [{ heading: "", note: "", entries: [{ resource: held.id, note: "" }] }];
        const content = { title: "By the sea", introduction: "", sections };
        const person = by.world.cast.owner.caller.person?.id ?? "";
        const after = { ...model, id: newId(), owner: { person }, content, curators: [], createdAt: at };
        await store.commit([
          {
            noun: "collection",
            after,
            version: { collection: after.id, number: 1, content, at, by: person, widestReach: "public" },
            event: { what: "created", at, by: person, role: "owner" },
          },
        ]);
        await store.commit([
          { noun: "featured", before: await store.collections.featured(), after: [after.id], at, by: person },
        ]);
        const [list, page] = [await by.open("/collections"), await by.open(`/collections/${after.id}`)];
        const link = list.text.includes('href="/collections/featured"');
        const button = page.text.includes('action="/collections/featured"');
        if (link !== button) throw new Error(`the list offers ${link}, the page ${button}`);
        return button ? "done" : "refused";
      },
    },
  },
  "look after mail": {
    page: (by) => by.send("/notices/mails/again", { id: NOBODY }),
    also: {
      async offered(by) {
        const { store, newId, clock } = by.registry.parts;
        const letter = { to: "x@school.example", subject: "A letter", text: "Words" };
        const mail = { id: newId(), kind: "letter", letter, state: "dead", tries: 9 } as const;
        await store.commit([{ noun: "mail", after: { ...mail, nextTry: clock(), createdAt: clock() } }]);
        return (await by.open("/notices")).text.includes("/notices/mails/again") ? "done" : "refused";
      },
    },
  },
  "see the audit trail": {
    api: (by) => status(by.call("GET", "/api/v1/audit")),
    page: async (by) => pageOutcome(await by.open("/audit")),
    also: {
      offered: async (by) => ((await by.open("/")).text.includes('href="/audit"') ? "done" : "refused"),
    },
  },
  "see erasures": {
    api: async (by) => found(await by.call("GET", `/api/v1/resources/${NOBODY}/erasure`)),
    async page(by) {
      const { newId, clock } = by.registry.parts;
      const resource = resourceOf(by.world.cast, "a teacher", "public", newId, clock());
      await put(by.registry, resource);
      const body = { reason: "It shows personal data", confirm: resource.id };
      const key = by.world.cast["state staff"].key ?? "";
      await by.registry.call("POST", `/api/v1/resources/${resource.id}/erasure`, { key, body });
      return (await by.open(`/resources/${resource.id}/erasure`)).status === 200 ? "done" : "refused";
    },
  },
  deactivate: {
    api: async (by) => found(await by.call("POST", `/api/v1/people/${NOBODY}/deactivation`)),
    page: async (by) => {
      const person = await newcomerAt(by.registry, "28", true);
      const outcome = await by.send("/organizations/ri/members/deactivate", { person, organization: "28" });
      const { active } = (await by.registry.parts.store.people.get(person)) ?? { active: false };
      if (active === (outcome === "done")) throw new Error(`said ${outcome}, is ${active}`);
      return outcome;
    },
    also: {
      async offered(by) {
        const { text } = await by.open("/organizations/28");
        return text.includes("/members/deactivate") ? "done" : "refused";
      },
    },
  },
  "change words": {
    async api(by) {
      const [rubric] = await by.registry.parts.store.reviews.rubrics();
      return status(by.call("PUT", `/api/v1/rubrics/${rubric?.id}`, { body: rubric }));
    },
  },
};

/** Every row about the registry as a whole, through every door it has. */
export function registryTrials(world: World, rows: Row[]): Trial[] {
  return rows
    .filter((row) => row.section === "registry")
    .flatMap((row) => {
      const doors = REGISTRY_DOORS[row.action];
      if (!doors) throw new Error(`Nobody has said how "${row.action}" is tried`);
      const player = world.cast[row.who as CastPart];
      return trialsOf<InRegistry, "all">({
        world,
        row,
        player,
        doors,
        answers: [{ one: "all", yes: row.cells[0] === "yes", sees: true }],
        stage: async () => Object.assign(new Hand(world.registry, player), { world }),
      });
    });
}
