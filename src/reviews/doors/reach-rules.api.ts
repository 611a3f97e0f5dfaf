import * as z from "zod";
import { CHANGING, endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { REACH_RULES } from "../../organizations/rules/sharing-rule.ts";
import { mayIn, mayInRegistry } from "../../people/rules/may.ts";
import { codesWithin } from "../../people/rules/members.ts";
import type { Caller } from "../../people/rules/person.ts";
import { choicesOf, rulesOf } from "../../reach/rules/reach-rules.ts";
import type { Store } from "../../store/store.ts";
import { namesOfPeople } from "../actions/reading.ts";
import { Rubric } from "../rules/rubric.ts";
import { mustHaveRules, setRules } from "../rules/set-reach-rules.ts";

const tag = "Reviews";
const Code = z.object({ code: z.string().max(40).meta({ description: "The organization's code" }) });

const RulesBody = z
  .object({
    organization: z.string(),
    sharing: z.enum(REACH_RULES).meta({
      description:
        "at-once (marked not reviewed) · trusted-at-once · after-review; the state: at-once · after-endorsement",
    }),
    choices: z.array(z.enum(REACH_RULES)),
    trusted: z
      .array(z.object({ person: z.uuid(), name: z.string() }))
      .optional()
      .meta({ description: "Curators only" }),
    revision: z.int().meta({ description: "0 while it never set a rule; send it back with a change" }),
  })
  .meta({ id: "Rules", description: "How far members share without asking" });

async function shown(code: string, caller: Caller, store: Store): Promise<z.input<typeof RulesBody>> {
  const { organizations: tree } = await store.reference();
  const organization = tree.get(code);
  if (!organization) throw new Problem("unknown", `There is no organization "${code}".`);
  mustHaveRules(organization.kind, organization.name);
  const { sharing, trusted, revision } = rulesOf(code, tree);
  const names = await namesOfPeople(trusted, store);
  return {
    organization: code,
    sharing,
    choices: choicesOf(organization.kind),
    ...(mayIn(caller, "set rules", organization.code, tree)
      ? { trusted: trusted.map((person) => ({ person, name: names(person) })) }
      : {}),
    revision,
  };
}

const readRules = endpoint({
  method: "get",
  path: "/organizations/{code}/rules",
  operationId: "readRules",
  tag,
  summary: "How far members share without asking",
  params: Code,
  responses: { 200: { description: "The rules", body: RulesBody } },
  problems: ["signed-out", "unknown", "too-many"],
  async answer({ params, caller }, { store }) {
    return { status: 200, body: await shown(params.code, caller, store) };
  },
});

const writeRules = endpoint({
  method: "put",
  path: "/organizations/{code}/rules",
  operationId: "setRules",
  tag,
  summary: "Set an organization's rule and whom it trusts",
  scope: "curate",
  params: Code,
  body: z
    .strictObject({
      sharing: z.enum(REACH_RULES),
      trusted: z.array(z.uuid()).max(1000).default([]).meta({ description: "Ids of members" }),
      revision: z.int().min(0).meta({ description: "The revision you saw" }),
    })
    .meta({ id: "RulesInput" }),
  responses: { 200: { description: "As they are now", body: RulesBody } },
  problems: [...CHANGING],
  async answer({ params, body, caller }, { store }) {
    const { organizations: tree } = await store.reference();
    const members = await store.people.members(codesWithin(params.code, tree));
    const confirmed = members.filter((m) => m.membership.confirmed).map((m) => m.person.id);
    await store.commit([setRules(params.code, body, confirmed, { caller, tree })], caller.person?.id);
    return { status: 200, body: await shown(params.code, caller, store) };
  },
});

const listRubrics = endpoint({
  method: "get",
  path: "/rubrics",
  operationId: "listRubrics",
  tag,
  summary: "The questions reviewers answer",
  responses: {
    200: {
      description: "The usual one first",
      body: z.object({ rubrics: z.array(Rubric) }).meta({ id: "RubricList" }),
    },
  },
  problems: ["signed-out", "too-many"],
  async answer(_asked, { store }) {
    const rubrics = await store.reviews.rubrics();
    return { status: 200, body: { rubrics: rubrics.toSorted((a, b) => Number(b.usual) - Number(a.usual)) } };
  },
});

const writeRubric = endpoint({
  method: "put",
  path: "/rubrics/{id}",
  operationId: "setRubric",
  tag,
  summary: "Write or change a rubric",
  description: "State staff only. Answers given before keep the ids of the questions they answered.",
  scope: "curate",
  params: z.object({ id: z.string().max(40) }),
  body: Rubric,
  responses: { 200: { description: "As it is now", body: Rubric } },
  problems: ["invalid", "signed-out", "forbidden", "too-large", "unsupported", "too-many"],
  async answer({ params, body, caller }, { store }) {
    const { organizations: tree } = await store.reference();
    if (!mayInRegistry(caller, "change words", tree))
      throw new Problem("forbidden", "Only state staff change what reviewers are asked.");
    if (body.id !== params.id)
      throw new Problem("invalid", "The rubric has another id than its address.", [
        { in: "body", pointer: "/id", detail: "is not the id of the address", nearest: [params.id] },
      ]);
    await store.commit([{ noun: "rubric", after: body }], caller.person?.id);
    return { status: 200, body };
  },
});

export const ruleEndpoints = [readRules, writeRules, listRubrics, writeRubric];
