import * as z from "zod";

export const ReasonInput = z
  .string()
  .trim()
  .min(3, { error: "is too short. Say in a few words why" })
  .max(500);
