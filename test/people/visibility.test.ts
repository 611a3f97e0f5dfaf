import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { collectionsOf } from "../../db/sqlite/collections.ts";
import { type Opened, openDatabase } from "../../db/sqlite/open.ts";
import { ownerColumns } from "../../db/sqlite/owner.ts";
import { resourcesOf } from "../../db/sqlite/resources.ts";
import { collections, collectionVersions, resources, versions } from "../../db/sqlite/schema.ts";
import { asResource } from "../../src/collections/rules/collection.ts";
import { maySee, visibilityTokensOf, visibleTo } from "../../src/reach/rules/visibility.ts";
import { EVERYTHING } from "../../src/search/rules/addresses.ts";
import { Random } from "../support/random.ts";
import { openTestRegistry } from "../support/registry.ts";
import { aCollection, aResource, aTree, callersOf, peopleOf, seesByTheDecisions } from "./generated.ts";

/**
 * Who sees what is said three times: by `maySee`, by the tokens that search engines filter by, and in SQL. Here all
 * three are held against the words of the decision (who can see, and who endorses, are two things), on trees,
 * people, resources and collections that are made up for every seed.
 */
const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

describe("what one may see", () => {
  let opened: Opened;
  beforeAll(() => {
    opened = openDatabase(":memory:");
    // What is generated points at organizations and people that no table has.
    opened.sqlite.pragma("foreign_keys = OFF");
  });
  afterAll(() => {
    opened.sqlite.close();
  });

  test.each(SEEDS)("is the same by the rule, by tokens and in SQL: resources, seed %i", async (seed) => {
    const random = new Random(seed);
    const tree = aTree(random);
    const people = peopleOf(12);
    const all = Array.from({ length: 60 }, (_, i) => aResource(random, tree, people, `${seed}-${i}`));
    opened.db.delete(versions).run();
    opened.db.delete(resources).run();
    for (const { owner, description, ...r } of all) {
      opened.db
        .insert(resources)
        .values({ ...r, ...ownerColumns(owner) })
        .run();
      const version = { resource: r.id, number: r.published, description, at: r.createdAt, by: "program" };
      opened.db
        .insert(versions)
        .values({ ...version, widestReach: r.reach })
        .run();
    }
    const store = resourcesOf(opened.db, () => tree);
    for (const caller of callersOf(random, tree, people)) {
      const tokens = visibilityTokensOf(caller, tree);
      const listed = (await store.list(tokens, { limit: all.length })).resources.map((r) => r.id);
      for (const r of all) {
        const ways = {
          rule: maySee(caller, r, tree),
          tokens: visibleTo(r, tree).some((token) => tokens.includes(token)),
          sql: listed.includes(r.id),
        };
        const sees = seesByTheDecisions(caller, r, tree);
        expect({ caller, r, ...ways }).toEqual({ caller, r, rule: sees, tokens: sees, sql: sees });
      }
    }
  });

  test.each(SEEDS)("is the same by the rule and in SQL: collections, seed %i", async (seed) => {
    const random = new Random(1000 + seed);
    const tree = aTree(random);
    const people = peopleOf(12);
    const all = Array.from({ length: 60 }, (_, i) => aCollection(random, tree, people, `${seed}-${i}`));
    opened.db.delete(collectionVersions).run();
    opened.db.delete(collections).run();
    for (const { owner, content, curators: _none, ...c } of all) {
      opened.db
        .insert(collections)
        .values({ ...c, ...ownerColumns(owner) })
        .run();
      const { id: collection, published: number, createdAt: at, reach: widestReach } = c;
      if (number !== undefined && content)
        opened.db
          .insert(collectionVersions)
          .values({ collection, number, content, at, by: "program", widestReach })
          .run();
    }
    const store = collectionsOf(opened.db, () => tree);
    for (const caller of callersOf(random, tree, people)) {
      const found = await store.list(visibilityTokensOf(caller, tree), { limit: all.length });
      const listed = found.collections.map((c) => c.id);
      for (const c of all.filter((one) => one.published !== undefined)) {
        const sees = seesByTheDecisions(caller, asResource(c), tree);
        const ways = { rule: maySee(caller, asResource(c), tree), sql: listed.includes(c.id) };
        expect({ caller, c, ...ways }).toEqual({ caller, c, rule: sees, sql: sees });
      }
      // What was never published stands in no list, whoever asks.
      expect(found.collections.filter((c) => c.published === undefined)).toEqual([]);
    }
  });

  test("is what a search finds and counts", async () => {
    const registry = await openTestRegistry();
    const { store, indexer, finder, newId, clock } = registry.parts;
    const random = new Random(77);
    const { organizations: tree } = await store.reference();
    const ids = peopleOf(6).map(() => newId());
    await store.commit(
      ids.map((id) => ({
        noun: "person" as const,
        after: { id, name: "A person", demo: false, active: true, createdAt: clock() },
      })),
    );
    const all = Array.from({ length: 80 }, () => aResource(random, tree, ids, newId()));
    for (const after of all) {
      const { id, description, createdAt: at, reach } = after;
      const version = { resource: id, number: after.published, description, at, by: ids[0] ?? "" };
      await store.commit([
        {
          noun: "resource",
          after,
          version: { ...version, widestReach: reach },
          event: { what: "created", at, by: ids[0] ?? "", role: "owner", version: 1, reach },
        },
      ]);
    }
    await indexer.idle();
    for (const caller of callersOf(random, tree, ids)) {
      const sees = all.filter((r) => seesByTheDecisions(caller, r, tree)).map((r) => r.id);
      const found: string[] = [];
      for await (const r of finder.each(EVERYTHING, caller)) found.push(r.id);
      expect(found.toSorted()).toEqual(sees.toSorted());
      // A page past the end reads nothing again, so that its total is the engine's alone.
      const { total } = await finder.find({ ...EVERYTHING, page: 1000 }, caller);
      expect({ caller, total }).toEqual({ caller, total: sees.length });
    }
  });
});
