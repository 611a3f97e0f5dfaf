import * as z from "zod";
import type { Parts } from "../parts.ts";
import { endpoint } from "../web/endpoint.ts";
import { arrivalEndpoints, asking, Code, PROBLEMS, REACH, tag, WRITING } from "./arrivals.api.ts";
import {
  type Asking,
  answerFindings,
  change,
  decide,
  importFor,
  mustImport,
  openTo,
  placeColumns,
  preview,
  start,
  stop,
  stopTrying,
  tryLinks,
  undo,
} from "./desk.ts";
import { giveReport } from "./giving.ts";
import { CHOICES, DECISIONS, type Import, RESULTS } from "./import.ts";
import { LINK_RESULTS } from "./links.ts";
import {
  AnswerBody,
  ImportBody,
  OpeningAskedBody,
  OUTCOMES,
  RowBody,
  representImport,
  representRow,
  SharedBody,
} from "./representation.ts";

const One = Code.extend({ id: z.uuid().meta({ description: "The import's id" }) });

const listImports = endpoint({
  method: "get",
  path: "/organizations/{code}/imports",
  operationId: "listImports",
  tag,
  summary: "List an organization's imports, newest first",
  scope: "curate",
  params: Code,
  responses: {
    200: {
      description: "At most 100",
      body: z.object({ imports: z.array(ImportBody) }).meta({ id: "ImportList" }),
    },
  },
  problems: [...PROBLEMS],
  async answer({ params, caller, at }, { store }) {
    const { code } = mustImport(params.code, caller, (await store.reference()).organizations);
    const imports = (await store.imports.list(code, 100)).map((i) => representImport(i, at));
    return { status: 200, body: { imports } };
  },
});

const readImport = endpoint({
  method: "get",
  path: "/organizations/{code}/imports/{id}",
  operationId: "readImport",
  tag,
  summary: "Read an import: its columns, counts and progress",
  scope: "curate",
  params: One,
  responses: { 200: { description: "As it is now", body: ImportBody } },
  problems: [...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    const found = await importFor(params.code, params.id, asking(caller, at, parts));
    return { status: 200, body: representImport(found, at) };
  },
});

const readFindings = endpoint({
  method: "get",
  path: "/organizations/{code}/imports/{id}/findings",
  operationId: "readImportFindings",
  tag,
  summary: "Read the faults, warnings and understandings that rows share",
  scope: "curate",
  params: One,
  responses: { 200: { description: "The commonest first", body: SharedBody } },
  problems: [...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    const found = await importFor(params.code, params.id, asking(caller, at, parts));
    return { status: 200, body: await parts.store.imports.shared(found.id) };
  },
});

const listRows = endpoint({
  method: "get",
  path: "/organizations/{code}/imports/{id}/rows",
  operationId: "listImportRows",
  tag,
  summary: "List the rows of an import, in the order of the file",
  scope: "curate",
  params: One,
  query: z.strictObject({
    outcome: z.enum(OUTCOMES).optional(),
    result: z.enum(RESULTS).optional(),
    link: z.enum(LINK_RESULTS).optional().meta({ description: "Only rows whose link was found like this" }),
    kept: z
      .literal("yes")
      .optional()
      .meta({ description: "Only rows with fields left as a person corrected them" }),
    after: z.coerce.number().int().min(0).default(0).meta({ description: "The `next` of the page before" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  responses: {
    200: {
      description: "One page",
      body: z.object({ rows: z.array(RowBody), next: z.int().optional() }).meta({ id: "ImportRows" }),
    },
  },
  problems: ["invalid", ...PROBLEMS],
  async answer({ params, query, caller, at }, parts) {
    const found = await importFor(params.code, params.id, asking(caller, at, parts));
    const { outcome, result, kept, link, after, limit } = query;
    const rows = await parts.store.imports.rows(found.id, {
      outcome,
      result,
      kept: kept === "yes",
      link,
      after,
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? page.at(-1)?.seq : undefined;
    return { status: 200, body: { rows: page.map(representRow), ...(next ? { next } : {}) } };
  },
});

const report = endpoint({
  method: "get",
  path: "/organizations/{code}/imports/{id}/report",
  operationId: "readImportReport",
  tag,
  summary: "Download the sheet with its faults written beside the cells",
  description: "CSV for a CSV file, a workbook for the others. Mend it and upload it again.",
  scope: "curate",
  params: One,
  responses: { 200: { description: "The marked sheet", body: z.string(), contentType: "text/csv" } },
  problems: [...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    const found = await importFor(params.code, params.id, asking(caller, at, parts));
    return { status: 200, body: "", ...(await giveReport(parts.importer.folder, found)) };
  },
});

type Deed = Parameters<typeof change>[2];

/** Does something to an import, answers it as it is then, and lets the worker look. */
async function doing(
  params: z.output<typeof One>,
  who: Asking,
  parts: Parts,
  deed: (i: Import) => Deed | Promise<Deed>,
) {
  const found = await importFor(params.code, params.id, who);
  const after = await change(found, who, await deed(found));
  parts.importer.wake();
  return representImport(after, who.at);
}

const now = { 200: { description: "As it is now", body: ImportBody } };
const accepted = { 202: { description: "Under way", body: ImportBody } };

const columns = endpoint({
  method: "put",
  path: "/organizations/{code}/imports/{id}/columns",
  operationId: "placeImportColumns",
  tag,
  summary: "Say where the columns of the file go",
  scope: "curate",
  params: One,
  body: z
    .strictObject({
      mapping: z
        .record(z.string().max(200), z.string().max(60))
        .meta({ description: "Header → column id, or empty to leave it out" }),
      sheets: z
        .array(z.string().max(200))
        .min(1)
        .max(200)
        .optional()
        .meta({ description: "Only these sheets of the workbook" }),
      remember: z
        .boolean()
        .default(true)
        .meta({ description: "Place them so in the organization's next file" }),
    })
    .meta({ id: "ImportColumns" }),
  responses: now,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    const kept = await parts.store.imports.remembered(params.code);
    return {
      status: 200,
      body: await doing(params, asking(caller, at, parts), parts, () => placeColumns(body, kept)),
    };
  },
});

const answers = endpoint({
  method: "put",
  path: "/organizations/{code}/imports/{id}/answers",
  operationId: "answerImportFindings",
  tag,
  summary: "Answer a fault or a missing value once for all rows that share it",
  scope: "curate",
  params: One,
  body: z
    .strictObject({ answers: z.array(AnswerBody).min(1).max(1000), remember: z.boolean().default(true) })
    .meta({ id: "ImportAnswers" }),
  responses: now,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    const kept = await parts.store.imports.remembered(params.code);
    const deed = answerFindings(body.answers, body.remember, kept);
    return { status: 200, body: await doing(params, asking(caller, at, parts), parts, () => deed) };
  },
});

const decisions = endpoint({
  method: "put",
  path: "/organizations/{code}/imports/{id}/decisions",
  operationId: "decideImportRows",
  tag,
  summary: "Decide for duplicates, for what the source no longer names, and for what an undoing listed",
  scope: "curate",
  params: One,
  body: z
    .strictObject({
      decision: z.enum(DECISIONS),
      seqs: z.array(z.int()).min(1).max(1000).optional(),
      outcome: z.enum(OUTCOMES).optional(),
      result: z.enum(RESULTS).optional(),
    })
    .meta({ id: "ImportDecision" }),
  responses: now,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    return { status: 200, body: await doing(params, asking(caller, at, parts), parts, () => decide(body)) };
  },
});

const previewing = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/preview",
  operationId: "previewImport",
  tag,
  summary: "Check every row and plan what becomes of it; no resource is touched",
  scope: "curate",
  params: One,
  responses: accepted,
  problems: ["invalid", "conflict", ...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return { status: 202, body: await doing(params, asking(caller, at, parts), parts, () => preview) };
  },
});

const starting = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/start",
  operationId: "startImport",
  tag,
  summary: "Bring in what the preview showed",
  description:
    "`all`: all rows or none. `good`: those without a fault. `new`: only what is not there yet. What has changed since the preview is held back and listed.",
  scope: "curate",
  params: One,
  body: z.strictObject({ choice: z.enum(CHOICES), reach: REACH.optional() }).meta({ id: "ImportStart" }),
  responses: accepted,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    return {
      status: 202,
      body: await doing(params, asking(caller, at, parts), parts, () => start(body.choice, body.reach, at)),
    };
  },
});

