import type { Caller } from "../../people/rules/person.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Store } from "../../store/store.ts";

/** Which of these the caller has on their shelf; none for someone signed out. */
export const savedAmong = async (
  resources: Resource[],
  { person }: Caller,
  { saved }: Store,
): Promise<ReadonlySet<string>> =>
  person
    ? saved.among(
        person.id,
        resources.map((r) => r.id),
      )
    : new Set<string>();
