import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { missedIn } from "../../usage/actions/missed.ts";
import { askForIt, takeBack } from "../actions/ask.ts";
import { askedIn, askFor, asksOf } from "../actions/reading.ts";
import { type Ask, CHOSEN, choicesOf, MOST_WORDS } from "../rules/ask.ts";
import type { AskGroup } from "../rules/closeness.ts";

const tag = "Asks";

const choices = {
  grade: z.string().max(200).optional().meta({ description: "Id or spelling of a grade" }),
  level: z.string().max(200).optional().meta({ description: "Id or spelling of a level" }),
  language: z.string().max(200).optional().meta({ description: "BCP 47 tag, or name of a language" }),
  standard: z.string().max(200).optional().meta({ description: "Id or code of a standard" }),
};

const AskBody = z
  .object({
    id: z.uuid(),
    words: z.string(),
    ...choices,
    organization: z
      .string()
      .meta({ description: "Whose curators see it: code of your district, else the state" }),
    tell: z.boolean(),
    at: z.iso.datetime(),
  })
  .meta({ id: "Ask", description: "What you asked for. Nobody but you is told that it was you" });

const shown = ({ id, words, organization, tell, at, ...ask }: Ask): z.input<typeof AskBody> => ({
  id,
  words,
  ...choicesOf(ask),
  organization,
  tell,
  at,
});

const createAsk = endpoint({
  method: "post",
  path: "/asks",
  operationId: "createAsk",
  tag,
  summary: "Ask for what a search did not find",
  description:
    "With a key or without. Curators of your district and of the state see the words, the choices and the district at once, never who asked. It is kept for 180 days.",
  body: z
    .strictObject({
      words: z
        .string()
        .max(10_000)
        .meta({
          description: `One sentence of at most ${MOST_WORDS} letters`,
          example: "Tide tables, grade 7",
        }),
      ...choices,
      tell: z
        .boolean()
        .default(false)
        .meta({ description: "With a key: its person hears when something that fits is shared" }),
    })
    .meta({ id: "AskInput" }),
  responses: { 201: { description: "Asked", body: AskBody } },
  problems: ["invalid", "signed-out", "conflict", "too-large", "unsupported", "too-many"],
  async answer({ body, caller, request }, parts) {
    const ask = await askForIt(body, { caller, address: request.ip ?? "" }, parts);
    return { status: 201, body: shown(ask) };
  },
});

const listMine = endpoint({
  method: "get",
  path: "/asks/mine",
  operationId: "listMyAsks",
  tag,
  summary: "What you have asked for",
  description: "Newest first, of the last 180 days.",
  scope: "read",
  responses: {
    200: { description: "All of them", body: z.object({ asks: z.array(AskBody) }).meta({ id: "MyAsks" }) },
  },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ caller }, parts) {
    return { status: 200, body: { asks: (await asksOf(caller, parts)).map(shown) } };
  },
});

const takeBackAsk = endpoint({
  method: "delete",
  path: "/asks/{id}",
  operationId: "takeBackAsk",
  tag,
  summary: "Take back what you asked for",
  description: "Nobody sees it from here on, and nothing of it is kept.",
  scope: "write",
  params: z.object({ id: z.uuid() }),
  responses: { 204: { description: "Taken back" } },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller }, parts) {
    await takeBack(await askFor(params.id, { caller }, parts), parts);
    return { status: 204 };
  },
});

const GroupBody = z
  .object({
    words: z.string().meta({ description: "As asked last" }),
    ...choices,
    count: z.int(),
    from: z.array(z.object({ organization: z.string(), count: z.int() })),
    first: z.iso.date(),
    last: z.iso.date(),
  })
  .meta({
    id: "AskGroup",
    description: "Asks that say the same. By days, for a moment could point at a person",
  });

const groupBody = ({ asked, count, from, first, last }: AskGroup): z.input<typeof GroupBody> => ({
  words: asked.words,
  ...Object.fromEntries(CHOSEN.flatMap((what) => (asked[what] ? [[what, asked[what]]] : []))),
  count,
  from,
  first: first.slice(0, 10),
  last: last.slice(0, 10),
});

const MissedBody = z
  .object({
    shown: z.array(z.object({ what: z.string(), count: z.int() })),
    rare: z.int().meta({ description: "How many searches were counted too rarely to be named" }),
  })
  .meta({
    id: "MissedSearches",
    description: "Searched in the last 30 days and not found, counted without people",
  });

const listAsks = endpoint({
  method: "get",
  path: "/asks",
  operationId: "listAsks",
  tag,
  summary: "What people asked for, and searched without finding",
  description:
    "For curators: of the organizations they curate and those below, or of one of these. Never who asked. Searches that found nothing are counted over the last 30 days; those counted fewer than three times are not named.",
  scope: "read",
  query: z.strictObject({
    organization: z.string().max(40).optional().meta({ description: "Code of an organization" }),
  }),
  responses: {
    200: {
      description: "Asked most first",
      body: z
        .object({
          total: z.int().meta({ description: "How many asks the groups are made of" }),
          asks: z.array(GroupBody),
          missed: MissedBody,
        })
        .meta({ id: "AskedFor" }),
    },
  },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "too-many"],
  async answer({ query, caller }, parts) {
    const { groups, total, within } = await askedIn(query.organization, caller, parts);
    const missed = await missedIn(within, parts);
    return { status: 200, body: { total, asks: groups.map(groupBody), missed } };
  },
});

export const askEndpoints = [createAsk, listAsks, listMine, takeBackAsk];
