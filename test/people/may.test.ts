import { describe, expect, test } from "@jest/globals";
import {
  type Deed,
  IN_AN_ORGANIZATION,
  IN_THE_REGISTRY,
  may,
  ON_A_RESOURCE,
  type OrganizationDeed,
  type RegistryDeed,
} from "../../src/people/may.ts";
import type { Resource } from "../../src/resources/resource.ts";
import { REACHES } from "../../src/sharing/reach.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import {
  castOf,
  HIDDEN,
  OWNERS,
  type OwnedBy,
  PARTS,
  type Player,
  put,
  resourceOf,
  STATES,
  type State,
  treeOf,
} from "./cast.ts";

/** What became of a try. "refused" may be said to those who see the thing; to all others it does not exist. */
type Outcome = "done" | "refused" | "unseen";

const outcomeOf = (status: number): Outcome =>
  status < 400 ? "done" : status === 404 || status === 410 || status === 401 ? "unseen" : "refused";

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

class Stage {
  constructor(
    readonly registry: TestRegistry,
    readonly player: Player,
    readonly resource: Resource,
    /** The ETag as its owner reads it: an ETag opens nothing by itself. */
    readonly etag: string,
  ) {}
  get path() {
    return `/api/v1/resources/${this.resource.id}`;
  }
  call(method: string, path: string, ask: { body?: unknown; headers?: Record<string, string> } = {}) {
    const { key } = this.player;
    return this.registry.call(method, path, { ...ask, ...(key ? { key } : {}) });
  }
  page(path: string) {
    const { cookie } = this.player;
    return fetch(this.registry.address + path, { redirect: "manual", headers: cookie ? { cookie } : {} });
  }
  patch(body: object) {
    const headers = { "if-match": this.etag, "content-type": "application/merge-patch+json" };
    return this.call("PATCH", this.path, { body, headers });
  }
}

type Proof = (on: Stage) => Promise<Outcome | "not asked here">;

/** How each deed is tried through the doors there are. A deed without a door says so. */
const PROOFS: Record<Deed, Proof | "tested with its room"> = {
  see: async (on) => seenEverywhere(on),
  "see history": async (on) => outcomeOf((await on.call("GET", `${on.path}/history`)).status),
  "read names in its history": async (on) => {
    const { status, body } = await on.call("GET", `${on.path}/history`);
    if (status !== 200) return outcomeOf(status);
    if ("organization" in on.resource.owner) return "not asked here";
    return body.events[0].by ? "done" : "refused";
  },
  "read every version": async (on) => {
    // Its first version was never published to anybody.
    const api = await on.call("GET", `${on.path}/versions/1`);
    const page = await on.page(`/resources/${on.resource.id}/versions/1`);
    const outcome = agreed(on, outcomeOf(api.status), outcomeOf(page.status));
    const sees = (await on.call("GET", on.path)).status === 200;
    return outcome === "unseen" && sees && on.player.caller.person ? "refused" : outcome;
  },
  edit: async (on) => outcomeOf((await on.patch({ keywords: ["tide"] })).status),
  widen: async (on) => {
    const reach = NEXT[on.resource.reach];
    // What is wider than the state is asked for, never taken; its review has tests of its own.
    if (!reach || reach === "public") return "not asked here";
    return outcomeOf((await on.patch({ reach })).status);
  },
  narrow: async (on) => {
    const reach = BELOW[on.resource.reach];
    if (!reach || reach === "private") return "not asked here";
    return outcomeOf((await on.patch({ reach })).status);
  },
  "make private": async (on) => {
    if (on.resource.reach === "private") return "not asked here";
    return outcomeOf((await on.patch({ reach: "private" })).status);
  },
  withdraw: async (on) => {
    const page = await formOutcome(on, "withdrawal");
    const headers = { "if-match": on.etag };
    const body = { reason: "A test" };
    const { status } = await on.call("POST", `${on.path}/withdrawal`, { headers, body });
    return agreed(on, outcomeOf(status), page);
  },
  "see its proposal": "tested with its room",
  hide: async (on) => {
    const page = await formOutcome(on, "hiding");
    const api = outcomeOf((await on.call("PUT", `${on.path}/hiding`, { body: { reason: "A test" } })).status);
    return agreed(on, api, page);
  },
  show: async (on) => {
    const page = await on.page(`/resources/${on.resource.id}`);
    const offered = (await page.text()).includes("Show it to readers again");
    const outcome = outcomeOf((await on.call("DELETE", `${on.path}/hiding`)).status);
    if (offered !== (outcome === "done"))
      throw new Error(`${on.player.part}: the page offers what the API refuses`);
    return outcome;
  },
  offer: "tested with its room",
  review: "tested with its room",
  decide: "tested with its room",
  endorse: "tested with its room",
  comment: "tested with its room",
  "note for reviewers": "tested with its room",
  "add an alignment": "tested with its room",
  collect: "tested with its room",
  report: async (on) => {
    const { status } = await on.page(`/resources/${on.resource.id}/report`);
    const said = await on.call("POST", `${on.path}/reports`, { body: { kind: "broken" } });
    return agreed(on, outcomeOf(said.status), outcomeOf(status));
  },
  erase: async (on) => {
    const page = await formOutcome(on, "erasure");
    const body = { reason: "A test", confirm: on.resource.id };
    return agreed(on, outcomeOf((await on.call("POST", `${on.path}/erasure`, { body })).status), page);
  },
};

