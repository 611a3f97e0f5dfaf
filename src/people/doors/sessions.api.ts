import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { isOpen } from "../rules/session.ts";
import { tag } from "./api.ts";

const SessionBody = z
  .object({
    id: z.uuid(),
    browser: z.string().meta({ description: "As far as it tells: Firefox on Windows" }),
    signedInAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    secondFactor: z.boolean(),
  })
  .meta({ id: "Session" });

const listSessions = endpoint({
  method: "get",
  path: "/people/me/sessions",
  operationId: "listSessions",
  tag,
  summary: "List where you are signed in",
  scope: "read",
  responses: {
    200: {
      description: "Newest first",
      body: z.object({ sessions: z.array(SessionBody) }).meta({ id: "SessionList" }),
    },
  },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ person, at }, { store }) {
    const open = (await store.accounts.sessions(person)).filter((s) => isOpen(s, at) && !s.awaitsCode);
    const sessions = open.map((s) => ({
      id: s.id,
      browser: s.browser,
      signedInAt: s.createdAt,
      lastSeenAt: s.seenAt,
      expiresAt: s.expiresAt,
      secondFactor: s.secondFactor,
    }));
    return { status: 200, body: { sessions } };
  },
});

const endSession = endpoint({
  method: "delete",
  path: "/people/me/sessions/{id}",
  operationId: "endSession",
  tag,
  summary: "Sign out at one browser",
  scope: "write",
  params: z.object({ id: z.uuid() }),
  responses: { 204: { description: "Signed out there, from now on" } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, person, at }, { store }) {
    const session = (await store.accounts.sessions(person)).find((s) => s.id === params.id);
    if (!session) throw new Problem("unknown", "There is no such session.");
    const after = { ...session, endedAt: session.endedAt ?? at };
    await store.commit([{ noun: "session", after }], person);
    return { status: 204 };
  },
});

const endSessions = endpoint({
  method: "delete",
  path: "/people/me/sessions",
  operationId: "endSessions",
  tag,
  summary: "Sign out everywhere",
  description: "Keys go on working: revoke them one by one.",
  scope: "write",
  responses: { 204: { description: "Signed out everywhere" } },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ person, at }, { store }) {
    await store.commit([{ noun: "sessions-ended", person, at }], person);
    return { status: 204 };
  },
});

export const sessionEndpoints = [listSessions, endSession, endSessions];
