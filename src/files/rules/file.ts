import * as z from "zod";

/** So large one file can be; each place that names the limit takes it from here. */
export const MOST_MEGABYTES = 50;
export const MOST_BYTES = MOST_MEGABYTES * 1024 * 1024;
/** So many files one resource can have. */
export const MOST_FILES = 20;

/** A file of a resource, as its description names it. */
export const NamedFile = z
  .strictObject({
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, {
        error: "is not the SHA-256 of a file. Send the file to /api/v1/files first",
      })
      .meta({ description: "SHA-256 of its bytes (hex), as the upload answered" }),
    name: z.string().trim().min(1).max(200).meta({ description: "The name it is downloaded under" }),
    size: z.int().min(0).optional().meta({ description: "Bytes; taken from the upload, whatever is sent" }),
    type: z.string().max(100).optional().meta({
      description: "Media type; read from the content, whatever is sent",
    }),
    educatorsOnly: z.boolean().optional().meta({
      description: "True for what students should not open, such as an answer key: signed-in educators only",
    }),
  })
  .meta({ id: "NamedFile", description: "An uploaded file of a resource" });
export type NamedFile = z.output<typeof NamedFile>;

/** How a file stands with the virus scanner. Without one it is `unscanned`, and given out. */
export type ScanState = "held" | "clean" | "unscanned" | "infected";

/** A file as it is kept: once, however often it is uploaded. */
export interface KeptFile {
  hash: string;
  size: number;
  type: string;
  state: ScanState;
  at: string;
}

/** Where its bytes lie below the folder of files. */
export const filePathOf = (hash: string) => `${hash.slice(0, 2)}/${hash}`;

/** Who brought a file in. Only they can name it in a resource. */
export interface Upload {
  hash: string;
  person: string;
  name: string;
  at: string;
}

export const mayBeDownloaded = (file: KeptFile) => file.state === "clean" || file.state === "unscanned";
