import type { Sqlite } from "../../../db/driver.ts";
import { TEXT_FIELDS } from "../rules/document.ts";
import { BETWEEN, packWords } from "./packed.ts";

/** Rows read from the file at once when an index is opened. */
const CHUNK = 2000;
/** A document that is gone, in the place of its words. */
const NO_WORDS = packWords(TEXT_FIELDS.map(() => []));

/** All that is read from an index file. */
export function statementsOf(sqlite: Sqlite) {
  const p = (sql: string) => sqlite.prepare(sql);
  const row =
    "id || ',' || created || ',' || length || ',' || quality || ',' || maker || coalesce(',' || facets, '')";
  return {
    values: p("select id, field, value from value where id > ? order by id").raw(),
    words: p("select id, word, stem, documents from word where id > ? order by id").raw(),
    all: p(`select group_concat(row, ';'), max(id) from
      (select id, ${row} as row from document where id > ? and facets is not null order by id limit ${CHUNK})`).raw(),
    changed: p(`select id, ${row} from document where seq > ? order by seq, id`).raw(),
    ids: p("select group_concat(rowid) from matter where matter match ?").pluck(),
    postings: p("select group_concat(rowid) from posting where posting match ?").pluck(),
    stem: p("select id, documents from stem where stem = ?"),
    wordsOf: p(`select group_concat(row, '${BETWEEN}') from
      (select coalesce(words, '${NO_WORDS}') as row from json_each(?) as asked
        left join words on words.id = asked.value order by asked.key)`).pluck(),
    inOrder: p(`select words.id, words.words from json_each(?) as asked join words on words.id = asked.value
      where instr(words.words, ?) > 0`).raw(),
    allInOrder: p("select id, words from words where instr(words, ?) > 0").raw(),
    key: p("select key from document where id = ?").pluck(),
    idOfKey: p("select id from document where key = ? and facets is not null").pluck(),
    title: p("select title from document where id = ?").pluck(),
    byTitle: p("select id from document where facets is not null order by title, id").pluck(),
    held: p(
      "select key as id, revision from document where key > ? and facets is not null order by key limit ?",
    ),
  };
}
