import { createHash } from "node:crypto";
import { WORTH } from "../rules/collections-index.ts";
import { indexedTokensOf, stemOf } from "../rules/tokens.ts";

/**
 * Stems stand in the order of what they are worth, so that a question for what a collection is about reads no
 * others. A word of a title is kept as written, too: what is being typed is its beginning.
 */
export const TABLES = `
  create table meta (name text primary key, value any) without rowid;
  create table collection (id text primary key, revision integer not null, visible text not null) without rowid;
  create table stem (stem text not null, collection text not null, worth integer not null,
    primary key (stem, worth, collection)) without rowid;
  create index stem_collection on stem (collection);
  create table title (word text not null, collection text not null, primary key (word, collection)) without rowid;
  create index title_collection on title (collection);
  create table item (item text not null, collection text not null, primary key (item, collection)) without rowid;
  create index item_collection on item (collection);
  create table holds (resource text not null, collection text not null,
    primary key (resource, collection)) without rowid;
  create index holds_collection on holds (collection);
`;

export const DROP = ["meta", "collection", "stem", "title", "item", "holds"]
  .map((name) => `drop table if exists ${name};`)
  .join("\n");

const SAMPLE = "Co-operative naïve adding, universities; C++ and Cabo Verde's 3 mice: 日本 fractions";

/** Made of all that decides what it holds: one of another version is built anew. */
export const COLLECTIONS_VERSION = createHash("sha256")
  .update(JSON.stringify([TABLES, WORTH, indexedTokensOf(SAMPLE), indexedTokensOf(SAMPLE).map(stemOf)]))
  .digest("hex")
  .slice(0, 16);
