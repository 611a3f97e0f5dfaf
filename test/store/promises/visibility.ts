import { beforeAll, describe, expect, test } from "@jest/globals";
import { titleKeys } from "../../../src/imports/rules/duplicates.ts";
import type { Person } from "../../../src/people/rules/person.ts";
import type { Resource } from "../../../src/resources/rules/resource.ts";
import { type NewStorage, newId, pagesOf, stageOf } from "./stage.ts";
import {
  byPerson,
  collected,
  collectionOf,
  described,
  holding,
  publishedCollection,
  registered,
  resourceOf,
  rewritten,
} from "./things.ts";

/**
 * Who sees what, by tokens: a place of the tree, a reach and a status decide. Rows are things, columns tokens;
 * `x` is what the token opens. Written by hand: the rule is said again, not called.
 */
const TOKENS = [
  "public",
  "state",
  "district:28",
  "school:28101",
  "curator:28101",
  "curator:28",
  "curator:ri",
];
const SEEN: Record<string, string> = {
  "public, of 28101": "x - - - x x x",
  "state, of 28101": "- x - - x x x",
  "district, of 28101": "- - x - x x x",
  "school, of 28101": "- - - x x x x",
  "private, of 28101": "- - - - - - -",
  "school, of 28102": "- - - - - x x",
  "district, of 07": "- - - - - - x",
  "public, of 07": "x - - - - - x",
  "public and hidden, of 28101": "- - - - x x x",
  "public and withdrawn, of 28101": "- - - - - - -",
  "private, of 28 itself": "- - - - - x -",
  "state, of 28 itself": "- x - - - x x",
};

