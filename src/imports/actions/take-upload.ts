import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { asDiskProblem } from "../../kernel/disk-faults.ts";
import { Problem } from "../../kernel/problem.ts";
import { formatted, LIMITS } from "../../sheets/row.ts";
import { uploadOf } from "./import-run.ts";

export interface TakenUpload {
  name: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  /** The other fields of the form; the last of each name. */
  fields: Record<string, string>;
}

type Sent = Readable & { headers: IncomingHttpHeaders };

/**
 * Streams an uploaded file to the disk: the bare body, or the field `file` of a form. `check` is called before
 * the file is kept, with the fields that came before it.
 */
export async function takeUpload(
  sent: Sent,
  {
    folder,
    id,
    name,
    check,
  }: { folder: string; id: string; name: string; check?: (fields: Record<string, string>) => void },
): Promise<TakenUpload> {
  const target = uploadOf(folder, id);
  const draft = `${target}.part`;
  try {
    const isForm = /^multipart\/form-data/i.test(sent.headers["content-type"] ?? "");
    const taken = isForm
      ? await fromForm(sent, draft, check)
      : { name, fields: {}, ...(await keep(sent, draft)) };
    if (taken.size === 0) throw new Problem("invalid", "The file is empty.", [noFile]);
    await rename(draft, target);
    return taken;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const noFile = { in: "body" as const, pointer: "/file", detail: "Choose a file that holds at least one row" };

async function keep(source: Readable, file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      if (size <= LIMITS.file) return done(null, chunk);
      done(
        new Problem(
          "too-large",
          `The file is larger than ${formatted(LIMITS.file / 2 ** 20)} MB. Split it and import the parts one after another.`,
        ),
      );
    },
  });
  try {
    await pipeline(source, meter, createWriteStream(file));
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = String((error as NodeJS.ErrnoException).code);
    if (code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET")
      throw new Problem("invalid", "The file did not arrive completely.");
    throw asDiskProblem(error);
  }
  return { size, sha256: hash.digest("hex") };
}

function fromForm(
  sent: Sent,
  draft: string,
  check?: (fields: Record<string, string>) => void,
): Promise<TakenUpload> {
  return new Promise((resolve, reject) => {
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: sent.headers,
        defParamCharset: "utf8",
        limits: { files: 1, fields: 50, fieldSize: 100_000, parts: 60 },
      });
    } catch {
      return reject(new Problem("invalid", "This form could not be read."));
    }
    const fields: Record<string, string> = Object.create(null);
    let taking: Promise<TakenUpload> | undefined;
    const fail = (error: unknown) => {
      sent.unpipe(parser);
      sent.resume();
      reject(error);
    };
    parser.on("field", (name, value) => {
      fields[name] = value;
    });
    parser.on("file", (_field, stream, { filename }) => {
      try {
        check?.(fields);
      } catch (error) {
        stream.resume();
        return fail(error);
      }
      if (!filename) return stream.resume();
      taking = keep(stream, draft).then((kept) => ({ name: filename.slice(0, 300), fields, ...kept }));
      taking.catch(fail);
    });
    parser.on("error", () => fail(new Problem("invalid", "This form arrived damaged. Send it again.")));
    parser.on("close", () => {
      if (!taking) return fail(new Problem("invalid", "No file came with the form.", [noFile]));
      taking.then(resolve, fail);
    });
    sent.on("aborted", () => fail(new Problem("invalid", "The file did not arrive completely.")));
    sent.pipe(parser);
  });
}
