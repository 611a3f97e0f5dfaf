import { feature } from "../src/collections/rules/feature.ts";
import { create } from "../src/collections/rules/lifecycle.ts";
import { publish } from "../src/collections/rules/publish.ts";
import { Problem } from "../src/kernel/problem.ts";
import type { Caller } from "../src/people/rules/person.ts";
import type { Resource } from "../src/resources/rules/resource.ts";
import { type SeedCollection, seedCollections } from "./data.ts";
import type { SeedParts } from "./seed.ts";

/**
 * Collections over the seeded resources, curated, published and put on the home page by the state catalogue.
 * One that is there already is left alone, and the home page is only filled while it is empty.
 */
export async function addCollections(parts: SeedParts, caller: Caller): Promise<number> {
  const { store, clock } = parts;
  const tree = (await store.reference()).organizations;
  const added: string[] = [];
  for (const given of seedCollections()) {
    if (await store.collections.get(given.id)) continue;
    const held = await resourcesOf(given, parts);
    const sections = given.sections.map((s) => ({
      ...s,
      entries: s.entries.map(({ externalId, note }) => ({ resource: held.get(externalId)?.id ?? "", note })),
    }));
    const { id, title, introduction } = given;
    const actor = { caller, at: clock(), tree };
    const begun = create({ id, content: { title, introduction, sections } }, () => true, actor);
    const published = publish(begun.after, "public", actor);
    if (!published) throw new Error(`The seed's collection "${title}" cannot be published.`);
    await store.commit([begun, published], caller.person?.id);
    added.unshift(id);
  }
  const before = await store.collections.featured();
  const found = await store.collections.many(added);
  const change =
    before.length === 0 ? feature(before, added, found, { caller, at: clock(), tree }) : undefined;
  if (change) await store.commit([change], caller.person?.id);
  return added.length;
}

async function resourcesOf({ title, sections }: SeedCollection, { store }: SeedParts) {
  const state = (await store.reference()).organizations.state.code;
  const held = new Map<string, Resource>();
  for (const { externalId } of sections.flatMap((s) => s.entries)) {
    const resource = await store.resources.byExternalId(state, externalId);
    if (!resource) throw new Problem("invalid", `The seed has no ${externalId}, which "${title}" holds.`);
    held.set(externalId, resource);
  }
  return held;
}
