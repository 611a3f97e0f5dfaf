import { describe, expect, test } from "@jest/globals";
import { type NewStorage, stageOf } from "./stage.ts";

/** What a store promises about what is counted. */
export function usage(keep: NewStorage): void {
  describe("usage", () => {
    const stage = stageOf(keep);

    test("adds up what is equal, also from two processes, and gives it by day", async () => {
      const { store } = stage;
      const other = await stage.beside();
      const count = (day: string, what: string, n: number, district = "") => ({
        ...{ day, kind: "search" as const, what, district, count: n },
      });
      await store.usage.add([count("2026-03-03", "rain", 2), count("2026-03-01", "rain", 1)]);
      await other.usage.add([count("2026-03-03", "rain", 3), count("2026-03-03", "rain", 1, "28")]);
      await store.usage.add([]);
      await store.usage.add([{ ...count("2026-03-02", "rain", 7), kind: "open" }]);
      const byCount = (a: { day: string; count: number }, b: { day: string; count: number }) =>
        a.day.localeCompare(b.day) || a.count - b.count;
      expect((await store.usage.between("2026-03-01", "2026-03-03")).toSorted(byCount)).toEqual([
        count("2026-03-01", "rain", 1),
        { ...count("2026-03-02", "rain", 7), kind: "open" },
        count("2026-03-03", "rain", 1, "28"),
        count("2026-03-03", "rain", 5),
      ]);
      const days = (await store.usage.between("2026-03-01", "2026-03-03")).map((c) => c.day);
      expect(days).toEqual(days.toSorted());
      expect(await store.usage.between("2026-03-02", "2026-03-02")).toHaveLength(1);
      expect(await store.usage.between("2026-03-01", "2026-03-03", "open")).toMatchObject([{ count: 7 }]);
      expect(await store.usage.between("2026-04-01", "2026-04-30")).toEqual([]);
    });

    test("loses no count of many at once", async () => {
      const { store } = stage;
      const other = await stage.beside();
      const one = { day: "2026-05-01", kind: "open" as const, what: "x", district: "", count: 1 };
      await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 ? store : other).usage.add([one])));
      expect(await store.usage.between("2026-05-01", "2026-05-01")).toEqual([{ ...one, count: 50 }]);
    });
  });
}
