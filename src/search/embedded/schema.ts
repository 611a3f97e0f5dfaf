import type { Sqlite } from "../../../db/driver.ts";
import { QUALITY } from "../rules/browsing.ts";
import { contentsOf, fingerprint } from "../rules/contents.ts";
import { FACETS, type Facet } from "../rules/facets.ts";
import { indexFieldsOf } from "./fields.ts";
import { SIGNS } from "./lists.ts";
import { packWords } from "./packed.ts";

/**
 * `document.id` is the row id of both full-text tables and the place in the columns held in memory. A row
 * without facets is a tombstone: it remembers the revision at which the record was removed.
 *
 * Full-text tables are contentless and are fed joined tokens, so that `ascii` splits them at blanks only:
 * every other byte is a token character. `matter` holds each stem of a document once, and once more with a sign
 * before it where it stands in the title or the topics (`lists.ts`); `posting` the ids of facet values.
 */
const TABLES = `
  create table meta (name text primary key, value any) without rowid;
  create table value (id integer primary key, field text not null, value text not null, unique (field, value));
  create table stem (id integer primary key, stem text not null unique, documents integer not null);
  create table word (id integer primary key, word text not null, stem integer not null, documents integer not null);
  create table document (
    id integer primary key,
    key text not null unique,
    revision integer not null,
    seq integer not null,
    created integer not null,
    length integer not null,
    quality integer not null,
    maker integer not null,
    title text not null,
    facets text
  );
  create index document_seq on document (seq);
  create table words (id integer primary key, words text not null);
  create virtual table matter using fts5(stems,
    content='', contentless_delete=1, detail=none, tokenize='ascii');
  create virtual table posting using fts5(value,
    content='', contentless_delete=1, detail=none, tokenize='ascii');
`;

/** Made last: titles come in no order, and an index kept in order from the beginning costs a tenth of the time. */
const TITLES = "create index if not exists document_title on document (title, id) where facets is not null";

/** Numbers of one, two and four digits, and none. */
const PACKED_SAMPLE = [[0, 31, 32, 40_000], []];

/** Made of all that decides what an index holds and how: one of another version is rebuilt. */
export const indexVersion = (facets: readonly Facet[] = FACETS): string =>
  fingerprint({
    tables: TABLES + TITLES,
    fields: indexFieldsOf(facets.map((f) => f.id)),
    signs: SIGNS,
    packed: packWords(PACKED_SAMPLE),
    contents: contentsOf(facets),
    quality: QUALITY,
  });

export const INDEX_VERSION = indexVersion();

export function createTables(sqlite: Sqlite): void {
  sqlite.pragma("page_size = 4096");
  sqlite.pragma("journal_mode = WAL");
  sqlite.transaction(() => {
    sqlite.exec(TABLES);
    writeMeta(sqlite, "version", INDEX_VERSION);
  })();
}

export const indexTitles = (sqlite: Sqlite) => void sqlite.exec(TITLES);

export function readMeta(sqlite: Sqlite, name: string): string | number | undefined {
  return sqlite.prepare("select value from meta where name = ?").pluck().get(name) as
    | string
    | number
    | undefined;
}

export function writeMeta(sqlite: Sqlite, name: string, value: string | number): void {
  sqlite.prepare("insert or replace into meta (name, value) values (?, ?)").run(name, value);
}
