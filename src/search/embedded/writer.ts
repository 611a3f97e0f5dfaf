import { existsSync, rmSync } from "node:fs";
import Database, { type Sqlite } from "../../../db/driver.ts";
import { makerOf, qualityOf } from "../rules/browsing.ts";
import { type SearchDocument, TEXT_FIELDS, type TextField } from "../rules/document.ts";
import type { Cursor, DocumentBatch, Removal } from "../rules/engine.ts";
import { indexedTokensOf, rememberingStems } from "../rules/tokens.ts";
import { INDEX_FIELDS, type IndexField } from "./fields.ts";
import { Lexemes } from "./lexemes.ts";
import { SIGNS } from "./lists.ts";
import { PackedWords, packWords } from "./packed.ts";
import { createTables, indexTitles, readMeta, writeMeta } from "./schema.ts";

/** Sums over all documents that ranking needs. */
export interface IndexTotals {
  documents: number;
  /** Words per field of text, in the order of TEXT_FIELDS. */
  lengths: number[];
}

export const NO_TOTALS: IndexTotals = { documents: 0, lengths: TEXT_FIELDS.map(() => 0) };

/** Writes one index file. */
export interface IndexWriter {
  /** One transaction. Without a cursor the file stays incomplete. */
  take(batch: DocumentBatch, cursor?: Cursor): void;
  complete(cursor: Cursor): void;
  close(): void;
}

/** An index file to be filled from nothing; fast and careless, for it is worth nothing before it is complete. */
export function createIndexFile(file: string): IndexWriter {
  for (const tail of ["", "-wal", "-shm"]) if (existsSync(file + tail)) rmSync(file + tail);
  const sqlite = new Database(file, { timeout: 5000 });
  createTables(sqlite);
  sqlite.pragma("synchronous = OFF");
  sqlite.pragma("cache_size = -32768");
  return writing(sqlite, 32);
}

/** Writes on in an index that answers. */
export function writerOf(sqlite: Sqlite): IndexWriter {
  sqlite.pragma("cache_size = -8192");
  return writing(sqlite, 1);
}

/** `countEvery`: word counts are written after so many batches, for most change with every batch. */
function writing(sqlite: Sqlite, countEvery: number): IndexWriter {
  let unit: Unit | undefined;
  return {
    take(batch, cursor) {
      unit ??= new Unit(sqlite, countEvery);
      sqlite.exec("begin immediate");
      try {
        unit.write(batch);
        if (cursor) writeMeta(sqlite, "cursor", JSON.stringify(cursor));
        sqlite.exec("commit");
      } catch (error) {
        if (sqlite.inTransaction) sqlite.exec("rollback");
        // What it remembered of this transaction never came to be.
        unit = undefined;
        throw error;
      }
    },
    complete(cursor) {
      sqlite.transaction(() => {
        unit?.writeCounts();
        indexTitles(sqlite);
        writeMeta(sqlite, "cursor", JSON.stringify(cursor));
      })();
      sqlite.pragma("synchronous = FULL");
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
      sqlite.pragma("synchronous = NORMAL");
    },
    close: () => sqlite.close(),
  };
}

interface Row {
  id: number;
  revision: number;
  facets: string | null;
}

/** What is kept of a document that is gone. */
const GONE = { created: 0, length: 0, quality: 0, maker: 0, title: "", facets: null };

/** The statements and remembered numbers of one connection. */
class Unit {
  private readonly sqlite: Sqlite;
  private readonly lexemes: Lexemes;
  private readonly values = new Map<IndexField, Map<string, number>>();
  private readonly stemOf = rememberingStems();
  private readonly totals: IndexTotals;
  private readonly q: ReturnType<typeof statementsOf>;
  /** Full-text rows of this transaction, written last and in order (`flush`). */
  private matter = new Map<number, string | undefined>();
  private postings = new Map<number, string | undefined>();

  private readonly countEvery: number;
  private batches = 0;

  constructor(sqlite: Sqlite, countEvery: number) {
    this.sqlite = sqlite;
    this.countEvery = countEvery;
    this.q = statementsOf(sqlite);
    this.lexemes = new Lexemes(sqlite, this.stemOf);
    const rows = sqlite.prepare("select id, field, value from value").raw().iterate() as Iterable<
      [number, IndexField, string]
    >;
    for (const [id, field, value] of rows) this.valuesOf(field).set(value, id);
    const kept = readMeta(sqlite, "totals");
    this.totals = kept === undefined ? structuredClone(NO_TOTALS) : JSON.parse(String(kept));
  }

  write({ put, remove }: DocumentBatch): void {
    const seq = Number(readMeta(this.sqlite, "seq") ?? 0) + 1;
    writeMeta(this.sqlite, "seq", seq);
    for (const document of put) this.put(document, seq);
    for (const removal of remove) this.remove(removal, seq);
    if (++this.batches % this.countEvery === 0) this.writeCounts();
    this.flush();
  }

  writeCounts(): void {
    this.lexemes.flush();
    writeMeta(this.sqlite, "totals", JSON.stringify(this.totals));
  }

