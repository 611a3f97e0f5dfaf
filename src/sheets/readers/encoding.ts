import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Windows-1252 puts these characters where Latin-1 has controls 0x80–0x9F (WHATWG Encoding, index windows-1252). */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/** Which encoding a text file is written in: by its mark, by where its zero bytes are, else whether all of it is UTF-8. */
export async function encodingOf(file: string): Promise<Encoding> {
  let first = true;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    if (first) {
      const marked = byMark(chunk) ?? byZeros(chunk);
      if (marked) return marked;
      first = false;
    }
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = bytes.length - unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return "windows-1252";
    rest = Buffer.from(bytes.subarray(whole));
  }
  return rest.length > 0 ? "windows-1252" : "utf-8";
}

function byMark(b: Buffer): Encoding | undefined {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return "utf-8";
  if (b[0] === 0xff && b[1] === 0xfe) return "utf-16le";
  if (b[0] === 0xfe && b[1] === 0xff) return "utf-16be";
  return undefined;
}

/** UTF-16 without a mark: in Western text every other byte is zero. */
function byZeros(b: Buffer): Encoding | undefined {
  const seen = Math.min(b.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < seen; i += 2) {
    if (b[i] === 0) even++;
    if (b[i + 1] === 0) odd++;
  }
  if (seen < 4) return undefined;
  if (odd > seen * 0.35 && even === 0) return "utf-16le";
  if (even > seen * 0.35 && odd === 0) return "utf-16be";
  return undefined;
}

/** How many bytes at the end begin a UTF-8 sequence that the next chunk ends. */
function unfinished(b: Buffer): number {
  for (let back = 1; back <= Math.min(3, b.length); back++) {
    const byte = b[b.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** The text of a file in pieces of about 64 kB, without its byte order mark. */
export async function* readText(file: string, encoding: Encoding): AsyncGenerator<string> {
  const source = createReadStream(file, { highWaterMark: 1 << 16 }) as AsyncIterable<Buffer>;
  if (encoding === "windows-1252") {
    for await (const chunk of source) yield fromWindows1252(chunk);
    return;
  }
  // Not fatal: whatever is broken becomes U+FFFD, and the row that holds it can be named.
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

export const fromWindows1252 = (bytes: Buffer): string =>
  bytes.toString("latin1").replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
