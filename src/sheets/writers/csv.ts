import { defused } from "../defused.ts";

/** One line of CSV (RFC 4180), with formulas defused. */
export const csvLine = (values: readonly string[]): string => `${values.map(csvCell).join(",")}\r\n`;

const csvCell = (value: string): string => {
  const text = defused(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A CSV file as pieces of text, with the mark by which spreadsheet programs know UTF-8. */
export async function* csvText(
  lines: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<string> {
  let piece = "\uFEFF";
  for await (const line of lines) {
    piece += csvLine(line);
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
