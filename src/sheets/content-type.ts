/** The library is loaded with the first file: most registries start far more often than they are given one. */
const library = () => import("file-type");

/**
 * The usual ending of what these bytes begin ("pdf", "png"), by its magic numbers; undefined for text and for what
 * is not known. Reads no further than the bytes given, and unpacks little of them.
 */
export async function endingOf(head: Uint8Array): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await library();
  const ending = (await fileTypeFromBuffer(head))?.ext;
  const start = Buffer.from(head.subarray(0, 8)).toString("latin1");
  // A picture that was cut short is still one, and a text that begins with "GIFTED" is none.
  if (start === "\x89PNG\r\n\x1a\n") return "png";
  return ending === "gif" && !start.startsWith("GIF8") ? undefined : ending;
}
