import * as z from "zod";

/** What a list is asked with: pages by keyset cursor, at most `most` things each, of one part of the tree. */
export const pageQuery = (most: number) => ({
  after: z.uuid({ error: "is not a cursor. Give back the `next` of the page before" }).optional(),
  limit: z.coerce.number().int().min(1).max(most).default(20),
  organization: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Only this organization and those below it" }),
});
