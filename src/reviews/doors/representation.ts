import * as z from "zod";
import { withoutGaps } from "../../collections/rules/gaps.ts";
import { REACHES } from "../../reach/rules/reach.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { ReviewShown } from "../actions/reading.ts";
import type { RoleInReview } from "../rules/may.ts";
import {
  type Decision,
  isOverdue,
  REASON_IDS,
  REVIEW_OUTCOMES,
  REVIEW_STATES,
  type Review,
} from "../rules/review.ts";
import { RubricAnswer } from "../rules/rubric.ts";
import { daysBetween } from "../rules/school-days.ts";
import { type Subject, titleIn } from "../rules/subject.ts";

const PersonBody = z.object({ id: z.uuid(), name: z.string() }).meta({ id: "ReviewPerson" });
const OrganizationBody = z.object({ code: z.string(), name: z.string() }).meta({ id: "ReviewOrganization" });

const ThingBody = z
  .object({ id: z.uuid(), title: z.string(), organization: OrganizationBody })
  .meta({ id: "ReviewSubject" });

const DecisionBody = z
  .object({
    outcome: z.enum(REVIEW_OUTCOMES),
    at: z.iso.datetime(),
    by: PersonBody,
    organization: OrganizationBody,
    version: z.int(),
    rubric: z.string().optional(),
    answers: z.array(RubricAnswer),
    reason: z.enum(REASON_IDS).optional(),
    words: z.string(),
    batch: z
      .object({ size: z.int(), sampled: z.boolean() })
      .optional()
      .meta({ description: "Decided with others at once; `sampled` when this one was looked at in full" }),
  })
  .meta({ id: "ReviewDecision" });

/** A review as lists show it. */
export const ReviewBody = z
  .object({
    id: z.uuid(),
    resource: ThingBody.optional().meta({ description: "What is offered, unless it is a collection" }),
    collection: ThingBody.optional(),
    organization: OrganizationBody.meta({ description: "Who is asked" }),
    goal: z.object({ organization: OrganizationBody, reach: z.enum(REACHES) }).meta({
      description: "Whose approval comes last, and how far it reaches then",
    }),
    version: z.int().meta({ description: "The version asked about; send it back with a decision" }),
    revision: z.int().meta({ description: "Raised by every change; send it back with a decision" }),
    state: z.enum(REVIEW_STATES),
    by: PersonBody,
    message: z.string(),
    offeredAt: z.iso.datetime(),
    dueAt: z.iso.datetime().meta({ description: "Five school days after it came, or came back" }),
    overdue: z.boolean(),
    age: z.int().meta({ description: "Whole days since it was offered" }),
    assignee: PersonBody.extend({ since: z.iso.datetime() }).optional(),
    deputy: PersonBody.optional(),
    previous: z.uuid().optional().meta({ description: "The review of the organization asked before" }),
    batch: z
      .uuid()
      .optional()
      .meta({ description: "Offered at once with others: the import they came with" }),
    escalatedFrom: OrganizationBody.optional(),
    youAre: z.enum(["contributor", "reviewer", "colleague"]),
    changedAt: z.iso.datetime(),
  })
  .meta({
    id: "Review",
    description:
      "A request to one organization to endorse a resource or a collection, or to let it reach further",
  });

const CommentBody = z
  .object({
    id: z.uuid(),
    by: PersonBody,
    at: z.iso.datetime(),
    words: z.string(),
    internal: z.boolean().meta({ description: "Among reviewers: never shown to the contributor" }),
    answers: z.uuid().optional(),
  })
  .meta({ id: "ReviewComment" });

