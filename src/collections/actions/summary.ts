import * as z from "zod";
import { REACHES } from "../../reach/rules/reach.ts";
import type { ListedCollection } from "./reading.ts";

export const CollectionSummary = z
  .object({
    id: z.uuid(),
    title: z.string(),
    introduction: z.string(),
    count: z.int().meta({ description: "How many resources you find in it" }),
    organization: z.string(),
    ownedBy: z.enum(["person", "organization"]),
    reach: z.enum(REACHES),
    version: z.int().optional().meta({ description: "Absent while it is a draft" }),
  })
  .meta({ id: "CollectionSummary" });

export const summaryOf = ({
  collection: c,
  content,
  resources,
}: ListedCollection): z.input<typeof CollectionSummary> => ({
  id: c.id,
  title: content.title,
  introduction: content.introduction,
  count: resources.length,
  organization: c.organization,
  ownedBy: "person" in c.owner ? "person" : "organization",
  reach: c.reach,
  ...(c.published === undefined ? {} : { version: c.published }),
});
