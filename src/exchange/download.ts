import { Readable } from "node:stream";
import { CSV, type Download, downloadHeaders, XLSX } from "../http/download.ts";
import { templateHeaders } from "../imports/rules/template.ts";
import { represent } from "../resources/rules/representation.ts";
import type { Resource } from "../resources/rules/resource.ts";
import { csvText } from "../sheets/writers/csv.ts";
import { xlsxStream } from "../sheets/writers/xlsx.ts";
import type { Reference } from "../standards/rules/reference.ts";
import { contextOf, jsonLd } from "./jsonld.ts";
import { cellsOfResource } from "./row-of-resource.ts";

export const EXPORT_FORMATS = ["csv", "xlsx", "jsonl", "jsonld"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Resources as a file, made while it is sent. CSV and XLSX have the columns of the template: an import reads them back. */
export function exported(
  resources: AsyncIterable<Resource>,
  format: ExportFormat,
  { reference, base }: { reference: Reference; base: string },
): Download {
  const give = (source: AsyncIterable<string>, type: string): Download => ({
    stream: Readable.from(source),
    headers: downloadHeaders(`resources.${format}`, type),
  });
  switch (format) {
    case "csv":
      return give(csvText(withHead(lines(resources, reference))), CSV);
    case "xlsx": {
      const headers = templateHeaders();
      const sheet = {
        name: "Resources",
        headers,
        widths: headers.map(() => 24),
        lines: lines(resources, reference),
      };
      return { stream: xlsxStream([sheet]), headers: downloadHeaders("resources.xlsx", XLSX) };
    }
    case "jsonl":
      return give(inPieces(jsonLines(resources, reference)), "application/x-ndjson");
    case "jsonld":
      return give(inPieces(graph(resources, reference, base)), "application/ld+json");
  }
}

async function* lines(resources: AsyncIterable<Resource>, reference: Reference): AsyncGenerator<string[]> {
  const headers = templateHeaders();
  for await (const r of resources) {
    const cells = cellsOfResource(r, reference);
    yield headers.map((h) => cells[h] ?? "");
  }
}

async function* withHead(rows: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  yield templateHeaders();
  yield* rows;
}

async function* jsonLines(resources: AsyncIterable<Resource>, reference: Reference): AsyncGenerator<string> {
  for await (const r of resources) yield `${JSON.stringify(represent(r, reference))}\n`;
}

/** One JSON-LD document with a graph, written piece by piece. */
async function* graph(
  resources: AsyncIterable<Resource>,
  reference: Reference,
  base: string,
): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(contextOf(base))},"@graph":[`;
  let between = "";
  for await (const r of resources) {
    const { "@context": _shared, ...node } = jsonLd(r, reference, base);
    yield `${between}\n${JSON.stringify(node)}`;
    between = ",";
  }
  yield "\n]}\n";
}

/** Few large writes instead of one for each record. */
async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = "";
  for await (const text of texts) {
    piece += text;
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
