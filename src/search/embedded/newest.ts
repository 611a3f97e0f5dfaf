import { emptyBits, hasBit, setBit } from "./bits.ts";
import type { Columns } from "./columns.ts";
import { bestOf } from "./select.ts";

/** Among fewer hits than this the newest are picked out; among more, all records are walked in order. */
const FEW = 4000;
/** Records that came or changed since the order was made; with more it is made again. */
const MOST_LATE = 2000;

/** All records in the order of their making, so that the newest of many need no sorting. */
export class Newest {
  private readonly columns: Columns;
  /** Oldest first. */
  private order = new Uint32Array(0);
  private readonly late = new Set<number>();
  private made = false;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  change(id: number): void {
    if (!this.made) return;
    this.late.add(id);
    if (this.late.size > MOST_LATE) this.made = false;
  }

  /** The `most` newest of these, newest first. */
  of(hits: Uint32Array, most: number): number[] {
    const { created } = this.columns;
    const newest = (ids: Uint32Array) => bestOf(ids, most, (id) => created[id] as number);
    if (hits.length < FEW || most > FEW) return newest(hits);
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
    return newest(Uint32Array.from(found));
  }

  /** Time and id side by side as one number of 64 bits: numbers are sorted fastest. */
  private make(): void {
    const { created, highest } = this.columns;
    const pairs = new BigUint64Array(highest);
    const [low, high] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];
    const halves = new Uint32Array(pairs.buffer);
    for (let id = 1; id <= highest; id++) {
      halves[(id - 1) * 2 + low] = id;
      halves[(id - 1) * 2 + high] = created[id] as number;
    }
    pairs.sort();
    this.order = new Uint32Array(highest);
    for (let i = 0; i < highest; i++) this.order[i] = halves[i * 2 + low] as number;
    this.late.clear();
    this.made = true;
  }
}
