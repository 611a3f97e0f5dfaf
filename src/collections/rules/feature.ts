import { type Fault, Problem } from "../../kernel/problem.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import type { FeaturedChange } from "./change.ts";
import type { Collection } from "./collection.ts";

/**
 * The collections of the home page, in order: public ones, chosen by state staff. One that is taken back or
 * hidden later is not shown, and keeps its place. Undefined when nothing would change.
 */
export function feature(
  before: string[],
  after: string[],
  found: Collection[],
  { caller, at, tree }: Actor,
): FeaturedChange | undefined {
  const by = personOf(caller);
  if (!mayInRegistry(caller, "choose what is featured", tree))
    throw new Problem("forbidden", "Only state staff choose what stands on the home page.");
  const faults = after.flatMap((id, i): Fault[] => {
    const pointer = `/collections/${i}`;
    const c = found.find((f) => f.id === id);
    if (after.indexOf(id) !== i) return [{ in: "body", pointer, detail: "is there twice" }];
    if (c?.published !== undefined && c.reach === "public" && c.status === "active") return [];
    return before.includes(id) ? [] : [{ in: "body", pointer, detail: "is not a public collection" }];
  });
  if (faults.length > 0) throw new Problem("invalid", "The home page cannot be changed like this.", faults);
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  return { noun: "featured", before, after, at, by };
}
