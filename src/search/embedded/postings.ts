import { type Bits, bitsOf, clearBit, emptyBits, setBit, unionOf } from "./bits.ts";
import type { Columns } from "./columns.ts";

/** Bytes of document sets kept in memory. */
const BUDGET = 32_000_000;
/** A value that more than this share of documents have is found by reading the columns, not the postings. */
const COMMON = 1 / 12;

/** The set of documents that have a value: read when first asked for, then kept and kept true. */
export class Postings {
  private readonly columns: Columns;
  private readonly read: (value: number) => Uint32Array;
  private readonly kept = new Map<number, Bits>();

  constructor(columns: Columns, read: (value: number) => Uint32Array) {
    this.columns = columns;
    this.read = read;
    columns.onChange = (value, id, has) => {
      const bits = this.kept.get(value);
      if (!bits) return;
      if (id >>> 5 >= bits.length) this.kept.delete(value);
      else if (has) setBit(bits, id);
      else clearBit(bits, id);
    };
  }

  of(values: number[]): Bits {
    const { highest } = this.columns;
    if (values.length === 0) return emptyBits(highest);
    return unionOf(
      values.map((v) => this.ofOne(v)),
      this.columns.start.length - 1,
    );
  }

  private ofOne(value: number): Bits {
    const known = this.kept.get(value);
    const upTo = this.columns.start.length - 1;
    if (known && known.length === emptyLength(upTo)) {
      this.kept.delete(value);
      this.kept.set(value, known);
      return known;
    }
    const common = (this.columns.standing[value] as number) > this.columns.live * COMMON;
    const bits = common ? this.scan(value, upTo) : bitsOf(this.read(value), upTo);
    this.kept.set(value, bits);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size * bits.byteLength > BUDGET && oldest !== undefined) this.kept.delete(oldest);
    return bits;
  }

  private scan(value: number, upTo: number): Bits {
    const { start, length, arena, highest } = this.columns;
    const bits = emptyBits(upTo);
    for (let id = 1; id <= highest; id++) {
      const from = start[id] as number;
      for (let k = from, end = from + (length[id] as number); k < end; k++) {
        if (arena[k] !== value) continue;
        setBit(bits, id);
        break;
      }
    }
    return bits;
  }
}

const emptyLength = (upTo: number) => (upTo >>> 5) + 1;
