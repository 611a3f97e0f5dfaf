import type { Sqlite } from "../../../db/driver.ts";
import { TEXT_FIELDS } from "../rules/document.ts";
import { rememberingStems } from "../rules/tokens.ts";
import { Answers } from "./answers.ts";
import { Columns } from "./columns.ts";
import { type IndexTotals, NO_TOTALS } from "./document-writer.ts";
import type { IndexField } from "./fields.ts";
import { Lists } from "./lists.ts";
import { documentsHaving } from "./matching.ts";
import { hasPackedRun, PackedWords, packedRun } from "./packed.ts";
import type { Lexicon } from "./planner.ts";
import { Postings } from "./postings.ts";
import { readMeta } from "./schema.ts";
import { bestFirst, newestFirst } from "./sorted.ts";
import { statementsOf } from "./statements.ts";
import { Values } from "./values.ts";
import { IndexVocabulary } from "./vocabulary.ts";

/** Ids of whole answers kept in memory, for the next page and the next filter. */
const MOST_REMEMBERED = 500_000;

/** An index file as one thread reads it: the file, and what of it is held in memory. */
export class IndexReader {
  readonly sqlite: Sqlite;
  readonly values = new Values();
  readonly columns = new Columns(this.values);
  readonly newest = newestFirst(this.columns);
  readonly best = bestFirst(this.columns);
  readonly vocabulary = new IndexVocabulary();
  readonly postings: Postings;
  readonly lists: Lists;
  readonly stemOf = rememberingStems(50_000);
  totals: IndexTotals = structuredClone(NO_TOTALS);
  /** False while the file is being filled for the first time. */
  complete = false;
  private readonly q: ReturnType<typeof statementsOf>;
  /** Whole answers, for whoever asks the same again. */
  readonly answers = new Answers();
  private readonly found = new Map<string, Uint32Array>();
  private foundIds = 0;
  private version = -1;
  private seq = 0;
  private countedAt = 0;

  constructor(sqlite: Sqlite) {
    this.sqlite = sqlite;
    sqlite.pragma("cache_size = -12288");
    this.q = statementsOf(sqlite);
    this.postings = new Postings(this.columns, (value) => idsOf(this.q.postings.get(`"${value}"`)));
    this.lists = new Lists((token) => idsOf(this.q.ids.get(`"${token}"`)));
  }

  /** Runs a question against one state of the file, memory and rows alike. */
  atOneMoment<T>(question: () => T): T {
    this.sqlite.exec("begin");
    try {
      this.refresh();
      return question();
    } finally {
      if (this.sqlite.inTransaction) this.sqlite.exec("commit");
    }
  }

  /** Takes over what was committed since; costs microseconds when nothing was. */
  private refresh(): void {
    const version = this.sqlite.pragma("data_version", { simple: true }) as number;
    if (version === this.version) return;
    const seq = Number(readMeta(this.sqlite, "seq") ?? 0);
    const complete = readMeta(this.sqlite, "cursor") !== undefined;
    const completed = complete && !this.complete;
    // While a file is filled its counts lag behind; they are written when it is complete.
    if (completed) this.countedAt = 0;
    if (seq !== this.seq) this.takeOver(seq);
    else if (completed) this.takeOverWords();
    this.complete = complete;
    this.version = version;
  }

  private takeOver(seq: number): void {
    const totals = readMeta(this.sqlite, "totals");
    if (totals !== undefined) this.totals = JSON.parse(String(totals)) as IndexTotals;
    for (const [id, field, value] of this.q.values.iterate(this.values.highest) as Iterable<
      [number, IndexField, string]
    >) {
      this.values.add(id, field, value);
    }
    this.takeOverWords();
    if (this.seq === 0) this.readAll();
    else this.readChanged();
    this.seq = seq;
    this.answers.forget();
    this.found.clear();
    this.foundIds = 0;
  }

  /** New words always; how common the known ones are only when the index has grown or shrunk by a tenth. */
  private takeOverWords(): void {
    const first = this.vocabulary.highest === 0;
    const grown = Math.abs(this.totals.documents - this.countedAt) * 10 > this.countedAt;
    const from = grown ? 0 : this.vocabulary.highest;
    if (grown) this.countedAt = this.totals.documents;
    for (const [id, word, stem, documents] of this.q.words.iterate(from) as Iterable<
      [number, string, number, number]
    >) {
      this.vocabulary.add(id, word, stem, documents);
    }
    this.vocabulary.sort(first);
  }

  private readAll(): void {
    for (let after = 0; ; ) {
      const [text, last] = this.q.all.get(after) as [string | null, number | null];
      if (text === null || last === null) return;
      this.readRows(text);
      after = last;
    }
  }

