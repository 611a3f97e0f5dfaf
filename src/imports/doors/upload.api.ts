import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import type { Parts } from "../../doorway/parts.ts";
import { listed } from "../../kernel/words.ts";
import type { Caller } from "../../people/rules/person.ts";
import { ALL_FORMATS, FORMAT_IDS, formatOf } from "../../sheets/formats.ts";
import { newHarvest, newImport } from "../actions/create.ts";
import { takeUpload } from "../actions/take-upload.ts";
import { type ImportContext, mustImport } from "../actions/update-import.ts";
import { PREFIXES } from "../rules/harvest.ts";
import { ImportBody, representImport } from "../rules/representation.ts";

/** Text comes first, workbooks last. */
const [firstType = "text/csv", ...otherTypes] = ALL_FORMATS.toSorted(
  (a, b) => Number(a.sheets !== undefined) - Number(b.sheets !== undefined),
).flatMap((f) => f.mediaTypes);

export const tag = "Imports";
export const Code = z.object({ code: z.string().max(40).meta({ description: "The organization's code" }) });
export const UPLOAD_PROBLEMS = ["signed-out", "forbidden", "unknown", "too-many"] as const;
export const WRITING = [
  "invalid",
  "conflict",
  "too-large",
  "unsupported",
  "unavailable",
  ...UPLOAD_PROBLEMS,
] as const;
export const REACH = z.enum(["home", "state", "public"]).meta({
  description:
    "`home`: everyone of the organization. `state`: every educator of the state. `public`: everyone. Only rows with a link go further than home; what the rules do not allow at once is offered for review, as one batch",
});

export const importContext = (caller: Caller, at: string, { store }: Parts): ImportContext => ({
  store,
  caller,
  at,
});

const createImport = endpoint({
  method: "post",
  path: "/organizations/{code}/imports",
  operationId: "createImport",
  tag,
  summary: "Upload a file to bring in",
  description: `${listed([...FORMAT_IDS.map((id) => formatOf(id).short), "JSON-LD"], "or")}, up to 500 MB: as the bare body with its name in the query, or as a form with the field \`file\`. Nothing is registered yet. When every column is known the check begins at once.`,
  scope: "curate",
  raw: true,
  repeatable: true,
  params: Code,
  query: z.strictObject({
    name: z.string().min(1).max(300).optional().meta({ description: "The file's name, for a bare body" }),
    source: z
      .string()
      .max(200)
      .optional()
      .meta({ description: "Which list this is an edition of; by the file's name when left out" }),
    reach: REACH.optional(),
  }),
  body: z.string().meta({ format: "binary", description: "The file, or a form with it" }),
  bodyTypes: [firstType, "application/octet-stream", "multipart/form-data", ...otherTypes],
  responses: { 201: { description: "Taken in", body: ImportBody, headers: { Location: "Its address" } } },
  problems: [...WRITING],
  async answer({ params, query, caller, person, at, keep, request }, parts) {
    const { store, importer, newId } = parts;
    const { code } = mustImport(params.code, caller, (await store.reference()).organizations);
    const id = newId();
    const taken = await takeUpload(request, { folder: importer.folder, id, name: query.name ?? "sheet" });
    const { name, size, sha256, fields } = taken;
    const reach = REACH.safeParse(query.reach ?? fields.reach).data;
    const made = newImport(
      { id, organization: code, name, size, sha256, source: query.source ?? fields.source, reach },
      person,
      at,
    );
    const headers = { Location: `/api/v1/organizations/${code}/imports/${id}` };
    const reply = { status: 201 as const, body: representImport(made, at), headers };
    await store.commit([{ noun: "import", after: made }, ...keep(reply)], person);
    return reply;
  },
});

const createHarvest = endpoint({
  method: "post",
  path: "/organizations/{code}/harvests",
  operationId: "createHarvest",
  tag,
  summary: "Harvest a catalog (OAI-PMH) to bring in",
  description:
    "Becomes an import like that of a file: harvested in the background, checked, and started by you. A second harvest of the same catalog asks only for what changed since the last one that was brought in, deletions included, unless `all` is true.",
  scope: "curate",
  repeatable: true,
  params: Code,
  body: z
    .strictObject({
      address: z
        .url({ protocol: /^https?$/, error: "is not a web address" })
        .max(2000)
        .meta({
          description: "The base address of the repository",
        }),
      prefix: z.enum(PREFIXES).default("oai_dc"),
      set: z.string().trim().max(200).optional(),
      since: z
        .string()
        .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/, { error: "is not a date like 2026-11-30" })
        .optional()
        .meta({ description: "Only what changed since; by the last harvest when left out" }),
      all: z.boolean().default(false).meta({ description: "Everything again" }),
      source: z.string().max(200).optional(),
      reach: REACH.optional(),
    })
    .meta({ id: "HarvestInput" }),
  responses: { 201: { description: "Begun", body: ImportBody, headers: { Location: "Its address" } } },
  problems: [...WRITING],
  async answer({ params, body, caller, person, at, keep }, { store, newId }) {
    const { code } = mustImport(params.code, caller, (await store.reference()).organizations);
    const id = newId();
    const made = newHarvest(body, await store.imports.list(code, 100), {
      id,
      organization: code,
      by: person,
      at,
    });
    const headers = { Location: `/api/v1/organizations/${code}/imports/${id}` };
    const reply = { status: 201 as const, body: representImport(made, at), headers };
    await store.commit([{ noun: "import", after: made }, ...keep(reply)], person);
    return reply;
  },
});

export const uploadEndpoints = [createImport, createHarvest];
