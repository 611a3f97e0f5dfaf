/**
 * The words of one document, packed into bytes: for each field of text how many words it has, then the ids
 * of its words. Numbers take one byte below 128, two below 16,384, and so on; common words have low ids.
 */
export function packWords(fields: number[][]): Buffer {
  const bytes: number[] = [];
  for (const field of fields) pack(field.length, bytes);
  for (const field of fields) for (const word of field) pack(word, bytes);
  return Buffer.from(bytes);
}

function pack(number: number, into: number[]): void {
  let rest = number;
  while (rest > 127) {
    into.push((rest & 127) | 128);
    rest >>>= 7;
  }
  into.push(rest);
}

export function unpackWords(bytes: Uint8Array, fields: number): Uint32Array[] {
  let at = 0;
  const next = (): number => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      number |= (byte & 127) << shift;
      if (byte < 128) return number >>> 0;
    }
  };
  const lengths = Array.from({ length: fields }, next);
  return lengths.map((length) => {
    const words = new Uint32Array(length);
    for (let i = 0; i < length; i++) words[i] = next();
    return words;
  });
}
