import type { QueryShape } from "../../kernel/facts.ts";
import type { Resource } from "./resource.ts";

export interface ResourceNow extends QueryShape<"resource", Pick<Resource, "organization"> | undefined> {
  id: string;
}
export const resourceNow = (id: string): ResourceNow => ({ fact: "resource", id });
