import * as z from "zod";
import { REACHES } from "../../reach/rules/reach.ts";
import { EndorsementBody } from "../../resources/rules/representation.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { type Collection, Content, Entry, entriesOf, hasChanges, Section } from "./collection.ts";
import { type Gap, withoutGaps } from "./gaps.ts";

const ignored = z.any().optional().meta({ description: "Read only: ignored here", readOnly: true });

const EntryInput = Entry.extend({ title: ignored }).meta({ id: "CollectionEntryInput" });
const SectionInput = Section.extend({
  entries: z.array(EntryInput).max(200).default([]),
}).meta({ id: "CollectionSectionInput" });
const ContentInput = Content.extend({
  sections: z.array(SectionInput).max(40, { error: "are too many. At most 40" }).default([]),
});

export const CollectionInput = ContentInput.extend({
  organization: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Code of the organization; yours when left out" }),
  ownedBy: z
    .enum(["person", "organization"])
    .optional()
    .meta({ description: "`organization` for its curators only" }),
}).meta({ id: "CollectionInput" });

const ReachInput = z
  .enum(REACHES)
  .optional()
  .meta({ description: "Who can see it. Widening follows the rules of its place" });

/** Members of an answer that a client may send back unread: what it got can be put again. */
const READ_ONLY = [
  "id",
  "organization",
  "ownedBy",
  "status",
  "count",
  "version",
  "proposed",
  "endorsements",
  "createdAt",
  "changedAt",
  "draft",
  "changed",
  "gaps",
  "revision",
];

export const CollectionReplacement = ContentInput.extend({
  reach: ReachInput,
  ...Object.fromEntries(READ_ONLY.map((name) => [name, ignored])),
}).meta({ id: "CollectionReplacement" });

export const GapBody = z
  .object({
    resource: z.uuid(),
    title: z.string().optional(),
    why: z.enum(["withdrawn", "gone", "narrower"]),
    note: z.string().optional(),
    instead: z.string().optional(),
  })
  .meta({ id: "CollectionGap", description: "What some or all readers do not find in it" });

export const CollectionBody = z
  .object({
    id: z.uuid(),
    title: z.string(),
    introduction: z.string(),
    sections: z.array(
      z
        .object({
          heading: z.string(),
          note: z.string(),
          entries: z.array(
            z
              .object({ resource: z.uuid(), note: z.string(), title: z.string().optional() })
              .meta({ id: "CollectionEntryShown" }),
          ),
        })
        .meta({ id: "CollectionSectionShown" }),
    ),
    count: z.int().meta({ description: "How many resources you find in it" }),
    organization: z.string(),
    ownedBy: z.enum(["person", "organization"]),
    status: z.enum(["active", "hidden"]),
    reach: z.enum(REACHES),
    version: z.int().optional().meta({ description: "Number of the published version" }),
    endorsements: z.array(EndorsementBody),
    createdAt: z.iso.datetime(),
    draft: z.boolean().optional().meta({ description: "True when this is the draft" }),
    changed: z.boolean().optional().meta({ description: "For its curators: the draft differs" }),
    proposed: z.int().optional().meta({ description: "Number of the version that waits for the state" }),
    gaps: z.array(GapBody).optional().meta({ description: "For its curators: what to fix" }),
    revision: z.int().optional(),
    changedAt: z.iso.datetime().optional(),
  })
  .meta({ id: "Collection", description: "An ordered, annotated set of resources" });

export const CuratorBody = z
  .object({
    id: z.uuid(),
    name: z.string().meta({ description: "What was typed, until it is accepted" }),
    state: z.enum(["invited", "accepted"]),
    invitedAt: z.iso.datetime(),
    acceptedAt: z.iso.datetime().optional(),
  })
  .meta({ id: "CollectionCurator" });

/** The content out of the input: read-only members dropped. */
export const contentOf = ({ title, introduction, sections }: z.output<typeof ContentInput>): Content => ({
  title,
  introduction,
  sections: sections.map(({ heading, note, entries }) => ({
    heading,
    note,
    entries: entries.map((e) => ({ resource: e.resource, note: e.note })),
  })),
});

export interface View {
  held: Map<string, Resource>;
  /** Set for those who keep it. */
  kept?: { gaps: Gap[]; draft: boolean };
}

/** A collection as the API shows it: the published version, or the draft to those who keep it. */
export function represent(
  c: Collection,
  { held, kept }: View,
  { organizations }: Reference,
): z.input<typeof CollectionBody> {
  const full = kept?.draft ? c.draft : (c.content ?? c.draft);
  const content = kept?.draft ? full : withoutGaps(full, held);
  return {
    id: c.id,
    title: content.title,
    introduction: content.introduction,
    sections: content.sections.map((s) => ({
      ...s,
      entries: s.entries.map((e) => {
        const title = held.get(e.resource)?.description.title;
        return { ...e, ...(title === undefined ? {} : { title }) };
      }),
    })),
    count: entriesOf(content).filter((e) => held.has(e.resource)).length,
    organization: c.organization,
    ownedBy: "person" in c.owner ? "person" : "organization",
    status: c.status,
    reach: c.reach,
    ...(c.published === undefined ? {} : { version: c.published }),
    endorsements: c.endorsements.map((e) => ({
      organization: e.organization,
      organizationName: organizations.get(e.organization)?.name ?? e.organization,
      version: e.version,
      current: e.version === c.published,
      at: e.at,
    })),
    createdAt: c.createdAt,
    ...(kept
      ? {
          draft: kept.draft,
          changed: hasChanges(c),
          ...(c.proposed === undefined ? {} : { proposed: c.proposed }),
          gaps: kept.gaps,
          revision: c.revision,
          changedAt: c.changedAt,
        }
      : {}),
  };
}

export const representCurators = (c: Collection, names: Map<string, string>): z.input<typeof CuratorBody>[] =>
  c.curators.map((k) => ({
    id: k.id,
    name: (k.acceptedAt && k.person && names.get(k.person)) || k.asked,
    state: k.acceptedAt ? "accepted" : "invited",
    invitedAt: k.invitedAt,
    ...(k.acceptedAt ? { acceptedAt: k.acceptedAt } : {}),
  }));
