/**
 * The `most` ids with the largest keys, largest first, without sorting them all: a heap holds the best met so far.
 * Among equal keys the larger id, which is the newer record, comes first.
 */
export function bestOf(
  ids: Uint32Array,
  most: number,
  keyOf: (id: number, place: number) => number,
): number[] {
  const heap = new Heap(Math.min(most, ids.length));
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place] as number;
    heap.offer(id, keyOf(id, place));
  }
  return heap.sorted();
}

/** The worst stands on top. */
class Heap {
  private readonly ids: Float64Array;
  private readonly keys: Float64Array;
  private size = 0;

  constructor(most: number) {
    this.ids = new Float64Array(most);
    this.keys = new Float64Array(most);
  }

  offer(id: number, key: number): void {
    const { ids, keys } = this;
    if (this.size < ids.length) {
      ids[this.size] = id;
      keys[this.size] = key;
      this.rise(this.size++);
    } else if (
      ids.length > 0 &&
      (key > (keys[0] as number) || (key === keys[0] && id > (ids[0] as number)))
    ) {
      ids[0] = id;
      keys[0] = key;
      this.sink();
    }
  }

  sorted(): number[] {
    const places = Array.from({ length: this.size }, (_, i) => i);
    places.sort((a, b) => (this.worse(a, b) ? 1 : -1));
    return places.map((place) => this.ids[place] as number);
  }

  private worse(a: number, b: number): boolean {
    const [ka, kb] = [this.keys[a] as number, this.keys[b] as number];
    return ka < kb || (ka === kb && (this.ids[a] as number) < (this.ids[b] as number));
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.worse(at, above)) return;
      this.swap(at, above);
      at = above;
    }
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      let worst = at;
      for (let below = 2 * at + 1; below <= 2 * at + 2; below++) {
        if (below < this.size && this.worse(below, worst)) worst = below;
      }
      if (worst === at) return;
      this.swap(at, worst);
      at = worst;
    }
  }

  private swap(a: number, b: number): void {
    const { ids, keys } = this;
    const [id, key] = [ids[a] as number, keys[a] as number];
    ids[a] = ids[b] as number;
    keys[a] = keys[b] as number;
    ids[b] = id;
    keys[b] = key;
  }
}