  private put(document: SearchDocument, seq: number): void {
    const row = this.q.find.get(document.id) as Row | undefined;
    if (row && row.revision > document.revision) return;
    if (row && row.facets !== null) this.forgetWords(row.id);
    const tokens = TEXT_FIELDS.map((f) => indexedTokensOf(document.text[f]));
    const facets = this.numbersOf(document).join(",");
    const { revision, created, titleKey } = document;
    const told = {
      key: document.id,
      revision,
      seq,
      created,
      length: tokens[0]?.length ?? 0,
      quality: qualityOf(document),
      maker: makerOf(document),
      title: titleKey,
      facets,
    };
    const id = row ? row.id : Number(this.q.insert.run(told).lastInsertRowid);
    if (row) this.q.update.run({ ...told, id });
    this.q.putWords.run(id, packWords(this.lexemes.meet(tokens)));
    tokens.forEach((list, f) => {
      this.totals.lengths[f] = (this.totals.lengths[f] as number) + list.length;
    });
    this.totals.documents++;
    this.matter.set(id, this.matterOf(tokens));
    this.postings.set(id, facets.replaceAll(",", " "));
  }

  private remove({ id: key, revision }: Removal, seq: number): void {
    const row = this.q.find.get(key) as Row | undefined;
    const forgotten = revision < 0;
    if (row && ((!forgotten && row.revision > revision) || row.facets === null)) return;
    if (!row && forgotten) return;
    if (!row) {
      // Remembered, so that an older version arriving late does not bring it back.
      this.q.insert.run({ ...GONE, key, revision, seq });
      return;
    }
    this.forgetWords(row.id);
    this.q.update.run({ ...GONE, id: row.id, revision: Math.max(0, revision), seq });
    this.q.dropWords.run(row.id);
    this.matter.set(row.id, undefined);
    this.postings.set(row.id, undefined);
  }

  /** Each stem once, and with its sign where it stands in the title or the topics. */
  private matterOf(tokens: string[][]): string {
    const stems = new Set<string>();
    const signs: Partial<Record<TextField, string>> = SIGNS;
    TEXT_FIELDS.forEach((field, f) => {
      for (const token of tokens[f] as string[]) {
        const stem = this.stemOf(token);
        stems.add(stem);
        if (signs[field]) stems.add(signs[field] + stem);
      }
    });
    return [...stems].join(" ");
  }

  /** Takes a document's words out of the statistics. */
  private forgetWords(id: number): void {
    const text = this.q.words.get(id) as string | undefined;
    if (text === undefined) return;
    const fields = new PackedWords(text).next(TEXT_FIELDS.length);
    this.lexemes.leave(fields);
    fields.forEach((words, f) => {
      this.totals.lengths[f] = (this.totals.lengths[f] as number) - words.length;
    });
    this.totals.documents--;
  }

  /** The numbers of all values of a document, in the order of their fields. */
  private numbersOf(document: SearchDocument): number[] {
    const numbers: number[] = [];
    for (const field of INDEX_FIELDS) {
      const known = this.valuesOf(field);
      for (const name of new Set(namesOf(document, field)))
        numbers.push(known.get(name) ?? this.newValue(field, name));
    }
    return numbers;
  }

  private valuesOf(field: IndexField): Map<string, number> {
    const known = this.values.get(field);
    if (known) return known;
    const fresh = new Map<string, number>();
    this.values.set(field, fresh);
    return fresh;
  }

  private newValue(field: IndexField, name: string): number {
    if (field === "pair") {
      // A pair's parts come first, so that whoever reads the pair finds them.
      const bar = name.lastIndexOf("|");
      for (const [part, value] of [
        ["standard", name.slice(0, bar)],
        ["level", name.slice(bar + 1)],
      ] as const)
        if (!this.valuesOf(part).has(value)) this.newValue(part, value);
    }
    const id = Number(this.q.value.run(field, name).lastInsertRowid);
    this.valuesOf(field).set(name, id);
    return id;
  }

  /**
   * Full-text rows go last and sorted: any other statement in between, or a smaller row id, makes FTS5 write
   * out what it has gathered, which costs half of the speed.
   */
  private flush(): void {
    const inOrder = <T>(rows: Map<number, T>) => [...rows].sort(([a], [b]) => a - b);
    for (const [id, stems] of inOrder(this.matter)) {
      if (stems !== undefined) this.q.putMatter.run(id, stems);
      else this.q.dropMatter.run(id);
    }
    for (const [id, numbers] of inOrder(this.postings)) {
      if (numbers !== undefined) this.q.putPosting.run(id, numbers);
      else this.q.dropPosting.run(id);
    }
    this.matter.clear();
    this.postings.clear();
  }
}

function namesOf(document: SearchDocument, field: IndexField): string[] {
  if (field === "visible") return document.visible;
  return field === "pair" ? document.pairs : (document.facets[field] ?? []);
}

function statementsOf(sqlite: Sqlite) {
  const p = (sql: string) => sqlite.prepare(sql);
  return {
    find: p("select id, revision, facets from document where key = ?"),
    insert: p(`insert into document (key, revision, seq, created, length, quality, maker, title, facets)
      values (@key, @revision, @seq, @created, @length, @quality, @maker, @title, @facets)`),
    update: p(`update document set revision = @revision, seq = @seq, created = @created, length = @length,
      quality = @quality, maker = @maker, title = @title, facets = @facets where id = @id`),
    words: p("select words from words where id = ?").pluck(),
    putWords: p("insert or replace into words (id, words) values (?, ?)"),
    dropWords: p("delete from words where id = ?"),
    value: p("insert into value (field, value) values (?, ?)"),
    putMatter: p("insert or replace into matter (rowid, stems) values (?, ?)"),
    dropMatter: p("delete from matter where rowid = ?"),
    putPosting: p("insert or replace into posting (rowid, value) values (?, ?)"),
    dropPosting: p("delete from posting where rowid = ?"),
  };
}
