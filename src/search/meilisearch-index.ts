import { type SearchDocument, TEXT_FIELDS } from "./document.ts";
import type { Cursor, Removal } from "./engine.ts";
import { FACET_IDS } from "./facets.ts";
import type { MeiliCalls, MeiliTask } from "./meilisearch-calls.ts";
import { rememberingStems, tokensOf } from "./tokens.ts";

/** Raised whenever the settings or the documents change: an index of another version is built anew. */
export const MEILI_VERSION = 2;

/** Id of the document that holds the cursor; no resource has it. */
const CURSOR_ID = "cursor";

export const SETTINGS = {
  searchableAttributes: [...TEXT_FIELDS],
  filterableAttributes: [...FACET_IDS, "pair", "visible", "key", "kind"],
  sortableAttributes: ["created", "titleKey", "key"],
  displayedAttributes: ["*"],
  // Totals are counted to the end, and every value of a facet is counted.
  pagination: { maxTotalHits: 5_000_000 },
  faceting: { maxValuesPerFacet: 20_000 },
  // Words are stems: one letter in five, two in nine, as for the embedded engine.
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 } },
  // Order is not this engine's business; the first rules choose good candidates.
  rankingRules: ["words", "typo", "attribute", "proximity", "sort", "exactness"],
};

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
  const text = Object.fromEntries(TEXT_FIELDS.map((f) => [f, tokensOf(d.text[f]).map(stemOf).join(" ")]));
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

const cursorDocument = (cursor: Cursor): MeiliDocument => ({
  id: CURSOR_ID,
  key: CURSOR_ID,
  kind: "cursor",
  revision: 0,
  visible: [],
  cursor,
  version: MEILI_VERSION,
});

export async function readCursor(calls: MeiliCalls, index: string): Promise<Cursor | undefined> {
  const kept = await calls.call<{ cursor: Cursor; version: number }>(
    "GET",
    `/indexes/${index}/documents/${CURSOR_ID}`,
  );
  return kept?.version === MEILI_VERSION ? kept.cursor : undefined;
}

/** Documents, removals and cursor in one task: all of it or nothing. Not yet done when this resolves. */
export async function send(
  calls: MeiliCalls,
  index: string,
  put: SearchDocument[],
  remove: Removal[],
  cursor?: Cursor,
): Promise<MeiliTask | undefined> {
  const lines = [
    ...put.map(meiliDocument),
    ...remove.map(removed),
    ...(cursor ? [cursorDocument(cursor)] : []),
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

export async function createIndex(calls: MeiliCalls, index: string): Promise<void> {
  await calls.done(await calls.call<MeiliTask>("POST", "/indexes", { uid: index, primaryKey: "id" }));
  await calls.done(await calls.call<MeiliTask>("PATCH", `/indexes/${index}/settings`, SETTINGS));
}

export async function dropIndex(calls: MeiliCalls, index: string): Promise<void> {
  const task = await calls.call<MeiliTask>("DELETE", `/indexes/${index}`);
  if (task) await calls.done(task).catch(() => undefined);
}

export const exists = async (calls: MeiliCalls, index: string): Promise<boolean> =>
  (await calls.call("GET", `/indexes/${index}`)) !== undefined;
