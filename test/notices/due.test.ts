import { describe, expect, test } from "@jest/globals";
import { dueFor } from "../../src/notices/rules/mail.ts";

describe("the mail of a day goes out at six by standard time", () => {
  test.each([
    ["America/New_York", "2026-01-20T10:59:00.000Z", "2026-01-20T11:00:00.000Z"],
    ["America/New_York", "2026-01-20T11:00:00.000Z", "2026-01-21T11:00:00.000Z"],
    ["America/New_York", "2026-07-20T10:00:00.000Z", "2026-07-20T11:00:00.000Z"],
    ["America/Los_Angeles", "2026-01-20T11:00:00.000Z", "2026-01-20T14:00:00.000Z"],
    ["America/Los_Angeles", "2026-01-20T23:30:00.000Z", "2026-01-21T14:00:00.000Z"],
    ["Pacific/Honolulu", "2026-01-31T17:00:00.000Z", "2026-02-01T16:00:00.000Z"],
    ["Pacific/Guam", "2026-01-20T19:00:00.000Z", "2026-01-20T20:00:00.000Z"],
    ["Pacific/Guam", "2026-01-20T21:00:00.000Z", "2026-01-21T20:00:00.000Z"],
    ["UTC", "2026-12-31T07:00:00.000Z", "2027-01-01T06:00:00.000Z"],
  ])("in %s, what happens at %s is told at %s", (timeZone, at, due) => {
    expect(dueFor("daily", at, timeZone)).toBe(due);
  });

  test("and a notice wanted at once goes at once", () => {
    expect(dueFor("at once", "2026-01-20T10:59:00.000Z", "America/New_York")).toBe(
      "2026-01-20T10:59:00.000Z",
    );
  });
});
