import { describe, expect, test } from "@jest/globals";
import { Problem } from "../../src/kernel/problem.ts";
import type { ResourceChange } from "../../src/resources/rules/change.ts";
import { Description, type Resource, type Version } from "../../src/resources/rules/resource.ts";
import { AT, followsFrom } from "../support/following.ts";

const [OLD, MINE, THEIRS] = ["a", "b", "c"].map((letter) => letter.repeat(64)) as [string, string, string];
const UPLOADS = [
  { hash: MINE, person: "bo" },
  { hash: THEIRS, person: "cy" },
];

const described = (hashes: string[]) =>
  Description.parse({ title: "Tides", files: hashes.map((hash) => ({ hash, name: "tides.pdf" })) });

const version = (number: number, by: string, hashes: string[]): Version => ({
  resource: "r",
  number,
  description: described(hashes),
  at: AT,
  by,
  widestReach: "school",
});

const resource: Resource = {
  id: "r",
  organization: "28",
  owner: { person: "bo" },
  status: "active",
  reach: "school",
  revision: 1,
  published: 1,
  description: described([]),
  endorsements: [],
  catalogued: false,
  createdAt: AT,
  changedAt: AT,
};

const named = (versions: Pick<ResourceChange, "version" | "waiting">) =>
  followsFrom(
    {
      noun: "resource",
      after: resource,
      ...versions,
      event: { what: "edited", at: AT, by: "bo", role: "owner" },
    },
    { "file rights": { named: [OLD], uploads: UPLOADS } },
  );

const refused = (versions: Pick<ResourceChange, "version" | "waiting">) => {
  try {
    named(versions);
  } catch (error) {
    if (error instanceof Problem) return error.faults.map((fault) => fault.pointer);
    throw error;
  }
  return undefined;
};

describe("a version names", () => {
  test("what its author uploaded, which is remembered once", () => {
    expect(named({ version: version(1, "bo", [MINE, MINE]) })).toEqual([
      { noun: "file-uses", resource: "r", hashes: [MINE] },
    ]);
  });

  test("what the resource named before, whoever uploaded it", () => {
    expect(named({ version: version(2, "cy", [OLD]) })).toEqual([]);
  });

  test("no file of somebody else: knowing its hash opens nothing", () => {
    expect(refused({ version: version(2, "bo", [OLD, THEIRS, MINE]) })).toEqual(["/files/1/hash"]);
  });

  test("what each author of two versions may name", () => {
    const mine = version(2, "bo", [MINE]);
    expect(named({ version: mine, waiting: version(3, "cy", [MINE, THEIRS]) })).toEqual([
      { noun: "file-uses", resource: "r", hashes: [MINE, THEIRS] },
    ]);
    expect(refused({ version: mine, waiting: version(3, "bo", [THEIRS]) })).toEqual(["/files/0/hash"]);
  });

  test("nothing, and then nothing is asked", () => {
    expect(named({ version: version(2, "bo", []) })).toEqual([]);
  });
});
