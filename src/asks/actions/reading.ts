import { createHmac, timingSafeEqual } from "node:crypto";
import type { Config } from "../../kernel/config.ts";
import { Problem } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { confirmedPlaces, curatedPlaces } from "../../people/rules/may.ts";
import { codesWithin, organizationFor } from "../../people/rules/members.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Store } from "../../store/store.ts";
import { type Ask, type AskInput, asksKeptSince } from "../rules/ask.ts";
import { type AskGroup, groupsOf, isClose } from "../rules/closeness.ts";
import { mayOnAsk } from "../rules/may.ts";

/** Asks read at once, to be grouped or compared: the newest ones. */
const MOST_READ = 5000;

/** Where an ask belongs: the district of who asks, else the state. */
export function placeOfAsk(caller: Caller, tree: OrganizationTree): string {
  const path = confirmedPlaces(caller).flatMap((code) => tree.path(code));
  return path.find((o) => o.kind === "district")?.code ?? tree.state.code;
}

type Secret = Pick<Config, "sessionSecret">;

/** Opens an ask that was made signed out, for whoever made it: nobody else is ever given it. */
export const tokenOfAsk = (id: string, { sessionSecret }: Secret): string =>
  createHmac("sha256", sessionSecret).update(`ask\n${id}`).digest("base64url");

function isTokenOf(id: string, given: string, config: Secret): boolean {
  const [right, shown] = [Buffer.from(tokenOfAsk(id, config)), Buffer.from(given)];
  return right.length === shown.length && timingSafeEqual(right, shown);
}

/** The ask, for who made it: by who they are, or by the token they were given. Unknown to all others. */
export async function askFor(
  id: string,
  { caller, token }: { caller: Caller; token?: string | undefined },
  { store, config, clock }: { store: Store; config: Secret; clock: () => string },
): Promise<Ask> {
  const ask = await store.asks.get(id);
  const theirs =
    ask &&
    ask.at >= asksKeptSince(clock()) &&
    (mayOnAsk(caller, "take back", ask) || (!ask.by && token && isTokenOf(id, token, config)));
  if (!theirs) throw new Problem("unknown", "There is no such ask. It may have been taken back.");
  return ask;
}

type Reading = { store: Store; clock: () => string };

/** What this caller has asked for, newest first. */
export const asksOf = async ({ person }: Caller, { store, clock }: Reading): Promise<Ask[]> =>
  person ? store.asks.of(person.id, asksKeptSince(clock())) : [];

/** Their earlier ask for something close to this. */
export const askedBefore = async (
  asked: AskInput,
  caller: Caller,
  parts: Reading,
): Promise<Ask | undefined> => (await asksOf(caller, parts)).find((ask) => isClose(ask, asked));

/** How many people beside who made it asked for something close to it, and since when. Two or fewer are not told. */
export async function othersBeside(
  ask: Ask,
  { store, clock }: Reading,
): Promise<{ count: number; since: string } | undefined> {
  const all = await store.asks.since(asksKeptSince(clock()), undefined, MOST_READ);
  const close = all.filter((other) => other.id !== ask.id && isClose(other, ask));
  const others = close.filter((other) => other.by === undefined || other.by !== ask.by);
  const count = new Set(others.map((other) => other.by ?? other.id)).size;
  const since = others.map((other) => other.at).toSorted()[0];
  return count >= FEWEST_OTHERS && since ? { count, since } : undefined;
}

/** Fewer than these could point at one person. */
const FEWEST_OTHERS = 3;

export interface AskedFor {
  groups: AskGroup[];
  /** How many asks there are. */
  total: number;
  /** Codes of the organizations they come from, asked or not. */
  within: string[];
}

/** What was asked for in this organization and below it, or wherever the caller curates. Never who asked. */
export async function askedIn(
  code: string | undefined,
  caller: Caller,
  { store, clock }: Reading,
): Promise<AskedFor> {
  const { organizations: tree } = await store.reference();
  const codes = code === undefined ? curatedPlaces(caller) : [code];
  if (codes.length === 0) throw new Problem("forbidden", "Only curators see what was asked for.");
  for (const one of codes) organizationFor(one, "see what was asked for", { caller, tree });
  const within = [...new Set(codes.flatMap((one) => codesWithin(one, tree)))];
  const asks = await store.asks.since(asksKeptSince(clock()), within, MOST_READ);
  return { groups: groupsOf(asks), total: asks.length, within };
}
