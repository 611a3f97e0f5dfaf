import type { Sqlite } from "../../../db/driver.ts";

/** By how much the documents that have a word or a stem became more or fewer, by number. */
class Changes {
  private by = new Int32Array(1024);
  /** In which document a number was met last, so that it counts once for each. */
  private met = new Uint32Array(1024);
  private document = 0;
  private touched: number[] = [];

  next(): void {
    this.document++;
  }

  /** False when this document has counted already. */
  count(number: number, by: 1 | -1): boolean {
    if (number >= this.by.length) this.grow(number);
    if (this.met[number] === this.document) return false;
    this.met[number] = this.document;
    if (this.by[number] === 0) this.touched.push(number);
    (this.by[number] as number) += by;
    return true;
  }

  /** Every change since the last time, in the order of numbers. */
  *taken(): Generator<[number: number, by: number]> {
    for (const number of this.touched.sort((a, b) => a - b)) {
      const by = this.by[number] as number;
      this.by[number] = 0;
      if (by !== 0) yield [number, by];
    }
    this.touched = [];
  }

  private grow(number: number): void {
    const size = Math.max(number + 1, this.by.length * 2);
    const [by, met] = [this.by, this.met];
    this.by = new Int32Array(size);
    this.met = new Uint32Array(size);
    this.by.set(by);
    this.met.set(met);
  }
}

/** Words and stems as the writer knows them: their numbers, and in how many documents they stand. */
export class Lexemes {
  private readonly stemOf: (token: string) => string;
  private readonly words = new Map<string, number>();
  private readonly stems = new Map<string, number>();
  private readonly stemOfWord: number[] = [];
  private readonly stemTexts: string[] = [];
  private readonly wordChanges = new Changes();
  private readonly stemChanges = new Changes();
  private readonly q: ReturnType<typeof statementsOf>;

  constructor(sqlite: Sqlite, stemOf: (token: string) => string) {
    this.stemOf = stemOf;
    this.q = statementsOf(sqlite);
    for (const [id, stem] of this.q.stems.iterate() as Iterable<[number, string]>) this.keep(stem, id);
    for (const [id, word, stem] of this.q.words.iterate() as Iterable<[number, string, number]>) {
      this.words.set(word, id);
      this.stemOfWord[id] = stem;
    }
  }

  /** The numbers of a document's words, field by field; the document now counts for each of them. */
  meet(fields: string[][]): number[][] {
    const numbers = fields.map((tokens) => tokens.map((token) => this.number(token)));
    this.count(numbers, 1);
    return numbers;
  }

  leave(fields: Iterable<number>[]): void {
    this.count(fields, -1);
  }

  private count(fields: Iterable<number>[], by: 1 | -1): void {
    this.wordChanges.next();
    this.stemChanges.next();
    for (const field of fields)
      for (const word of field)
        if (this.wordChanges.count(word, by)) this.stemChanges.count(this.stemOfWord[word] as number, by);
  }

  private number(word: string): number {
    const known = this.words.get(word);
    if (known !== undefined) return known;
    const stem = this.stemNumber(this.stemOf(word));
    const id = Number(this.q.addWord.run(word, stem).lastInsertRowid);
    this.words.set(word, id);
    this.stemOfWord[id] = stem;
    return id;
  }

  private stemNumber(stem: string): number {
    const known = this.stems.get(stem);
    if (known !== undefined) return known;
    const id = Number(this.q.addStem.run(stem).lastInsertRowid);
    this.keep(stem, id);
    return id;
  }

  private keep(stem: string, id: number): void {
    this.stems.set(stem, id);
    this.stemTexts[id] = stem;
  }

  /** The number of a word's stem, and the stem of a number. */
  stemNumberOf(word: number): number {
    return this.stemOfWord[word] as number;
  }
  stemText(stem: number): string {
    return this.stemTexts[stem] as string;
  }

  flush(): void {
    for (const [id, by] of this.wordChanges.taken()) this.q.countWord.run(by, id);
    for (const [id, by] of this.stemChanges.taken()) this.q.countStem.run(by, id);
  }
}

function statementsOf(sqlite: Sqlite) {
  return {
    stems: sqlite.prepare("select id, stem from stem").raw(),
    words: sqlite.prepare("select id, word, stem from word").raw(),
    addWord: sqlite.prepare("insert into word (word, stem, documents) values (?, ?, 0)"),
    addStem: sqlite.prepare("insert into stem (stem, documents) values (?, 0)"),
    countWord: sqlite.prepare("update word set documents = documents + ? where id = ?"),
    countStem: sqlite.prepare("update stem set documents = documents + ? where id = ?"),
  };
}
