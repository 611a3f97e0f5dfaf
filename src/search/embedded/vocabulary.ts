import { isWeak } from "../rules/weak-words.ts";

/** A word of the index: its number, and in how many documents it stood when it was last read. */
export interface KnownWord {
  id: number;
  word: string;
}

/** A word some typing mistakes away. */
export interface NearWord extends KnownWord {
  distance: number;
}

/** Misspelled words whose neighbors are remembered: one question asks more than once. */
const MOST_REMEMBERED = 200;
/** Words met since the list was last sorted; past this many it is sorted again. */
const MOST_FRESH = 2000;

/**
 * All words of the index in order. Sorted words share beginnings with their neighbors, so the list serves as
 * a tree: completions are a span of it, and misspellings are found by one walk that computes each shared
 * beginning once and passes over all words below a hopeless one.
 */
export class IndexVocabulary {
  private words: KnownWord[] = [];
  /** Letters each word shares with the one before it. */
  private shared = new Uint8Array(0);
  private fresh: KnownWord[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly remembered = new Map<string, NearWord[]>();
  /** By word number. */
  stem = new Uint32Array(1024);
  documents = new Uint32Array(1024);
  /** 1 for words that say little. */
  little = new Uint8Array(1024);
  private readonly names: string[] = [];
  highest = 0;

  add(id: number, word: string, stem: number, documents: number): void {
    if (id >= this.stem.length) {
      const size = Math.max(id + 1, Math.ceil(this.stem.length * 1.5));
      this.stem = larger(this.stem, size);
      this.documents = larger(this.documents, size);
      const little = new Uint8Array(size);
      little.set(this.little);
      this.little = little;
    }
    this.stem[id] = stem;
    this.documents[id] = documents;
    this.highest = Math.max(this.highest, id);
    if (this.numbers.has(word)) return;
    this.numbers.set(word, id);
    this.names[id] = word;
    this.little[id] = isWeak(word) ? 1 : 0;
    this.fresh.push({ id, word });
    this.remembered.clear();
  }

  /** Puts fresh words in their place, when there are many or `now`. */
  sort(now = false): void {
    if (this.fresh.length === 0 || (!now && this.fresh.length < MOST_FRESH)) return;
    this.words = [...this.words, ...this.fresh].sort(inOrder);
    this.fresh = [];
    this.shared = new Uint8Array(this.words.length);
    for (let i = 1; i < this.words.length; i++) {
      this.shared[i] = sharedLetters(this.at(i - 1), this.at(i));
    }
  }

  number(word: string): number | undefined {
    return this.numbers.get(word);
  }

  name(id: number): string {
    return this.names[id] ?? "";
  }

  known(word: string): KnownWord | undefined {
    const id = this.numbers.get(word);
    return id === undefined ? undefined : { id, word };
  }

  /** The commonest words that begin so, the word itself left out. */
  completions(beginning: string, most: number): KnownWord[] {
    const found: KnownWord[] = [];
    for (let i = this.firstFrom(beginning); i < this.words.length && this.at(i).startsWith(beginning); i++) {
      if (this.at(i) !== beginning) found.push(this.words[i] as KnownWord);
    }
    found.push(...this.fresh.filter((w) => w.word !== beginning && w.word.startsWith(beginning)));
    const common = (w: KnownWord) => this.documents[w.id] as number;
    return found.sort((a, b) => common(b) - common(a) || inOrder(a, b)).slice(0, most);
  }

  /** Words at a distance of 1 to `most` (insert, drop, change or swap neighbors) whose first letter is the same. */
  near(word: string, most: number): NearWord[] {
    const key = `${most}${word}`;
    const known = this.remembered.get(key);
    if (known) return known;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const found = this.lookNear(word, most);
    this.remembered.set(key, found);
    return found;
  }

  private lookNear(word: string, most: number): NearWord[] {
    const first = word.charAt(0);
    const found: NearWord[] = [];
    this.walk(word, most, this.firstFrom(first), first, (known, distance) => {
      if (distance > 0) found.push({ ...known, distance });
    });
    for (const known of this.fresh) {
      if (!known.word.startsWith(first)) continue;
      const distance = distanceOf(word, known.word, most);
      if (distance > 0 && distance <= most) found.push({ ...known, distance });
    }
    return found;
  }

  private walk(
    word: string,
    most: number,
    from: number,
    beginning: string,
    found: (known: KnownWord, distance: number) => void,
  ): void {
    const rows = new Rows(word, word.length + most);
    let hopeless = 0;
    for (let i = from; i < this.words.length; i++) {
      const shared = i === from ? 0 : (this.shared[i] as number);
      // Everything below a hopeless beginning is hopeless.
      if (hopeless > 0 && shared >= hopeless) continue;
      const other = this.at(i);
      if (!other.startsWith(beginning)) break;
      hopeless = rows.spell(other, shared, most);
      if (hopeless > 0 || other.length > word.length + most) continue;
      const distance = rows.distance(other.length);
      if (distance <= most) found(this.words[i] as KnownWord, distance);
    }
  }

  private at(i: number): string {
    return (this.words[i] as KnownWord).word;
  }

  private firstFrom(word: string): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The table of distances between one word and the beginnings of another, kept from word to word. */
class Rows {
  private readonly word: string;
  private readonly width: number;
  private readonly deepest: number;
  private readonly cells: Uint8Array;
  /** Rows that still hold for the word spelled last. */
  private valid = 0;

  constructor(word: string, deepest: number) {
    this.word = word;
    this.width = word.length + 1;
    this.deepest = deepest;
    this.cells = new Uint8Array((deepest + 1) * this.width);
    for (let j = 0; j < this.width; j++) this.cells[j] = j;
  }

  /** Spells a word that shares `shared` letters with the last one; answers where it became hopeless, or 0. */
  spell(other: string, shared: number, most: number): number {
    const limit = Math.min(other.length, this.deepest);
    let row = Math.min(this.valid, shared);
    while (row < limit) {
      row++;
      this.valid = row;
      if (this.fill(row, other) > most) return row;
    }
    this.valid = Math.max(row, Math.min(this.valid, shared));
    return 0;
  }

  distance(length: number): number {
    return this.cells[length * this.width + this.word.length] as number;
  }

  private fill(row: number, other: string): number {
    const { cells, width, word } = this;
    const here = row * width;
    const above = here - width;
    const letter = other.charCodeAt(row - 1);
    const before = row > 1 ? other.charCodeAt(row - 2) : -1;
    cells[here] = row;
    let least = row;
    for (let j = 1; j < width; j++) {
      const same = word.charCodeAt(j - 1) === letter;
      let best = (cells[above + j - 1] as number) + (same ? 0 : 1);
      best = Math.min(best, (cells[above + j] as number) + 1, (cells[here + j - 1] as number) + 1);
      if (j > 1 && word.charCodeAt(j - 2) === letter && word.charCodeAt(j - 1) === before) {
        best = Math.min(best, (cells[above - width + j - 2] as number) + 1);
      }
      cells[here + j] = best;
      if (best < least) least = best;
    }
    return least;
  }
}

/** Distance of two words as far as `most`; anything beyond is `most + 1`. */
export function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const rows = new Rows(a, a.length + most);
  return rows.spell(b, 0, most) > 0 ? most + 1 : Math.min(rows.distance(b.length), most + 1);
}

const inOrder = (a: KnownWord, b: KnownWord) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0);

function sharedLetters(a: string, b: string): number {
  const most = Math.min(a.length, b.length, 255);
  let i = 0;
  while (i < most && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

function larger(old: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> {
  const fresh = new Uint32Array(size);
  fresh.set(old);
  return fresh;
}
