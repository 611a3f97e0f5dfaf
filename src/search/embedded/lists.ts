/** Where a stem stands: anywhere in a record, or in one of the fields that decide which of too many are ranked. */
export type Where = "any" | "title" | "topics";

/** Put before a stem in the full-text table. No stem begins so: these are neither letters nor digits. */
export const SIGNS: Record<Where, string> = { any: "", title: "§", topics: "¶" };

/** Ids kept in memory, of all lists together. */
const MOST_KEPT = 6_000_000;
/** After so many changed records all lists are read again. */
const MOST_CHANGED = 400;

/**
 * The records that have a stem: read from the full-text table when first asked for, then kept. Records that
 * changed meanwhile are remembered; whoever reads a list looks at those themselves (`matching.ts`).
 */
export class Lists {
  /** Records of which no list can be believed. */
  readonly changed = new Set<number>();
  private readonly read: (token: string) => Uint32Array;
  private readonly kept = new Map<string, Uint32Array>();
  private size = 0;

  constructor(read: (token: string) => Uint32Array) {
    this.read = read;
  }

  of(stem: string, where: Where): Uint32Array {
    const token = SIGNS[where] + stem;
    const known = this.kept.get(token);
    if (known) {
      this.kept.delete(token);
      this.kept.set(token, known);
      return known;
    }
    const ids = this.read(token);
    this.kept.set(token, ids);
    this.size += ids.length;
    while (this.size > MOST_KEPT && this.kept.size > 1) {
      const [oldest, list] = this.kept.entries().next().value as [string, Uint32Array];
      this.kept.delete(oldest);
      this.size -= list.length;
    }
    return ids;
  }

  change(id: number): void {
    this.changed.add(id);
    if (this.changed.size <= MOST_CHANGED) return;
    this.changed.clear();
    this.kept.clear();
    this.size = 0;
  }
}