const opening = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/reach",
  operationId: "openImport",
  tag,
  summary: "Let more people see what was brought in",
  description:
    "All of it, some rows, or by filter. What the rules of its place allow happens at once; for the rest one review each is opened, all of one batch, named by the import's id.",
  scope: "curate",
  params: One,
  body: OpeningAskedBody,
  responses: accepted,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    return {
      status: 202,
      body: await doing(params, asking(caller, at, parts), parts, () => openTo(body, at)),
    };
  },
});

const tryingLinks = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/links",
  operationId: "tryImportLinks",
  tag,
  summary: "Try the links of the rows",
  description:
    "In the background and politely: one request a second to each site, its robots.txt respected, at most 2,000 links. The import tells how far it is; rows tell how their link was found.",
  scope: "curate",
  params: One,
  responses: accepted,
  problems: ["conflict", ...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return { status: 202, body: await doing(params, asking(caller, at, parts), parts, () => tryLinks) };
  },
});

const stoppingLinks = endpoint({
  method: "delete",
  path: "/organizations/{code}/imports/{id}/links",
  operationId: "stopImportLinks",
  tag,
  summary: "Stop trying links",
  scope: "curate",
  params: One,
  responses: now,
  problems: ["conflict", ...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return { status: 200, body: await doing(params, asking(caller, at, parts), parts, () => stopTrying) };
  },
});

const stopping = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/stop",
  operationId: "stopImport",
  tag,
  summary: "Stop what is under way",
  description: "What was brought in stays until it is undone, except with `all`: then it is taken back.",
  scope: "curate",
  params: One,
  responses: accepted,
  problems: ["conflict", ...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return { status: 202, body: await doing(params, asking(caller, at, parts), parts, () => stop) };
  },
});

const undoing = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/undo",
  operationId: "undoImport",
  tag,
  summary: "Take a whole import back",
  description:
    "What it made is gone as if never made; what it changed has the version before. Where somebody changed or decided something since, the row gets the result `later`; `anyway` takes those back, too.",
  scope: "curate",
  params: One,
  query: z.strictObject({ anyway: z.enum(["yes", "no"]).default("no") }),
  responses: accepted,
  problems: ["invalid", "conflict", ...PROBLEMS],
  async answer({ params, query, caller, at }, parts) {
    return {
      status: 202,
      body: await doing(params, asking(caller, at, parts), parts, () => undo(query.anyway === "yes", at)),
    };
  },
});

export const importEndpoints = [
  ...arrivalEndpoints,
  listImports,
  readImport,
  columns,
  answers,
  previewing,
  readFindings,
  listRows,
  report,
  decisions,
  tryingLinks,
  stoppingLinks,
  starting,
  opening,
  stopping,
  undoing,
];
