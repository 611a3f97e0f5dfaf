import type { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import { newKey } from "../../src/people/actions/new-key.ts";
import { newSession } from "../../src/people/actions/sign-in.ts";
import type { Caller, Role } from "../../src/people/rules/person.ts";
import { REACHES, type Reach } from "../../src/reach/rules/reach.ts";
import type { Owner, Resource } from "../../src/resources/rules/resource.ts";
import { Description } from "../../src/resources/rules/resource.ts";
import type { TestRegistry } from "../support/registry.ts";

/** Everyone who can stand to a resource of school 28103 in a way of their own, near to far. */
export const CAST = {
  owner: ["28103", "member", true],
  "curator who owns it": ["28", "curator", true],
  "teacher of its school": ["28103", "member", true],
  "curator of its school": ["28103", "curator", true],
  "teacher of its district": ["28113", "member", true],
  "curator of its district": ["28", "curator", true],
  "state staff": ["ri", "curator", true],
  "teacher elsewhere": ["36104", "member", true],
  "curator elsewhere": ["36", "curator", true],
  "member of a partner": ["uri", "member", true],
  "not confirmed yet": ["28103", "member", false],
} as const satisfies Record<string, readonly [string, Role, boolean]>;
export type CastPart = keyof typeof CAST | "signed out";
export const PARTS = [...Object.keys(CAST), "signed out"] as CastPart[];

/** Who plays a part: at a browser and with a key. Somebody signed out has neither. */
export interface Player {
  part: CastPart;
  caller: Caller;
  key?: string;
  cookie?: string;
}

/** The same people without a registry: whoever waits to be confirmed belongs nowhere yet. */
export function callersOf(): Record<CastPart, Player> {
  const entries = Object.entries(CAST).map(([part, [organization, role, confirmed]]) => {
    const person = { id: part, name: `The ${part}`, demo: false, active: true, createdAt: "2026-01-01" };
    const memberships = confirmed ? [{ person: part, organization, role, confirmed }] : [];
    return [part, { part, caller: { person, memberships } }];
  });
  return Object.fromEntries([
    ...entries,
    ["signed out", { part: "signed out", caller: { memberships: [] } }],
  ]);
}

export async function castOf({ parts }: TestRegistry): Promise<Record<CastPart, Player>> {
  const at = parts.clock();
  const cast = { "signed out": { part: "signed out", caller: { memberships: [] } } } as unknown as Record<
    CastPart,
    Player
  >;
  for (const [part, [organization, role, confirmed]] of Object.entries(CAST)) {
    const person = { id: parts.newId(), name: `The ${part}`, demo: false, active: true, createdAt: at };
    const membership = { person: person.id, organization, role, confirmed };
    const scopes = ["read", "write", "curate"] as const;
    const { key, secret } = newKey({
      id: parts.newId(),
      person: person.id,
      label: "t",
      scopes: [...scopes],
      days: 1,
      at,
    });
    const { session, token } = newSession(person, { address: "", agent: "" }, parts, { secondFactor: true });
    await parts.store.commit([
      { noun: "person", after: person },
      { noun: "membership", after: membership },
      { noun: "key", after: key },
      { noun: "session", after: session },
    ]);
    const memberships = confirmed ? [membership] : [];
    cast[part as CastPart] = {
      part: part as CastPart,
      caller: { person, memberships },
      key: secret,
      cookie: `session=${token}`,
    };
  }
  return cast;
}

/** Whose a resource is: a teacher's, a curator's own, the school's itself; or a record of the state's catalogue. */
export const OWNERS = ["a teacher", "a curator", "its school", "the state"] as const;
export type OwnedBy = (typeof OWNERS)[number];

/** Hidden at different levels: each is shown again by that level, or one above. */
const HIDDEN_BY = {
  "hidden by its school": "28103",
  "hidden by its district": "28",
  "hidden by the state": "ri",
};
export const HIDDEN = Object.keys(HIDDEN_BY) as (keyof typeof HIDDEN_BY)[];
export const RESOURCE_STATES = [...REACHES, ...HIDDEN, "withdrawn", "undone"] as const;
export type State = (typeof RESOURCE_STATES)[number];

let count = 0;

/** True where there can be such a thing: only organizations above it hide it. */
export const canBe = (by: OwnedBy, state: State) =>
  by !== "the state" || !["hidden by its school", "hidden by its district"].includes(state);

/** A resource of school 28103, or of the state, in this state, whoever would have had to say yes to it. Its title is one of a kind. */
export function resourceOf(
  cast: Record<CastPart, Player>,
  by: OwnedBy,
  state: State,
  newId: () => string,
  at: string,
): Resource {
  const person = cast[by === "a curator" ? "curator who owns it" : "owner"].caller.person?.id ?? "";
  const organization = by === "the state" ? "ri" : "28103";
  const owner: Owner = by === "its school" || by === "the state" ? { organization } : { person };
  const level = state in HIDDEN_BY ? HIDDEN_BY[state as keyof typeof HIDDEN_BY] : undefined;
  const reach = (REACHES as readonly string[]).includes(state) ? (state as Reach) : "district";
  const word = letters(++count);
  // Nothing else in the registry looks like it, or what looks the same would not be named.
  const title = `Quahog${word} ${word}${word} ${word}tide`;
  return {
    id: newId(),
    organization,
    owner,
    status: level ? "hidden" : state === "withdrawn" || state === "undone" ? state : "active",
    reach,
    revision: 1,
    published: 2,
    description: Description.parse({ title, url: `https://example.org/${count}`, subjects: ["mathematics"] }),
    endorsements: [],
    catalogued: by === "the state",
    createdAt: at,
    changedAt: at,
    ...(level ? { hiding: { at, by: level, reason: "A test" } } : {}),
    ...(state === "withdrawn"
      ? { withdrawal: { at, by: "owner" as const, reason: "Tried and found wanting" } }
      : {}),
  };
}

const letters = (n: number) => [...String(n)].map((d) => "abcdefghij"[Number(d)]).join("");

export async function put({ parts }: TestRegistry, resource: Resource): Promise<void> {
  const { id, description, createdAt: at, reach } = resource;
  const by = "person" in resource.owner ? resource.owner.person : "program";
  await parts.store.commit([
    {
      noun: "resource",
      after: resource,
      version: { resource: id, number: 2, description, at, by, widestReach: reach },
      // The one before it, which nobody but its owner has ever seen.
      waiting: {
        resource: id,
        number: 1,
        description: { ...description, title: `${description.title}, secretly` },
        at,
        by,
        widestReach: "private",
      },
      event: { what: "created", at, by, role: "owner", version: 2, reach },
    },
  ]);
}

/** A changed version of it that waits for approval. Gives the resource as it then is. */
export async function propose({ parts }: TestRegistry, before: Resource): Promise<Resource> {
  const { id, createdAt: at } = before;
  const by = "person" in before.owner ? before.owner.person : "program";
  const after = { ...before, proposed: 3, revision: before.revision + 1 };
  const description = { ...before.description, summary: "Waits for a yes" };
  await parts.store.commit([
    {
      noun: "resource",
      before,
      after,
      version: { resource: id, number: 3, description, at, by, widestReach: "private" },
      event: { what: "proposed", at, by, role: "owner", version: 3 },
    },
  ]);
  return after;
}

export const treeOf = async ({ parts }: TestRegistry): Promise<OrganizationTree> =>
  (await parts.store.reference()).organizations;
