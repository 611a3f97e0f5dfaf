import { describe, expect, test } from "@jest/globals";
import { signedInAs } from "../people/signed-in.ts";
import { cast, decide, idOf, MEND, NO, offer, share, take, waiting, YES } from "../reviews/review-cast.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

interface NoticeBody {
  id: number;
  what: string;
  act: boolean;
  words: string;
  address: string;
}

const noticesOf = async (registry: TestRegistry, key: string): Promise<NoticeBody[]> =>
  (await registry.call("GET", "/api/v1/people/me/notices", { key })).body.notices;

const whats = async (registry: TestRegistry, key: string) =>
  (await noticesOf(registry, key)).map((n) => [n.what, n.act]);

const offered = async () => {
  const registry = await openTestRegistry();
  const people = await cast(registry);
  const made = await share(registry, people.teacher);
  const resource = made.body.id as string;
  const review = (await offer(registry, people.teacher, resource)).body.id as string;
  return { registry, ...people, resource, review };
};

describe("whoever must act is notified, and whoever must know", () => {
  test("an offer is told to each curator asked, and to nobody else", async () => {
    const { registry, teacher, curator, second, staff, neighbor, review } = await offered();
    expect(await noticesOf(registry, curator)).toMatchObject([
      { what: "offered", act: true, address: `/reviews/${review}` },
    ]);
    expect((await noticesOf(registry, curator))[0]?.words).toMatch(/“Fraction strips on a line” waits/);
    expect(await whats(registry, second)).toEqual([["offered", true]]);
    for (const other of [teacher, staff, neighbor]) expect(await whats(registry, other)).toEqual([]);
  });

  test("what became of it is told to the contributor, and the state is notified when it is asked", async () => {
    const { registry, teacher, curator, staff, review, resource } = await offered();
    await decide(registry, curator, review, MEND);
    expect(await whats(registry, teacher)).toEqual([["returned", true]]);
    await registry.call("POST", `/api/v1/reviews/${review}/resubmission`, { key: teacher, body: {} });
    expect((await whats(registry, curator))[0]).toEqual(["resubmitted", true]);
    await decide(registry, curator, review, YES);
    expect((await whats(registry, teacher))[0]).toEqual(["accepted", false]);
    expect(await whats(registry, staff)).toEqual([["offered", true]]);
    await decide(registry, staff, (await waiting(registry, resource))?.id ?? "", NO);
    expect((await whats(registry, teacher))[0]).toEqual(["declined", false]);
  });

  test("an answer that is overdue is told once to who is to give it and to those above, and to nobody else", async () => {
    const { registry, teacher, curator, second, staff, neighbor, review } = await offered();
    const { reminder } = registry.parts;
    const late = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    await reminder.remind(late(1));
    expect(await whats(registry, staff)).toEqual([]);
    for (const _twice of [1, 2]) await reminder.remind(late(12));
    expect(await noticesOf(registry, staff)).toMatchObject([
      {
        what: "overdue",
        act: true,
        words: "“Fraction strips on a line” has waited for Providence longer than we promise.",
        address: `/reviews/${review}`,
      },
    ]);
    for (const key of [curator, second])
      expect(await whats(registry, key)).toEqual([
        ["overdue", true],
        ["offered", true],
      ]);
    for (const key of [teacher, neighbor]) expect(await whats(registry, key)).toEqual([]);
    expect((await registry.parts.store.reviews.get(review))?.revision).toBe(1);
    await decide(registry, curator, review, MEND);
    expect(await whats(registry, staff)).toEqual([]);
    await registry.call("POST", `/api/v1/reviews/${review}/resubmission`, { key: teacher, body: {} });
    await take(registry, curator, review, { person: await idOf(registry, curator) });
    await reminder.remind(late(24));
    expect((await whats(registry, staff)).length).toBe(2);
    expect((await whats(registry, second)).filter(([what]) => what === "overdue").length).toBe(1);
  });

  test("a refused commit leaves no notice", async () => {
    const { registry, teacher, curator, review } = await offered();
    const body = { version: 1, revision: 99, ...YES };
    const late = await registry.call("POST", `/api/v1/reviews/${review}/decision`, { key: curator, body });
    expect(late.status).toBe(412);
    expect(await whats(registry, teacher)).toEqual([]);
  });

  test("an offer handed on is told to who has it now; a note among reviewers never to the contributor", async () => {
    const { registry, teacher, curator, second, review } = await offered();
    const me = (await registry.call("GET", "/api/v1/people/me", { key: second })).body.id;
    await take(registry, curator, review, { person: me });
    expect((await whats(registry, second))[0]).toEqual(["assigned", true]);
    const at = `/api/v1/reviews/${review}/comments`;
    await registry.call("POST", at, { key: curator, body: { words: "Is this ours?", internal: true } });
    expect((await whats(registry, second))[0]).toEqual(["note", false]);
    expect(await whats(registry, teacher)).toEqual([]);
    await registry.call("POST", at, { key: curator, body: { words: "Thank you." } });
    expect(await whats(registry, teacher)).toEqual([["comment", false]]);
  });

  test("curators hear who asks to belong, and people that they were let in", async () => {
    const registry = await openTestRegistry();
    const { curator } = await cast(registry);
    const { store, newId, clock } = registry.parts;
    const person = { id: newId(), name: "New", demo: false, active: true, createdAt: clock() };
    const membership = { person: person.id, organization: "28", role: "member" as const, confirmed: false };
    await store.commit([
      { noun: "person", after: person },
      { noun: "membership", after: membership },
    ]);
    expect(await whats(registry, curator)).toEqual([["membership asked", true]]);
    await store.commit([{ noun: "membership", after: { ...membership, confirmed: true } }]);
    expect((await store.notices.of(person.id, { limit: 5 })).map((n) => n.what)).toEqual([
      "membership confirmed",
    ]);
  });
});

