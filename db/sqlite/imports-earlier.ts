import type { RowKeys, SimilarRecord } from "../../src/imports/rules/existing-records.ts";
import type { Imports } from "../../src/store/imports.ts";
import type { Sqlite } from "../driver.ts";
import { matchNamesOf } from "./import-duplicates.ts";
import { HALF, hash } from "./key-hash.ts";
import { asProblem } from "./sqlite-problems.ts";

type Earlier = Pick<Imports, "earlier" | "forget">;
type Read = Parameters<Imports["earlier"]>[1][number];

interface Kept {
  sheet: string | null;
  row: number;
  title: string;
  url: string | null;
  external_id: string | null;
}

/**
 * Rows of files being read, in tables of this connection alone: they need no lock, spill to disk, and are gone
 * when the process ends (a preview is then made again).
 */
export function earlierRows(sqlite: Sqlite): Earlier {
  sqlite.pragma(`temp.cache_size = -${CACHED_KB}`);
  sqlite.pragma("temp.journal_mode = MEMORY");
  const files = new Map<string, ReturnType<typeof oneFile>>();
  const perhaps = filter();
  let count = 0;
  const fileOf = (importId: string) => {
    const known = files.get(importId) ?? oneFile(sqlite, ++count, perhaps);
    files.set(importId, known);
    return known;
  };
  return {
    async earlier(importId, rows, most) {
      try {
        return fileOf(importId)(rows, most);
      } catch (error) {
        throw asProblem(error);
      }
    },
    forget(importId) {
      files.get(importId)?.drop();
      files.delete(importId);
      if (files.size === 0) perhaps.clear();
    },
  };
}

/** Pages of the tables that are kept in memory, for all imports together. */
const CACHED_KB = 8000;

function oneFile(sqlite: Sqlite, n: number, perhaps: ReturnType<typeof filter>) {
  const [rows, keys] = [`seen_rows_${n}`, `seen_keys_${n}`];
  sqlite.exec(`
    create temp table ${rows} (seq integer primary key, sheet text, row integer, title text, url text, external_id text);
    create temp table ${keys} (key integer, seq integer, primary key (key, seq)) without rowid;`);
  const putRow = sqlite.prepare(`insert or replace into ${rows} values (?, ?, ?, ?, ?, ?)`);
  const putKey = sqlite.prepare(`insert or ignore into ${keys} values (?, ?)`);
  // Key by key: a beginning that thousands of titles share ("Lesson 1…") is not read to its end.
  const before = sqlite
    .prepare(`select seq from ${keys} where key = ? and seq < ? order by seq limit ?`)
    .pluck();
  const row = sqlite.prepare(`select * from ${rows} where seq = ?`);

  function one({ seq, sheet, row: at, title, keys: of }: Read, most: number): SimilarRecord[] {
    const found = new Set<number>();
    for (const name of keysIn(of)) {
      const key = hash(name, n);
      if (perhaps.has(key)) for (const other of before.all(key, seq, most)) found.add(other as number);
      putKey.run(key, seq);
      perhaps.add(key);
    }
    const url = of.url === undefined ? null : `https://${of.url}`;
    putRow.run(seq, sheet ?? null, at, title, url, of.externalId ?? null);
    return [...found].map((other) => toSimilarRecord(row.get(other) as Kept));
  }
  const all = sqlite.transaction((given: Read[], most: number) => given.map((r) => one(r, most)));
  return Object.assign(all, { drop: () => void sqlite.exec(`drop table ${rows}; drop table ${keys}`) });
}

/** The most telling first: the id its source gave it, where it lies, what it is called. */
const keysIn = (k: RowKeys) => [...(k.externalId ? [`i:${k.externalId}`] : []), ...matchNamesOf(k)];

const toSimilarRecord = (s: Kept): SimilarRecord => ({
  ...(s.sheet === null ? {} : { sheet: s.sheet }),
  row: s.row,
  title: s.title,
  ...(s.url === null ? {} : { url: s.url }),
  ...(s.external_id === null ? {} : { externalId: s.external_id }),
});

/** Keys that were perhaps seen (Bloom, 4 MB whatever comes): most keys of a sheet are new, and need not be looked for. */
function filter() {
  const bits = new Uint32Array(2 ** (HALF - 1) / 32);
  const isSet = (at: number) => ((bits[at >>> 5] as number) & (1 << (at & 31))) !== 0;
  const set = (at: number) => {
    bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
  };
  const low = (key: number) => (key % 2 ** HALF) >>> 1;
  const high = (key: number) => Math.floor(key / 2 ** HALF) >>> 1;
  return {
    has: (key: number) => isSet(low(key)) && isSet(high(key)),
    add(key: number) {
      set(low(key));
      set(high(key));
    },
    clear: () => void bits.fill(0),
  };
}
