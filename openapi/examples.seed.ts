import { seedReference, seedResources } from "../seed/data.ts";
import { CATALOGUER } from "../seed/demo.ts";
import { create } from "../src/resources/rules/lifecycle.ts";
import { represent } from "../src/resources/rules/representation.ts";
import { Description } from "../src/resources/rules/resource.ts";
import { understand } from "../src/resources/rules/understand-input.ts";

/** What an operation is sent and answers, taken from the seed. */
export interface Example {
  request?: unknown;
  response?: unknown;
}

export const AT = "2026-11-24T12:00:00.000Z";
export const ID = "01930000-0000-7000-8000-00000000e001";

export const reference = seedReference();
export const tree = reference.organizations;
export const { externalId, ...input } = chosen();

function chosen() {
  const wanted = seedResources().find((r) => r.title === "Fractions on a number line");
  if (!wanted) throw new Error("The seed has lost the record the examples are made from");
  return wanted;
}

export const resource = create(
  {
    id: ID,
    description: understand(Description.parse(input), reference).description,
    organization: "ri",
    externalId,
  },
  {
    caller: {
      person: { ...CATALOGUER, demo: false, active: true, createdAt: AT },
      memberships: [{ person: CATALOGUER.id, organization: "ri", role: "curator", confirmed: true }],
    },
    at: AT,
    tree,
  },
).after;
export const shown = represent(resource, reference);
export const d = resource.description;
export const framework = found(reference.standards.framework("ccss-math"));
export const item = found(reference.standards.item(d.alignments[0]?.item ?? ""));
export const district = tree.get("28");

function found<T>(standard: T | undefined): T {
  if (!standard) throw new Error("The seed has lost the standard the examples are made from");
  return standard;
}
