import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { pairIn, pastFor, versionIn } from "../actions/past-versions.ts";
import { differenceOf } from "../rules/difference.ts";
import { Description, type Version } from "../rules/resource.ts";
import { ResourceId, tag } from "./api.ts";

const EventBody = z
  .object({
    what: z.string(),
    at: z.iso.datetime(),
    role: z.string().meta({ description: "In what capacity it was done" }),
    by: z.string().optional().meta({ description: "The person's name: within the organization only" }),
    version: z.int().optional(),
    reach: z.string().optional(),
    note: z.string().optional(),
  })
  .meta({ id: "Event" });

const readHistory = endpoint({
  method: "get",
  path: "/resources/{id}/history",
  operationId: "readHistory",
  tag,
  summary: "Who did what when",
  description: "Names within the organization, roles outside it.",
  params: ResourceId,
  responses: {
    200: {
      description: "Oldest first",
      body: z.object({ events: z.array(EventBody) }).meta({ id: "History" }),
    },
  },
  problems: ["signed-out", "unknown", "gone", "too-many"],
  async answer({ params, caller }, { store }) {
    const { events } = await pastFor(params.id, caller, store);
    const body = events.map(({ name, ...event }) => ({ ...event, ...(name ? { by: name } : {}) }));
    return { status: 200, body: { events: body } };
  },
});

const VersionNumber = z.coerce.number().int().min(1).max(1_000_000);

const listVersions = endpoint({
  method: "get",
  path: "/resources/{id}/versions",
  operationId: "listVersions",
  tag,
  summary: "The versions you may read",
  description:
    "Those published within your reach; its owner reads every one, its curators also what was laid before reviewers.",
  params: ResourceId,
  responses: {
    200: {
      description: "Oldest first",
      body: z
        .object({
          versions: z.array(
            z
              .object({
                number: z.int(),
                at: z.iso.datetime(),
                title: z.string(),
                published: z.boolean().meta({ description: "True for the one that readers see now" }),
              })
              .meta({ id: "VersionListed" }),
          ),
        })
        .meta({ id: "Versions" }),
    },
  },
  problems: ["signed-out", "unknown", "gone", "too-many"],
  async answer({ params, caller }, { store }) {
    const { resource, versions } = await pastFor(params.id, caller, store);
    const listed = versions.map(({ number, at, description }) => ({
      number,
      at,
      title: description.title,
      published: number === resource.published,
    }));
    return { status: 200, body: { versions: listed } };
  },
});

const readVersion = endpoint({
  method: "get",
  path: "/resources/{id}/versions/{number}",
  operationId: "readVersion",
  tag,
  summary: "Read one version of the description",
  description: "One that was never published within your reach answers like one that never was.",
  params: ResourceId.extend({ number: VersionNumber }),
  responses: {
    200: {
      description: "The version",
      body: z
        .object({ number: z.int(), at: z.iso.datetime(), description: Description })
        .meta({ id: "Version" }),
    },
  },
  problems: ["signed-out", "unknown", "gone", "too-many"],
  async answer({ params, caller }, { store }) {
    const version = versionIn(await pastFor(params.id, caller, store), params.number);
    return { status: 200, body: shown(version) };
  },
});

const shown = ({ number, at, description }: Version) => ({ number, at, description });

const compareVersions = endpoint({
  method: "get",
  path: "/resources/{id}/comparison",
  operationId: "compareVersions",
  tag,
  summary: "Compare two versions, field by field",
  description: "Unless they are named: the published one with the one before it that you may read.",
  params: ResourceId,
  query: z.strictObject({ from: VersionNumber.optional(), to: VersionNumber.optional() }),
  responses: {
    200: {
      description: "What differs",
      body: z
        .object({
          from: z.int(),
          to: z.int(),
          fields: z.array(
            z
              .object({ field: z.string(), before: z.unknown().optional(), now: z.unknown().optional() })
              .meta({
                id: "FieldChange",
                description: "A field that differs; absent where it is not stated",
              }),
          ),
        })
        .meta({ id: "Comparison" }),
    },
  },
  problems: ["invalid", "signed-out", "unknown", "gone", "too-many"],
  async answer({ params, query, caller }, { store }) {
    const { before, now } = pairIn(await pastFor(params.id, caller, store), query);
    const fields = differenceOf(before.description, now.description);
    return { status: 200, body: { from: before.number, to: now.number, fields } };
  },
});

export const historyEndpoints = [readHistory, listVersions, readVersion, compareVersions];