/** What the page with the form of a deed answers: one who is signed out is led to sign in, whatever the id. */
async function formOutcome(on: Stage, form: string): Promise<Outcome> {
  const { status } = await on.page(`/resources/${on.resource.id}/${form}`);
  return status === 303 ? "unseen" : outcomeOf(status);
}

function agreed(on: Stage, api: Outcome, page: Outcome): Outcome {
  if (api !== page) throw new Error(`${on.player.part}: the API says ${api}, the page ${page}`);
  return api;
}

/** Every way to come to know of a resource, all of which have to agree. */
async function seenEverywhere(on: Stage): Promise<Outcome> {
  const { resource, path } = on;
  const word = resource.description.title.split(" ")[0] ?? "";
  const [read, page, open, cached, listed, found, suggested, results, version] = await Promise.all([
    on.call("GET", path),
    on.page(`/resources/${resource.id}`),
    on.page(`/resources/${resource.id}/open`),
    on.call("GET", path, { headers: { "if-none-match": on.etag } }),
    idsListed(on),
    on.call("GET", `/api/v1/search?q=${word}`),
    on.call("GET", `/api/v1/suggest?q=${word}`),
    on.page(`/search?q=${word}`),
    on.call("GET", `${path}/versions/2`),
  ]);
  const counted = (found.body.facets as { values?: { count: number }[] }[]).some((f) =>
    f.values?.some((v) => v.count > 0),
  );
  const shown = (await results.text()).includes(`/resources/${resource.id}`);
  const offered = JSON.stringify(suggested.body).includes(resource.id);
  const inside = {
    read: read.status === 200,
    page: page.status === 200,
    open: open.status === 302,
    cached: cached.status === 304,
    listed: listed.includes(resource.id),
    found: found.body.total === 1,
    counted,
    shown,
    version: version.status === 200,
  };
  const ways = Object.values(inside);
  if (ways.some((way) => way !== ways[0]))
    throw new Error(`${on.player.part}: ${resource.description.title} ${JSON.stringify(inside)}`);
  if (offered && !inside.read) throw new Error(`${on.player.part} is offered what they may not see`);
  if (!inside.read && resource.status !== "withdrawn")
    await answersAsIfAbsent(on, read.text, await page.text());
  return inside.read ? "done" : "unseen";
}

async function idsListed(on: Stage): Promise<string[]> {
  const ids: string[] = [];
  for (let after = ""; ; ) {
    const { body } = await on.call("GET", `/api/v1/resources?limit=100${after && `&after=${after}`}`);
    ids.push(...body.resources.map((r: { id: string }) => r.id));
    if (!body.next) return ids;
    after = body.next;
  }
}