/** What a store promises about who sees what: lists, likenesses and collections obey the same tokens. */
export function visibility(keep: NewStorage): void {
  describe("visibility", () => {
    const stage = stageOf(keep);
    const things = new Map<string, Resource>();
    let ana: Person;

    beforeAll(async () => {
      ana = await stage.person();
      for (const name of Object.keys(SEEN)) {
        const [, reach = "", status = "active", place = "", whole] =
          /^(\w+)(?: and (\w+))?, of (\w+)( itself)?$/.exec(name) ?? [];
        const owner = whole ? { organization: place } : { person: ana.id };
        const how = {
          reach,
          status,
          description: described("Tides of the bay", { url: "https://tides.example.org" }),
        };
        things.set(name, resourceOf(owner, place, how as Partial<Resource>));
      }
      await stage.store.commit([...things.values()].map((r) => registered(r)));
    });

    const namesOf = (found: { id: string }[]) =>
      [...things].flatMap(([name, { id }]) => (found.some((f) => f.id === id) ? [name] : []));
    const expected = (token: string) =>
      Object.entries(SEEN).flatMap(([name, row]) =>
        row.split(" ")[TOKENS.indexOf(token)] === "x" ? [name] : [],
      );

    test.each(TOKENS)("opens to %s what the table says, in lists and in likenesses", async (token) => {
      const { resources, imports } = stage.store;
      const listed = await resources.list([token], { limit: 100 });
      expect(namesOf(listed.resources)).toEqual(expected(token));
      const similar = await resources.similar([token], { title: "Tides of the bay" }, 100);
      expect(namesOf(similar)).toEqual(expected(token));
      const each = [{ title: "Unlike anything" }, { title: "Tides of the bay" }];
      const [none, same = []] = await resources.similarToEach([token], each, 100);
      expect([none, namesOf(same)]).toEqual([[], expected(token)]);
      const [found = []] = await imports.similar([token], [{ titles: titleKeys("Tides of the bay") }], 100);
      expect(namesOf(found.map(({ resource = "" }) => ({ id: resource })))).toEqual(expected(token));
    });

    test("opens to its owner what is active or hidden, however far it reaches", async () => {
      const listed = await stage.store.resources.list([`person:${ana.id}`], { limit: 100 });
      const own = Object.keys(SEEN).filter((name) => !/withdrawn|itself/.test(name));
      expect(namesOf(listed.resources)).toEqual(own);
      const nobodys = await stage.store.resources.list([`person:${newId()}`], { limit: 100 });
      expect(nobodys.resources).toEqual([]);
    });

    test("opens nothing without a token, or under one nobody knows", async () => {
      const { resources, collections } = stage.store;
      for (const tokens of [[], ["nobody"], ["district"], ["school:"], ["person:"]]) {
        expect((await resources.list(tokens, { limit: 100 })).resources).toEqual([]);
        expect((await collections.list(tokens, { limit: 100 })).collections).toEqual([]);
      }
    });

    test("adds up what several tokens open, each thing once and in the order of ids", async () => {
      const { resources } = await stage.store.resources.list(["public", "curator:28101"], { limit: 100 });
      expect(namesOf(resources)).toEqual([
        "public, of 28101",
        "state, of 28101",
        "district, of 28101",
        "school, of 28101",
        "public, of 07",
        "public and hidden, of 28101",
      ]);
      expect(resources.map((r) => r.id)).toEqual(resources.map((r) => r.id).toSorted());
    });

    test("lists within an organization and what lies below it", async () => {
      const within = async (organization: string) =>
        namesOf(
          (await stage.store.resources.list(["public", "curator:ri"], { limit: 100, organization }))
            .resources,
        );
      expect(await within("07")).toEqual(["district, of 07", "public, of 07"]);
      expect(await within("28102")).toEqual(["school, of 28102"]);
      expect(await within("28")).toEqual(expected("curator:ri").filter((name) => !name.includes("07")));
    });

    test("lists page by page, each once, also while others write", async () => {
      const { store } = stage;
      const added: Resource[] = [];
      const pages = await pagesOf<Resource, string>(async (after) => {
        const page = await store.resources.list(["curator:28"], { limit: 3, ...(after ? { after } : {}) });
        const next = byPerson(ana, "28102", { reach: "school" });
        if (added.length < 2) await store.commit([registered(next)]);
        added.push(next);
        return { rows: page.resources, next: page.next };
      });
      const seen = pages.flat().map((r) => r.id);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(
        expect.arrayContaining(expected("curator:28").map((name) => things.get(name)?.id)),
      );
      expect(pages.slice(0, -1).every((page) => page.length === 3)).toBe(true);
      const all = await store.resources.list(["curator:28"], { limit: seen.length });
      expect(all.next).toBeUndefined();
    });

    test("finds alike by address or title, and follows both when they change", async () => {
      const { store } = stage;
      const first = byPerson(ana, "28101", {
        description: described("Salt marsh walk", {
          url: "https://www.marsh.example.org/walk/?utm_source=x",
        }),
      });
      await store.commit([registered(first)]);
      const similar = async (to: { url?: string; title: string }) =>
        (await store.resources.similar(["public"], to, 10)).map((r) => r.id);
      expect(await similar({ url: "http://marsh.example.org/walk", title: "Other" })).toEqual([first.id]);
      expect(await similar({ title: "Walk, salt marsh" })).toEqual([first.id]);
      const next = described("Dune hike", { url: "https://dunes.example.org/hike" });
      await store.commit([rewritten(first, next)]);
      expect(await similar({ url: "http://marsh.example.org/walk", title: "Salt marsh walk" })).toEqual([]);
      expect(await similar({ url: "https://dunes.example.org/hike", title: "x" })).toEqual([first.id]);
      expect(await similar({ title: "Tides of the bay" })).toHaveLength(2);
      expect(await store.resources.similar(["public"], { title: "Tides of the bay" }, 1)).toHaveLength(1);
    });

    test("opens collections by the same tokens, once they are published", async () => {
      const { store } = stage;
      const at = (reach: Resource["reach"], organization: string) =>
        publishedCollection({ person: ana.id }, holding(newId()), { reach, organization });
      const open = at("public", "28101");
      const school = at("school", "28101");
      const hidden = publishedCollection({ person: ana.id }, holding(newId()), {
        status: "hidden",
        hiddenBy: "28",
      });
      const draft = collectionOf({ person: ana.id }, { reach: "public" });
      await store.commit([open, school, hidden, collected(draft)]);
      const seen = async (token: string) =>
        (await store.collections.list([token], { limit: 10 })).collections.map((c) => c.id);
      expect(await seen("public")).toEqual([open.after.id]);
      expect(await seen("school:28101")).toEqual([school.after.id]);
      expect(await seen("curator:28")).toEqual([hidden.after.id, school.after.id, open.after.id]);
      expect(await seen("curator:07")).toEqual([]);
      expect(await seen(`person:${ana.id}`)).toEqual([hidden.after.id, school.after.id, open.after.id]);
    });
  });
}
