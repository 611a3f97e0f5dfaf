import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Person } from "../../../src/people/rules/person.ts";
import type { QueueRequest } from "../../../src/reviews/rules/queue-request.ts";

import { offer, offered, reviewOf } from "./reviews.ts";
import { at, type NewStorage, newId, pagesOf, stageOf } from "./stage.ts";
import { described, holding, publishedCollection, registered, resourceOf } from "./things.ts";

type Filter = Partial<Omit<QueueRequest, "sort" | "after" | "limit">>;

/** What a store promises about queues: what is in them, in which order, page by page. */
export function queue(keep: NewStorage): void {
  describe("a queue", () => {
    const stage = stageOf(keep);
    let [ana, ben, cleo] = [] as unknown as [Person, Person, Person];
    /** Ids of reviews by a name, in the order they were offered. */
    const named: Record<string, string> = {};

    beforeAll(async () => {
      const { store } = stage;
      [ana, ben, cleo] = [await stage.person("Ana"), await stage.person("Ben"), await stage.person("Cleo")];
      const add = async (
        name: string,
        ...rest: [Parameters<typeof offer>[2]?, Parameters<typeof offer>[3]?]
      ) => {
        named[name] = (await offer(store, ana, ...rest)).review.id;
      };
      const math = { description: described("Puddles", { subjects: ["math"], topics: ["rain"] }) };
      await add("plain", { offeredAt: at(1), dueAt: at(90) });
      await add("ben's", { offeredAt: at(2), dueAt: at(80), assignee: { person: ben.id, at: at(3) } }, math);
      await add("with deputy", {
        ...{ offeredAt: at(3), dueAt: at(70), assignee: { person: cleo.id, at: at(3) }, deputy: ben.id },
      });
      await add(
        "of a batch",
        { offeredAt: at(4), dueAt: at(60), batch: "import-1" },
        { organization: "28102" },
      );
      await add("returned", { offeredAt: at(5), dueAt: at(50), state: "returned" });
      await add("accepted", { offeredAt: at(6), state: "accepted" });
      await add("accepted, now private", { offeredAt: at(7), state: "accepted" }, { reach: "private" });
      await add("of an undone one", { offeredAt: at(8) }, { status: "undone" });
      await add("of another's", { offeredAt: at(9), organization: "07" });
      const held = resourceOf({ organization: "28" }, "28", math);
      const { after: c, ...made } = publishedCollection({ person: ana.id }, holding(newId(), held.id));
      const ofCollection = reviewOf({ collection: c.id, by: ana.id }, { offeredAt: at(10), dueAt: at(40) });
      named["of a collection"] = ofCollection.id;
      await store.commit([registered(held), { ...made, after: c }, offered(ofCollection)]);
    });

    const names = (ids: string[]) =>
      ids.map((id) => Object.keys(named).find((name) => named[name] === id) ?? id);
    const ask = (more: Filter = {}) => ({ organizations: ["28"], states: ["open" as const], ...more });
    const inQueue = async (more: Filter = {}, sort: QueueRequest["sort"] = "oldest") => {
      const { reviews } = await stage.store.reviews.queue({ ...ask(more), sort, limit: 50 });
      expect(await stage.store.reviews.count(ask(more))).toBe(reviews.length);
      return names(reviews.map((r) => r.id));
    };
    const OPEN = ["plain", "ben's", "with deputy", "of a batch", "of a collection"];

    test("holds what is offered to its organizations, in the states asked for", async () => {
      expect(await inQueue()).toEqual(OPEN);
      expect(await inQueue({ organizations: ["07", "28"] })).toEqual([
        ...["plain", "ben's", "with deputy", "of a batch", "of another's", "of a collection"],
      ]);
      expect(await inQueue({ organizations: [] })).toEqual([]);
      expect(await inQueue({ states: ["returned"] })).toEqual(["returned"]);
    });

    test("leaves out decided ones of what its owner took back", async () => {
      expect(await inQueue({ states: ["accepted"] })).toEqual(["accepted"]);
    });

    test("is asked by who has taken them", async () => {
      expect(await inQueue({ assignee: "nobody" })).toEqual(["plain", "of a batch", "of a collection"]);
      expect(await inQueue({ assignee: { person: ben.id } })).toEqual(["ben's", "with deputy"]);
      expect(await inQueue({ assignee: { person: cleo.id } })).toEqual(["with deputy"]);
      expect(await inQueue({ assignee: { others: ben.id } })).toEqual(["with deputy"]);
      expect(await stage.store.reviews.untaken("28")).toBe(3);
      expect(await stage.store.reviews.untaken("07")).toBe(1);
      expect(await stage.store.reviews.untaken("museum")).toBe(0);
    });

    test("is asked by subject and topic, of a resource or of what a collection holds", async () => {
      expect(await inQueue({ subject: "math" })).toEqual(["ben's", "of a collection"]);
      expect(await inQueue({ topic: "rain" })).toEqual(["ben's", "of a collection"]);
      expect(await inQueue({ subject: "rain" })).toEqual([]);
      expect(await inQueue({ subject: "math", assignee: "nobody" })).toEqual(["of a collection"]);
    });

    test("is asked by where they come from, by batch and by time", async () => {
      expect(await inQueue({ from: "28102" })).toEqual(["of a batch"]);
      expect(await inQueue({ from: "28" })).toEqual(["of a collection"]);
      expect(await inQueue({ batch: "import-1" })).toEqual(["of a batch"]);
      expect(await inQueue({ offeredBefore: at(3) })).toEqual(["plain", "ben's"]);
      expect(await inQueue({ dueBefore: at(60) })).toEqual(["of a collection"]);
    });

    test("stands in the order asked for", async () => {
      expect(await inQueue({}, "newest")).toEqual(OPEN.toReversed());
      expect(await inQueue({}, "due")).toEqual(OPEN.toReversed());
    });

    test.each(["oldest", "newest", "due"] as const)("is read page by page, each once (%s)", async (sort) => {
      const { store } = stage;
      const same = { offeredAt: at(20), dueAt: at(120), organization: "museum" };
      for (let i = 0; i < 5; i++) await offer(store, ana, same);
      const all = { organizations: ["museum"], states: ["open" as const], sort };
      const pages = await pagesOf<string, string>(async (after) => {
        const page = await store.reviews.queue({ ...all, limit: 2, ...(after ? { after } : {}) });
        // What comes in meanwhile moves nobody's place.
        if (!after)
          await offer(store, ana, {
            ...same,
            offeredAt: at(sort === "newest" ? 90 : 1),
            dueAt: at(sort === "due" ? 1 : 30),
          });
        return { rows: page.reviews.map((r) => r.id), next: page.next };
      });
      const whole = (await store.reviews.queue({ ...all, limit: 50 })).reviews.map((r) => r.id);
      expect(new Set(pages.flat()).size).toBe(pages.flat().length);
      expect(whole.filter((id) => pages.flat().includes(id))).toEqual(pages.flat());
      expect(whole.length - pages.flat().length).toBe(1);
    });
  });
}