describe("reading", () => {
  test("notices are marked as read once, by their person alone", async () => {
    const { registry, curator, second } = await offered();
    const [mine] = await noticesOf(registry, curator);
    const mark = (key: string, body: object) =>
      registry.call("POST", "/api/v1/people/me/notices/readings", { key, body });
    const unread = async (key: string) =>
      (await registry.call("GET", "/api/v1/people/me/notices?unread=yes", { key })).body;
    expect((await mark(second, { notices: [mine?.id] })).status).toBe(204);
    expect((await unread(curator)).unread).toBe(1);
    expect((await mark(curator, { upTo: mine?.id })).status).toBe(204);
    expect(await unread(curator)).toMatchObject({ unread: 0, notices: [] });
    expect((await unread(second)).unread).toBe(1);
    expect((await mark(curator, {})).status).toBe(400);
    expect((await registry.call("GET", "/api/v1/people/me/notices")).status).toBe(401);
  });

  test("going where a notice leads reads it, for its person alone", async () => {
    const { registry, curator, second, review } = await offered();
    const [mine] = await noticesOf(registry, curator);
    const unread = async (key: string) =>
      (await registry.call("GET", "/api/v1/people/me/notices?unread=yes", { key })).body.unread;
    const at = async (key: string) => signedInAs(registry, await idOf(registry, key));
    const strange = await (await at(second)).open(`/notices/${mine?.id}`);
    expect([strange.status, await unread(curator)]).toEqual([404, 1]);
    const gone = await (await at(curator)).open(`/notices/${mine?.id}`);
    expect([gone.status, gone.location]).toEqual([303, `/reviews/${review}`]);
    expect([await unread(curator), await unread(second)]).toEqual([0, 1]);
  });

  test("who may no longer see the thing is told nothing of it", async () => {
    const { registry, curator, review } = await offered();
    const me = (await registry.call("GET", "/api/v1/people/me", { key: curator })).body.id;
    await registry.parts.store.commit([{ noun: "membership-ended", person: me, organization: "28" }]);
    expect((await registry.call("GET", `/api/v1/reviews/${review}`, { key: curator })).status).toBe(404);
    expect(await noticesOf(registry, curator)).toEqual([]);
  });
});
