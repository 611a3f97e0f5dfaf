import { type Bits, clearBit, emptyBits, hasBit, setBit } from "./bits.ts";
import { FIRST_HIDDEN } from "./fields.ts";
import type { Values } from "./values.ts";

/** What one group of people sees of the whole index: standing totals that answer an empty question. */
export interface Audience {
  tokens: ReadonlySet<number>;
  bits: Bits;
  counts: Uint32Array;
  total: number;
}

/** What of a document is one number. */
export interface DocumentFacts {
  created: number;
  titleLength: number;
  quality: number;
  maker: number;
}

/** Audiences remembered at once; a district of teachers shares one. */
const AUDIENCES = 24;

/**
 * The facet values of every document, held in memory as numbers: the values of document `id` are
 * `arena[start[id]] … arena[start[id] + length[id]]`, in the order of their fields, `shown[id]` of them for
 * people. A changed document gets a new place at the end; its old one is garbage until `compact`.
 */
export class Columns {
  start = new Uint32Array(1024);
  length = new Uint16Array(1024);
  shown = new Uint16Array(1024);
  /** Seconds since 1970. */
  created = new Uint32Array(1024);
  /** Words in the title. */
  titleLength = new Uint16Array(1024);
  /** See `qualityOf` and `makerOf`. */
  quality = new Uint8Array(1024);
  maker = new Uint16Array(1024);
  arena: Uint16Array | Uint32Array = new Uint16Array(1 << 14);
  /** How many documents have a value. */
  standing = new Uint32Array(1024);
  highest = 0;
  live = 0;
  private used = 0;
  private garbage = 0;
  private readonly values: Values;
  private readonly audiences = new Map<string, Audience>();
  /** Told about every value a document loses or gains, so that kept sets of documents stay true. */
  onChange: (value: number, id: number, has: boolean) => void = () => {};

  constructor(values: Values) {
    this.values = values;
  }

  /** Takes a document's values, in the order of fields; none means it is gone. */
  put(
    id: number,
    { created, titleLength, quality, maker }: DocumentFacts,
    list: ArrayLike<number>,
    from = 0,
    to = list.length,
  ): void {
    this.room(id, to - from);
    this.forget(id);
    this.created[id] = created;
    this.titleLength[id] = Math.min(titleLength, 65_535);
    this.quality[id] = quality;
    this.maker[id] = maker;
    this.start[id] = this.used;
    this.length[id] = to - from;
    let shown = 0;
    for (let k = from; k < to; k++) {
      const value = list[k] as number;
      this.arena[this.used++] = value;
      this.standing[value] = (this.standing[value] as number) + 1;
      if ((this.values.field[value] as number) < FIRST_HIDDEN) shown++;
      this.onChange(value, id, true);
    }
    this.shown[id] = shown;
    this.highest = Math.max(this.highest, id);
    if (to > from) this.live++;
    for (const audience of this.audiences.values()) this.admit(audience, id);
    if (this.garbage > 4096 && this.garbage * 2 > this.used) this.compact();
  }

  private forget(id: number): void {
    const length = this.length[id] as number;
    if (length === 0) return;
    for (const audience of this.audiences.values()) this.dismiss(audience, id);
    const start = this.start[id] as number;
    for (let k = start; k < start + length; k++) {
      const value = this.arena[k] as number;
      this.standing[value] = (this.standing[value] as number) - 1;
      this.onChange(value, id, false);
    }
    this.garbage += length;
    this.length[id] = 0;
    this.live--;
  }

  /** True when the document has one of these values. */
  hasAny(id: number, wanted: ReadonlySet<number>): boolean {
    const start = this.start[id] as number;
    for (let k = start, end = start + (this.length[id] as number); k < end; k++) {
      if (wanted.has(this.arena[k] as number)) return true;
    }
    return false;
  }

