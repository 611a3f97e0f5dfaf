import * as z from "zod";
import { CHANGING, endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { answerReport, queueFor } from "../actions/answer.ts";
import { fileReport } from "../actions/file-report.ts";
import { type ReadReport, reportFor, reportsFor } from "../actions/reading.ts";
import { REPORT_KIND_IDS, type Report, wantsAnswer } from "../rules/report.ts";

const tag = "Reports";

const ReportBody = z
  .object({
    id: z.uuid(),
    resource: z.uuid(),
    title: z.string().optional().meta({ description: "Of the resource, as long as you may see it" }),
    organization: z.string(),
    kind: z.enum(REPORT_KIND_IDS),
    words: z.string(),
    at: z.iso.datetime(),
    state: z.enum(["open", "answered"]),
    wantsAnswer: z.boolean().meta({ description: "True when the answer goes to the person who reported it" }),
    answer: z.object({ at: z.iso.datetime(), words: z.string() }).optional(),
  })
  .meta({ id: "Report" });

const shown = (r: Report, about?: ReadReport["resource"]): z.input<typeof ReportBody> => {
  const { id, resource, organization, kind, words, at, state, answer } = r;
  const said = answer ? { answer: { at: answer.at, words: answer.words } } : {};
  const title = about ? { title: about.description.title } : {};
  return {
    id,
    resource,
    ...title,
    organization,
    kind,
    words,
    at,
    state,
    wantsAnswer: wantsAnswer(r),
    ...said,
  };
};

const createReport = endpoint({
  method: "post",
  path: "/resources/{id}/reports",
  operationId: "createReport",
  tag,
  summary: "Report a problem",
  description: "By anyone who may see the resource, with a key or without.",
  params: z.object({ id: z.uuid() }),
  body: z
    .strictObject({
      kind: z.enum(REPORT_KIND_IDS),
      words: z.string().trim().max(2000).default(""),
      email: z
        .email()
        .max(254)
        .optional()
        .meta({ description: "For an answer; kept until there is one, and no longer" }),
      notice: z
        .boolean()
        .default(false)
        .meta({ description: "With a key: the answer comes as a notice to its person" }),
    })
    .meta({ id: "ReportInput" }),
  responses: { 201: { description: "Reported", body: ReportBody } },
  problems: ["invalid", "signed-out", "unknown", "gone", "too-large", "unsupported", "too-many"],
  async answer({ params, body, caller, request }, parts) {
    const made = await fileReport(params.id, body, { caller, address: request.ip ?? "" }, parts);
    return { status: 201, body: shown(made) };
  },
});

const listReports = endpoint({
  method: "get",
  path: "/organizations/{code}/reports",
  operationId: "listReports",
  tag,
  summary: "What was reported",
  description:
    "About resources of this organization and those below, for its curators and those above. Oldest first unless asked otherwise; follow `next` until it is absent.",
  scope: "read",
  params: z.object({ code: z.string().max(40) }),
  query: z.strictObject({
    state: z.enum(["open", "answered"]).default("open"),
    kind: z.enum(REPORT_KIND_IDS).optional(),
    resource: z.uuid().optional(),
    from: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "Code of an organization below: only its own and those below it" }),
    sort: z.enum(["oldest", "newest"]).default("oldest"),
    after: z.uuid({ error: "is not a cursor. Give back the `next` of the page before" }).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  responses: {
    200: {
      description: "One page, and how many there are in all",
      body: z
        .object({ total: z.int(), reports: z.array(ReportBody), next: z.uuid().optional() })
        .meta({ id: "ReportPage" }),
    },
  },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, query, caller }, { store }) {
    const { state, kind, resource, from, sort, after, limit } = query;
    const { organizations } = await queueFor(params.code, from, caller, store);
    const ask = { organizations, state, ...(kind ? { kind } : {}), ...(resource ? { resource } : {}) };
    const page = { sort, limit, ...(after ? { after } : {}) };
    const [found, total] = await Promise.all([
      store.reports.of({ ...ask, ...page }),
      store.reports.count(ask),
    ]);
    const reads = await reportsFor(found, caller, store);
    const reports = reads.map((r) => shown(r.report, r.resource));
    const next = found.length === limit ? found.at(-1)?.id : undefined;
    return { status: 200, body: { total, reports, ...(next ? { next } : {}) } };
  },
});

const Id = z.object({ id: z.uuid() });

const readReport = endpoint({
  method: "get",
  path: "/reports/{id}",
  operationId: "readReport",
  tag,
  summary: "Read a report",
  description: "For those who look after it, and for the person who made it.",
  scope: "read",
  params: Id,
  responses: { 200: { description: "The report", body: ReportBody } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller }, { store }) {
    const read = await reportFor(params.id, caller, store);
    if (!read) throw new Problem("unknown", "There is no such report.");
    return { status: 200, body: shown(read.report, read.resource) };
  },
});

const answerOne = endpoint({
  method: "post",
  path: "/reports/{id}/answer",
  operationId: "answerReport",
  tag,
  summary: "Answer a report",
  description:
    "Closes it. Whoever asked for an answer gets these words, as a notice or by mail, and an address is forgotten. Nobody answers about what is their own.",
  scope: "curate",
  params: Id,
  body: z
    .strictObject({
      words: z.string().trim().min(3, { error: "is too short. Say in a few words what was done" }).max(2000),
    })
    .meta({ id: "ReportAnswer" }),
  responses: { 200: { description: "Answered", body: ReportBody } },
  problems: [...CHANGING, "conflict"],
  async answer({ params, body, caller }, parts) {
    return { status: 200, body: shown(await answerReport(params.id, body.words, caller, parts)) };
  },
});

export const reportEndpoints = [createReport, listReports, readReport, answerOne];
