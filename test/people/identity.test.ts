import { expect, test } from "@jest/globals";
import { Problem } from "../../src/kernel/problem.ts";
import { Provider } from "../../src/kernel/provider.ts";
import { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import {
  type Identity,
  type IdTokenClaims,
  signInChanges,
  verifiedEducator,
} from "../../src/people/rules/identity.ts";

const TREE = new OrganizationTree([
  { code: "ri", kind: "state", name: "Rhode Island" },
  { code: "28", kind: "district", name: "Providence", parent: "ri" },
  { code: "36", kind: "district", name: "Westerly", parent: "ri" },
  { code: "28103", kind: "school", name: "A school", parent: "28" },
]);

const provider = (more: object = {}) =>
  Provider.parse({
    id: "harbor",
    label: "Harbor",
    issuer: "https://login.harbor.example",
    clientId: "registry",
    clientSecret: "hush",
    educator: { claim: "role", values: ["teacher", "staff"] },
    district: { domains: { "harbor.example": "28" } },
    ...more,
  });

const ANA: IdTokenClaims = {
  iss: "https://login.harbor.example",
  sub: "ana",
  name: "Ana Harbor",
  email: "Ana@Harbor.example",
  email_verified: true,
  role: "teacher",
};

const refused = (work: () => unknown) => {
  try {
    return { came: work() };
  } catch (error) {
    if (error instanceof Problem) return error.kind;
    throw error;
  }
};
const asks = (more: object, claims: object = {}) =>
  refused(() => verifiedEducator(provider(more), { ...ANA, ...claims } as IdTokenClaims, TREE).organization);

test.each([
  ["the value", {}, {}],
  ["one of several values", {}, { role: ["coach", "Staff"] }],
  ["a group", { educator: { group: "Teachers" } }, { groups: ["Teachers"] }],
  ["a group of another claim", { educator: { group: "T", claim: "member_of" } }, { member_of: "T" }],
  ["a nested claim", { educator: { claim: "realm.roles", values: ["t"] } }, { realm: { roles: ["t"] } }],
  ["a roster by subject", { educator: { roster: ["ana"] } }, { role: "student" }],
  ["a roster by address", { educator: { roster: ["ANA@harbor.example"] } }, {}],
])("an educator by %s comes in", (_, more, claims) => {
  expect(asks(more, claims)).toEqual({ came: "28" });
});

test.each([
  ["a student", {}, { role: "student" }],
  ["nobody said who", {}, { role: undefined }],
  ["an object in place of a word", {}, { role: { teacher: true } }],
  ["a word that holds the value", {}, { role: "student-teacher" }],
  ["in no such group", { educator: { group: "Teachers" } }, { groups: ["Students"] }],
  ["on no roster", { educator: { roster: ["bo"] } }, {}],
  [
    "on the roster by an address nobody verified",
    { educator: { roster: ["ana@harbor.example"] } },
    { email_verified: false },
  ],
  ["of a domain we do not know", {}, { email: "ana@elsewhere.example" }],
  ["of a domain that only looks like ours", {}, { email: "ana@not-harbor.example" }],
  ["of a domain in the name of an address", {}, { email: "ana@harbor.example@evil.example" }],
  ["with an address nobody verified", {}, { email_verified: false }],
  ["of a district nobody mapped", { district: { claim: "lea", codes: { H: "28" } } }, { lea: "X" }],
  ["of two districts", { district: { claim: "lea" } }, { lea: ["28", "36"] }],
  ["of a claim that is the state", { district: { claim: "lea" } }, { lea: "ri" }],
  [
    "of a claim that is a word of the language",
    { district: { claim: "lea", codes: {} } },
    { lea: "constructor" },
  ],
])("refused: %s", (_, more, claims) => {
  expect(asks(more, claims)).toBe("forbidden");
});

test("a district comes from a claim, by its code or by a mapping, and from a trusted address", () => {
  expect(asks({ district: { claim: "lea" } }, { lea: "36" })).toEqual({ came: "36" });
  expect(asks({ district: { claim: "lea", codes: { W: "36" } } }, { lea: "W" })).toEqual({ came: "36" });
  expect(asks({ trustEmail: true }, { email_verified: undefined })).toEqual({ came: "28" });
});

test("an address nobody verified is not kept", () => {
  const one = provider({ district: { claim: "lea" } });
  const vouched = verifiedEducator(one, { ...ANA, lea: "28", email_verified: false }, TREE);
  expect(vouched).not.toHaveProperty("email");
});

const AT = "2026-11-24T08:00:00.000Z";
const at = { at: AT, newId: () => "new" };
const vouched = verifiedEducator(provider(), ANA, TREE);
const person = {
  id: "p",
  name: "Ana",
  email: "old@harbor.example",
  demo: false,
  active: true,
  createdAt: AT,
};
const identity: Identity = {
  issuer: vouched.issuer,
  subject: "ana",
  person: "p",
  organization: "28",
  createdAt: AT,
  usedAt: AT,
};
const nouns = (changes: { noun: string }[]) => changes.map((c) => c.noun);
const known = { identity, person, mine: [], taken: false, signsInHere: false };

test("a first sign-in makes a plain member of the district", () => {
  const { person: made, changes } = signInChanges(
    vouched,
    { mine: [], taken: false, signsInHere: false },
    at,
  );
  expect(made).toMatchObject({ id: "new", name: "Ana Harbor", email: "ana@harbor.example", demo: false });
  expect(changes[2]).toEqual({
    noun: "membership",
    after: { person: "new", organization: "28", role: "member", confirmed: true },
  });
});

test("a later one follows name and address and touches no membership", () => {
  const { person: same, changes } = signInChanges(vouched, known, at);
  expect(same).toMatchObject({ id: "p", name: "Ana Harbor", email: "ana@harbor.example" });
  expect(nouns(changes)).toEqual(["person", "identity"]);
});

test("an address that is somebody else's, or typed to sign in here, is left alone", () => {
  expect(signInChanges(vouched, { ...known, taken: true }, at).person.email).toBe("old@harbor.example");
  expect(signInChanges(vouched, { ...known, signsInHere: true }, at).person.email).toBe("old@harbor.example");
});

test("a move to another district ends a plain membership and never a curator's", () => {
  const moved = { ...vouched, organization: "36" };
  const member = { person: "p", organization: "28", role: "member" as const, confirmed: true };
  expect(nouns(signInChanges(moved, { ...known, mine: [member] }, at).changes).slice(2)).toEqual([
    "membership-ended",
    "membership",
  ]);
  const curator = { ...member, role: "curator" as const };
  expect(nouns(signInChanges(moved, { ...known, mine: [curator] }, at).changes).slice(2)).toEqual([
    "membership",
  ]);
});

test("a deactivated person stays out", () => {
  expect(refused(() => signInChanges(vouched, { ...known, person: { ...person, active: false } }, at))).toBe(
    "forbidden",
  );
});