/** One review in full. */
export const FullReviewBody = ReviewBody.extend({
  mayDecide: z.boolean(),
  description: z
    .looseObject({})
    .optional()
    .meta({ description: "Of a resource: the description asked about, as it would be published" }),
  content: z
    .looseObject({})
    .optional()
    .meta({ description: "Of a collection: what it says and holds, as far as you may see it" }),
  since: z
    .object({
      version: z.int(),
      fields: z.array(z.object({ field: z.string(), before: z.any(), now: z.any() })),
    })
    .optional()
    .meta({ description: "What changed since the version last decided or endorsed" }),
  decisions: z.array(DecisionBody).meta({ description: "Oldest first" }),
  before: z
    .array(DecisionBody)
    .optional()
    .meta({ description: "What the organization asked before decided, with its answers" }),
  checks: z.array(
    z.object({
      id: z.string(),
      result: z.enum(["good", "look", "missing"]),
      says: z.string(),
      resources: z.array(z.object({ id: z.uuid(), title: z.string() })).optional(),
    }),
  ),
  comments: z.array(CommentBody),
  events: z.array(
    z.object({
      what: z.string(),
      at: z.iso.datetime(),
      by: PersonBody,
      person: PersonBody.optional(),
      version: z.int().optional(),
      note: z.string().optional(),
    }),
  ),
}).meta({ id: "FullReview" });

export interface RepresentContext {
  reference: Reference;
  nameOf: (person: string) => string;
  now: string;
}

const person = (id: string, { nameOf }: Pick<RepresentContext, "nameOf">) => ({ id, name: nameOf(id) });
const organization = (code: string, { reference }: Pick<RepresentContext, "reference">) => ({
  code,
  name: reference.organizations.get(code)?.name ?? code,
});

/** `title` as the version asked about has it: what its owner writes meanwhile is nobody else's. */
export function representReview(
  { review: r, subject, role }: { review: Review; subject: Subject; role: RoleInReview },
  title: string,
  context: RepresentContext,
): z.input<typeof ReviewBody> {
  return {
    id: r.id,
    [subject.collection ? "collection" : "resource"]: {
      id: subject.as.id,
      title,
      organization: organization(subject.as.organization, context),
    },
    organization: organization(r.organization, context),
    goal: { organization: organization(r.goal.organization, context), reach: r.goal.reach },
    version: r.version,
    revision: r.revision,
    state: r.state,
    by: person(r.by, context),
    message: r.message,
    offeredAt: r.offeredAt,
    dueAt: r.dueAt,
    overdue: isOverdue(r, context.now),
    age: daysBetween(r.offeredAt, context.now),
    ...(r.assignee ? { assignee: { ...person(r.assignee.person, context), since: r.assignee.at } } : {}),
    ...(r.deputy ? { deputy: person(r.deputy, context) } : {}),
    ...(r.previous ? { previous: r.previous } : {}),
    ...(r.batch ? { batch: r.batch } : {}),
    ...(r.escalatedFrom ? { escalatedFrom: organization(r.escalatedFrom, context) } : {}),
    youAre: role,
    changedAt: r.changedAt,
  };
}

export function representDecision(d: Decision, context: RepresentContext): z.input<typeof DecisionBody> {
  return { ...d, by: person(d.by, context), organization: organization(d.organization, context) };
}

export function representFull(s: ReviewShown, now: string): z.input<typeof FullReviewBody> {
  const context = { reference: s.reference, nameOf: s.nameOf, now };
  return {
    ...representReview(s, titleIn(s.version), context),
    mayDecide: s.mayDecide,
    ...("description" in s.version
      ? { description: s.version.description }
      : { content: withoutGaps(s.version.content, s.held) }),
    ...(s.since ? { since: s.since } : {}),
    decisions: s.review.decisions.map((d) => representDecision(d, context)),
    ...(s.previous ? { before: s.previous.decisions.map((d) => representDecision(d, context)) } : {}),
    checks: s.checks,
    comments: s.comments.map((c) => ({ ...c, by: person(c.by, context) })),
    events: s.events.map(({ by, person: whom, ...event }) => ({
      ...event,
      by: person(by, context),
      ...(whom ? { person: person(whom, context) } : {}),
    })),
  };
}
