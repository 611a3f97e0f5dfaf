import { describe, expect, test } from "@jest/globals";
import type { Collection } from "../../../src/collections/rules/collection.ts";
import { at, type NewStorage, newId, pagesOf, stageOf } from "./stage.ts";
import {
  collected,
  collectionChanged,
  collectionOf,
  collectionVersionOf,
  EMPTY,
  holding,
  publishedCollection,
} from "./things.ts";

/** What a store promises about collections. */
export function collections(keep: NewStorage): void {
  describe("collections", () => {
    const stage = stageOf(keep);

    test("come back as they were written, with nothing that was not said", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const bare = collectionOf({ person: ana.id });
      const content = holding(newId(), newId());
      const full: Collection = {
        ...collectionOf({ organization: "28" }, { status: "hidden", hiddenBy: "ri", reach: "state" }),
        ceiling: "state",
        ceilingBy: "ri",
        revision: 4,
        latest: 2,
        published: 1,
        content,
        proposed: 2,
        endorsements: [{ organization: "ri", version: 1, at: at() }],
        curators: [
          {
            id: newId(),
            person: ben.id,
            asked: "Ben",
            invitedBy: ana.id,
            invitedAt: at(1),
            acceptedAt: at(2),
          },
          {
            id: newId(),
            email: "cleo@school.example",
            asked: "Cleo@School.example",
            invitedBy: ana.id,
            invitedAt: at(3),
          },
        ],
        changedAt: at(5),
      };
      const version = collectionVersionOf(full, 1, content);
      await store.commit([collected(bare), collected(full, { version })]);
      expect(await store.collections.get(bare.id)).toEqual(bare);
      expect(Object.keys((await store.collections.get(bare.id)) ?? {})).not.toContain("content");
      expect(await store.collections.get(full.id)).toEqual(full);
      expect(await store.collections.get(newId())).toBeUndefined();
      expect(await store.collections.many([full.id, newId(), bare.id])).toEqual([full, bare]);
      expect(await store.collections.many([])).toEqual([]);
      expect(await store.collections.version(full.id, 1)).toEqual(version);
      expect(await store.collections.version(full.id, 2)).toBeUndefined();
      const places = [2, 1].map((number) => ({ id: full.id, number }));
      expect(await store.collections.versionsAt(places)).toEqual([version]);
    });

    test("are changed over the revision that was seen, or not at all", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const first = collectionOf({ person: ana.id });
      const next = collectionChanged(first, { draft: { ...EMPTY, title: "Tides" } });
      await store.commit([collected(first), next]);
      await stage.refuses([collectionChanged(first, { draft: { ...EMPTY, title: "Late" } })], "stale");
      await stage.refuses([collectionChanged(collectionOf({ person: ana.id }), {})], "stale");
      expect((await store.collections.get(first.id))?.draft.title).toBe("Tides");
      expect((await store.collections.history(first.id)).map((e) => e.what)).toEqual(["created", "edited"]);
    });

    test("show the version that is published, and remember how far each reached", async () => {
      const { store } = stage;
      const { after: first, version } = publishedCollection(
        { person: (await stage.person()).id },
        holding(newId()),
        {
          reach: "school",
        },
      );
      const later = holding(newId());
      const next = collectionChanged(
        first,
        { latest: 2, published: 2, content: later, reach: "state" },
        { widened: { number: 1, widestReach: "state" } },
      );
      await store.commit([
        collected(first, version ? { version } : {}),
        { ...next, version: collectionVersionOf(next.after, 2, later) },
      ]);
      expect((await store.collections.get(first.id))?.content).toEqual(later);
      expect((await store.collections.version(first.id, 1))?.widestReach).toBe("state");
      expect((await store.collections.version(first.id, 1))?.content).toEqual(first.content);
    });

    test("are listed newest first, page by page, within an organization too", async () => {
      const { store } = stage;
      const owner = { person: (await stage.person()).id };
      const all = ["28101", "07", "28102", "07", "28101"].map((organization) =>
        publishedCollection(owner, holding(newId()), { organization, reach: "state" }),
      );
      await store.commit(all);
      const ids = all.map((c) => c.after.id).toReversed();
      const pages = await pagesOf<string, string>(async (after) => {
        const page = await store.collections.list(["state"], { limit: 2, ...(after ? { after } : {}) });
        return { rows: page.collections.map((c) => c.id), next: page.next };
      });
      expect(pages.flat().filter((id) => ids.includes(id))).toEqual(ids);
      expect(new Set(pages.flat()).size).toBe(pages.flat().length);
      const within = await store.collections.list(["state"], { limit: 10, organization: "07" });
      expect(within.collections.map((c) => c.id)).toEqual([all[3]?.after.id, all[1]?.after.id]);
    });

    test("say which of them hold a resource, as published, for who may see them", async () => {
      const { store } = stage;
      const owner = { person: (await stage.person()).id };
      const held = newId();
      const [a, b] = [
        publishedCollection(owner, holding(newId(), held)),
        publishedCollection(owner, holding(held)),
      ];
      const school = publishedCollection(owner, holding(held), { reach: "school", organization: "28101" });
      const drafted = publishedCollection(owner, holding(newId()), { draft: holding(held) });
      await store.commit([a, b, school, drafted]);
      const found = async (most: number, ...tokens: string[]) =>
        (await store.collections.withResource(held, tokens, most)).map((c) => c.id);
      expect(await found(10, "public")).toEqual([b.after.id, a.after.id]);
      expect(await found(10, "public", "school:28101")).toEqual([school.after.id, b.after.id, a.after.id]);
      expect(await found(1, "public")).toEqual([b.after.id]);
      expect(await store.collections.withResource(newId(), ["public"], 10)).toEqual([]);
    });

    test("are kept by their owner, by who accepted, and by who curates for the owner", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const place = { id: newId(), asked: "Ben", invitedBy: ana.id, invitedAt: at() };
      const own = collectionOf({ person: ben.id });
      const along = collectionOf(
        { person: ana.id },
        { curators: [{ ...place, person: ben.id, acceptedAt: at(1) }] },
      );
      const asked = collectionOf(
        { person: ana.id },
        { curators: [{ ...place, id: newId(), person: ben.id }] },
      );
      const mailed = collectionOf(
        { person: ana.id },
        { curators: [{ ...place, id: newId(), email: "ben@x.example" }] },
      );
      const district = collectionOf({ organization: "07" }, { organization: "07" });
      await store.commit([own, along, asked, mailed, district].map((c) => collected(c)));
      const ids = (found: Collection[]) => found.map((c) => c.id);
      expect(ids(await store.collections.maintainedBy(ben.id, []))).toEqual([along.id, own.id]);
      expect(ids(await store.collections.maintainedBy(ben.id, ["07"]))).toEqual([
        district.id,
        along.id,
        own.id,
      ]);
      expect(ids(await store.collections.invited(ben.id, "ben@x.example"))).toEqual([mailed.id, asked.id]);
      expect(ids(await store.collections.invited(ben.id, undefined))).toEqual([asked.id]);
      const left = collectionChanged(along, { curators: [] });
      await store.commit([left]);
      expect(ids(await store.collections.maintainedBy(ben.id, []))).toEqual([own.id]);
    });

    test("stand on the home page in the order given, over the order that was seen", async () => {
      const { store } = stage;
      const owner = { person: (await stage.person()).id };
      const [a, b, c] = [0, 1, 2].map(() => publishedCollection(owner, holding(newId())).after.id) as [
        string,
        string,
        string,
      ];
      await store.commit([a, b, c].map((id) => collected(collectionOf(owner, { id }))));
      const order = (before: string[], after: string[]) => ({
        noun: "featured" as const,
        before,
        after,
        at: at(),
        by: "x",
      });
      await store.commit([order([], [b, a])]);
      await stage.refuses([order([a, b], [c])], "stale");
      expect(await store.collections.featured()).toEqual([b, a]);
      await store.commit([order([b, a], [c, b])]);
      expect(await store.collections.featured()).toEqual([c, b]);
      expect((await store.collections.history(a)).map((e) => e.what)).toEqual([
        "created",
        "featured",
        "no longer featured",
      ]);
      expect((await store.collections.history(b)).map((e) => e.what)).toEqual(["created", "featured"]);
    });

    test("are gone through in the order of their ids, counted, and give their titles to those who see them", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [draft, open, own] = [
        collectionOf({ person: ana.id }),
        publishedCollection({ person: ana.id }, holding(newId())),
        publishedCollection({ person: ana.id }, EMPTY, { reach: "district" }),
      ];
      const before = await store.collections.count();
      await store.commit([collected(draft), open, own]);
      expect(await store.collections.count()).toBe(before + 3);
      const ids = [draft.id, open.after.id, own.after.id];
      const pages = await pagesOf<string, string>(async (after = "") => {
        const rows = (await store.collections.each(after, 2)).map((c) => c.id);
        return { rows, next: rows.at(-1) };
      });
      expect(pages.flat().filter((id) => ids.includes(id))).toEqual(ids.toSorted());
      expect(pages.flat()).toHaveLength(before + 3);
      const titles = (visible: string[]) => store.collections.titles([...ids].reverse(), visible);
      const title = "Water";
      expect(await titles(["public"])).toEqual([{ id: open.after.id, title }]);
      expect(await titles(["public", "district:28"])).toEqual([
        { id: own.after.id, title },
        { id: open.after.id, title },
      ]);
      expect(await store.collections.titles([], ["public"])).toEqual([]);
    });
  });
}
