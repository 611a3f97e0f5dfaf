import * as z from "zod";
import { FACET_IDS } from "../../search/rules/facets.ts";
import { FORMAT_IDS } from "../../sheets/formats.ts";
import { PREFIXES } from "./harvest.ts";
import { DECISIONS, IMPORT_CHOICES, IMPORT_STATES, type Import, type ImportRow, RESULTS } from "./import.ts";
import { LINK_RESULTS } from "./link-checks.ts";

export const ROW_OUTCOMES = ["new", "changed", "unchanged", "duplicate", "faulty", "gone"] as const;

const Count = z.int();
const COUNTS = Object.fromEntries(ROW_OUTCOMES.map((o) => [o, Count])) as Record<
  (typeof ROW_OUTCOMES)[number],
  typeof Count
>;

export const AnswerBody = z
  .object({
    column: z.string().meta({ description: "Column id, such as `license`" }),
    value: z
      .string()
      .max(1000)
      .meta({ description: "As the cell says it; empty for missing cells, `*` for all not understood" }),
    take: z
      .union([z.array(z.string().max(500)).max(50), z.enum(["keyword", "leave out"])])
      .meta({ description: "Values to take instead, or to keep it as a keyword, or to leave it out" }),
  })
  .meta({ id: "ImportAnswer", description: "What is meant by a value wherever it stands in the file" });

const FindingBody = z
  .object({
    header: z.string(),
    column: z.string(),
    value: z.string(),
    detail: z.string(),
    nearest: z.array(z.string()).optional(),
  })
  .meta({ id: "ImportFinding", description: "One thing to fix, or to know, in one cell" });

export const SharedBody = z
  .object({
    findings: z.array(
      FindingBody.extend({
        kind: z.enum(["fault", "warning"]),
        rows: Count,
        first: z.array(z.object({ sheet: z.string().optional(), row: Count, title: z.string() })),
      }),
    ),
    understood: z.array(
      z.object({ header: z.string(), column: z.string(), value: z.string(), as: z.string(), rows: Count }),
    ),
  })
  .meta({ id: "ImportFindings", description: "What rows share, so that one answer fixes them all" });

const OriginBody = z
  .object({
    address: z.string(),
    prefix: z.enum(PREFIXES),
    set: z.string().optional(),
    since: z.string().optional().meta({ description: "Only what changed since was asked for" }),
    harvested: z
      .object({
        records: Count,
        at: z.string().optional().meta({ description: "When the catalog answered, by its own clock" }),
        broke: z.string().optional().meta({ description: "Why it broke off before its end" }),
      })
      .optional(),
  })
  .meta({ id: "ImportOrigin", description: "The catalog an import is harvested from" });

const LinksBody = z
  .object({
    state: z.enum(["trying", "done", "stopped"]),
    after: Count,
    tried: Count,
    most: Count.meta({ description: "How many are checked at most" }),
    results: z.partialRecord(z.enum(LINK_RESULTS), Count),
  })
  .meta({ id: "ImportLinks", description: "How far its links have been checked" });

export const WideningBody = z
  .strictObject({
    reach: z.enum(["state", "public"]).meta({ description: "How far they should reach" }),
    seqs: z.array(z.int()).min(1).max(1000).optional().meta({ description: "Only these rows" }),
    where: z
      .partialRecord(z.enum(FACET_IDS), z.array(z.string().max(200)).min(1).max(50))
      .optional()
      .meta({ description: "Only records with one of these values in each of these facets" }),
    message: z.string().trim().max(2000).optional().meta({ description: "What reviewers are told" }),
  })
  .meta({ id: "ImportOpeningInput" });

const WidenedBody = WideningBody.extend({
  after: Count,
  opened: Count.meta({ description: "Records that reach further now" }),
  offered: Count.meta({ description: "Records that wait for a review, as one batch: the import's id" }),
  left: Count.meta({ description: "Records that stayed as they were" }),
  named: z
    .array(z.object({ seq: Count, title: z.string(), why: z.string() }))
    .meta({ description: "The first of those that stayed" }),
}).meta({ id: "ImportOpening" });

