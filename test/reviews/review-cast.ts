import { newKey } from "../../src/people/actions/new-key.ts";
import type { Answer, TestRegistry } from "../support/registry.ts";

export const LESSON = {
  title: "Fraction strips on a line",
  summary: "Students fold strips and place them on a floor-sized number line.",
  url: "https://example.org/strips",
  subjects: ["mathematics"],
  grades: ["03"],
  license: "CC-BY-4.0",
  alignments: [{ item: "3nfa2", type: "teaches", level: "developing" }],
};

export const ANSWERS = ["correct", "aligned", "usable", "fair"].map((question) => ({
  question,
  value: "yes",
}));
export const YES = { outcome: "accepted", rubric: "four-questions", answers: ANSWERS };
export const MEND = { outcome: "returned", reason: "incomplete", words: "Please add the answer key." };
export const NO = { outcome: "declined", reason: "unsuitable", words: "Not for schools." };

/** The people of a small state: teachers of Providence and Westerly, curators, state staff; and what they do. */
export async function cast(registry: TestRegistry) {
  const [teacher, curator, second, staff, otherStaff, neighbor] = await Promise.all([
    registry.person("28103"),
    registry.person("28", "curator"),
    registry.person("28", "curator"),
    registry.person("ri", "curator"),
    registry.person("ri", "curator"),
    registry.person("36104"),
  ]);
  return { teacher, curator, second, staff, otherStaff, neighbor };
}

export const idOf = async (registry: TestRegistry, key: string) =>
  (await registry.call("GET", "/api/v1/people/me", { key })).body.id as string;

export const share = (registry: TestRegistry, key: string, body: object = {}) =>
  registry.call("POST", "/api/v1/resources", { key, body: { ...LESSON, reach: "school", ...body } });

export const offer = (registry: TestRegistry, key: string, id: string, body: object = { reach: "public" }) =>
  registry.call("POST", `/api/v1/resources/${id}/reviews`, { key, body });

export const offerCollection = (registry: TestRegistry, key: string, id: string, body: object) =>
  registry.call("POST", `/api/v1/collections/${id}/reviews`, { key, body });

export const read = (registry: TestRegistry, key: string, id: string) =>
  registry.call("GET", `/api/v1/reviews/${id}`, { key });

/** Decides about the review as it is now, unless told which version and revision were seen. */
export async function decide(
  registry: TestRegistry,
  key: string,
  id: string,
  verdict: object,
): Promise<Answer> {
  const { version, revision } = (await registry.parts.store.reviews.get(id)) ?? { version: 1, revision: 1 };
  const body = { version, revision, ...verdict };
  return registry.call("POST", `/api/v1/reviews/${id}/decision`, { key, body });
}

export async function take(registry: TestRegistry, key: string, id: string, given: object): Promise<Answer> {
  const revision = (await registry.parts.store.reviews.get(id))?.revision ?? 1;
  return registry.call("PUT", `/api/v1/reviews/${id}/assignee`, { key, body: { revision, ...given } });
}

/** Changes a resource as it is now. */
export async function change(registry: TestRegistry, key: string, id: string, body: object): Promise<Answer> {
  const at = `/api/v1/resources/${id}`;
  const etag = (await registry.call("GET", at, { key })).headers.get("etag") ?? "";
  return registry.call("PATCH", at, { key, body, headers: { "if-match": etag } });
}

/** The one review of a resource or a collection that still waits. */
export const waiting = async (registry: TestRegistry, id: string) =>
  (await registry.parts.store.reviews.unfinished([id]))[0];

/** The secret of a new key of somebody who is there already. */
export async function keyOf(registry: TestRegistry, person: string): Promise<string> {
  const { store, newId, clock } = registry.parts;
  const scopes = ["read", "write", "curate"] as const;
  const { key, secret } = newKey({
    id: newId(),
    person,
    label: "test",
    scopes: [...scopes],
    days: 1,
    at: clock(),
  });
  await store.commit([{ noun: "key", after: key }]);
  return secret;
}
