import type { Sqlite } from "../../../db/driver.ts";
import { type CollectionDocument, type CollectionField, WORTH } from "../rules/collections-index.ts";
import type { Cursor } from "../rules/engine.ts";
import { indexedTokensOf, stemOf } from "../rules/tokens.ts";

const PARTS = ["stem", "title", "item", "holds"];

/** Writes the index of collections. One process at a time does. */
export function collectionsWriter(sqlite: Sqlite) {
  const setMeta = sqlite.prepare("insert or replace into meta (name, value) values (?, ?)");
  const noCursor = sqlite.prepare("delete from meta where name = 'cursor'");
  const one = sqlite.prepare("insert into collection (id, revision, visible) values (?, ?, ?)");
  const drop = ["collection", ...PARTS].map((table) =>
    sqlite.prepare(`delete from ${table} where ${table === "collection" ? "id" : "collection"} = ?`),
  );
  const add = Object.fromEntries(
    PARTS.map((table) => [
      table,
      sqlite.prepare(`insert into ${table} values (${table === "stem" ? "?, ?, ?" : "?, ?"})`),
    ]),
  );
  const holders = sqlite.prepare(
    "select distinct collection from holds where resource in (select value from json_each(?)) order by collection",
  );

  const remove = (id: string) => {
    for (const statement of drop) statement.run(id);
  };
  const putOne = (d: CollectionDocument) => {
    remove(d.id);
    one.run(d.id, d.revision, JSON.stringify(d.visible));
    for (const resource of d.holds) add.holds?.run(resource, d.id);
    // Nobody finds it: what it says is not kept.
    if (d.visible.length === 0) return;
    for (const [stem, worth] of stemsOf(d)) add.stem?.run(stem, d.id, worth);
    for (const word of new Set(indexedTokensOf(d.title))) add.title?.run(word, d.id);
    for (const item of d.items) add.item?.run(item, d.id);
  };

  return {
    take({ put, remove: gone }: { put: CollectionDocument[]; remove: string[] }, cursor: Cursor) {
      sqlite
        .transaction(() => {
          for (const d of put) putOne(d);
          for (const id of gone) remove(id);
          setMeta.run("cursor", JSON.stringify(cursor));
        })
        .immediate();
    },
    begin() {
      sqlite
        .transaction(() => {
          noCursor.run();
          for (const table of ["collection", ...PARTS]) sqlite.exec(`delete from ${table}`);
        })
        .immediate();
    },
    put(documents: CollectionDocument[]) {
      sqlite
        .transaction(() => {
          for (const d of documents) putOne(d);
        })
        .immediate();
    },
    finish(cursor: Cursor) {
      setMeta.run("cursor", JSON.stringify(cursor));
      sqlite.exec("vacuum");
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
    },
    holding: (resources: string[]): string[] => holders.pluck().all(JSON.stringify(resources)) as string[],
  };
}

/** Each stem with the most it is worth anywhere. */
function stemsOf({ texts }: CollectionDocument): Map<string, number> {
  const stems = new Map<string, number>();
  for (const [field, said] of Object.entries(texts))
    for (const token of said.flatMap(indexedTokensOf)) {
      const [stem, worth] = [stemOf(token), WORTH[field as CollectionField]];
      if ((stems.get(stem) ?? 0) < worth) stems.set(stem, worth);
    }
  return stems;
}
