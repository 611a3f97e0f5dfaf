import * as z from "zod";
import type { Endpoint } from "../../doorway/endpoint.ts";
import { writerOf } from "../../http/declared.ts";
import { etagOf } from "../../http/etag.ts";
import { mustMatch } from "../../http/if-match.ts";
import { FaultBody } from "../../http/problems.ts";
import { sentenceFor } from "../../kernel/fault.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { ResourceBody, type ResourceInput, represent } from "../rules/representation.ts";
import { Description, type Resource } from "../rules/resource.ts";
import { misunderstood, understand } from "../rules/understand-input.ts";

export const Created = ResourceBody.extend({
  warnings: z.array(FaultBody).optional().meta({ description: "Accepted, but worth fixing" }),
}).meta({ id: "ResourceWithWarnings" });

export type Input = z.output<typeof ResourceInput>;

export const alsoWrong: NonNullable<Endpoint["alsoWrong"]> = async (body, { store }) =>
  misunderstood(body, await store.reference());

/** The description out of the input, every value understood; throws all faults at once. */
export function understoodDescription(
  input: Input,
  reference: Reference,
): { description: Description; warnings: Fault[] } {
  const { description, faults, warnings } = understand(Description.parse(onlyDescription(input)), reference);
  if (faults.length > 0) throw new Problem("invalid", sentenceFor(faults), faults);
  return { description, warnings };
}

const DESCRIBED = Object.keys(Description.shape);

const onlyDescription = (input: object) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => DESCRIBED.includes(name)));

/** With the ETag of what a reader is shown. */
export const mustBeAsRead = (ifMatch: string | undefined, r: Resource | undefined, reference: Reference) =>
  mustMatch(
    ifMatch,
    r ? [textOf(r, reference)] : [],
    "The resource was changed in the meantime. Read it again and make your change there.",
  );

/** To the letter as it leaves: an ETag is of what was sent. */
const written = writerOf(ResourceBody);
const textOf = (r: Resource, reference: Reference) => written(represent(r, reference));

export function representWithEtag(r: Resource, reference: Reference, warnings: Fault[]) {
  const body = { ...represent(r, reference), ...(warnings.length > 0 ? { warnings } : {}) };
  // The ETag of what a reader is shown, so that the answer to a change can guard the next one.
  return { status: 200 as const, body, headers: { ETag: etagOf(textOf(r, reference)) } };
}

export function representCreated(r: Resource, reference: Reference, warnings: Fault[]) {
  const { body, headers } = representWithEtag(r, reference, warnings);
  return { status: 201 as const, body, headers: { ...headers, Location: `/api/v1/resources/${r.id}` } };
}
