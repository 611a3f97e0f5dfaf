import busboy from "busboy";
import type { Request } from "express";
import type { FileKeeper } from "../files/jobs/file-keeper.ts";
import type { KeptFile, Upload } from "../files/rules/file.ts";
import { MOST_FILES } from "../files/rules/file.ts";
import { Problem } from "../kernel/problem.ts";

export interface ReadForm {
  fields: Record<string, string[]>;
  files: { field: string; file: KeptFile; upload: Upload }[];
  /** What was wrong with single files; the others were kept. */
  refused: { field: string; name: string; problem: Problem }[];
}

interface Rules {
  keeper: FileKeeper;
  person: string;
  /** Called with the fields so far before any file is taken, and at the end. Throws to refuse the form. */
  check: (fields: Record<string, string[]>) => void;
}

/** Reads a form with files as it streams in. */
export function readForm(req: Request, { keeper, person, check }: Rules): Promise<ReadForm> {
  const form: ReadForm = { fields: Object.create(null), files: [], refused: [] };
  return new Promise((resolve, reject) => {
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: req.headers,
        // Else names come as latin-1.
        defParamCharset: "utf8",
        limits: { files: MOST_FILES, fields: 2000, fieldSize: 1_000_000, parts: 2100 },
      });
    } catch {
      return reject(new Problem("invalid", "This form could not be read."));
    }
    // In the order they were sent, whichever is on disk first.
    const taken: ReadForm["files"] = [];
    let order = 0;
    let before = Promise.resolve();
    const fail = (error: unknown) => {
      req.unpipe(parser);
      req.resume();
      reject(error);
    };
    parser.on("field", (name, value) => {
      form.fields[name] = [...(form.fields[name] ?? []), value];
    });
    parser.on("file", (field, stream, { filename }) => {
      try {
        check(form.fields);
      } catch (error) {
        stream.resume();
        return fail(error);
      }
      // A file field left empty comes with no name.
      if (!filename) return stream.resume();
      const at = order++;
      // A file that is refused half way must still be read to its end: the form goes on behind it.
      const bytes = stream.iterator({ destroyOnReturn: false });
      const kept = keeper.keep(bytes, filename, person).then(
        (file) => {
          taken[at] = { field, ...file };
        },
        (error: unknown) => {
          stream.resume();
          if (!(error instanceof Problem) || error.kind === "unavailable") throw error;
          form.refused.push({ field, name: filename, problem: error });
        },
      );
      before = before.then(() => kept);
      before.catch(fail);
    });
    parser.on("filesLimit", () =>
      fail(new Problem("too-large", `One form can bring ${MOST_FILES} files at most.`)),
    );
    parser.on("error", () => fail(new Problem("invalid", "This form arrived damaged. Send it again.")));
    parser.on("close", () =>
      before
        .then(() => {
          check(form.fields);
          form.files = taken.filter(Boolean);
          resolve(form);
        }, fail)
        .catch(fail),
    );
    req.on("aborted", () => reject(new Problem("invalid", "The form did not arrive completely.")));
    req.pipe(parser);
  });
}
