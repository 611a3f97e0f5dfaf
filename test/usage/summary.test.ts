import { expect, test } from "@jest/globals";
import type { UsageCount } from "../../src/store/usage.ts";
import { summarize } from "../../src/usage/actions/summary.ts";

const count = (given: Partial<UsageCount>): UsageCount => ({
  day: "2026-09-01",
  kind: "search",
  what: "fractions",
  district: "",
  count: 1,
  ...given,
});

test("searches and openings are summed by day", () => {
  const { days, totals } = summarize([
    count({ day: "2026-09-02", count: 2 }),
    count({ day: "2026-09-01", count: 5 }),
    count({ day: "2026-09-02", what: "volume", count: 1 }),
    count({ day: "2026-09-02", kind: "open", what: "a", count: 4 }),
  ]);
  expect(days).toEqual([
    { day: "2026-09-01", totals: { search: 5, "search-empty": 0, open: 0, "open-link": 0 } },
    { day: "2026-09-02", totals: { search: 3, "search-empty": 0, open: 4, "open-link": 0 } },
  ]);
  expect(totals.search).toBe(8);
});

test("a search made fewer than three times is counted, and its words are not shown", () => {
  const { searched, foundNothing } = summarize([
    count({ what: "a rare wish", count: 2 }),
    count({ what: "another", count: 1 }),
    count({ kind: "search-empty", what: "falconry", count: 2 }),
  ]);
  expect(searched).toEqual({ shown: [], rare: 3 });
  expect(foundNothing).toEqual({ shown: [], rare: 2 });
});

test("rare on each day, but frequent over the whole time, is shown", () => {
  const days = ["2026-09-01", "2026-09-02", "2026-09-03"];
  const { foundNothing } = summarize(
    days.map((day) => count({ day, kind: "search-empty", what: "falconry" })),
  );
  expect(foundNothing).toEqual({ shown: [{ what: "falconry", count: 3 }], rare: 0 });
});

test("the same search by two districts is one line, and each district has its sums", () => {
  const { searched, districts } = summarize([
    count({ district: "28", count: 2 }),
    count({ district: "07", count: 3 }),
  ]);
  expect(searched.shown).toEqual([{ what: "fractions", count: 5 }]);
  expect(districts.map((d) => [d.district, d.totals.search])).toEqual([
    ["07", 3],
    ["28", 2],
  ]);
});

test("the most frequent come first, and a list has an end", () => {
  const many = Array.from({ length: 30 }, (_, i) => count({ kind: "open", what: `r${i}`, count: i + 1 }));
  const { opened } = summarize(many, 3);
  expect(opened.map((o) => o.count)).toEqual([30, 29, 28]);
});
