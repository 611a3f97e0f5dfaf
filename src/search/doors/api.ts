import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { countSearch, districtOf } from "../../usage/jobs/count-search.ts";
import { standardLines } from "../jobs/typing.ts";
import { lastPage, type SearchAnswer } from "../rules/answer.ts";
import { FACETS, type FacetId } from "../rules/facets.ts";
import { MAX_SIZE, type Parameters, readStrictly, SORTS } from "../rules/query.ts";
import { LONGEST_VALUE, MOST_CHOSEN, MOST_LETTERS, MOST_TYPED_WORDS } from "../rules/query-bounds.ts";
import { AnswerBody, answerBody } from "./answer-body.ts";

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
  summary: "Suggest titles, topics, standards and collections while someone types",
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
              kind: z.enum(["title", "topic", "standard", "collection"]),
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
