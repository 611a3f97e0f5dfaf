import type { Readable } from "node:stream";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { Problem } from "../../kernel/problem.ts";
import { damaged } from "./zip.ts";

/** What is reported of an XML part: tags without their prefix. */
export interface SaxHandlers {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string) => {
  const at = name.indexOf(":");
  return at < 0 ? name : name.slice(at + 1);
};

/** An XML part of a workbook, told piece by piece. `after` runs between pieces and may yield what was collected. */
export async function* readSax<T>(
  stream: Readable,
  handlers: SaxHandlers,
  after: () => T[],
): AsyncGenerator<T> {
  const parser = parserFor(handlers);
  const decoder = new TextDecoder("utf-8");
  try {
    for await (const chunk of unpacked(stream)) {
      write(parser, decoder.decode(chunk, { stream: true }));
      yield* after();
    }
    write(parser, decoder.decode(), true);
    yield* after();
  } finally {
    stream.destroy();
  }
}

/** Reads a part to its end. */
export async function readSaxToEnd(stream: Readable, handlers: SaxHandlers): Promise<void> {
  for await (const _ of readSax(stream, handlers, () => [])) break;
}

function parserFor(handlers: SaxHandlers): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("doctype", () => {
    throw new Problem(
      "invalid",
      "The workbook holds a document type declaration, which no spreadsheet program writes. It is not read.",
    );
  });
  parser.on("error", () => {
    throw damaged();
  });
  if (handlers.open)
    parser.on("opentag", (tag: SaxesTagPlain) => handlers.open?.(local(tag.name), tag.attributes));
  if (handlers.text) {
    parser.on("text", (text) => handlers.text?.(text));
    parser.on("cdata", (text) => handlers.text?.(text));
  }
  if (handlers.close) parser.on("closetag", (tag: SaxesTagPlain) => handlers.close?.(local(tag.name)));
  return parser;
}

function write(parser: SaxesParser, text: string, last = false) {
  if (text !== "") parser.write(text);
  if (last) parser.close();
}

/** A part as it is unpacked. Whatever fails there is a damaged workbook, but for what the disk itself refuses. */
async function* unpacked(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    if (error instanceof Problem || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw damaged();
  }
}
