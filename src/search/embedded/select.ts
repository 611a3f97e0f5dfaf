/** The `most` best of some things, best first, without sorting them all: a heap holds the best met so far. */
export function bestOf(ids: Uint32Array, most: number, better: (a: number, b: number) => number): number[] {
  const heap: number[] = [];
  for (const id of ids) {
    if (heap.length < most) {
      heap.push(id);
      rise(heap, better);
    } else if (most > 0 && better(id, heap[0] as number) < 0) {
      heap[0] = id;
      sink(heap, better);
    }
  }
  return heap.sort(better);
}

/** The worst stands on top. */
function rise(heap: number[], better: (a: number, b: number) => number): void {
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (better(heap[at] as number, heap[above] as number) <= 0) return;
    swap(heap, at, above);
    at = above;
  }
}

function sink(heap: number[], better: (a: number, b: number) => number): void {
  let at = 0;
  for (;;) {
    let worst = at;
    for (const below of [2 * at + 1, 2 * at + 2]) {
      if (below < heap.length && better(heap[below] as number, heap[worst] as number) > 0) worst = below;
    }
    if (worst === at) return;
    swap(heap, at, worst);
    at = worst;
  }
}

function swap(heap: number[], a: number, b: number): void {
  const held = heap[a] as number;
  heap[a] = heap[b] as number;
  heap[b] = held;
}
