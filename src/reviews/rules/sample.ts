/** How much of a batch is looked at in full before one answer may stand for all of it. */
const SHARE = 0.1;
const LEAST = 3;

/**
 * The offers to look at before deciding all of them alike. Drawn from their ids, so that nobody picks the easy
 * ones and asking again draws the same.
 */
export function sampleOf(ids: string[]): string[] {
  const size = Math.min(ids.length, Math.max(LEAST, Math.ceil(ids.length * SHARE)));
  const all = ids.toSorted();
  const seed = hash(all.join());
  return all.toSorted((a, b) => hash(`${seed}${a}`) - hash(`${seed}${b}`) || (a < b ? -1 : 1)).slice(0, size);
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const c of text) value = Math.imul(value ^ (c.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
