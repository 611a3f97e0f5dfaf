import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { readableEvents, readableVersions } from "../rules/history.ts";
import { may } from "../rules/may.ts";
import type { Resource, ResourceEvent, Version } from "../rules/resource.ts";
import { readFor } from "./reading.ts";

/** An event as a caller reads it: with a name within the organization, with the role alone outside it. */
export interface NamedEvent extends Omit<ResourceEvent, "by"> {
  name?: string;
}

/** The past of a resource as one caller may read it, oldest first. */
export interface NamedHistory {
  resource: Resource;
  reference: Reference;
  versions: Version[];
  events: NamedEvent[];
}

/** The past of what this caller sees. */
export async function pastFor(id: string, caller: Caller, store: Store): Promise<NamedHistory> {
  const [resource, reference] = await readFor(id, caller, store);
  return pastOf(resource, caller, reference, store);
}

/** Of a resource that is known to be this caller's to see. */
export async function pastOf(
  resource: Resource,
  caller: Caller,
  reference: Reference,
  store: Store,
): Promise<NamedHistory> {
  const { organizations: tree } = reference;
  const [all, events, reviews] = await Promise.all([
    store.resources.versions(resource.id),
    store.resources.history(resource.id),
    store.reviews.of(resource.id),
  ]);
  const offered = new Set([
    ...events.flatMap((e) => (e.what === "proposed" && e.version !== undefined ? [e.version] : [])),
    ...reviews.flatMap((r) => [r.version, ...r.decisions.map((d) => d.version)]),
  ]);
  const versions = readableVersions(resource, { versions: all, offered }, caller, tree);
  const readable = new Set(versions.map((v) => v.number));
  const entries = readableEvents(resource, { events }, readable, caller, tree);
  const names = may(caller, "read names in its history", resource, tree);
  const nameOf = await store.people.names(names ? entries.map((e) => e.by) : []);
  return {
    resource,
    reference,
    versions,
    events: entries.map(({ by, ...event }) => {
      const name = nameOf.get(by);
      return { ...event, ...(name ? { name } : {}) };
    }),
  };
}

/** The version of this number, or the same answer as for one that never was. */
export function versionIn({ versions }: Pick<NamedHistory, "versions">, number: number): Version {
  const version = versions.find((v) => v.number === number);
  if (!version) throw new Problem("unknown", "There is no such version.");
  return version;
}

/** The two to compare: unless they are named, the published one and the one read before it. */
export function pairIn(past: NamedHistory, asked: { from?: number | undefined; to?: number | undefined }) {
  const now = versionIn(past, asked.to ?? past.resource.published);
  const earlier = past.versions.filter((v) => v.number < now.number).at(-1);
  return { before: versionIn(past, asked.from ?? earlier?.number ?? now.number), now };
}
