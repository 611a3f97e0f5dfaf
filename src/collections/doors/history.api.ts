import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { readToMaintain, versionFor, visibleContents } from "../actions/reading.ts";
import { Content } from "../rules/collection.ts";
import { withoutGaps } from "../rules/gaps.ts";
import { CollectionId, tag } from "./api.ts";

const readCollectionHistory = endpoint({
  method: "get",
  path: "/collections/{id}/history",
  operationId: "readCollectionHistory",
  tag,
  summary: "Who did what when",
  description: "For those who maintain it.",
  scope: "read",
  params: CollectionId,
  responses: {
    200: {
      description: "Oldest first",
      body: z
        .object({
          events: z.array(
            z
              .object({
                what: z.string(),
                at: z.iso.datetime(),
                role: z.string(),
                by: z.string().optional(),
                version: z.int().optional(),
                reach: z.string().optional(),
                note: z.string().optional(),
              })
              .meta({ id: "CollectionEvent" }),
          ),
        })
        .meta({ id: "CollectionHistory" }),
    },
  },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller }, { store }) {
    const [c] = await readToMaintain(params.id, caller, store);
    const events = await store.collections.history(c.id);
    const names = await store.people.names(events.map((e) => e.by));
    const entries = events.map(({ by, ...event }) => {
      const name = names.get(by);
      return { ...event, ...(name ? { by: name } : {}) };
    });
    return { status: 200, body: { events: entries } };
  },
});

const readCollectionVersion = endpoint({
  method: "get",
  path: "/collections/{id}/versions/{number}",
  operationId: "readCollectionVersion",
  tag,
  summary: "Read one version",
  description: "As it was published, with what of it you may see now.",
  params: CollectionId.extend({ number: z.coerce.number().int().min(1).max(1_000_000) }),
  responses: {
    200: {
      description: "The version",
      body: z
        .object({ number: z.int(), at: z.iso.datetime(), content: Content })
        .meta({ id: "CollectionVersion" }),
    },
  },
  problems: ["signed-out", "unknown", "too-many"],
  async answer({ params, caller }, { store }) {
    const { version } = await versionFor(params.id, params.number, caller, store);
    const content = withoutGaps(version.content, await visibleContents(version.content, caller, store));
    return { status: 200, body: { number: version.number, at: version.at, content } };
  },
});

export const historyEndpoints = [readCollectionHistory, readCollectionVersion];
