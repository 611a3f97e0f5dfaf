import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { VOCABULARIES } from "../rules/vocabulary.ts";

const tag = "Vocabularies and organizations";

export const TermBody = z
  .looseObject({
    id: z.string().meta({ description: "Stable; what records hold" }),
    label: z.string(),
    note: z.string().optional(),
    altLabels: z.array(z.string()).optional().meta({ description: "Other spellings understood" }),
    broader: z.string().optional(),
    exactMatch: z
      .array(z.string())
      .optional()
      .meta({ description: "The same term in schema.org, LRMI, CEDS" }),
  })
  .meta({ id: "Term" });

const VocabularyBody = z
  .object({
    id: z.enum(VOCABULARIES),
    label: z.string(),
    note: z.string().optional(),
    source: z.string().optional(),
    terms: z.array(TermBody),
  })
  .meta({ id: "Vocabulary" });

const listVocabularies = endpoint({
  method: "get",
  path: "/vocabularies",
  operationId: "listVocabularies",
  tag,
  summary: "List the vocabularies",
  responses: {
    200: {
      description: "Without their terms",
      body: z
        .object({ vocabularies: z.array(VocabularyBody.omit({ terms: true }).extend({ size: z.int() })) })
        .meta({ id: "VocabularyList" }),
    },
  },
  problems: ["signed-out", "too-many"],
  async answer(_asked, { store }) {
    const { vocabularies } = await store.reference();
    const list = VOCABULARIES.map((id) => {
      const { label, note, source, terms } = vocabularies[id];
      return { id, label, ...(note ? { note } : {}), ...(source ? { source } : {}), size: terms.length };
    });
    return { status: 200, body: { vocabularies: list } };
  },
});

const readVocabulary = endpoint({
  method: "get",
  path: "/vocabularies/{id}",
  operationId: "readVocabulary",
  tag,
  summary: "Read a vocabulary with its terms",
  params: z.object({ id: z.enum(VOCABULARIES) }),
  responses: { 200: { description: "The vocabulary", body: VocabularyBody } },
  problems: ["signed-out", "unknown", "too-many"],
  async answer({ params }, { store }) {
    const { label, note, source, terms } = (await store.reference()).vocabularies[params.id];
    const body = { id: params.id, label, ...(note ? { note } : {}), ...(source ? { source } : {}), terms };
    return { status: 200, body: body as z.input<typeof VocabularyBody> };
  },
});

const OrganizationBody = z
  .object({
    code: z.string().meta({ description: "The code its state gave it, or a given one" }),
    kind: z.enum(["state", "district", "school", "partner"]),
    name: z.string(),
    parent: z.string().optional(),
    type: z.string().optional(),
    nces: z.string().optional().meta({ description: "NCES id of the LEA" }),
    grades: z.array(z.string()).optional(),
  })
  .meta({ id: "Organization" });

const listOrganizations = endpoint({
  method: "get",
  path: "/organizations",
  operationId: "listOrganizations",
  tag,
  summary: "List the state, its districts, schools and partners",
  query: z.strictObject({
    kind: z.enum(["state", "district", "school", "partner"]).optional(),
    parent: z.string().max(40).optional(),
  }),
  responses: {
    200: {
      description: "In order of their codes",
      body: z.object({ organizations: z.array(OrganizationBody) }).meta({ id: "OrganizationList" }),
    },
  },
  problems: ["invalid", "signed-out", "too-many"],
  async answer({ query }, { store }) {
    const all = (await store.reference()).organizations.all();
    const organizations = all
      .filter(
        (o) =>
          (query.kind ? o.kind === query.kind : true) && (query.parent ? o.parent === query.parent : true),
      )
      .toSorted((a, b) => a.code.localeCompare(b.code));
    return { status: 200, body: { organizations } };
  },
});

const readOrganization = endpoint({
  method: "get",
  path: "/organizations/{code}",
  operationId: "readOrganization",
  tag,
  summary: "Read one organization and what lies directly below it",
  params: z.object({ code: z.string().max(40).meta({ example: "28" }) }),
  responses: {
    200: {
      description: "The organization",
      body: OrganizationBody.extend({ children: z.array(OrganizationBody) }).meta({
        id: "OrganizationWithChildren",
      }),
    },
  },
  problems: ["signed-out", "unknown", "too-many"],
  async answer({ params }, { store }) {
    const { organizations } = await store.reference();
    const organization = organizations.get(params.code);
    if (!organization) throw new Problem("unknown", "There is no organization with this code.");
    return { status: 200, body: { ...organization, children: organizations.children(params.code) } };
  },
});

export const referenceEndpoints = [listVocabularies, readVocabulary, listOrganizations, readOrganization];
