import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import type { Parts } from "../../doorway/parts.ts";
import { readForm } from "../../doorway/upload-form.ts";
import { Problem } from "../../kernel/problem.ts";
import { fileFor, fileHeaders } from "../actions/download.ts";
import { type KeptFile, MOST_MEGABYTES, NamedFile, type Upload } from "../rules/file.ts";

const FileBody = NamedFile.omit({ educatorsOnly: true })
  .required()
  .extend({
    state: z.enum(["held", "clean", "unscanned"]).meta({
      description: "`held` until the virus scanner has looked at it: it can be named, and is given out then",
    }),
  })
  .meta({ id: "UploadedFile", description: "An uploaded file" });

export const uploadFiles = endpoint({
  method: "post",
  path: "/files",
  operationId: "uploadFiles",
  tag: "Resources",
  summary: "Upload files",
  description: `As a form (\`multipart/form-data\`), or one file as the bare body with its name in the query. ${MOST_MEGABYTES} MB each; the kind is read from the content. Then name the file in \`files\` of a description.`,
  scope: "write",
  raw: true,
  query: z.strictObject({
    name: z
      .string()
      .max(300)
      .optional()
      .meta({ description: "The file's name, when the body is the file itself" }),
  }),
  body: z.string().meta({ format: "binary", description: "The file, or a form of files" }),
  bodyTypes: ["application/octet-stream", "multipart/form-data"],
  responses: {
    201: {
      description: "Taken in",
      body: z.object({ files: z.array(FileBody) }).meta({ id: "UploadedFiles" }),
    },
  },
  problems: ["invalid", "signed-out", "forbidden", "too-large", "unsupported", "unavailable", "too-many"],
  async answer({ request, query, person }, parts) {
    const taken = request.is("multipart/form-data")
      ? await fromForm(request, person, parts)
      : [await parts.files.keep(request, query.name ?? "file", person)];
    if (taken.length === 0) throw new Problem("invalid", "The form has no file.");
    return { status: 201, body: { files: taken.map(represent) } };
  },
});

type Taken = { file: KeptFile; upload: Upload };

async function fromForm(
  request: Parameters<typeof readForm>[0],
  person: string,
  parts: Parts,
): Promise<Taken[]> {
  const form = await readForm(request, { keeper: parts.files, person, check: () => {} });
  const [first] = form.refused;
  if (first) {
    const faults = form.refused.map((r) => ({
      in: "body" as const,
      pointer: `/${r.field}`,
      detail: r.problem.message,
    }));
    const { kind, message } = first.problem;
    const similar = form.refused.every((r) => r.problem.kind === kind);
    throw new Problem(similar ? kind : "unsupported", message, faults);
  }
  return form.files;
}

const represent = ({ file, upload }: Taken) => ({
  hash: file.hash,
  name: upload.name,
  size: file.size,
  type: file.type,
  state: file.state === "infected" ? ("held" as const) : file.state,
});

const readFile = endpoint({
  method: "get",
  path: "/files/{hash}",
  operationId: "readFile",
  tag: "Resources",
  summary: "Download a file",
  description:
    "The file as it was received, always as a download. It is there for its uploader, and for whoever may see a resource that names it; files for educators only need a key of one. Ranges and `If-None-Match` are understood.",
  params: z.object({ hash: z.string().meta({ description: "SHA-256, as a description names it" }) }),
  responses: {
    200: {
      description: "The bytes, with the type read from the content",
      body: z.string().meta({ format: "binary" }),
      contentType: "*/*",
      headers: { "Content-Disposition": "The name to save it under", ETag: "The hash" },
    },
    206: {
      description: "The range asked for",
      body: z.string().meta({ format: "binary" }),
      contentType: "*/*",
    },
    304: { description: "You have it" },
  },
  problems: ["signed-out", "unknown", "too-many", "unavailable"],
  async answer({ params, caller }, { store, files }) {
    const { file, name } = await fileFor(params.hash, caller, store);
    return { status: 200, body: "", file: files.placeOf(file.hash), headers: fileHeaders(file, name) };
  },
});

export const fileEndpoints = [uploadFiles, readFile];
