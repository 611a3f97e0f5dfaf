import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { EXPORT_FORMATS, exported } from "../../exchange/download.ts";
import { type Parameters, readStrictly } from "../rules/query.ts";

const exporting = endpoint({
  method: "get",
  path: "/search/export",
  operationId: "exportSearch",
  tag: "Search",
  summary: "Download every resource a search finds",
  description:
    "Takes the parameters of the search; page and size make no difference. CSV and XLSX have the columns of the import template, with formulas defused: what you import unchanged changes nothing. You get what you may see.",
  query: z.looseObject({ format: z.enum(EXPORT_FORMATS).default("csv") }),
  responses: { 200: { description: "The file, as it is made", body: z.string(), contentType: "text/csv" } },
  problems: ["invalid", "signed-out", "too-many", "unavailable"],
  async answer({ query: { format, ...asked }, caller }, { store, finder, config }) {
    const reference = await store.reference();
    const found = finder.each(readStrictly(asked as Parameters, reference), caller);
    return { status: 200, body: "", ...exported(found, format, { reference, base: config.publicUrl }) };
  },
});

export const exportEndpoints = [exporting];
