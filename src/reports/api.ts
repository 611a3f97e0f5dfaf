import * as z from "zod";
import { endpoint } from "../web/endpoint.ts";
import { REPORT_KIND_IDS, type Report } from "./report.ts";
import { answerReport, queueFor, report } from "./reporting.ts";

const tag = "Reports";

const ReportBody = z
  .object({
    id: z.uuid(),
    resource: z.uuid(),
    organization: z.string(),
    kind: z.enum(REPORT_KIND_IDS),
    words: z.string(),
    at: z.iso.datetime(),
    state: z.enum(["open", "answered"]),
    wantsAnswer: z.boolean().meta({ description: "True when an answer will be mailed" }),
    answer: z.object({ at: z.iso.datetime(), words: z.string() }).optional(),
  })
  .meta({ id: "Report" });

const shown = (r: Report): z.input<typeof ReportBody> => {
  const { id, resource, organization, kind, words, at, state, answer } = r;
  const said = answer ? { answer: { at: answer.at, words: answer.words } } : {};
  return { id, resource, organization, kind, words, at, state, wantsAnswer: r.email !== undefined, ...said };
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
    })
    .meta({ id: "ReportInput" }),
  responses: { 201: { description: "Reported", body: ReportBody } },
  problems: ["invalid", "signed-out", "unknown", "gone", "too-large", "unsupported", "too-many"],
  async answer({ params, body, caller, request }, parts) {
    const made = await report(params.id, body, { caller, address: request.ip ?? "" }, parts);
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
    "About resources of this organization and those below, for its curators and those above. Oldest first; follow `next` until it is absent.",
  scope: "read",
  params: z.object({ code: z.string().max(40) }),
  query: z.strictObject({
    state: z.enum(["open", "answered"]).default("open"),
    after: z.uuid({ error: "is not a cursor. Give back the `next` of the page before" }).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  responses: {
    200: {
      description: "One page",
      body: z.object({ reports: z.array(ReportBody), next: z.uuid().optional() }).meta({ id: "ReportPage" }),
    },
  },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, query, caller }, parts) {
    const organizations = await queueFor(params.code, caller, parts);
    const { state, after, limit } = query;
    const found = await parts.store.reports.of({ organizations, state, limit, ...(after ? { after } : {}) });
    const next = found.length === limit ? found.at(-1)?.id : undefined;
    return { status: 200, body: { reports: found.map(shown), ...(next ? { next } : {}) } };
  },
});

const answerOne = endpoint({
  method: "post",
  path: "/reports/{id}/answer",
  operationId: "answerReport",
  tag,
  summary: "Answer a report",
  description: "Closes it. Who left an address for an answer gets these words, and the address is forgotten.",
  scope: "curate",
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ words: z.string().trim().min(3).max(2000) }).meta({ id: "ReportAnswer" }),
  responses: { 200: { description: "Answered", body: ReportBody } },
  problems: [
    "invalid",
    "signed-out",
    "forbidden",
    "unknown",
    "conflict",
    "stale",
    "too-large",
    "unsupported",
    "too-many",
  ],
  async answer({ params, body, caller }, parts) {
    return { status: 200, body: shown(await answerReport(params.id, body.words, caller, parts)) };
  },
});

export const reportEndpoints = [createReport, listReports, answerOne];
