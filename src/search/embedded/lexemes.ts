import type { Sqlite } from "../../sqlite.ts";

/** How many documents have a word or a stem, as it changed in this transaction. */
type Changes = Map<number, number>;

/** Words and stems as the writer knows them: their numbers, and in how many documents they stand. */
export class Lexemes {
  private readonly stemOf: (token: string) => string;
  private readonly words = new Map<string, number>();
  private readonly stems = new Map<string, number>();
  private readonly stemOfWord: number[] = [];
  private wordChanges: Changes = new Map();
  private stemChanges: Changes = new Map();
  private readonly q: ReturnType<typeof statementsOf>;

  constructor(sqlite: Sqlite, stemOf: (token: string) => string) {
    this.stemOf = stemOf;
    this.q = statementsOf(sqlite);
    for (const [id, stem] of this.q.stems.iterate() as Iterable<[number, string]>) this.stems.set(stem, id);
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
    const words = new Set<number>();
    for (const field of fields) for (const word of field) words.add(word);
    const stems = new Set<number>();
    for (const word of words) {
      this.wordChanges.set(word, (this.wordChanges.get(word) ?? 0) + by);
      stems.add(this.stemOfWord[word] as number);
    }
    for (const stem of stems) this.stemChanges.set(stem, (this.stemChanges.get(stem) ?? 0) + by);
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
    this.stems.set(stem, id);
    return id;
  }

  flush(): void {
    for (const [id, by] of this.wordChanges) if (by !== 0) this.q.countWord.run(by, id);
    for (const [id, by] of this.stemChanges) if (by !== 0) this.q.countStem.run(by, id);
    this.wordChanges.clear();
    this.stemChanges.clear();
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
