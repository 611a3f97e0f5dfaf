import type { Sqlite } from "../../../db/driver.ts";
import { ABOUT, type CollectionRequest, type CollectionsFound, WORTH } from "../rules/collections-index.ts";
import type { QueryWord } from "../rules/engine.ts";
import { stemOf } from "../rules/tokens.ts";

/** What a collection is worth to one word or code, by its id. */
type Worths = Map<string, number>;

/** Words of one question that are looked at: nobody types more of what a collection is about. */
const MOST_WORDS = 12;

export function findCollections(sqlite: Sqlite): (ask: CollectionRequest) => CollectionsFound {
  const withStem = sqlite.prepare("select collection, worth from stem where stem = ? and worth >= ?").raw();
  const withItem = sqlite
    .prepare("select distinct collection from item where item in (select value from json_each(?))")
    .pluck();
  const seen = seenAmong(sqlite);
  const all = sqlite.prepare("select count(*) from collection").pluck();

  const ofStem = (stem: string, least: number): Worths =>
    new Map(withStem.all(stem, least) as [string, number][]);
  const ofWord = ({ text, alternatives }: QueryWord, least: number): Worths => {
    const found = ofStem(stemOf(text), least);
    for (const { words, share } of alternatives)
      for (const [id, worth] of inAll(words.map((w) => ofStem(stemOf(w), least / share))))
        if ((found.get(id) ?? 0) < worth * share) found.set(id, worth * share);
    return found;
  };
  const ofCode = (items: string[]): Worths =>
    new Map((withItem.all(JSON.stringify(items)) as string[]).map((id) => [id, WORTH.topics]));

  return ({ words, codes, visible, most, about }) => {
    const least = about ? LEAST : 0;
    const parts = [
      ...words.slice(0, MOST_WORDS).map((word) => ofWord(word, least)),
      ...codes.slice(0, MOST_WORDS).map(ofCode),
    ];
    // Most questions are about something that no collection is about.
    if (about && parts.some((worths) => worths.size === 0)) return { ids: [], total: 0 };
    const needed = about ? parts.length : 1;
    const fitting = [...scores(parts, Number(all.get()))].filter(([, s]) => s.parts >= needed);
    const open = seen(
      fitting.map(([id]) => id),
      visible,
    );
    const ids = fitting
      .filter(([id]) => open.has(id))
      .sort(([a, x], [b, y]) => y.parts - x.parts || y.sum - x.sum || (a < b ? 1 : -1))
      .map(([id]) => id);
    return { ids: ids.slice(0, most), total: ids.length };
  };
}

/** A synonym of a topic still says what a collection is about; a word in the title of one resource does not. */
const LEAST = ABOUT * 0.6;

interface Score {
  /** How many of what was asked it has. */
  parts: number;
  sum: number;
}

/** Rare words count more. */
function scores(parts: Worths[], collections: number): Map<string, Score> {
  const found = new Map<string, Score>();
  for (const worths of parts) {
    const rarity = Math.log(1 + collections / Math.max(1, worths.size));
    for (const [id, worth] of worths) {
      const before = found.get(id) ?? { parts: 0, sum: 0 };
      found.set(id, { parts: before.parts + 1, sum: before.sum + worth * rarity });
    }
  }
  return found;
}

/** What every one of these has, at what it is worth to the weakest. */
function inAll([first, ...others]: Worths[]): Worths {
  const found: Worths = new Map();
  for (const [id, worth] of first ?? []) {
    const worths = others.map((other) => other.get(id));
    if (worths.every((w) => w !== undefined)) found.set(id, Math.min(worth, ...(worths as number[])));
  }
  return found;
}

function seenAmong(sqlite: Sqlite): (ids: string[], visible: string[]) => Set<string> {
  const seen = sqlite
    .prepare(
      `select id from collection where id in (select value from json_each(?))
       and exists (select 1 from json_each(visible) mine join json_each(?) asked on asked.value = mine.value)`,
    )
    .pluck();
  return (ids, visible) =>
    ids.length === 0
      ? new Set()
      : new Set(seen.all(JSON.stringify(ids), JSON.stringify(visible)) as string[]);
}

/** Titles that have these words, the last one as far as it is typed. */
export function suggestCollections(sqlite: Sqlite) {
  const whole = sqlite.prepare("select collection from title where word = ?").pluck();
  const begun = sqlite
    .prepare("select distinct collection from title where word >= ? and word < ? limit 200")
    .pluck();
  const seen = seenAmong(sqlite);
  return (tokens: string[], visible: string[], most: number): string[] => {
    const last = tokens.at(-1);
    if (last === undefined || tokens.length > MOST_WORDS) return [];
    const found = [
      ...tokens.slice(0, -1).map((token) => new Set(whole.all(token) as string[])),
      new Set(begun.all(last, `${last}\u{10ffff}`) as string[]),
    ];
    const ids = [...(found[0] ?? [])].filter((id) => found.every((one) => one.has(id)));
    const open = seen(ids, visible);
    return ids
      .filter((id) => open.has(id))
      .sort()
      .reverse()
      .slice(0, most);
  };
}
