import { join } from "node:path";
import Database from "../../db/driver.ts";
import type { NoticeKind } from "../../src/notices/rules/notice.ts";
import type { NoticeSubject } from "../../src/notices/rules/notice-subject.ts";
import type { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { Resource } from "../../src/resources/rules/resource.ts";
import { type ShownPage, type Visit, visit } from "../support/browser.ts";
import type { TestRegistry } from "../support/registry.ts";
import type { Player, State } from "./matrix-cast.ts";

/** What became of a try. "refused" may be said to those who see the thing; to all others it does not exist. */
export type Outcome = "done" | "refused" | "unseen";
export type StageOutcome = Outcome | "not asked here";
export type Tree = OrganizationTree;

export const outcomeOf = (status: number): Outcome =>
  status < 400 ? "done" : status === 404 || status === 410 || status === 401 ? "unseen" : "refused";

/** Of a page: one who is signed out is led to sign in, whatever the id. */
export const pageOutcome = ({ status, location }: Pick<ShownPage, "status" | "location">): Outcome =>
  status === 303 && location?.startsWith("/sign-in") ? "unseen" : outcomeOf(status);

const visits = new WeakMap<Player, Visit>();

/** Somebody who tries something, by key and at a browser. */
export class Hand {
  constructor(
    readonly registry: TestRegistry,
    readonly player: Player,
  ) {}
  call(method: string, path: string, ask: { body?: unknown; headers?: Record<string, string> } = {}) {
    const { key } = this.player;
    return this.registry.call(method, path, { ...ask, ...(key ? { key } : {}) });
  }
  private async visit(): Promise<Visit> {
    const known = visits.get(this.player);
    if (known) return known;
    const { cookie } = this.player;
    const visitor = visit(this.registry, cookie ? { cookie } : {});
    // Any page holds the word that forms carry.
    if (cookie) await visitor.open("/account");
    visits.set(this.player, visitor);
    return visitor;
  }
  async open(path: string): Promise<ShownPage> {
    return (await this.visit()).open(path);
  }
  /** Sends a form, whether or not a page has shown it. */
  async send(path: string, fields: Record<string, string>): Promise<Outcome> {
    return pageOutcome(await (await this.visit()).send(path, fields));
  }
  /** Opens a page, fills in the form on it that goes to `action`, and sends it; sent bare where there is none. */
  async fill(path: string, fields: Record<string, string>, action = path): Promise<Outcome> {
    const { status, text } = await this.open(path);
    const outcome = await this.send(action, { ...(status === 200 ? fieldsIn(text, action) : {}), ...fields });
    const offered = status === 200 && text.includes(`action="${action}"`);
    if (offered !== (outcome === "done"))
      throw new Error(`${this.player.part}: ${path} is ${status}, sending it is ${outcome}`);
    return outcome;
  }
}

/** Somebody who tries an action on a resource. */
export class Stage extends Hand {
  constructor(
    registry: TestRegistry,
    player: Player,
    readonly resource: Resource,
    /** The ETag as its owner reads it: an ETag opens nothing by itself. */
    readonly etag: string,
    readonly state: State,
    /** An id given just before the resource's: lists go on from there. */
    readonly before: string,
  ) {
    super(registry, player);
  }
  get path() {
    return `/api/v1/resources/${this.resource.id}`;
  }
  get address() {
    return `/resources/${this.resource.id}`;
  }
  patch(body: object) {
    const headers = { "if-match": this.etag, "content-type": "application/merge-patch+json" };
    return this.call("PATCH", this.path, { body, headers });
  }
}

/** What a page offers to whoever sees it: done where this stands on it. */
export async function offeredOn(by: Hand, address: string, what: string): Promise<Outcome> {
  const shown = await by.open(address);
  if (shown.status !== 200) return pageOutcome(shown);
  return shown.text.includes(what) ? "done" : "refused";
}

/** Whether a notice about this is told to them still: who has lost sight of a thing hears nothing of it. */
export async function toldOf(by: Hand, what: NoticeKind, about: NoticeSubject): Promise<StageOutcome> {
  const { clock, config } = by.registry.parts;
  const person = by.player.caller.person?.id;
  if (!person) return "not asked here";
  // Notices follow from what happens; this one is there whatever has happened.
  const database = new Database(join(config.dataDir, "registry.db"));
  const row = "insert into notices (person, what, act, about, at) values (?, ?, 0, ?, ?)";
  database.prepare(row).run(person, what, JSON.stringify(about), clock());
  database.close();
  const { body } = await by.call("GET", "/api/v1/people/me/notices?limit=1");
  const [first] = body.notices as { what: string; address: string }[];
  return first?.what === what ? "done" : "unseen";
}

/** Uploads a small file of its own kind, so that this player can name it. Gives its SHA-256 (hex). */
export async function uploaded(registry: TestRegistry, { key = "" }: Player): Promise<string> {
  const response = await fetch(`${registry.address}/api/v1/files?name=key.pdf`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/octet-stream" },
    body: `%PDF-1.7\n1 0 obj\n${registry.parts.newId()}`,
  });
  const { files } = (await response.json()) as { files: { hash: string }[] };
  return files[0]?.hash ?? "";
}

/** What a form would send as it stands. */
function fieldsIn(text: string, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*action="${action}"[^>]*>(.*?)</form>`, "s").exec(text)?.[1] ?? "";
  const read = (tag: string, name: string) =>
    unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const type = read(tag, "type");
    const skipped =
      ["file", "submit"].includes(type) || (/radio|checkbox/.test(type) && !/\bchecked\b/.test(tag));
    const name = read(tag, "name");
    // The word of the session goes with every form anyway.
    if (!skipped && name && name !== "csrf") fields[name] = read(tag, "value");
  }
  for (const [, tag = "", value = ""] of form.matchAll(/<textarea([^>]*)>(.*?)<\/textarea>/gs))
    fields[read(tag, "name")] = unescaped(value);
  for (const [, tag = "", options = ""] of form.matchAll(/<select([^>]*)>(.*?)<\/select>/gs))
    fields[read(tag, "name")] = read(/<option[^>]*\bselected\b[^>]*>/.exec(options)?.[0] ?? "", "value");
  return fields;
}

const unescaped = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

/** How an action is tried through the doors there are. */
export interface Proof {
  /** In which states; what the others come to is in the table and has no door of its own. */
  states: readonly State[];
  /** By key, as JSON. */
  api(on: Stage): Promise<StageOutcome>;
  /** At a browser, by a form that is really sent. */
  page(on: Stage): Promise<StageOutcome>;
  also?: Record<string, (on: Stage) => Promise<StageOutcome>>;
  /** What "no" sounds like, where it is not the usual: "unseen" never says that there is something. */
  no?(on: Pick<Stage, "player">, door: string): Outcome | undefined;
}
export type Proofs<A extends string> = Record<A, Proof>;

/** The ETag read by whoever sees it most surely. */
export async function etagFor(
  registry: TestRegistry,
  cast: Record<string, Player>,
  resource: Resource,
): Promise<string> {
  const owner = "person" in resource.owner ? resource.owner.person : undefined;
  const reader = Object.values(cast).find((p) =>
    owner
      ? p.caller.person?.id === owner
      : p.part === (resource.organization === "ri" ? "state staff" : "curator of its school"),
  );
  const { headers } = await registry.call("GET", `/api/v1/resources/${resource.id}`, {
    key: reader?.key ?? "",
  });
  return headers.get("etag") ?? '"none"';
}
