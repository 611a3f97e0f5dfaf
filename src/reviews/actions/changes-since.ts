import { visibleContents } from "../../collections/actions/reading.ts";
import type { Content } from "../../collections/rules/collection.ts";
import type { Caller } from "../../people/rules/person.ts";
import { differenceOf } from "../../resources/rules/difference.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Store } from "../../store/store.ts";
import type { Review } from "../rules/review.ts";
import type { AnyVersion, Subject } from "../rules/subject.ts";
import { versionAt } from "./load-subject.ts";

/** What changed since a version somebody vouched for or sent back. */
export interface ChangesSince {
  version: number;
  fields: { field: string; before: unknown; now: unknown }[];
}

/** Compared with what this organization saw last, else what the one before decided, else what is endorsed. */
export async function changesSince(
  review: Review,
  { as }: Subject,
  previous: Review | undefined,
  { version, caller }: { version: AnyVersion; caller: Caller },
  store: Store,
): Promise<ChangesSince | undefined> {
  const endorsed = as.endorsements.map((e) => e.version).toSorted((a, b) => b - a)[0];
  const number = (review.decisions.at(-1) ?? previous?.decisions.at(-1))?.version ?? endorsed;
  const base = number === undefined ? undefined : await versionAt(review, number, store);
  return base && { version: base.number, fields: await changesBetween(base, version, caller, store) };
}

async function changesBetween(
  base: AnyVersion,
  now: AnyVersion,
  caller: Caller,
  store: Store,
): Promise<ChangesSince["fields"]> {
  if ("description" in base && "description" in now) {
    return differenceOf(base.description, now.description);
  }
  if (!("content" in base && "content" in now)) return [];
  const [before, after] = await Promise.all(
    [base, now].map(async ({ content }) =>
      comparable(content, await visibleContents(content, caller, store)),
    ),
  );
  if (!before || !after) return [];
  return (["title", "introduction", "resources"] as const)
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field], now: after[field] }));
}

/** A collection in words that can be compared: what is in it line by line. */
const comparable = ({ title, introduction, sections }: Content, held: Map<string, Resource>) => ({
  title,
  introduction,
  resources: sections.flatMap((s) => [
    ...(s.heading || s.note ? [[s.heading, s.note].filter(Boolean).join(": ")] : []),
    ...s.entries.map((e) => {
      const name = held.get(e.resource)?.description.title ?? "A resource you cannot see";
      return e.note ? `${name} (${e.note})` : name;
    }),
  ]),
});
