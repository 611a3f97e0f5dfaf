import { emptyBits, hasBit, setBit } from "./bits.ts";
import type { Columns } from "./columns.ts";
import { bestOf } from "./select.ts";

/** Among fewer hits than this the first are picked out; among more, all records are walked in order. */
const FEW = 4000;
/** Records that came or changed since the order was made; with more it is made again. */
const MOST_LATE = 2000;

/** The newest first. */
export const newestFirst = (columns: Columns): Sorted =>
  new Sorted(columns, (id) => columns.created[id] as number);

/** The best first, of equal ones the newer: its time to two minutes. */
export const bestFirst = (columns: Columns): Sorted =>
  new Sorted(
    columns,
    (id) => (((columns.quality[id] as number) << 25) | ((columns.created[id] as number) >>> 7)) >>> 0,
  );

/** All records in the order of a number of 32 bits, so that the first of many need no sorting. */
class Sorted {
  private readonly columns: Columns;
  private readonly keyOf: (id: number) => number;
  /** Smallest first. */
  private order = new Uint32Array(0);
  private readonly late = new Set<number>();
  private made = false;

  constructor(columns: Columns, keyOf: (id: number) => number) {
    this.columns = columns;
    this.keyOf = keyOf;
  }

  change(id: number): void {
    if (!this.made) return;
    this.late.add(id);
    if (this.late.size > MOST_LATE) this.made = false;
  }

  /** The first `most` of these, largest number first. */
  of(hits: Uint32Array, most: number): number[] {
    const first = (ids: Uint32Array) => bestOf(ids, most, this.keyOf);
    if (hits.length < FEW || most > FEW) return first(hits);
    if (!this.made) this.make();
    const wanted = emptyBits(this.columns.highest);
    for (const id of hits) setBit(wanted, id);
    const found = [...this.late].filter((id) => hasBit(wanted, id));
    let left = most;
    for (let i = this.order.length - 1; i >= 0 && left > 0; i--) {
      const id = this.order[i] as number;
      if (!hasBit(wanted, id) || this.late.has(id)) continue;
      found.push(id);
      left--;
    }
    return first(Uint32Array.from(found));
  }

  /** Number and id side by side as one number of 64 bits: numbers are sorted fastest. */
  private make(): void {
    const { highest } = this.columns;
    const pairs = new BigUint64Array(highest);
    const [low, high] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];
    const halves = new Uint32Array(pairs.buffer);
    for (let id = 1; id <= highest; id++) {
      halves[(id - 1) * 2 + low] = id;
      halves[(id - 1) * 2 + high] = this.keyOf(id);
    }
    pairs.sort();
    this.order = new Uint32Array(highest);
    for (let i = 0; i < highest; i++) this.order[i] = halves[i * 2 + low] as number;
    this.late.clear();
    this.made = true;
  }
}
