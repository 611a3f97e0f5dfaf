/** Kinds of resource that cover a whole area, by the ids of the `type` vocabulary. Collections are wholes, too. */
export const WHOLES: readonly string[] = ["course", "unit", "textbook"];