/** Same status, same words, same headers as for an id nobody has. */
async function answersAsIfAbsent(on: Stage, api: string, page: string): Promise<void> {
  const nobody = "01930000-0000-7000-8000-0000000000aa";
  const bare = (text: string) => text.replace(/urn:request:[\w-]+/g, "").replaceAll(on.resource.id, nobody);
  expect(bare(api)).toBe(bare((await on.call("GET", `/api/v1/resources/${nobody}`)).text));
  expect(bare(page)).toBe(bare(await (await on.page(`/resources/${nobody}`)).text()));
}

const CHANGES: Deed[] = [
  "edit",
  "widen",
  "narrow",
  "make private",
  "withdraw",
  "hide",
  "show",
  "report",
  "erase",
];
/** The states in which a deed is tried. */
const statesFor = (deed: Deed): readonly State[] =>
  deed === "show" ? HIDDEN : deed === "erase" ? STATES : REACHES;
const READINGS: Deed[] = ["see", "see history", "read names in its history", "read every version"];

describe("the matrix of what one may do to a resource", () => {
  test("every deed of the table is proven, or named as proven elsewhere", () => {
    expect(Object.keys(PROOFS).sort()).toEqual(Object.keys(ON_A_RESOURCE).sort());
    const proven = Object.entries(PROOFS).filter(([, proof]) => typeof proof === "function");
    expect(proven.map(([deed]) => deed).sort()).toEqual([...CHANGES, ...READINGS].sort());
  });

  test.each(OWNERS)(
    "what %s owns is read by those the table names, and leaks to nobody else",
    async (by) => {
      const registry = await openTestRegistry();
      const [cast, tree] = [await castOf(registry), await treeOf(registry)];
      const { newId, clock } = registry.parts;
      const resources = STATES.map((state) => [state, resourceOf(cast, by, state, newId, clock())] as const);
      for (const [, resource] of resources) await put(registry, resource);
      await registry.indexed();
      for (const [state, resource] of resources) {
        const etag = await etagFor(registry, cast, resource);
        for (const part of PARTS) {
          const on = new Stage(registry, cast[part], resource, etag);
          for (const deed of READINGS) await prove(on, deed, state, tree);
        }
      }
    },
    300_000,
  );

  for (const by of OWNERS)
    test.each(CHANGES)(
      `what ${by} owns: %s is done by those the table names, and by nobody else`,
      async (deed) => {
        const registry = await openTestRegistry();
        const [cast, tree] = [await castOf(registry), await treeOf(registry)];
        const { newId, clock } = registry.parts;
        for (const state of statesFor(deed))
          for (const part of PARTS) {
            const resource = resourceOf(cast, by, state, newId, clock());
            await put(registry, resource);
            const on = new Stage(registry, cast[part], resource, await etagFor(registry, cast, resource));
            await prove(on, deed, state, tree);
            const after = await registry.parts.store.resources.get(resource.id);
            const touched = after?.revision !== resource.revision;
            if (touched && !may(on.player.caller, deed, resource, tree))
              throw new Error(`${part} did ${deed} all the same`);
          }
      },
      300_000,
    );
});

/** The ETag read by whoever sees it most surely. */
async function etagFor(
  registry: TestRegistry,
  cast: Record<string, Player>,
  resource: Resource,
): Promise<string> {
  const owner = "person" in resource.owner ? resource.owner.person : undefined;
  const reader = Object.values(cast).find((p) =>
    owner ? p.caller.person?.id === owner : p.part === "curator of its school",
  );
  const { headers } = await registry.call("GET", `/api/v1/resources/${resource.id}`, {
    key: reader?.key ?? "",
  });
  return headers.get("etag") ?? '"none"';
}

