import * as z from "zod";
import { CHANGING, endpoint } from "../../doorway/endpoint.ts";
import { keepCurriculum } from "../rules/curricula.ts";
import { TermBody } from "./api.ts";

const name = z.string().trim().min(1).max(200);

export const CurriculumInput = z
  .strictObject({
    label: name.meta({ description: "The curriculum or unit as people call it" }),
    note: z.string().trim().max(500).optional(),
    altLabels: z.array(name).max(20).optional().meta({ description: "Other names it is known by" }),
    broader: z
      .string()
      .trim()
      .max(60)
      .optional()
      .meta({ description: "Id of the curriculum it is a part of" }),
  })
  .meta({ id: "CurriculumInput", description: "A curriculum an organization has adopted, or a unit of one" });

export const keepCurriculumEndpoint = endpoint({
  method: "put",
  path: "/organizations/{code}/curricula/{id}",
  operationId: "keepCurriculum",
  tag: "Vocabularies and organizations",
  summary: "List a curriculum or unit an organization has adopted",
  description:
    "Safe to repeat. The id stays, the label may change. All lists together are the vocabulary `curriculum`. Curators only.",
  scope: "curate",
  params: z.object({
    code: z.string().max(40).meta({ example: "28" }),
    id: z.string().max(60).meta({ example: "eureka-math-grade-3-fractions" }),
  }),
  body: CurriculumInput,
  responses: {
    200: { description: "Changed, or as it was", body: TermBody },
    201: { description: "Listed", body: TermBody },
  },
  problems: [...CHANGING, "conflict"],
  async answer({ params, body, caller, person }, { store }) {
    const { organizations: tree, vocabularies } = await store.reference();
    const who = { caller, tree, curricula: vocabularies.curriculum };
    const { term, change, isNew } = keepCurriculum(params.code, params.id, body, who);
    if (change) await store.commit([change], person);
    return { status: isNew ? 201 : 200, body: { ...term } };
  },
});
