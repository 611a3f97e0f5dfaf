import { INDEX_FIELDS, type IndexField, numberOf } from "./fields.ts";

/** Every value any document has, by number. Numbers are the ids of the index file and never change. */
export class Values {
  /** Number of the field each value belongs to. */
  field = new Uint8Array(1024);
  /** Of `item|level` pairs: the numbers of the standard and of the level. */
  pairStandard = new Uint32Array(1024);
  pairLevel = new Uint32Array(1024);
  highest = 0;
  private readonly names: (string | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly byField: number[][] = INDEX_FIELDS.map(() => []);

  add(id: number, field: IndexField, name: string): void {
    this.room(id);
    const number = numberOf(field);
    // A facet that no longer exists: its values keep their place and are never asked for.
    this.field[id] = number < 0 ? 255 : number;
    this.names[id] = name;
    this.numbers.set(`${field}\n${name}`, id);
    this.byField[number]?.push(id);
    this.highest = Math.max(this.highest, id);
    if (field === "pair") this.addPair(id, name);
  }

  private addPair(id: number, name: string): void {
    const bar = name.lastIndexOf("|");
    this.pairStandard[id] = this.number("standard", name.slice(0, bar)) ?? 0;
    this.pairLevel[id] = this.number("level", name.slice(bar + 1)) ?? 0;
  }

  /** Undefined when no document ever had this value. */
  number(field: IndexField, name: string): number | undefined {
    return this.numbers.get(`${field}\n${name}`);
  }

  name(id: number): string {
    return this.names[id] ?? "";
  }

  ofField(field: IndexField): number[] {
    return this.byField[numberOf(field)] ?? [];
  }

  private room(id: number): void {
    if (id < this.field.length) return;
    const size = Math.max(id + 1, Math.ceil(this.field.length * 1.5));
    const larger = <T extends Uint8Array | Uint32Array>(fresh: T, old: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.field = larger(new Uint8Array(size), this.field);
    this.pairStandard = larger(new Uint32Array(size), this.pairStandard);
    this.pairLevel = larger(new Uint32Array(size), this.pairLevel);
  }
}
