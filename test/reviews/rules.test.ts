import { describe, expect, test } from "@jest/globals";
import { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { ReachRule } from "../../src/organizations/rules/sharing-rule.ts";
import type { Caller, Role } from "../../src/people/rules/person.ts";
import type { Endorsement } from "../../src/reach/rules/endorsement.ts";
import type { Reach } from "../../src/reach/rules/reach.ts";
import { needFor, widestAtOnce } from "../../src/reach/rules/reach-rules.ts";
import { Description, type Resource } from "../../src/resources/rules/resource.ts";

const AT = "2026-11-24T15:00:00.000Z";
const ORGANIZATIONS = [
  { code: "ri", kind: "state" as const, name: "Rhode Island" },
  { code: "28", kind: "district" as const, name: "Providence", parent: "ri" },
  { code: "28103", kind: "school" as const, name: "Leviton", parent: "28" },
  { code: "uri", kind: "partner" as const, name: "University", parent: "ri" },
];
const treeWith = (district: ReachRule, state: ReachRule) =>
  new OrganizationTree(ORGANIZATIONS, [
    { organization: "28", sharing: district, trusted: ["trusted"], revision: 1 },
    { organization: "ri", sharing: state, trusted: [], revision: 1 },
  ]);
const who = (id: string, organization: string, role: Role = "member"): Caller => ({
  person: { id, name: id, demo: false, active: true, createdAt: AT },
  memberships: [{ person: id, organization, role, confirmed: true }],
});
const resource = (organization: string, more: Partial<Resource> = {}): Resource => ({
  id: "r",
  organization,
  owner: { person: "teacher" },
  status: "active",
  reach: "private",
  revision: 2,
  published: 1,
  description: Description.parse({ title: "Strips", url: "https://example.org/s" }),
  endorsements: [],
  catalogued: false,
  createdAt: AT,
  changedAt: AT,
  ...more,
});
const by28: Endorsement = { organization: "28", version: 1, at: AT };

describe("how far a resource goes without anybody's yes", () => {
  const school = resource("28103");
  const CASES: [string, ReachRule, ReachRule, Caller, Resource, Reach][] = [
    ["a teacher, by default", "at-once", "at-once", who("teacher", "28103"), school, "state"],
    [
      "a teacher whose district trusts some",
      "trusted-at-once",
      "at-once",
      who("teacher", "28103"),
      school,
      "school",
    ],
    ["a trusted teacher", "trusted-at-once", "at-once", who("trusted", "28103"), school, "state"],
    [
      "a teacher whose district reviews",
      "after-review",
      "at-once",
      who("teacher", "28103"),
      school,
      "school",
    ],
    [
      "a trusted teacher whose district reviews all",
      "after-review",
      "at-once",
      who("trusted", "28103"),
      school,
      "school",
    ],
    [
      "a curator of the district that reviews",
      "after-review",
      "at-once",
      who("c", "28", "curator"),
      school,
      "state",
    ],
    [
      "a teacher whose state wants an endorsement",
      "at-once",
      "after-endorsement",
      who("teacher", "28103"),
      school,
      "district",
    ],
    [
      "what the district has endorsed",
      "at-once",
      "after-endorsement",
      who("teacher", "28103"),
      resource("28103", { endorsements: [by28] }),
      "state",
    ],
    [
      "what it endorsed in an older version",
      "at-once",
      "after-endorsement",
      who("teacher", "28103"),
      resource("28103", { published: 2, endorsements: [by28] }),
      "district",
    ],
    [
      "a curator where the state wants an endorsement",
      "at-once",
      "after-endorsement",
      who("c", "28", "curator"),
      school,
      "district",
    ],
    ["a partner", "after-review", "at-once", who("teacher", "uri"), resource("uri"), "state"],
    [
      "a partner whose state wants an endorsement",
      "at-once",
      "after-endorsement",
      who("teacher", "uri"),
      resource("uri"),
      "private",
    ],
    ["state staff", "after-review", "after-endorsement", who("staff", "ri", "curator"), school, "public"],
    [
      "what a curator narrowed",
      "at-once",
      "at-once",
      who("teacher", "28103"),
      resource("28103", { reach: "school", ceiling: "district", ceilingBy: "28" }),
      "district",
    ],
    [
      "what has reached its district already",
      "after-review",
      "at-once",
      who("teacher", "28103"),
      resource("28103", { reach: "district" }),
      "state",
    ],
  ];
  test.each(CASES)("%s (district: %s, state: %s)", (_name, district, state, caller, r, widest) => {
    expect(widestAtOnce(r, r.reach, { caller, tree: treeWith(district, state) })).toBe(widest);
  });

  test("an approval that is missing says whose", () => {
    const caller = who("teacher", "28103");
    const need = (d: ReachRule, s: ReachRule, to: Reach) =>
      needFor(school, "private", to, { caller, tree: treeWith(d, s) })?.organization;
    expect(need("after-review", "at-once", "district")).toBe("28");
    expect(need("after-review", "at-once", "state")).toBe("28");
    expect(need("at-once", "after-endorsement", "state")).toBe("28");
    expect(need("at-once", "at-once", "public")).toBe("ri");
    expect(need("after-review", "after-endorsement", "school")).toBeUndefined();
  });
});
