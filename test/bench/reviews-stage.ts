import { v7 } from "uuid";
import { openStore } from "../../db/sqlite/store.ts";
import { newKey } from "../../src/people/actions/new-key.ts";
import type { Role } from "../../src/people/rules/person.ts";
import type { Change } from "../../src/store/change.ts";
import type { Store } from "../../src/store/store.ts";
import { furnish } from "./serving.ts";
import { syntheticResource } from "./synthetic.ts";

/** Somebody who takes part in the bench: with a key of their own. */
export interface LoadPerson {
  person: string;
  key: string;
  /** Code of the organization they belong to. */
  organization: string;
}

export interface Stage {
  contributors: LoadPerson[];
  /** Curators of districts, in pairs, and state staff. */
  reviewers: LoadPerson[];
  /** Ids of those who curate exactly this organization. */
  curatorsOf: Map<string, string[]>;
}

const BATCH = 250;
/** Every fifth reviewer is of the state: what districts accept goes on to it. */
const OF_THE_STATE = 5;

/** A data folder with so many resources, contributors in schools and reviewers in their districts. */
export async function setStage(
  file: string,
  folder: string,
  sizes: { resources: number; contributors: number; reviewers: number },
): Promise<Stage> {
  await furnish(folder);
  const store = openStore(file);
  try {
    await fillWith(sizes.resources, store);
    return await cast(sizes, store);
  } finally {
    await store.close();
  }
}

async function fillWith(resources: number, store: Store): Promise<void> {
  const reference = await store.reference();
  for (let from = 0; from < resources; from += BATCH) {
    const size = Math.min(BATCH, resources - from);
    await store.commit(Array.from({ length: size }, (_, i) => syntheticResource(from + i, reference)));
  }
}

async function cast(sizes: { contributors: number; reviewers: number }, store: Store): Promise<Stage> {
  const { organizations: tree } = await store.reference();
  const reviewing = Math.max(1, Math.floor((sizes.reviewers * (OF_THE_STATE - 1)) / OF_THE_STATE / 2));
  const withSchools = tree
    .all()
    .filter((o) => o.kind === "district" && tree.children(o.code).some((c) => c.kind === "school"));
  const districts = withSchools.slice(0, reviewing);
  const schools = districts.flatMap((d) => tree.children(d.code).filter((c) => c.kind === "school"));
  const contributors: LoadPerson[] = [];
  for (let n = 0; n < sizes.contributors; n++)
    contributors.push(await enter(schools[n % schools.length]?.code ?? "28103", "member", n, store));
  const reviewers: LoadPerson[] = [];
  for (let n = 0; n < sizes.reviewers; n++) {
    const state = n % OF_THE_STATE === OF_THE_STATE - 1;
    const place = state ? tree.state.code : (districts[n % districts.length]?.code ?? "28");
    reviewers.push(await enter(place, "curator", n, store));
  }
  const curatorsOf = new Map<string, string[]>();
  const codes = [...districts.map((d) => d.code), tree.state.code];
  for (const { person, membership } of await store.people.members(codes))
    if (membership.role === "curator" && membership.confirmed && codes.includes(membership.organization))
      curatorsOf.set(membership.organization, [
        ...(curatorsOf.get(membership.organization) ?? []),
        person.id,
      ]);
  return { contributors, reviewers, curatorsOf };
}

async function enter(organization: string, role: Role, n: number, store: Store): Promise<LoadPerson> {
  const at = new Date().toISOString();
  const person = v7();
  const { key, secret } = newKey({
    id: v7(),
    person,
    label: "bench",
    scopes: ["read", "write", "curate"],
    days: 1,
    at,
  });
  const changes: Change[] = [
    { noun: "person", after: { id: person, name: `${role} ${n}`, demo: false, active: true, createdAt: at } },
    { noun: "membership", after: { person, organization, role, confirmed: true } },
    { noun: "key", after: key },
  ];
  await store.commit(changes);
  return { person, key: secret, organization };
}
