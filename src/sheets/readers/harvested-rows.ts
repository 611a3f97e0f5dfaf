import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Read, SourceRow } from "../row.ts";

/** A harvest is kept as one row a line, so that it can be checked as often as a file can. */
export const harvestedLine = (row: SourceRow): string => `${JSON.stringify(row)}\n`;

export async function* readHarvested(file: string): AsyncGenerator<Read> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) if (line !== "") yield JSON.parse(line) as SourceRow;
}
