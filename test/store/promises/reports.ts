import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Report } from "../../../src/reports/rules/report.ts";
import { at, type NewStorage, newId, pagesOf, stageOf } from "./stage.ts";
import { byPerson, registered } from "./things.ts";

export const reportOn = (resource: string, more: Partial<Report> = {}): Report => ({
  id: newId(),
  resource,
  organization: "28101",
  kind: "broken",
  words: "The link leads nowhere",
  notice: false,
  at: at(),
  state: "open",
  revision: 1,
  ...more,
});

/** What a store promises about reports. */
export function reports(keep: NewStorage): void {
  describe("reports", () => {
    const stage = stageOf(keep);
    let [here, there] = ["", ""];
    beforeAll(async () => {
      const ana = await stage.person();
      const [a, b] = [byPerson(ana, "28101"), byPerson(ana, "07")];
      [here, there] = [a.id, b.id];
      await stage.store.commit([registered(a), registered(b)]);
    });
    const made = (after: Report) => ({ noun: "report" as const, after });

    test("come back as they were written, and are answered once", async () => {
      const { store } = stage;
      const { id: by } = await stage.person();
      const bare = reportOn(here);
      const full = reportOn(here, { by, email: "mum@home.example", notice: true, kind: "personal-data" });
      await store.commit([made(bare), made(full)]);
      expect(await store.reports.get(bare.id)).toEqual(bare);
      expect(await store.reports.get(full.id)).toEqual(full);
      expect(await store.reports.get(newId())).toBeUndefined();
      expect(await store.reports.many([full.id, newId(), bare.id])).toEqual([full, bare]);
      const { email: _gone, ...rest } = full;
      const answer = { by: newId(), at: at(3), words: "Mended" };
      const answered: Report = { ...rest, state: "answered", answer, revision: 2 };
      await store.commit([{ noun: "report", before: full, after: answered }]);
      await stage.refuses([{ noun: "report", before: full, after: answered }], "stale");
      expect(await store.reports.get(full.id)).toEqual(answered);
    });

    test("are asked by organization, state, kind and resource, and counted alike", async () => {
      const { store } = stage;
      const all = [
        reportOn(there, { organization: "07" }),
        reportOn(there, { organization: "07", kind: "license" }),
        reportOn(here, { organization: "07" }),
        reportOn(there, { organization: "museum" }),
      ] as const;
      await store.commit(all.map(made));
      const places = async (ask: Partial<Parameters<typeof store.reports.count>[0]>) => {
        const whole = { organizations: ["07"], state: "open" as const, ...ask };
        const found = await store.reports.of({ ...whole, sort: "oldest", limit: 10 });
        expect(await store.reports.count(whole)).toBe(found.length);
        return found.map((r) => all.findIndex((one) => one.id === r.id));
      };
      expect(await places({})).toEqual([0, 1, 2]);
      expect(await places({ organizations: ["museum", "07"] })).toEqual([0, 1, 2, 3]);
      expect(await places({ organizations: [] })).toEqual([]);
      expect(await places({ state: "answered" })).toEqual([]);
      expect(await places({ kind: "license" })).toEqual([1]);
      expect(await places({ resource: here })).toEqual([2]);
      expect(await places({ resource: there, kind: "broken" })).toEqual([0]);
    });

    test.each(["oldest", "newest"] as const)("are read page by page (%s first)", async (sort) => {
      const { store } = stage;
      const all = Array.from({ length: 5 }, () =>
        reportOn(there, { organization: "28102", kind: "inaccessible" }),
      );
      await store.commit(all.map(made));
      const ask = {
        organizations: ["28102"],
        state: "open" as const,
        kind: "inaccessible" as const,
        sort,
        limit: 2,
      };
      const pages = await pagesOf<string, string>(async (after) => {
        const rows = (await store.reports.of({ ...ask, ...(after ? { after } : {}) })).map((r) => r.id);
        return { rows, next: rows.at(-1) };
      });
      const ids = pages.flat();
      expect(ids).toEqual(sort === "oldest" ? ids.toSorted() : ids.toSorted().toReversed());
      expect(ids).toEqual(expect.arrayContaining(all.map((r) => r.id)));
      expect(new Set(ids).size).toBe(ids.length);
    });
  });
}