  private readChanged(): void {
    for (const [id, text] of this.q.changed.iterate(this.seq) as Iterable<[number, string]>) {
      this.readRows(text);
      this.lists.change(id);
      this.newest.change(id);
      this.best.change(id);
    }
  }

  /** "id,created,length,quality,maker,value,value;id,…": read digit by digit, for this is most of the work of opening. */
  private readRows(text: string): void {
    const numbers: number[] = [];
    let number = 0;
    for (let i = 0; i <= text.length; i++) {
      const c = i < text.length ? text.charCodeAt(i) : SEMICOLON;
      if (c !== COMMA && c !== SEMICOLON) {
        number = number * 10 + c - ZERO;
        continue;
      }
      numbers.push(number);
      number = 0;
      if (c !== SEMICOLON) continue;
      const [id, created, titleLength, quality, maker] = numbers as [number, number, number, number, number];
      this.columns.put(id, { created, titleLength, quality, maker }, numbers, 5);
      numbers.length = 0;
    }
  }

  /** The documents of an answer, found once for one state of the file. */
  remembered(key: string, find: () => Uint32Array): Uint32Array {
    const known = this.found.get(key);
    if (known) return known;
    const ids = find();
    this.found.set(key, ids);
    this.foundIds += ids.length;
    while (this.foundIds > MOST_REMEMBERED && this.found.size > 1) {
      const [oldest, list] = this.found.entries().next().value as [string, Uint32Array];
      this.found.delete(oldest);
      this.foundIds -= list.length;
    }
    return ids;
  }

  lexicon(): Lexicon {
    const { vocabulary, stemOf, q } = this;
    return {
      vocabulary,
      stemOf,
      documents: this.totals.documents,
      stem: (stem) => q.stem.get(stem) as { id: number; documents: number } | undefined,
      together: (meaning) => documentsHaving(meaning, this),
    };
  }

  /** Stems of each field of these documents, in the order given. One that is gone has none. */
  stems(ids: number[]): number[][][] {
    const { stem } = this.vocabulary;
    return this.words(ids, (word) => stem[word] as number);
  }

  /** The same with each word as `meaning` has it. */
  words(ids: number[], meaning: (word: number) => number): number[][][] {
    if (ids.length === 0) return [];
    const packed = new PackedWords((this.q.wordsOf.get(JSON.stringify(ids)) as string | null) ?? "");
    return ids.map(() => packed.next(TEXT_FIELDS.length, meaning));
  }

  /** Of these documents those that have these words one right after another in one field. */
  inOrder(ids: Uint32Array, words: number[]): Uint32Array {
    const run = packedRun(words);
    // To read all of a table in its order is cheaper than to look up a tenth of it.
    const many = ids.length * 10 > this.totals.documents;
    const rows = many
      ? this.q.allInOrder.iterate(run)
      : this.q.inOrder.iterate(JSON.stringify([...ids]), run);
    const found: number[] = [];
    for (const [id, text] of rows as Iterable<[number, string]>)
      if (hasPackedRun(text, run, TEXT_FIELDS.length)) found.push(id);
    return Uint32Array.from(found);
  }

  stemNumber(word: string): number | undefined {
    return (this.q.stem.get(this.stemOf(word)) as { id: number } | undefined)?.id;
  }

  keys(ids: number[]): string[] {
    return ids.flatMap((id) => (this.q.key.get(id) as string | undefined) ?? []);
  }

  idsOfKeys(keys: string[]): number[] {
    return keys.flatMap((key) => (this.q.idOfKey.get(key) as number | undefined) ?? []);
  }

  title(id: number): string {
    return (this.q.title.get(id) as string | undefined) ?? "";
  }

  byTitle(): IterableIterator<number> {
    return this.q.byTitle.iterate() as IterableIterator<number>;
  }

  held(after: string, limit: number): { id: string; revision: number }[] {
    return this.q.held.all(after, limit) as { id: string; revision: number }[];
  }

  get means(): number[] {
    return this.totals.lengths.map((sum) => sum / (this.totals.documents || 1));
  }

  close(): void {
    this.sqlite.close();
  }
}

const COMMA = 44;
const SEMICOLON = 59;
const ZERO = 48;

/** "1,22,3" as numbers: the cheapest way to bring many ids over from SQLite is one string. */
function idsOf(joined: unknown): Uint32Array {
  if (typeof joined !== "string" || joined === "") return new Uint32Array(0);
  const ids = new Uint32Array((joined.length >> 1) + 1);
  let count = 0;
  let number = 0;
  for (let i = 0; i < joined.length; i++) {
    const c = joined.charCodeAt(i);
    if (c === COMMA) {
      ids[count++] = number;
      number = 0;
    } else number = number * 10 + c - ZERO;
  }
  ids[count++] = number;
  return ids.slice(0, count);
}
