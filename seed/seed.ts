import { Problem } from "../src/kernel/problem.ts";
import { keyFor } from "../src/people/actions/new-key.ts";
import type { Caller, Person } from "../src/people/rules/person.ts";
import { create } from "../src/resources/rules/lifecycle.ts";
import { Description } from "../src/resources/rules/resource.ts";
import { understand } from "../src/resources/rules/understand-input.ts";
import type { Change } from "../src/store/change.ts";
import type { Store } from "../src/store/store.ts";
import { addCollections } from "./collections.ts";
import {
  type SeedResource,
  seedFrameworks,
  seedOrganizations,
  seedResources,
  seedRubrics,
  seedVocabularies,
} from "./data.ts";
import { CATALOGUER, DEMO_PEOPLE } from "./demo.ts";

export interface SeedParts {
  store: Store;
  clock: () => string;
  newId: () => string;
}

/** A write transaction this long keeps nobody waiting (docs/decisions/0005-threads-and-what-may-block.md). */
const BATCH = 100;

/**
 * Fills an empty registry: reference data, then resources, catalogued by the state through the front door.
 * Every step can be interrupted and run again: what is there is found by its id and left alone.
 */
export async function seed(parts: SeedParts): Promise<{ resources: number }> {
  await seedReferenceData(parts);
  const resources = await catalogue(parts, seedResources());
  await addCollections(parts, await cataloguer(parts));
  await parts.store.commit([{ noun: "seeded", at: parts.clock() }]);
  return { resources };
}

/**
 * Whether there is something to seed: an empty registry, or one whose seeding was interrupted. A registry that
 * began with records of its own is left alone, and what was erased since stays erased.
 */
export async function wantsSeed({ store }: Pick<SeedParts, "store">): Promise<boolean> {
  if (await store.seeded()) return false;
  const there = await store.resources.count();
  const all = seedResources();
  const first = all[0];
  if (there >= all.length || !first) return false;
  if (there === 0) return true;
  const began = await store.resources.byExternalId("ri", first.externalId);
  return began?.catalogued === true;
}

/** Vocabularies, organizations and standards that are not there yet. Labels someone edited stay. */
export async function seedReferenceData({ store }: SeedParts): Promise<void> {
  const known = await store.reference();
  const organizations = seedOrganizations().filter((o) => !known.organizations.get(o.code));
  if (organizations.length > 0) await store.commit([{ noun: "organizations", after: organizations }]);
  const vocabularies = seedVocabularies().filter((v) => known.vocabularies[v.id].terms.length === 0);
  if (vocabularies.length > 0)
    await store.commit(vocabularies.map((after): Change => ({ noun: "vocabulary", after })));
  await addRubrics({ store });
  for (const { framework, items } of seedFrameworks()) {
    if (known.standards.framework(framework.code) || known.standards.framework(framework.id)) continue;
    await store.commit([{ noun: "framework", framework, items, associations: [], dropped: [] }]);
  }
}

/** The rubrics that are not there yet: questions the state has edited stay as they are. */
export async function addRubrics({ store }: Pick<SeedParts, "store">): Promise<void> {
  const known = new Set((await store.reviews.rubrics()).map((r) => r.id));
  const missing = seedRubrics().filter((r) => !known.has(r.id));
  if (missing.length > 0) await store.commit(missing.map((after): Change => ({ noun: "rubric", after })));
}

/** Demo people and their key. Never in production. */
export async function seedDemoPeople({ store, clock, newId }: SeedParts): Promise<void> {
  for (const { id, name, organization, role, key } of DEMO_PEOPLE) {
    if (await store.people.get(id)) continue;
    const at = clock();
    const person: Person = { id, name, demo: true, active: true, createdAt: at };
    const changes: Change[] = [
      { noun: "person", after: person },
      { noun: "membership", after: { person: id, organization, role, confirmed: true } },
    ];
    if (key) {
      const made = keyFor(key, {
        id: newId(),
        person: id,
        label: "Demo key",
        scopes: ["read", "write", "curate"],
        days: 3650,
        at,
      });
      changes.push({ noun: "key", after: made.key });
    }
    await store.commit(changes);
  }
}

async function catalogue({ store, clock, newId }: SeedParts, given: SeedResource[]): Promise<number> {
  const caller = await cataloguer({ store, clock, newId });
  const reference = await store.reference();
  const tree = reference.organizations;
  const state = tree.state.code;
  let added = 0;
  for (let from = 0; from < given.length; from += BATCH) {
    const changes: Change[] = [];
    for (const { externalId, ...input } of given.slice(from, from + BATCH)) {
      if (await store.resources.byExternalId(state, externalId)) continue;
      const { description, faults } = understand(Description.parse(input), reference);
      if (faults.length > 0) throw new Problem("invalid", `The seed's ${externalId} has faults.`, faults);
      const actor = { caller, at: clock(), tree };
      changes.push(create({ id: newId(), description, organization: state, externalId }, actor));
    }
    if (changes.length > 0) await store.commit(changes);
    added += changes.length;
  }
  return added;
}

async function cataloguer({ store, clock }: SeedParts): Promise<Caller> {
  const organization = (await store.reference()).organizations.state.code;
  const person = (await store.people.get(CATALOGUER.id)) ?? {
    ...CATALOGUER,
    demo: false,
    active: true,
    createdAt: clock(),
  };
  const membership = { person: person.id, organization, role: "curator" as const, confirmed: true };
  await store.commit([
    { noun: "person", after: person },
    { noun: "membership", after: membership },
  ]);
  return { person, memberships: [membership] };
}
