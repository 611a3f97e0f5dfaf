import { QUALITY, qualityOf } from "../rules/browsing.ts";
import { contentsOf, fingerprint } from "../rules/contents.ts";
import { type SearchDocument, TEXT_FIELDS } from "../rules/document.ts";
import type { Cursor, Removal } from "../rules/engine.ts";
import { FACETS, type Facet } from "../rules/facets.ts";
import { indexedTokensOf, rememberingStems } from "../rules/tokens.ts";
import { away, type MeiliCalls, type MeiliTask } from "./calls.ts";
import type { MeiliSettings } from "./settings.ts";

/** A swap that takes longer has gone wrong (ms); other tasks may be waiting before it. */
const SWAP_WITHIN = 600_000;
/** Id of the document that holds the cursor; no resource has it. */
const CURSOR_ID = "cursor";

/** A resource, or the memory of a removed one, as Meilisearch holds it. */
export interface MeiliDocument extends Record<string, unknown> {
  id: string;
  key: string;
  kind: "resource" | "removed" | "cursor";
  revision: number;
  visible: string[];
}

const stemOf = rememberingStems();

/** Only letters, digits, hyphens and underscores may be in an id there. */
const idOf = (key: string): string =>
  /^[A-Za-z0-9-]{1,100}$/.test(key) && key !== CURSOR_ID ? key : `_${Buffer.from(key).toString("base64url")}`;

/** Text goes over as stems, cut by our own tokens, so that both engines agree on what a word is. */
export function meiliDocument(d: SearchDocument): MeiliDocument {
  const text = Object.fromEntries(
    TEXT_FIELDS.map((f) => [f, indexedTokensOf(d.text[f]).map(stemOf).join(" ")]),
  );
  const { created, titleKey, revision, visible, pairs } = d;
  return {
    id: idOf(d.id),
    key: d.id,
    kind: "resource",
    ...text,
    ...d.facets,
    pair: pairs,
    revision,
    visible,
    created,
    quality: qualityOf(d),
    titleKey,
  };
}

const removed = ({ id, revision }: Removal): MeiliDocument => ({
  id: idOf(id),
  key: id,
  kind: "removed",
  revision: Math.max(0, revision),
  visible: [],
});

/** Made of what documents hold and how they are written there: an index of another version is rebuilt. */
export const meiliVersion = (facets: readonly Facet[] = FACETS): string => {
  const { document, ...contents } = contentsOf(facets);
  return fingerprint({ contents, quality: QUALITY, written: document && meiliDocument(document) });
};
const MEILI_VERSION = meiliVersion();

const cursorDocument = (cursor: Cursor, built: string): MeiliDocument => ({
  id: CURSOR_ID,
  key: CURSOR_ID,
  kind: "cursor",
  revision: 0,
  visible: [],
  cursor,
  built,
  version: MEILI_VERSION,
});

/** Undefined when there is no complete index, or one whose documents or settings are not those of this version. */
export async function readCursor(
  calls: MeiliCalls,
  index: string,
  wanted: MeiliSettings,
): Promise<Cursor | undefined> {
  const [kept, settings] = await Promise.all([
    calls.call<{ cursor: Cursor; version: string }>("GET", `/indexes/${index}/documents/${CURSOR_ID}`),
    calls.call<Record<string, unknown>>("GET", `/indexes/${index}/settings`),
  ]);
  return kept?.version === MEILI_VERSION && holds(wanted, settings) ? kept.cursor : undefined;
}

/** Whether what is there has at least what is wanted; lists in any order. */
function holds(wanted: unknown, there: unknown): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(there) && there.length === wanted.length && wanted.every((w) => there.includes(w));
  if (typeof wanted !== "object" || wanted === null) return wanted === there;
  const found = (there ?? {}) as Record<string, unknown>;
  return Object.entries(wanted).every(([name, value]) => holds(value, found[name]));
}

/**
 * Documents, removals and cursor in one task: all of it or nothing. Not yet done when this resolves. `built` marks
 * an index that was rebuilt.
 */
export async function send(
  calls: MeiliCalls,
  index: string,
  put: SearchDocument[],
  remove: Removal[],
  cursor?: Cursor,
  built = "",
): Promise<MeiliTask | undefined> {
  const lines = [
    ...put.map(meiliDocument),
    ...remove.map(removed),
    ...(cursor ? [cursorDocument(cursor, built)] : []),
  ];
  return calls.call<MeiliTask>("POST", `/indexes/${index}/documents?primaryKey=id`, undefined, { lines });
}

/** Of what is to be put or removed, only what is not older than what the index has. */
export async function newerOnly<T extends { id: string; revision: number }>(
  calls: MeiliCalls,
  index: string,
  given: T[],
): Promise<T[]> {
  if (given.length === 0) return [];
  const ids = given.map((g) => idOf(g.id));
  const body = { ids, fields: ["key", "revision"], limit: ids.length };
  const held = await calls.call<{ results: { key: string; revision: number }[] }>(
    "POST",
    `/indexes/${index}/documents/fetch`,
    body,
  );
  const revisions = new Map(held?.results.map((r) => [r.key, r.revision]));
  return given.filter((g) => g.revision < 0 || g.revision >= (revisions.get(g.id) ?? 0));
}

export async function createMeiliIndex(
  calls: MeiliCalls,
  index: string,
  settings: MeiliSettings,
): Promise<void> {
  await calls.done(await calls.call<MeiliTask>("POST", "/indexes", { uid: index, primaryKey: "id" }));
  await calls.done(await calls.call<MeiliTask>("PATCH", `/indexes/${index}/settings`, settings));
}

export async function dropIndex(calls: MeiliCalls, index: string): Promise<void> {
  const task = await calls.call<MeiliTask>("DELETE", `/indexes/${index}`);
  if (task) await calls.done(task).catch(() => undefined);
}

/**
 * Puts the rebuilt index in the place of the old one. A swap belongs to no index, so that a narrow key cannot
 * see how its task goes: it is over when what was built answers under the other's name.
 */
export async function swap(calls: MeiliCalls, index: string, next: string, built: string): Promise<void> {
  await calls.call("POST", "/swap-indexes", [{ indexes: [index, next] }]);
  for (const began = Date.now(); Date.now() - began < SWAP_WITHIN; ) {
    const there = await calls.call<{ built: string }>("GET", `/indexes/${index}/documents/${CURSOR_ID}`);
    if (there?.built === built) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw away("the new index does not come into its place");
}

export const exists = async (calls: MeiliCalls, index: string): Promise<boolean> =>
  (await calls.call("GET", `/indexes/${index}`)) !== undefined;
