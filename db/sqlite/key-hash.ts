/** Bits of each half of a hash. */
export const HALF = 26;
const MASK = 2 ** HALF - 1;

/**
 * 52 bits of a key, as a number that JavaScript and SQLite both hold exactly. Keys that share them by chance are told
 * apart where titles and addresses are compared. Stored: another hash means to fill `resource_keys` again.
 */
export function hash(key: string, seed = 0): number {
  let [a, b] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed];
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 2 ** HALF * (b & MASK) + (a & MASK);
}
