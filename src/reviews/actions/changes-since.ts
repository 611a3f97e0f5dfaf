import { visibleIn } from "../../collections/actions/reading.ts";
import type { Content } from "../../collections/rules/collection.ts";
import type { Caller } from "../../people/rules/person.ts";
import { differenceOf } from "../../resources/rules/difference.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Store } from "../../store/store.ts";
import type { Review } from "../rules/review.ts";
import type { AnyVersion, Subject } from "../rules/subject.ts";
import { versionAt } from "./load-subject.ts";

/** What changed since a version somebody endorsed or sent back. */
export interface ChangesSince {
  version: number;
  fields: { field: string; before: unknown; now: unknown }[];
}

/** The number of the version to compare with: the one last decided here, else by the one before, else the one endorsed. */
export function comparedVersion(review: Review, { as }: Subject, previous?: Review): number | undefined {
  const endorsed = as.endorsements.map((e) => e.version).toSorted((a, b) => b - a)[0];
  return (review.decisions.at(-1) ?? previous?.decisions.at(-1))?.version ?? endorsed;
}

export async function changesSince(
  review: Review,
  subject: Subject,
  previous: Review | undefined,
  { version, caller }: { version: AnyVersion; caller: Caller },
  store: Store,
): Promise<ChangesSince | undefined> {
  const number = comparedVersion(review, subject, previous);
  const base = number === undefined ? undefined : await versionAt(review, number, store);
  if (!base) return undefined;
  const held = await visibleIn(contentsIn([base, version]), caller, store);
  return { version: base.number, fields: changesBetween(base, version, held) };
}

export const contentsIn = (versions: AnyVersion[]): Content[] =>
  versions.flatMap((v) => ("content" in v ? [v.content] : []));

/** `held` is what the reader finds in the contents of either. */
export function changesBetween(
  base: AnyVersion,
  now: AnyVersion,
  held: Map<string, Resource>,
): ChangesSince["fields"] {
  if ("description" in base && "description" in now) return differenceOf(base.description, now.description);
  if (!("content" in base && "content" in now)) return [];
  const [before, after] = [comparable(base.content, held), comparable(now.content, held)];
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