async function prove(on: Stage, deed: Deed, state: State, tree: Parameters<typeof may>[3]): Promise<void> {
  const proof = PROOFS[deed];
  if (typeof proof === "string") return;
  const { resource, player } = on;
  const outcome = await proof(on);
  if (outcome === "not asked here") return;
  const sees = may(player.caller, "see", resource, tree);
  const allowed = may(player.caller, deed, resource, tree);
  // Someone signed out is told to sign in before any change, whatever the id: it says nothing of the resource.
  const expected = allowed ? "done" : sees && player.caller.person ? "refused" : "unseen";
  expect([player.part, deed, state, outcome]).toEqual([
    player.part,
    deed,
    state,
    sees && !player.caller.person && outcome === "refused" ? "refused" : expected,
  ]);
}

describe("the matrix of what one may do in an organization", () => {
  const PLACES = ["28103", "28", "36", "ri", "uri"];
  const ask = async (
    registry: TestRegistry,
    player: Player,
    deed: OrganizationDeed,
    code: string,
    whom: () => Promise<string>,
  ) => {
    const key = player.key ? { key: player.key } : {};
    const at = `/api/v1/organizations/${code}`;
    switch (deed) {
      case "see members":
        return registry.call("GET", `${at}/members`, key);
      case "invite":
        return registry.call("POST", `${at}/invitations`, { ...key, body: { email: "x@school.example" } });
      case "confirm":
        return registry.call("PUT", `${at}/members/${await whom()}`, { ...key, body: { role: "member" } });
      case "change role":
        return registry.call("PUT", `${at}/members/${await whom()}`, { ...key, body: { role: "curator" } });
      case "remove":
        return registry.call("DELETE", `${at}/members/${await whom()}`, key);
      case "see its queue":
        return registry.call("GET", `${at}/reviews`, key);
      case "keep its curricula":
        return registry.call("PUT", `${at}/curricula/unit-${code.toLowerCase()}`, {
          ...key,
          body: { label: `Unit of ${code}` },
        });
      case "answer its reports":
        return registry.call("GET", `${at}/reports`, key);
      default:
        return undefined;
    }
  };
  const ELSEWHERE: OrganizationDeed[] = ["set rules", "import"];

  test("every deed is done by those the table names, and refused to all others", async () => {
    const registry = await openTestRegistry();
    const [cast, tree] = [await castOf(registry), await treeOf(registry)];
    const { parts } = registry;
    let cells = 0;
    for (const deed of Object.keys(IN_AN_ORGANIZATION) as OrganizationDeed[]) {
      if (ELSEWHERE.includes(deed)) continue;
      for (const code of PLACES)
        for (const part of PARTS) {
          const newcomer = async () => {
            const id = parts.newId();
            await parts.store.commit([
              {
                noun: "person",
                after: { id, name: "A newcomer", demo: false, active: true, createdAt: parts.clock() },
              },
              {
                noun: "membership",
                after: { person: id, organization: code, role: "member", confirmed: deed !== "confirm" },
              },
            ]);
            return id;
          };
          const organization = tree.get(code);
          if (!organization) throw new Error(`no organization ${code}`);
          const answer = await ask(registry, cast[part], deed, code, newcomer);
          const allowed = may(cast[part].caller, deed, organization, tree);
          const status = answer?.status ?? 0;
          expect([part, deed, code, status < 400, status]).toEqual([
            part,
            deed,
            code,
            allowed,
            allowed ? status : part === "signed out" ? 401 : 403,
          ]);
          cells++;
        }
    }
    expect(cells).toBe(8 * PLACES.length * PARTS.length);
  }, 120_000);

  test("an organization's page shows curators what waits, members each other, and everyone else its place only", async () => {
    const registry = await openTestRegistry();
    const [cast, tree] = [await castOf(registry), await treeOf(registry)];
    for (const code of PLACES)
      for (const part of PARTS) {
        const organization = tree.get(code);
        if (!organization) throw new Error(code);
        const { cookie, caller } = cast[part];
        const page = await fetch(`${registry.address}/organizations/${code}`, {
          headers: cookie ? { cookie } : {},
        });
        const text = await page.text();
        const shows = [
          text.includes('id="members"'),
          text.includes('id="waiting"'),
          text.includes('id="invite"'),
        ];
        const curator = may(caller, "invite", organization, tree);
        expect([part, code, page.status, ...shows]).toEqual([
          part,
          code,
          200,
          may(caller, "see members", organization, tree),
          curator,
          curator,
        ]);
        if (code === "28103" && !may(caller, "see members", organization, tree))
          expect(text).not.toContain("The owner");
      }
  });
});

