import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { type ReadableNotice, readableNotices } from "../actions/readable.ts";
import { NOTICE_KINDS } from "../rules/notice.ts";

const tag = "Notices";

const NoticeBody = z
  .object({
    id: z.int(),
    what: z.enum(NOTICE_KINDS),
    act: z.boolean().meta({ description: "True when something waits for you" }),
    words: z.string(),
    at: z.iso.datetime(),
    readAt: z.iso.datetime().optional(),
    address: z.string().meta({ description: "Path of the page where you go on" }),
    resource: z.uuid().optional(),
    collection: z.uuid().optional(),
    review: z.uuid().optional(),
    report: z.uuid().optional(),
    ask: z.uuid().optional(),
    organization: z.string().optional(),
    import: z.uuid().optional(),
  })
  .meta({ id: "Notice" });

const shown = ({ notice, words, address }: ReadableNotice): z.input<typeof NoticeBody> => {
  const { id, what, act, at, readAt, about } = notice;
  return { id, what, act, words, at, ...(readAt ? { readAt } : {}), address, ...about };
};

const listNotices = endpoint({
  method: "get",
  path: "/people/me/notices",
  operationId: "listNotices",
  tag,
  summary: "What is waiting for you, and what you should know",
  description:
    "Newest first; follow `next` until it is absent. What you may no longer see is left out, so a page can hold fewer than asked for.",
  scope: "read",
  query: z.strictObject({
    unread: z.enum(["yes"]).optional().meta({ description: "Only those you have not read" }),
    before: z.coerce.number().int().min(1).optional().meta({ description: "The `next` of the page before" }),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  responses: {
    200: {
      description: "One page",
      body: z
        .object({
          unread: z.int().meta({ description: "How many you have not read, of all pages" }),
          notices: z.array(NoticeBody),
          next: z.int().optional(),
        })
        .meta({ id: "NoticePage" }),
    },
  },
  problems: ["invalid", "signed-out", "forbidden", "too-many"],
  async answer({ query, caller, person }, { store }) {
    const { unread, before, limit } = query;
    const ask = { limit, ...(unread ? { unread: true } : {}), ...(before ? { before } : {}) };
    const [found, count] = await Promise.all([store.notices.of(person, ask), store.notices.unread(person)]);
    const notices = (await readableNotices(caller, found, store)).map(shown);
    const last = found.length === limit ? found.at(-1)?.id : undefined;
    return { status: 200, body: { unread: count, notices, ...(last ? { next: last } : {}) } };
  },
});

const readNotices = endpoint({
  method: "post",
  path: "/people/me/notices/readings",
  operationId: "readNotices",
  tag,
  summary: "Mark notices as read",
  description: "These, or all up to one. Repeating is safe.",
  scope: "write",
  body: z
    .strictObject({
      notices: z.array(z.int().min(1)).min(1).max(100).optional(),
      upTo: z.int().min(1).optional().meta({ description: "The newest notice you have seen" }),
    })
    .meta({ id: "NoticesRead" }),
  responses: { 204: { description: "Marked" } },
  problems: ["invalid", "signed-out", "forbidden", "too-large", "unsupported", "too-many"],
  async answer({ body, person, at }, { store }) {
    if ((body.notices === undefined) === (body.upTo === undefined))
      throw new Problem("invalid", "Name the notices, or the newest one you have seen.", [
        { in: "body", pointer: "/notices", detail: "give either this or upTo" },
      ]);
    await store.commit([{ noun: "notices-read", person, at, only: body.notices, upTo: body.upTo }], person);
    return { status: 204 };
  },
});

export const noticeEndpoints = [listNotices, readNotices];