  /** The values of one field of a document. */
  ofField(id: number, field: number): number[] {
    const found: number[] = [];
    const start = this.start[id] as number;
    for (let k = start, end = start + (this.length[id] as number); k < end; k++) {
      const value = this.arena[k] as number;
      if (this.values.field[value] === field) found.push(value);
    }
    return found;
  }

  /** What those who hold these visibility values see. */
  audience(tokens: number[], bitsOf: (tokens: number[]) => Bits): Audience {
    const key = tokens.toSorted((a, b) => a - b).join(" ");
    const known = this.audiences.get(key);
    if (known) {
      this.audiences.delete(key);
      this.audiences.set(key, known);
      return known;
    }
    const audience = this.count({
      tokens: new Set(tokens),
      bits: bitsOf(tokens).slice(),
      counts: new Uint32Array(this.standing.length),
      total: 0,
    });
    this.audiences.set(key, audience);
    const oldest = this.audiences.keys().next().value;
    if (this.audiences.size > AUDIENCES && oldest !== undefined) this.audiences.delete(oldest);
    return audience;
  }

  private count(audience: Audience): Audience {
    for (let id = 1; id <= this.highest; id++) if (hasBit(audience.bits, id)) this.tally(audience, id, 1);
    return audience;
  }

  private tally(audience: Audience, id: number, by: 1 | -1): void {
    audience.total += by;
    const { counts } = audience;
    const start = this.start[id] as number;
    for (let k = start, end = start + (this.shown[id] as number); k < end; k++) {
      const value = this.arena[k] as number;
      counts[value] = (counts[value] as number) + by;
    }
  }

  private admit(audience: Audience, id: number): void {
    if (!this.hasAny(id, audience.tokens)) return;
    setBit(audience.bits, id);
    this.tally(audience, id, 1);
  }

  private dismiss(audience: Audience, id: number): void {
    if (!hasBit(audience.bits, id)) return;
    clearBit(audience.bits, id);
    this.tally(audience, id, -1);
  }

  /** Makes room for a document, for `count` more values, and for values met for the first time. */
  private room(id: number, count: number): void {
    if (id >= this.start.length) {
      const size = Math.max(id + 1, Math.ceil(this.start.length * 1.5));
      this.start = grown(this.start, size);
      this.length = grown(this.length, size);
      this.shown = grown(this.shown, size);
      this.created = grown(this.created, size);
      this.titleLength = grown(this.titleLength, size);
      this.quality = grown(this.quality, size);
      this.maker = grown(this.maker, size);
      for (const a of this.audiences.values()) a.bits = grown(a.bits, emptyBits(size).length);
    }
    if (this.values.highest >= this.standing.length) {
      const size = Math.max(this.values.highest + 1, Math.ceil(this.standing.length * 1.5));
      this.standing = grown(this.standing, size);
      for (const a of this.audiences.values()) a.counts = grown(a.counts, size);
    }
    // Past 65,535 values their numbers no longer fit into two bytes.
    if (this.values.highest > 65_535 && this.arena instanceof Uint16Array)
      this.arena = Uint32Array.from(this.arena);
    if (this.used + count > this.arena.length) {
      this.arena = grown(this.arena, Math.ceil((this.used + count) * 1.25));
    }
  }

  /** Moves the living values together. */
  private compact(): void {
    const fresh = this.arena instanceof Uint16Array ? new Uint16Array(this.used) : new Uint32Array(this.used);
    let at = 0;
    for (let id = 1; id <= this.highest; id++) {
      const length = this.length[id] as number;
      if (length === 0) continue;
      const start = this.start[id] as number;
      fresh.set(this.arena.subarray(start, start + length), at);
      this.start[id] = at;
      at += length;
    }
    this.arena = fresh;
    this.used = at;
    this.garbage = 0;
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array>(old: T, size: number): T {
  const larger = new (old.constructor as new (size: number) => T)(size);
  larger.set(old);
  return larger;
}