describe("the matrix of what one may do to the registry", () => {
  test("is for state staff, here and over REST", async () => {
    const registry = await openTestRegistry();
    const [cast, tree] = [await castOf(registry), await treeOf(registry)];
    for (const part of PARTS) {
      const { key, cookie, caller } = cast[part];
      const allowed = may(caller, "see the audit trail", "registry", tree);
      const refused = part === "signed out" ? [401, 303] : [403, 403];
      const trail = await registry.call("GET", "/api/v1/audit", key ? { key } : {});
      const page = await fetch(`${registry.address}/audit`, {
        redirect: "manual",
        headers: cookie ? { cookie } : {},
      });
      expect([part, trail.status, page.status]).toEqual([part, ...(allowed ? [200, 200] : refused)]);
      const erasure = "/api/v1/resources/01930000-0000-7000-8000-0000000000aa/erasure";
      const followed = await registry.call("GET", erasure, key ? { key } : {});
      expect([part, followed.status]).toEqual([
        part,
        may(caller, "see erasures", "registry", tree) ? 404 : refused[0],
      ]);
      const nobody = "/api/v1/people/01930000-0000-7000-8000-0000000000aa/deactivation";
      const deactivated = await registry.call("POST", nobody, key ? { key } : {});
      expect([part, deactivated.status]).toEqual([
        part,
        may(caller, "deactivate", "registry", tree) ? 404 : refused[0],
      ]);
    }
  });
});

describe("the whole matrix", () => {
  test("is printed from the table", async () => {
    const registry = await openTestRegistry();
    const [cast, tree] = [await castOf(registry), await treeOf(registry)];
    const { newId, clock } = registry.parts;
    const lines: string[] = [];
    const short = (state: string) => (state.startsWith("hidden by") ? `h${state.at(-1)}` : state.slice(0, 2));
    const cellOf = (by: OwnedBy, deed: Deed, part: (typeof PARTS)[number]) =>
      STATES.map((state) =>
        may(cast[part].caller, deed, resourceOf(cast, by, state, newId, clock()), tree) ? short(state) : "··",
      ).join(" ");
    lines.push(
      "Which deeds, for which states of a resource: pr ivate, sc hool, di strict, st ate, pu blic, hidden by its school (hl), its district (ht) or the state (he), wi thdrawn",
    );
    for (const by of OWNERS) {
      lines.push("", `A resource that ${by} owns, of school 28103`);
      for (const part of PARTS)
        for (const deed of Object.keys(ON_A_RESOURCE) as Deed[])
          lines.push(`  ${part.padEnd(24)}${deed.padEnd(28)}${cellOf(by, deed, part)}`);
    }
    lines.push(
      "",
      "In organizations: 28103 its school, 28 its district, 36 another, ri the state, uri a partner",
    );
    for (const part of PARTS)
      for (const deed of Object.keys(IN_AN_ORGANIZATION) as OrganizationDeed[]) {
        const where = ["28103", "28", "36", "ri", "uri"].filter((code) => {
          const organization = tree.get(code);
          return organization && may(cast[part].caller, deed, organization, tree);
        });
        lines.push(`  ${part.padEnd(24)}${deed.padEnd(28)}${where.join(" ") || "nowhere"}`);
      }
    for (const deed of Object.keys(IN_THE_REGISTRY) as RegistryDeed[])
      lines.push(
        `  ${deed.padEnd(24)}${PARTS.filter((part) => may(cast[part].caller, deed, "registry", tree)).join(", ")}`,
      );
    process.stdout.write(`${lines.join("\n")}\n`);
    expect(lines.length).toBeGreaterThan(OWNERS.length * PARTS.length * Object.keys(ON_A_RESOURCE).length);
  });
});
