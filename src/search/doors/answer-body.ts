import * as z from "zod";
import { REACHES } from "../../reach/rules/reach.ts";
import { EndorsementBody, representEndorsements } from "../../resources/rules/representation.ts";
import { Alignment } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { type AnswerHit, type SearchAnswer, type SnippetPart, SUGGESTED } from "../rules/answer.ts";
import { SORTS, writeQuery } from "../rules/query.ts";

const Stretches = z
  .array(z.object({ text: z.string(), matched: z.boolean() }))
  .meta({ id: "Snippet", description: "Text in stretches, matched or not. Plain text, not HTML" });

const HitBody = z
  .object({
    id: z.uuid(),
    externalId: z.string().optional(),
    organization: z.string(),
    title: z.string(),
    summary: z.string(),
    url: z.string().optional(),
    subjects: z.array(z.string()),
    topics: z.array(z.string()),
    standards: z
      .array(Alignment.safeExtend({ code: z.string() }))
      .meta({ description: "Alignments, with codes" }),
    levels: z.array(z.string()).meta({ description: "Of all alignments and of the resource" }),
    grades: z.array(z.string()),
    types: z.array(z.string()),
    languages: z.array(z.string()),
    license: z.string(),
    publisher: z.string(),
    reach: z.enum(REACHES),
    endorsements: z.array(EndorsementBody),
    snippet: z.object({ title: Stretches, summary: Stretches }),
    close: z
      .literal(true)
      .optional()
      .meta({ description: "Lacks some of the words, comes close, and is not counted in `total`" }),
  })
  .meta({ id: "Hit" });

const QueryBody = z
  .object({
    words: z.string(),
    plain: z.boolean(),
    filters: z.record(z.string(), z.array(z.string())),
    sort: z.enum(SORTS),
    page: z.int(),
    size: z.int(),
  })
  .meta({ id: "Query", description: "What was asked, as understood" });

const ItemBrief = z
  .object({ id: z.string(), code: z.string(), label: z.string().optional() })
  .meta({ id: "ItemBrief" });

/** The answer as the API gives it. */
export const AnswerBody = z
  .object({
    query: QueryBody,
    total: z.int(),
    hits: z.array(HitBody),
    facets: z
      .array(
        z.object({
          id: z.string(),
          label: z.string(),
          values: z.array(
            z.object({ value: z.string(), label: z.string(), count: z.int(), chosen: z.boolean() }),
          ),
        }),
      )
      .meta({ description: "Counts as they would be if only that facet were changed" }),
    suggestions: z
      .array(
        z.object({
          kind: z.enum(SUGGESTED),
          facet: z.string().optional(),
          text: z.string(),
          total: z.int(),
          href: z.string(),
        }),
      )
      .meta({ description: "What to drop or spell otherwise, and what it would give" }),
    collections: z
      .object({
        total: z.int(),
        shown: z.array(z.object({ id: z.uuid(), title: z.string() })),
      })
      .meta({
        description: "Published collections about this, the first two; the rest by `GET /collections?q=`",
      }),
    codes: z.array(z.object({ typed: z.string(), items: z.array(ItemBrief), near: z.array(ItemBrief) })),
    corrected: z.array(z.object({ typed: z.string(), as: z.array(z.string()) })).meta({
      description:
        "Words that stand in no record, and what was read in their place; `as` is empty for nothing",
    }),
    partial: z.boolean().meta({
      description: "True when no record has all topics asked for: `total` counts those that have some",
    }),
    phrases: z.array(z.array(z.string())).meta({ description: "Typed in quotes: words that stand together" }),
    excluded: z
      .array(z.array(z.string()))
      .meta({ description: "Typed with a minus: what no record found has" }),
    notSearched: z
      .array(z.object({ why: z.enum(["signs", "prefix", "too-long"]), typed: z.string() }))
      .meta({ description: "What of the words could not be searched for, and why" }),
    leftOut: z.array(z.string()).meta({ description: "Words that gave way because no record has them all" }),
    read: z
      .array(z.object({ typed: z.string(), facet: z.string(), values: z.array(z.string()) }))
      .meta({ description: "The wishes one by one, with the words that were read as them" }),
    taken: z
      .record(z.string(), z.array(z.string()))
      .meta({ description: "Wishes taken as filters, because nothing else was typed" }),
    wishes: z.record(z.string(), z.array(z.string())).meta({
      description:
        "Filters read from the words (grades, kinds, levels, languages …): they raise, they do not exclude",
    }),
  })
  .meta({ id: "SearchAnswer" });

export function answerBody(a: SearchAnswer, reference: Reference): z.input<typeof AnswerBody> {
  const brief = (item: { id: string; code: string; label?: string }) => ({
    id: item.id,
    code: item.code,
    ...(item.label ? { label: item.label } : {}),
  });
  return {
    query: { ...a.query, filters: present(a.query.filters) },
    total: a.total,
    hits: a.hits.map((hit) => hitBody(hit, reference)),
    facets: a.facets,
    suggestions: a.suggestions.map(({ query, ...s }) => ({ ...s, href: `/search?${writeQuery(query)}` })),
    collections: a.collections,
    codes: a.codes.map((c) => ({
      typed: c.typed,
      items: c.items.map(brief),
      near: c.near.slice(0, 5).map(brief),
    })),
    corrected: a.corrected,
    partial: a.partial,
    phrases: a.phrases,
    excluded: a.excluded,
    notSearched: a.notSearched,
    leftOut: a.leftOut,
    read: a.wishes.map(({ typed, facet, values }) => ({ typed, facet, values })),
    taken: present(a.taken),
    wishes: present(a.impliedFilters),
  };
}

const present = (filters: SearchAnswer["impliedFilters"]): Record<string, string[]> =>
  Object.fromEntries(Object.entries(filters).filter(([, values]) => values && values.length > 0));

function hitBody({ resource: r, snippet, close }: AnswerHit, reference: Reference): z.input<typeof HitBody> {
  const { title, summary, url, subjects, topics, grades, types, languages, license, publisher } =
    r.description;
  const { alignments, levels } = r.description;
  return {
    id: r.id,
    ...(r.externalId === undefined ? {} : { externalId: r.externalId }),
    organization: r.organization,
    title,
    summary,
    ...(url === undefined ? {} : { url }),
    subjects,
    topics,
    standards: alignments.map((a) => ({ ...a, code: reference.standards.item(a.item)?.code ?? a.item })),
    levels: [...new Set([...alignments.flatMap((a) => a.level ?? []), ...levels])],
    grades,
    types,
    languages,
    license,
    publisher,
    reach: r.reach,
    endorsements: representEndorsements(r, reference),
    snippet: snippet satisfies { title: SnippetPart[]; summary: SnippetPart[] },
    ...(close ? { close } : {}),
  };
}
