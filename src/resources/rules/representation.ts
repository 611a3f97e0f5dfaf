import * as z from "zod";
import { REACHES } from "../../reach/rules/reach.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { Description, type Resource, Description as Shape, type Withdrawal } from "./resource.ts";

export const EndorsementBody = z
  .object({
    organization: z.string(),
    organizationName: z.string(),
    version: z.int().meta({ description: "The version endorsed" }),
    current: z.boolean().meta({ description: "False when a later version is published" }),
    at: z.iso.datetime(),
  })
  .meta({ id: "Endorsement", description: "Who endorses which version" });

/** What a caller may send: the description, and where it belongs. */
export const ResourceInput = Shape.extend({
  organization: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Code of the organization; yours when left out" }),
  externalId: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .optional()
    .meta({ description: "Unique in the organization; curators only" }),
  reach: z
    .enum(REACHES)
    .optional()
    .meta({ description: "Who can see it. Widening follows the rules of its place" }),
}).meta({ id: "ResourceInput" });

/** Members of an answer that a client may send back unread: what it got can be put again. */
const READ_ONLY = [
  "id",
  "ownedBy",
  "status",
  "version",
  "proposed",
  "endorsements",
  "catalogued",
  "adaptable",
  "hiding",
  "createdAt",
  "changedAt",
  "warnings",
] as const;

export const ResourceReplacement = ResourceInput.extend(
  Object.fromEntries(
    READ_ONLY.map((name) => [
      name,
      z.any().optional().meta({ description: "Read only: ignored here", readOnly: true }),
    ]),
  ),
).meta({ id: "ResourceReplacement" });

export const ResourcePatch = z.record(z.string().max(100), z.json()).meta({
  id: "ResourcePatch",
  description: "JSON Merge Patch (RFC 7396): members to change, null to take away",
});

export const ResourceBody = Description.extend({
  id: z.uuid(),
  externalId: z.string().optional(),
  organization: z.string(),
  ownedBy: z.enum(["person", "organization"]),
  status: z.enum(["active", "hidden"]),
  reach: z.enum(REACHES),
  version: z.int().meta({ description: "Number of the published version" }),
  proposed: z.int().optional().meta({ description: "Number of the version that waits for a review" }),
  endorsements: z.array(EndorsementBody),
  catalogued: z
    .boolean()
    .meta({ description: "Catalogued by the state, not reviewed until someone else has" }),
  adaptable: z.boolean().meta({ description: "Open to adapt, by its license; never true when not stated" }),
  hiding: z
    .object({
      at: z.iso.datetime(),
      organization: z
        .string()
        .meta({ description: "Whose curators hid it: they show it again, or those above" }),
      reason: z.string(),
    })
    .optional()
    .meta({ description: "Only while it is hidden; then its owner and its curators alone see it" }),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
}).meta({ id: "Resource", description: "An open educational resource, described in LRMI terms" });

export const Tombstone = z
  .object({
    withdrawnAt: z.iso.datetime(),
    by: z.enum(["owner", "curator"]),
    reason: z.string(),
    instead: z.string().optional(),
  })
  .meta({ id: "Tombstone" });

/** A resource as the API shows it. */
export function represent(r: Resource, reference: Reference): z.input<typeof ResourceBody> {
  return {
    ...r.description,
    id: r.id,
    ...(r.externalId === undefined ? {} : { externalId: r.externalId }),
    organization: r.organization,
    ownedBy: "person" in r.owner ? "person" : "organization",
    status: r.status === "hidden" ? "hidden" : "active",
    reach: r.reach,
    version: r.published,
    ...(r.proposed === undefined ? {} : { proposed: r.proposed }),
    endorsements: representEndorsements(r, reference),
    catalogued: r.catalogued,
    adaptable: reference.vocabularies.license.get(r.description.license)?.adaptable === true,
    ...(r.hiding ? { hiding: { at: r.hiding.at, organization: r.hiding.by, reason: r.hiding.reason } } : {}),
    createdAt: r.createdAt,
    changedAt: r.changedAt,
  };
}

export const representEndorsements = (r: Resource, { organizations }: Reference) =>
  r.endorsements.map((e) => ({
    organization: e.organization,
    organizationName: organizations.get(e.organization)?.name ?? e.organization,
    version: e.version,
    current: e.version === r.published,
    at: e.at,
  }));

export const tombstoneOf = (w: Withdrawal): z.input<typeof Tombstone> => ({
  withdrawnAt: w.at,
  by: w.by,
  reason: w.reason,
  ...(w.instead ? { instead: w.instead } : {}),
});

/** JSON Merge Patch (RFC 7396). */
export function mergePatch(
  target: Record<string, unknown>,
  patch: Record<string, unknown>,
): Record<string, unknown> {
  const merged = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else if (isObject(value)) merged[name] = mergePatch(isObject(merged[name]) ? merged[name] : {}, value);
    else merged[name] = value;
  }
  return merged;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
