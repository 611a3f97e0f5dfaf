import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { REACHES } from "../../reach/rules/reach.ts";
import { EndorsementBody, representEndorsements } from "../../resources/rules/representation.ts";
import { Alignment } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { countSearch, districtOf } from "../../usage/jobs/count-search.ts";
import { standardLines } from "../jobs/typing.ts";
import { type AnswerHit, lastPage, type SearchAnswer, type SnippetPart, SUGGESTED } from "../rules/answer.ts";
import { FACETS, type FacetId } from "../rules/facets.ts";
import { MAX_SIZE, type Parameters, readStrictly, SORTS, writeQuery } from "../rules/query.ts";
import { LONGEST_VALUE, MOST_CHOSEN, MOST_LETTERS, MOST_TYPED_WORDS } from "../rules/query-bounds.ts";

const tag = "Search";
/** `query.ts` bounds them itself, and says what to do. */
const repeated = z.union([z.string(), z.array(z.string())]).optional();

/** Together they find a page of the seed. */
const EXAMPLES: Partial<Record<FacetId, string>> = { grade: "3-5", level: "developing" };

const filters = Object.fromEntries(
  FACETS.map((f) => {
    const description = `${f.note}. Repeat for OR, at most ${MOST_CHOSEN} values of ${LONGEST_VALUE} letters.${f.optional ? " `not-stated` finds records that do not say." : ""}`;
    const example = EXAMPLES[f.id];
    return [f.id, repeated.meta({ description, ...(example ? { example } : {}) })];
  }),
) as Record<FacetId, typeof repeated>;

/** Values are read by `query.ts`; here stands what the document says of them. */
const SearchParameters = z.looseObject({
  q: z
    .string()
    .optional()
    .meta({
      description: `Words, a standard's code, or both. Any input is safe; the first ${MOST_TYPED_WORDS} words and ${MOST_LETTERS} letters are searched for`,
      example: "fractions on a number line",
    }),
  ...filters,
  sort: z
    .string()
    .optional()
    .meta({ description: `Order: ${SORTS.join(", ")}. Default relevance` }),
  page: z.string().optional().meta({ description: "From 1" }),
  size: z
    .string()
    .optional()
    .meta({ description: `Hits a page, at most ${MAX_SIZE}. Default 20` }),
  plain: z.string().optional().meta({ description: "Present: codes in the words are read as plain words" }),
});

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

const AnswerBody = z
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
    codes: z.array(z.object({ typed: z.string(), items: z.array(ItemBrief), near: z.array(ItemBrief) })),
    leftOut: z.array(z.string()).meta({ description: "Words that gave way because no record has them all" }),
    wishes: z
      .record(z.string(), z.array(z.string()))
      .meta({ description: "Grades and kinds read from the words: they raise, they do not exclude" }),
  })
  .meta({ id: "SearchAnswer" });

const search = endpoint({
  method: "get",
  path: "/search",
  operationId: "search",
  tag,
  summary: "Find resources by content, standard, topic and competency level",
  description:
    "OR within a filter, AND across filters. A standard and a level hold in one alignment. You find what you are allowed to see.",
  query: SearchParameters,
  responses: {
    200: {
      description: "Hits, counts and suggestions",
      body: AnswerBody,
      headers: { "X-Search-Engine": "Which engine answered" },
    },
  },
  problems: ["invalid", "signed-out", "too-many", "unavailable"],
  async answer({ query, caller }, { store, finder, counter }) {
    const reference = await store.reference();
    const asked = readStrictly(query as Parameters, reference);
    const answer = await finder.find(asked, caller);
    mustBeWithin(answer);
    countSearch(answer, districtOf(caller, reference.organizations), counter);
    return {
      status: 200,
      body: answerBody(answer, reference),
      headers: { "X-Search-Engine": answer.engine },
    };
  },
});

const suggest = endpoint({
  method: "get",
  path: "/suggest",
  operationId: "suggest",
  tag,
  summary: "Suggest titles, topics and standards while someone types",
  query: z.strictObject({
    q: z.string().max(10_000).default("").meta({ example: "fracti" }),
    kind: z.enum(["standard"]).optional().meta({ description: "Standards alone, for a filter by one" }),
  }),
  responses: {
    200: {
      description: "At most ten",
      body: z
        .object({
          suggestions: z.array(
            z.object({
              kind: z.enum(["title", "topic", "standard"]),
              text: z.string(),
              value: z.string(),
              href: z.string(),
            }),
          ),
        })
        .meta({ id: "Suggestions" }),
    },
  },
  problems: ["invalid", "signed-out", "too-many"],
  async answer({ query, caller }, { finder, store }) {
    const typed = query.q.slice(0, 200);
    const lines = query.kind ? standardLines(typed, { store }) : finder.suggest(typed, caller);
    return { status: 200, body: { suggestions: await lines } };
  },
});

/** An empty page past the last one reads like "nothing found", which is not so. */
function mustBeWithin(answer: SearchAnswer): void {
  const { page, size } = answer.query;
  const last = lastPage(answer);
  if (page <= last) return;
  const found = answer.total === 1 ? "1 result" : `${answer.total} results`;
  throw new Problem("invalid", `There is no page ${page}.`, [
    {
      in: "query",
      pointer: "/page",
      detail: `is past the last page: ${found}, ${size} a page. Ask for a page from 1 to ${last}`,
      nearest: [String(last)],
    },
  ]);
}

export const searchEndpoints = [search, suggest];

function answerBody(a: SearchAnswer, reference: Reference): z.input<typeof AnswerBody> {
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
    codes: a.codes.map((c) => ({
      typed: c.typed,
      items: c.items.map(brief),
      near: c.near.slice(0, 5).map(brief),
    })),
    leftOut: a.leftOut,
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
