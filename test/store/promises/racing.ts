import { describe, expect, test } from "@jest/globals";
import type { Change } from "../../../src/store/change.ts";
import { offered, reviewOf } from "./reviews.ts";
import { at, type NewStorage, newHash, newId, personNamed, type Stage, stageOf, written } from "./stage.ts";
import { byPerson, collected, collectionOf, described, registered, resourceOf, rewritten } from "./things.ts";

/** A race: what is there before, and what each of those who run commits. One of them may win, and one only. */
interface Race {
  refused: "stale" | "conflict";
  start(stage: Stage): Promise<(n: number) => Change[]>;
}

const RACES: Record<string, Race> = {
  "for an address": {
    refused: "conflict",
    start: async () => (n) => [written(personNamed(`Runner ${n}`, { email: "first@school.example" }))],
  },
  "for an external id": {
    refused: "conflict",
    start: async () => () => [registered(resourceOf({ organization: "28" }, "28", { externalId: "race" }))],
  },
  "to offer one thing": {
    refused: "conflict",
    async start({ store, person }) {
      const ana = await person();
      const r = byPerson(ana, "28101");
      await store.commit([registered(r)]);
      return () => [offered(reviewOf({ resource: r.id, by: ana.id }))];
    },
  },
  "with one Idempotency-Key": {
    refused: "conflict",
    async start() {
      const key = newHash();
      return (n) => [
        {
          noun: "answer",
          after: { key, request: newHash(), status: 200, headers: {}, body: `${n}`, at: at() },
        },
      ];
    },
  },
  "for the order of the home page": {
    refused: "stale",
    async start({ store, person }) {
      const owner = { person: (await person()).id };
      const all = Array.from({ length: 8 }, () => collectionOf(owner));
      await store.commit(all.map((c) => collected(c)));
      return (n) => [{ noun: "featured", before: [], after: [all[n]?.id ?? ""], at: at(), by: "x" }];
    },
  },
  "for the first rule of an organization": {
    refused: "stale",
    async start() {
      const none = { organization: "07", sharing: "at-once" as const, trusted: [], revision: 0 };
      return (n) => [{ noun: "rules", before: none, after: { ...none, trusted: [`${n}`], revision: 1 } }];
    },
  },
  "to change a vocabulary": {
    refused: "stale",
    async start({ store }) {
      const before = { id: "topic" as const, label: "Topic", terms: [{ id: "rain", label: "Rain" }] };
      await store.commit([{ noun: "vocabulary", after: before }]);
      return (n) => [
        { noun: "vocabulary", before, after: { ...before, terms: [{ id: "rain", label: `Rain ${n}` }] } },
      ];
    },
  },
  "to make an account": {
    refused: "stale",
    async start({ person }) {
      const { id } = await person();
      return (n) => [
        { noun: "account", after: { person: id, recovery: [`${n}`], mail: "daily", revision: 0 } },
      ];
    },
  },
  "for who a sign-in is": {
    refused: "stale",
    async start({ person }) {
      const people = await Promise.all(Array.from({ length: 8 }, () => person()));
      const same = { issuer: "https://login.example.org", subject: newId(), organization: "28" };
      return (n) => [
        { noun: "identity", after: { ...same, person: people[n]?.id ?? "", createdAt: at(), usedAt: at() } },
      ];
    },
  },
  "to accept an invitation": {
    refused: "stale",
    async start({ store }) {
      const before = {
        ...{ id: newId(), email: "new@school.example", organization: "28", role: "member" as const },
        ...{ hash: newHash(), invitedBy: newId(), createdAt: at(), expiresAt: at(60) },
      };
      await store.commit([{ noun: "invitation", after: before }]);
      return (n) => [
        { noun: "invitation", before, after: { ...before, acceptedAt: at(1), acceptedBy: `${n}` } },
      ];
    },
  },
  "to end a membership": {
    refused: "stale",
    async start({ member }) {
      const { id } = await member("07");
      return () => [{ noun: "membership-ended", person: id, organization: "07" }];
    },
  },
  "to take up a mail": {
    refused: "stale",
    async start({ store }) {
      const letter = { to: "a@school.example", subject: "Hello", text: "Hello" };
      const before = {
        ...{ id: newId(), kind: "letter" as const, letter, state: "waiting" as const },
        ...{ tries: 0, nextTry: at(), createdAt: at() },
      };
      await store.commit([{ noun: "mail", after: before }]);
      return () => [{ noun: "mail", before, after: { ...before, tries: 1 } }];
    },
  },
};

/** What a store promises to those who commit at the same moment, from two processes. */
export function racing(keep: NewStorage): void {
  describe("at the same moment", () => {
    const stage = stageOf(keep);

    test.each(Object.keys(RACES))("one wins %s, and the others are told", async (name) => {
      const { start, refused } = RACES[name] as Race;
      const [changes, other] = [await start(stage), await stage.beside()];
      const runners = Array.from({ length: 8 }, (_, n) => (n % 2 ? stage.store : other).commit(changes(n)));
      const ends = await Promise.allSettled(runners);
      expect(ends.filter((e) => e.status === "fulfilled")).toHaveLength(1);
      const told = ends.flatMap((e) => (e.status === "rejected" ? [e.reason.kind] : []));
      expect(told).toEqual(Array(7).fill(refused));
    });

    test("an offer and a change of what is offered never part", async () => {
      const other = await stage.beside();
      for (let i = 0; i < 12; i++) {
        const ana = await stage.person();
        const r = byPerson(ana, "28101", { reach: "school" });
        await stage.store.commit([registered(r)]);
        const offer = { ...offered(reviewOf({ resource: r.id, by: ana.id })), on: { revision: 1 } };
        const edit = rewritten(r, described("Changed meanwhile"));
        const [first, second] = i % 2 ? [stage.store, other] : [other, stage.store];
        const [offering, editing] = await Promise.allSettled([first.commit([offer]), second.commit([edit])]);
        expect(editing.status).toBe("fulfilled");
        const review = await stage.store.reviews.get(offer.after.id);
        expect(review?.version).toBe(offering.status === "fulfilled" ? 2 : undefined);
      }
    });

    test("a reader of the outbox misses nothing of what many write", async () => {
      const other = await stage.beside();
      const start = await stage.store.outbox.head();
      const resources = Array.from({ length: 80 }, () => newId());
      let writing = true;
      const written = Promise.all(
        resources.map((id, i) =>
          (i % 2 ? stage.store : other).commit([{ noun: "reindex", resources: [id] }]),
        ),
      ).finally(() => {
        writing = false;
      });
      const [seen, reader]: [string[], typeof other] = [[], await stage.beside()];
      for (let [cursor, last] = [start, false]; !last; ) {
        last = !writing;
        const entries = await reader.outbox.after(cursor, 7);
        seen.push(...entries.map((e) => e.id));
        cursor = entries.at(-1)?.position ?? cursor;
        if (entries.length > 0) last = false;
        await new Promise((resolve) => setImmediate(resolve));
      }
      await written;
      expect(seen.toSorted()).toEqual(resources.toSorted());
    });
  });
}
