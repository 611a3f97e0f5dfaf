import { type Cell, isLinked, type Read } from "./row.ts";

/** What the columns of a file are called and hold: headers in order, with some values each. */
export interface Outline {
  headers: string[];
  samples: Record<string, string[]>;
  /** Rows looked at. */
  rows: number;
}

/** Looks at the first rows of a file, for matching its columns. */
export async function outlineOf(reads: AsyncIterable<Read>, most = 500): Promise<Outline> {
  const samples = new Map<string, Set<string>>();
  let rows = 0;
  for await (const read of reads) {
    if (read.kind === "heading") for (const h of read.headers) samples.set(h, samples.get(h) ?? new Set());
    if (read.kind !== "row") continue;
    for (const [header, cell] of Object.entries(read.cells)) {
      const seen = samples.get(header) ?? new Set();
      if (seen.size < 5) seen.add(sampleOf(cell));
      samples.set(header, seen);
    }
    if (++rows >= most) break;
  }
  return {
    headers: [...samples.keys()],
    samples: Object.fromEntries([...samples].map(([h, v]) => [h, [...v]])),
    rows,
  };
}

const sampleOf = (cell: Cell): string => {
  const text = isLinked(cell) ? cell.text : typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
