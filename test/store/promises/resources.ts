import { describe, expect, test } from "@jest/globals";
import type { Resource } from "../../../src/resources/rules/resource.ts";
import { at, type NewStorage, newId, pagesOf, stageOf } from "./stage.ts";
import { byPerson, changed, described, registered, resourceOf, rewritten, versionOf } from "./things.ts";

/** What a store promises about resources, their versions and their history. */
export function resources(keep: NewStorage): void {
  describe("resources", () => {
    const stage = stageOf(keep);

    test("come back as they were written, with nothing that was not said", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const bare = byPerson(ana, "28101");
      const full: Resource = {
        ...resourceOf({ organization: "28" }, "28", { externalId: "m-1", reach: "state", revision: 7 }),
        status: "withdrawn",
        ceiling: "state",
        ceilingBy: "ri",
        proposed: 2,
        endorsements: [{ organization: "28", version: 1, at: at(), rubric: "state" }],
        catalogued: true,
        changedAt: at(9),
        hiding: { at: at(1), by: "28", reason: "Not ours" },
        withdrawal: { at: at(2), by: "curator", reason: "Old", instead: "https://new.example.org/" },
        description: described("Rain gauges", {
          url: "https://lessons.example.org/gauges",
          alignments: [{ item: "ngss:MS-ESS2-4", type: "teaches", level: "beginning" }],
          printable: false,
          relations: [{ type: "basedOn", url: "https://lessons.example.org/rain" }],
        }),
      };
      await store.commit([registered(bare), registered(full)]);
      expect(await store.resources.get(bare.id)).toEqual(bare);
      expect(Object.keys((await store.resources.get(bare.id)) ?? {})).not.toContain("externalId");
      expect(await store.resources.get(full.id)).toEqual(full);
      expect(await store.resources.byExternalId("28", "m-1")).toEqual(full);
      expect(await store.resources.byExternalId("07", "m-1")).toBeUndefined();
      expect(await store.resources.get(newId())).toBeUndefined();
      expect(await store.resources.many([full.id, newId(), bare.id])).toEqual([full, bare]);
      expect(await store.resources.many([])).toEqual([]);
    });

    test("show the published version, and keep every version as it was", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const first = byPerson(ana, "28101", { reach: "school" });
      const second = rewritten(first, described("Puddles, measured"));
      await store.commit([registered(first), second]);
      const proposal = described("Puddles, weighed");
      const proposed = changed(second.after, { proposed: 3 });
      await store.commit([
        {
          ...proposed,
          version: versionOf(second.after, 3, { description: proposal, widestReach: "private" }),
        },
      ]);
      expect((await store.resources.get(first.id))?.description.title).toBe("Puddles, measured");
      const kept = await store.resources.versions(first.id);
      expect(kept.map((v) => [v.number, v.description.title, v.widestReach])).toEqual([
        [1, "Puddles after rain", "school"],
        [2, "Puddles, measured", "school"],
        [3, "Puddles, weighed", "private"],
      ]);
      expect(await store.resources.version(first.id, 2)).toEqual(second.version);
      expect(await store.resources.version(first.id, 4)).toBeUndefined();
      const places = [3, 4, 2].map((number) => ({ id: first.id, number }));
      const some = await store.resources.versionsAt([{ id: newId(), number: 1 }, ...places]);
      expect(some.map((v) => v.number)).toEqual([3, 2]);
      expect(some[1]).toEqual(second.version);
    });

    test("remember how far a version ever reached, and correct a waiting one along", async () => {
      const { store } = stage;
      const first = byPerson(await stage.person(), "28101", { reach: "school" });
      await store.commit([registered(first)]);
      const wider = changed(
        first,
        { reach: "state" },
        { widened: { number: 1, widestReach: "state" }, waiting: versionOf(first, 2) },
      );
      await store.commit([wider]);
      expect((await store.resources.versions(first.id)).map((v) => [v.number, v.widestReach])).toEqual([
        [1, "state"],
        [2, "school"],
      ]);
    });

    test("are changed over the revision that was seen, or not at all", async () => {
      const { store } = stage;
      const first = byPerson(await stage.person(), "28101");
      const next = rewritten(first, described("Second"));
      await store.commit([registered(first), next]);
      await stage.refuses([rewritten(first, described("Third"))], "stale");
      await stage.refuses([changed(byPerson(await stage.person(), "28"), {})], "stale");
      expect(await store.resources.get(first.id)).toEqual(next.after);
      expect(await store.resources.versions(first.id)).toHaveLength(2);
      expect(await store.resources.history(first.id)).toHaveLength(2);
    });

    test("tell what happened, oldest first", async () => {
      const { store } = stage;
      const first = byPerson(await stage.person(), "28101");
      const hidden = changed(
        first,
        { status: "hidden" },
        { event: { what: "hidden", at: at(2), by: "x", role: "curator", note: "Not ours", reach: "school" } },
      );
      await store.commit([registered(first), hidden]);
      expect(await store.resources.history(first.id)).toEqual([registered(first).event, hidden.event]);
      expect(await store.resources.history(newId())).toEqual([]);
    });

    test("have an external id once in an organization, which is said as a conflict", async () => {
      const { store } = stage;
      const named = (organization: string) =>
        registered(resourceOf({ organization }, organization, { externalId: "twice" }));
      const first = named("28");
      await store.commit([first, named("07")]);
      await stage.refuses([named("28")], "conflict");
      await expect(store.commit([named("28")])).rejects.toMatchObject({
        faults: [{ pointer: "/externalId" }],
      });
      const other = resourceOf({ organization: "28" }, "28", { externalId: "once" });
      await store.commit([registered(other)]);
      await stage.refuses([changed(other, { externalId: "twice" })], "conflict");
      expect(await store.resources.byExternalId("28", "twice")).toEqual(first.after);
    });

    test("are gone through in the order of their ids, whatever their status", async () => {
      const { store } = stage;
      const { id } = await stage.person();
      const start = newId();
      const before = await store.resources.count();
      const all = (["active", "hidden", "withdrawn", "undone", "active"] as const).map((status) =>
        resourceOf({ person: id }, "07", { status, reach: "private" }),
      );
      await store.commit(all.toReversed().map((r) => registered(r)));
      expect(await store.resources.count()).toBe(before + 5);
      const pages = await pagesOf<Resource, string>(async (after = start) => {
        const rows = await store.resources.each(after, 2);
        return { rows, next: rows.at(-1)?.id };
      });
      expect(pages.map((page) => page.length)).toEqual([2, 2, 1, 0]);
      expect(pages.flat()).toEqual(all);
    });

    test("of a person come with the last changed first, whatever their status", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [a, b, c] = [3, 9, 6].map((minute) =>
        byPerson(ana, "28101", { changedAt: at(minute), status: minute === 9 ? "withdrawn" : "active" }),
      ) as [Resource, Resource, Resource];
      await store.commit([a, b, c, byPerson(await stage.person(), "28101")].map((r) => registered(r)));
      expect(await store.resources.ofPerson(ana.id, 10)).toEqual([b, c, a]);
      expect(await store.resources.ofPerson(ana.id, 2)).toEqual([b, c]);
    });

    test("belong to an organization and a person who are there, or the commit is refused whole", async () => {
      const { store } = stage;
      const beside = byPerson(await stage.person(), "28101");
      for (const nowhere of [
        resourceOf({ person: newId() }, "28101"),
        resourceOf({ organization: "28" }, "99999"),
      ])
        await expect(store.commit([registered(beside), registered(nowhere)])).rejects.toHaveProperty(
          "message",
        );
      expect(await store.resources.get(beside.id)).toBeUndefined();
    });
  });
}
