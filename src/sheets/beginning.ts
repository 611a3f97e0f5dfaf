import { open, stat } from "node:fs/promises";

/** What a file is recognized by. */
export interface Beginning {
  file: string;
  /** Bytes of the whole file. */
  size: number;
  /** The first of them. */
  bytes: Buffer;
  /** The same as text in whatever encoding, well enough to see its first letters. */
  text: string;
}

export async function beginningOf(file: string): Promise<Beginning> {
  const { size } = await stat(file);
  const bytes = await bytesAt(file, 0, 4096);
  return { file, size, bytes, text: plainText(bytes) };
}

export const plainText = (bytes: Buffer): string =>
  bytes.toString("latin1").replace(/\0|^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff/g, "");

export async function bytesAt(file: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, position);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
