import { type Cell, isLinked, type Read, type SourceRow } from "../../sheets/row.ts";
import type { WrittenCell } from "../../sheets/writers/xlsx.ts";
import type { Finding } from "./findings.ts";

/** Begins the header of the columns that hold what is wrong; an import passes them over. */
export const FAULT_HEADER = "What is wrong";

const headerFor = (header: string) => (header === "" ? FAULT_HEADER : `${FAULT_HEADER} with ${header}`);

/** The headers of a marked sheet: behind each column that has faults stands one that says them. */
export function headersWithFaults(headers: string[], faulty: Iterable<string>): string[] {
  const wanted = new Set(faulty);
  const marked = headers.flatMap((h) => (wanted.has(h) ? [h, headerFor(h)] : [h]));
  // Faults of a whole row, or of a column that the sheet does not have, stand last.
  const others = [...wanted].filter((h) => !headers.includes(h)).map(headerFor);
  return [...marked, ...new Set(others)];
}

/** The lines of the same sheet with its faults written beside the cells. */
export async function* linesWithFaults(
  reads: AsyncIterable<Read>,
  headers: string[],
  faultsOf: (row: SourceRow) => Finding[] | Promise<Finding[]>,
): AsyncGenerator<WrittenCell[]> {
  for await (const read of reads) {
    if (read.kind === "section") yield [read.text];
    if (read.kind !== "row") continue;
    const faults = await faultsOf(read);
    const at = (header: string) => faults.filter((f) => headerFor(f.header) === header);
    yield headers.map((header): WrittenCell => {
      const own = at(header);
      if (own.length > 0) return { text: own.map(sentence).join("\n"), mark: "note" };
      const text = textIn(read.cells[header]);
      return faults.some((f) => f.header === header) ? { text, mark: "fault" } : text;
    });
  }
}

function sentence({ value, detail, nearest = [] }: Finding): string {
  const said = value === "" ? detail : `"${value}" ${detail}`;
  return nearest.length > 0 ? `${said}. Nearest: ${nearest.join(" | ")}` : said;
}

/** A cell as it was, so that the marked sheet can be fixed and uploaded again. */
function textIn(cell: Cell | undefined): string {
  if (cell === undefined) return "";
  if (isLinked(cell)) return cell.text;
  if (Array.isArray(cell)) return cell.map((c) => textIn(c)).join(" | ");
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