export const ImportBody = z
  .object({
    id: z.uuid(),
    organization: z.string(),
    name: z.string().meta({ description: "The file's name" }),
    size: Count.meta({ description: "Bytes" }),
    source: z
      .string()
      .meta({ description: "Which list this is an edition of: what it no longer names is told as `gone`" }),
    state: z.enum(IMPORT_STATES),
    stopping: z.boolean(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    doneAt: z.iso.datetime().optional(),
    format: z.enum([...FORMAT_IDS, "oai"]).optional(),
    origin: OriginBody.optional(),
    notes: z.array(z.string()),
    sheets: z.array(z.string()).meta({ description: "The sheets of a workbook" }),
    columns: z
      .array(
        z.object({
          header: z.string(),
          column: z.string().meta({ description: "Column id; empty when it is left out" }),
          samples: z.array(z.string()),
          sure: z.boolean(),
        }),
      )
      .meta({ description: "The columns of the file, and where they go" }),
    reach: z.enum(["home", "state", "public"]),
    short: z.boolean().optional().meta({ description: "Some could not be given the reach at once" }),
    opening: WidenedBody.optional(),
    links: LinksBody.optional(),
    choice: z.enum(IMPORT_CHOICES).optional(),
    progress: z.object({
      done: Count,
      total: Count.meta({ description: "0 while nobody knows" }),
      startedAt: z.iso.datetime(),
      rate: Count.optional().meta({ description: "Rows a second" }),
      secondsLeft: Count.optional(),
    }),
    counts: z.object(COUNTS).meta({ description: "Rows by what would become of them" }),
    faultyCells: Count,
    keptRows: Count.meta({ description: "Rows with fields left as a person corrected them" }),
    results: z.partialRecord(z.enum(RESULTS), Count).meta({ description: "Rows by what became of them" }),
    waits: z.string().optional().meta({ description: "What the job under way waits for" }),
    trouble: z.string().optional().meta({ description: "Why it failed or stopped" }),
  })
  .meta({ id: "Import" });

const ChangeBody = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });

export const RowBody = z
  .object({
    seq: Count.meta({ description: "Names the row within this import" }),
    sheet: z.string().optional(),
    row: Count.meta({ description: "As a spreadsheet counts it; 0 for what the file no longer names" }),
    outcome: z.enum(ROW_OUTCOMES),
    externalId: z.string().optional(),
    title: z.string(),
    resource: z.string().optional(),
    changes: z.array(ChangeBody).meta({ description: "Field by field, before and after" }),
    kept: z
      .array(ChangeBody)
      .meta({ description: "Not overwritten: a person corrected it since the last import" }),
    duplicates: z.array(
      z.object({
        why: z.string(),
        title: z.string(),
        resource: z.string().optional(),
        row: Count.optional(),
        sheet: z.string().optional(),
        url: z.string().optional(),
      }),
    ),
    faults: z.array(FindingBody),
    warnings: z.array(FindingBody),
    decision: z.enum(DECISIONS).optional(),
    result: z.enum(RESULTS).optional(),
    why: z.string().optional(),
    link: z
      .object({ result: z.enum(LINK_RESULTS), detail: z.string() })
      .optional()
      .meta({ description: "How its link was found, when it was checked" }),
  })
  .meta({ id: "ImportRow" });

/** An import as it is told. `now` makes its rate and the time left. */
export function representImport(i: Import, now: string): z.input<typeof ImportBody> {
  const unknown = new Set(i.outline?.unknown.map((u) => u.header));
  return {
    ...i,
    stopping: i.stopping === true,
    columns: (i.outline?.headers ?? []).map((header) => ({
      header,
      column: i.mapping[header] ?? "",
      samples: i.outline?.samples[header] ?? [],
      sure: !unknown.has(header),
    })),
    progress: { ...i.progress, ...paceOf(i, now) },
  };
}

/** Rows a second, and how long the rest takes at that rate. */
export function paceOf({ progress }: Import, now: string): { rate?: number; secondsLeft?: number } {
  const seconds = (Date.parse(now) - Date.parse(progress.startedAt)) / 1000;
  if (progress.done === 0 || seconds < 0.5) return {};
  const rate = progress.done / seconds;
  const left = progress.total > 0 ? Math.max(0, progress.total - progress.done) : undefined;
  return { rate: Math.round(rate), ...(left === undefined ? {} : { secondsLeft: Math.ceil(left / rate) }) };
}

export const representRow = (row: ImportRow): z.input<typeof RowBody> => row;
