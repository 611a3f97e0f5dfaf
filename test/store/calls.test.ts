import { expect, test } from "@jest/globals";
import { hashOf } from "../../src/kernel/hash.ts";
import { type Calls, type CountingServer, openCounting } from "../support/counting.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { beginning, type Crowd, grow } from "./crowd.ts";
import { newId } from "./promises/stage.ts";

const pagesOf = (crowd: Crowd): Record<string, string> => ({
  home: "/",
  "search results": "/search?q=weighing+the+rain",
  resource: `/resources/${crowd.resource.id}`,
  "past of a resource": `/resources/${crowd.resource.id}/history`,
  collection: `/collections/${crowd.collection}`,
  collections: "/collections",
  queue: "/organizations/28/reviews",
  "queue, several at once": "/organizations/28/reviews/batch",
  review: `/reviews/${crowd.review}`,
  notices: "/notices",
  imports: "/organizations/28/imports",
  "preview of an import": `/organizations/28/imports/${crowd.import}`,
  shelf: "/shelf",
  organization: "/organizations/28",
  reports: "/organizations/28/reports",
});

/** Signs her in, with a second factor shown. Gives the cookie. */
async function signedIn({ parts }: TestRegistry, person: string): Promise<string> {
  const [token, now, hour] = ["t".repeat(43), Date.now(), 3_600_000];
  const [createdAt, later] = [new Date(now).toISOString(), new Date(now + hour).toISOString()];
  // Seen later than now: no page has to say that she was seen.
  const session = { id: newId(), person, hash: hashOf(token), createdAt, seenAt: later, expiresAt: later };
  const after = { ...session, browser: "Firefox", secondFactor: true, awaitsCode: false };
  await parts.store.commit([{ noun: "session", after }]);
  return `session=${token}`;
}

/** What each page asks of the store, and how much it says. */
async function look(server: CountingServer, pages: Record<string, string>, cookie: string) {
  const looked: Record<string, { calls: Calls; length: number }> = {};
  for (const [name, path] of Object.entries(pages)) {
    const { status, text, calls } = await server.get(path, cookie);
    expect([name, status]).toEqual([name, 200]);
    looked[name] = { calls, length: text.length };
  }
  return looked;
}

test("no page asks the store more often when it shows more rows", async () => {
  const registry = await openTestRegistry();
  const { store } = registry.parts;
  const { crowd, changes } = beginning();
  await store.commit(changes);
  const cookie = await signedIn(registry, crowd.cleo.id);
  const server = await openCounting(registry.parts);
  const growTo = async (from: number, to: number) => {
    for (let n = from; n < to; n++) await grow(crowd, n, store);
    await registry.indexed();
    return look(server, pagesOf(crowd), cookie);
  };
  try {
    const few = await growTo(1, 6);
    const many = await growTo(6, 26);
    const callsOf = (looked: typeof few) =>
      Object.fromEntries(Object.entries(looked).map(([name, { calls }]) => [name, calls]));
    expect(callsOf(many)).toEqual(callsOf(few));
    for (const [name, { calls, length }] of Object.entries(few)) {
      expect([name, (many[name]?.length ?? 0) > length]).toEqual([name, true]);
      // Every page asks who looks at it: one that seems to ask nothing was not counted.
      expect([name, calls["accounts.session"]]).toEqual([name, 1]);
    }
  } finally {
    await server.close();
  }
});
