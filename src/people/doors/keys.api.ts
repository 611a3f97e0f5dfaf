import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { newKey } from "../actions/new-key.ts";
import { type Key, keyStateOf, SCOPES } from "../rules/key.ts";
import { tag } from "./api.ts";

const KeyBody = z
  .object({
    id: z.uuid(),
    label: z.string(),
    prefix: z.string().meta({ description: "The first characters, to tell keys apart" }),
    scopes: z.array(z.enum(SCOPES)),
    state: z.enum(["valid", "expired", "revoked"]),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().optional(),
  })
  .meta({ id: "Key" });

const shown = (key: Key, now: string): z.input<typeof KeyBody> => ({
  id: key.id,
  label: key.label,
  prefix: key.prefix,
  scopes: key.scopes,
  state: keyStateOf(key, now),
  createdAt: key.createdAt,
  expiresAt: key.expiresAt,
  ...(key.lastUsedAt ? { lastUsedAt: key.lastUsedAt } : {}),
});

const listKeys = endpoint({
  method: "get",
  path: "/people/me/keys",
  operationId: "listKeys",
  tag,
  summary: "List your keys",
  scope: "read",
  responses: {
    200: { description: "Oldest first", body: z.object({ keys: z.array(KeyBody) }).meta({ id: "KeyList" }) },
  },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ person, at }, { store }) {
    const keys = await store.people.keys(person);
    return { status: 200, body: { keys: keys.map((key) => shown(key, at)) } };
  },
});

const createKey = endpoint({
  method: "post",
  path: "/people/me/keys",
  operationId: "createKey",
  tag,
  summary: "Make a key",
  description:
    "The secret is shown this once. A key can be given fewer scopes than the one it is made with, never more.",
  scope: "write",
  body: z
    .strictObject({
      label: z.string().trim().min(1).max(100),
      scopes: z.array(z.enum(SCOPES)).min(1).default(["read"]),
      days: z.int().min(1).max(366).default(365).meta({ description: "Days until it expires" }),
    })
    .meta({ id: "KeyInput" }),
  responses: {
    201: { description: "Made", body: KeyBody.extend({ secret: z.string() }).meta({ id: "NewKey" }) },
  },
  problems: ["invalid", "signed-out", "forbidden", "too-large", "unsupported", "too-many"],
  async answer({ body, caller, person, at }, { store, newId }) {
    const beyond = body.scopes.filter((scope) => !caller.scopes?.includes(scope));
    if (beyond.length > 0) throw new Problem("forbidden", `Your own key lacks: ${beyond.join(", ")}.`);
    const { key, secret } = newKey({ id: newId(), person, ...body, at });
    await store.commit([{ noun: "key", after: key }], person);
    return { status: 201, body: { ...shown(key, at), secret } };
  },
});

const revokeKey = endpoint({
  method: "delete",
  path: "/people/me/keys/{id}",
  operationId: "revokeKey",
  tag,
  summary: "Revoke a key",
  scope: "write",
  params: z.object({ id: z.uuid() }),
  responses: { 204: { description: "Revoked, from now on" } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, person, at }, { store }) {
    const key = await store.people.key(params.id);
    if (!key || key.person !== person) throw new Problem("unknown", "There is no such key.");
    await store.commit([{ noun: "key", after: { ...key, revokedAt: key.revokedAt ?? at } }], person);
    return { status: 204 };
  },
});

export const keyEndpoints = [listKeys, createKey, revokeKey];
