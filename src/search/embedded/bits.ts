/** Sets of document ids, one bit each. */
export type Bits = Uint32Array;

export const emptyBits = (upTo: number): Bits => new Uint32Array((upTo >>> 5) + 1);

export const hasBit = (bits: Bits, id: number): boolean => (((bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;

export function setBit(bits: Bits, id: number): void {
  bits[id >>> 5] = (bits[id >>> 5] as number) | (1 << (id & 31));
}

export function clearBit(bits: Bits, id: number): void {
  bits[id >>> 5] = (bits[id >>> 5] as number) & ~(1 << (id & 31));
}

export function unionOf(sets: Bits[], upTo: number): Bits {
  if (sets.length === 1) return sets[0] as Bits;
  const out = emptyBits(upTo);
  for (const set of sets)
    for (let w = 0; w < set.length; w++) out[w] = (out[w] as number) | (set[w] as number);
  return out;
}

export function bitsOf(ids: Uint32Array, upTo: number): Bits {
  const bits = emptyBits(upTo);
  for (const id of ids) setBit(bits, id);
  return bits;
}

/** Writes the ids of the set bits of one word of a set to `out`, from `at`; answers where it stopped. */
export function idsOfWord(word: number, index: number, out: Uint32Array, at: number): number {
  let rest = word;
  let next = at;
  while (rest !== 0) {
    const lowest = rest & -rest;
    out[next++] = (index << 5) + 31 - Math.clz32(lowest);
    rest ^= lowest;
  }
  return next;
}

/** The ids of a set, in order. */
export function idsOfBits(bits: Bits): Uint32Array {
  let count = 0;
  for (let w = 0; w < bits.length; w++) count += bitCount(bits[w] as number);
  const ids = new Uint32Array(count);
  let at = 0;
  for (let w = 0; w < bits.length; w++) if (bits[w] !== 0) at = idsOfWord(bits[w] as number, w, ids, at);
  return ids;
}

function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
