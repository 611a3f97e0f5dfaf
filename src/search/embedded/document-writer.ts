import type { Sqlite } from "../../../db/driver.ts";
import { makerOf, qualityOf } from "../rules/browsing.ts";
import { type SearchDocument, TEXT_FIELDS, type TextField } from "../rules/document.ts";
import type { DocumentBatch, Removal } from "../rules/engine.ts";
import { indexedTokensOf, stemOf } from "../rules/tokens.ts";
import { INDEX_FIELDS, type IndexField } from "./fields.ts";
import { Lexemes } from "./lexemes.ts";
import { SIGNS } from "./lists.ts";
import { PackedWords, packWords } from "./packed.ts";
import { readMeta, writeMeta } from "./schema.ts";

/** Sums over all documents that ranking needs. */
export interface IndexTotals {
  documents: number;
  /** Words per field of text, in the order of TEXT_FIELDS. */
  lengths: number[];
}

export const NO_TOTALS: IndexTotals = { documents: 0, lengths: TEXT_FIELDS.map(() => 0) };

interface Row {
  id: number;
  revision: number;
  facets: string | null;
}

/** What is kept of a document that is gone. */
const GONE = { created: 0, length: 0, quality: 0, maker: 0, title: "", facets: null };

/** By field: what is put before a stem that stands there. */
const SIGN_OF = TEXT_FIELDS.map((field: TextField) => (SIGNS as Partial<Record<TextField, string>>)[field]);

/** Writes documents through one connection: its statements, and the numbers it remembers. */
export class DocumentWriter {
  private readonly sqlite: Sqlite;
  private readonly lexemes: Lexemes;
  private readonly values = new Map<IndexField, Map<string, number>>();
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
    this.lexemes = new Lexemes(sqlite, stemOf);
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
    const words = this.lexemes.meet(tokens);
    this.q.putWords.run(id, packWords(words));
    tokens.forEach((list, f) => {
      this.totals.lengths[f] = (this.totals.lengths[f] as number) + list.length;
    });
    this.totals.documents++;
    this.matter.set(id, this.matterOf(words));
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
  private matterOf(fields: number[][]): string {
    const stems: string[] = [];
    const met = new Set<number>();
    fields.forEach((words, f) => {
      const sign = SIGN_OF[f];
      const here = new Set<number>();
      for (const word of words) {
        const stem = this.lexemes.stemNumberOf(word);
        if (here.has(stem)) continue;
        here.add(stem);
        const text = this.lexemes.stemText(stem);
        if (sign) stems.push(sign + text);
        if (met.has(stem)) continue;
        met.add(stem);
        stems.push(text);
      }
    });
    return stems.join(" ");
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
