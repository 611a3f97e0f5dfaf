import { describe, expect, test } from "@jest/globals";
import type { Collection, CollectionEvent } from "../../src/collections/rules/collection.ts";
import type { Curating, Recipient } from "../../src/people/rules/facts.ts";
import type { Report } from "../../src/reports/rules/report.ts";
import type { ResourceChange } from "../../src/resources/rules/change.ts";
import { Description, type Resource, type ResourceEvent } from "../../src/resources/rules/resource.ts";
import type { Review, ReviewEvent } from "../../src/reviews/rules/review.ts";
import type { Change } from "../../src/store/change.ts";
import { AT, followsFrom, type Known } from "../support/following.ts";

const at = (person: string): Recipient => ({ person, address: false });
const curating: Curating[] = [
  { organization: "28103", curators: [] },
  { organization: "28", curators: [at("dee"), at("eve")] },
  { organization: "ri", curators: [at("sam")] },
];
const from = (organization: string) =>
  curating.slice(curating.findIndex((o) => o.organization === organization));

/** Facts of a small registry: Dee and Eve curate the district, Sam the state, nobody the school. */
const KNOWN: Known = {
  curators: ({ organization }: { organization: string }) => from(organization),
  recipients: ({ people }: { people: string[] }) => people.map(at),
  "recipients at": ({ addresses }: { addresses: string[] }) =>
    addresses.includes("fay@ri.example") ? [at("fay")] : [],
  membership: undefined,
  "unfinished review": undefined,
  "waiting reporters": [at("rex")],
  resource: { organization: "28" },
};

/** Who is notified of a change made by Ada, and of what: one line each. */
const recipientsFor = (change: Change, known: Known = {}, by = "ada") =>
  followsFrom(change, { ...KNOWN, ...known }, by).flatMap((c) =>
    c.noun === "notice" ? [`${c.after.person}: ${c.after.what}${c.after.act ? " !" : ""}`] : [],
  );

const resource: Resource = {
  id: "r",
  organization: "28",
  owner: { person: "bo" },
  status: "active",
  reach: "district",
  revision: 2,
  published: 1,
  description: Description.parse({ title: "Tides" }),
  endorsements: [],
  catalogued: false,
  createdAt: AT,
  changedAt: AT,
};
const review: Review = {
  id: "v",
  resource: "r",
  organization: "28",
  goal: { organization: "28", reach: "district" },
  version: 1,
  state: "open",
  by: "bo",
  message: "",
  offeredAt: "2026-10-01T08:00:00.000Z",
  dueAt: "2026-10-15T08:00:00.000Z",
  decisions: [],
  revision: 1,
  changedAt: AT,
};
const taken: Partial<Review> = { assignee: { person: "dee", at: AT }, deputy: "sam" };

const onReview = (what: ReviewEvent["what"], after: Partial<Review> = {}, event: Partial<ReviewEvent> = {}) =>
  ({
    noun: "review",
    before: review,
    after: { ...review, ...after },
    event: { what, at: AT, by: "bo", ...event },
  }) satisfies Change;

describe("of an offer", () => {
  const rows: [string, Change, string[]][] = [
    ["those asked hear that it waits", onReview("offered"), ["dee: offered !", "eve: offered !"]],
    [
      "those asked hear once of many made together",
      onReview("offered", { batch: "i" }),
      ["dee: offered together !", "eve: offered together !"],
    ],
    [
      "not a curator who offers their own",
      onReview("offered", { by: "dee" }, { by: "dee" }),
      ["eve: offered !"],
    ],
    [
      "who has taken it, and their deputy, hear that it is back",
      onReview("resubmitted", taken),
      ["dee: resubmitted !", "sam: resubmitted !"],
    ],
    ["its contributor must mend it", onReview("returned", {}, { by: "dee" }), ["bo: returned !"]],
    ["its contributor hears a yes", onReview("accepted", {}, { by: "dee" }), ["bo: accepted"]],
    ["its contributor hears a no", onReview("declined", {}, { by: "dee" }), ["bo: declined"]],
    ["whoever is given it", onReview("assigned", taken, { by: "eve", person: "dee" }), ["dee: assigned !"]],
    [
      "whoever it is handed on to",
      onReview("handed on", taken, { by: "dee", person: "eve" }),
      ["eve: assigned !"],
    ],
    ["a deputy", onReview("deputy named", taken, { by: "dee", person: "sam" }), ["sam: assigned !"]],
    ["nobody hears that somebody took it", onReview("claimed", taken, { by: "dee" }), []],
    [
      "who has taken it hears that it has ended",
      onReview("withdrawn", taken),
      ["dee: offer ended", "sam: offer ended"],
    ],
    [
      "all parts hear that it was overtaken",
      onReview("superseded", taken, { by: "eve" }),
      ["bo: offer ended", "dee: offer ended", "sam: offer ended"],
    ],
    ["nobody hears of a later version in its place", onReview("moved on"), []],
  ];
  test.each(rows)("%s", (_, change, told) => {
    expect(recipientsFor(change)).toEqual(told);
  });
});

describe("of an answer that is overdue", () => {
  const late: Change = { noun: "review-late", review: "v", at: AT };
  const found = (of: Partial<Review>) => ({
    review: { review: { ...review, ...of }, curating: from("28"), involved: ["bo", "dee", "sam"].map(at) },
  });

  test.each<[string, Partial<Review>, string[]]>([
    ["those asked hear, and those above", {}, ["dee: overdue !", "eve: overdue !", "sam: overdue !"]],
    ["who has taken it hears, and those above, each once", taken, ["dee: overdue !", "sam: overdue !"]],
    ["nobody hears twice", { lateAt: AT }, []],
    ["nobody hears before it is due", { dueAt: "2026-12-24T08:00:00.000Z" }, []],
    ["nobody hears once it is answered", { state: "returned" }, []],
  ])("%s", (_, of, told) => {
    expect(recipientsFor(late, found(of))).toEqual(told);
  });

  test("many offered together make one notice", () => {
    expect(followsFrom(late, { ...KNOWN, ...found({ batch: "i" }) })[0]).toEqual({
      noun: "notice",
      after: { person: "dee", what: "overdue", act: true, about: { organization: "28", batch: "i" }, at: AT },
      once: true,
    });
  });
});

describe("of what is said about an offer", () => {
  const said = (by: string, internal: boolean): Change => ({
    noun: "review-comment",
    after: { id: "c", review: "v", by, at: AT, words: "Look at page 2", internal },
  });
  const found = (of: Partial<Review>) => ({
    review: { review: { ...review, ...of }, curating: from("28"), involved: ["bo", "dee", "sam"].map(at) },
  });

  test.each<[string, Change, Partial<Review>, string[]]>([
    ["the contributor hears a reviewer", said("dee", false), taken, ["bo: comment"]],
    ["the reviewers hear the contributor", said("bo", false), taken, ["dee: comment", "sam: comment"]],
    ["all asked hear while nobody has taken it", said("bo", false), {}, ["dee: comment", "eve: comment"]],
    ["a note stays among those who have taken it", said("eve", true), taken, ["dee: note", "sam: note"]],
    ["a note reaches nobody while nobody has", said("eve", true), {}, []],
  ])("%s", (_, change, of, told) => {
    expect(recipientsFor(change, found(of))).toEqual(told);
  });
});

describe("of a resource", () => {
  const done = (what: ResourceEvent["what"], after: Partial<Resource> = {}, by = "dee"): ResourceChange => ({
    noun: "resource",
    before: resource,
    after: { ...resource, ...after },
    event: { what, at: AT, by, role: "curator" },
  });
  const report: Report = {
    id: "p",
    resource: "r",
    organization: "28103",
    kind: "broken",
    words: "",
    by: "rex",
    notice: true,
    at: AT,
    state: "open",
    revision: 1,
  };
  const answer = { by: "dee", at: AT, words: "Mended" };

  test.each<[string, Change, string[]]>([
    ["its owner hears what curators do to it", done("narrowed"), ["bo: narrowed"]],
    ["that it is hidden", done("hidden"), ["bo: hidden"]],
    ["that it is shown again", done("shown"), ["bo: shown"]],
    ["that it is withdrawn", done("withdrawn"), ["bo: withdrawn"]],
    ["but not what they do themselves", done("withdrawn", {}, "bo"), []],
    [
      "curators hear it of what their organization owns",
      done("hidden", { owner: { organization: "28" } }),
      ["eve: hidden"],
    ],
    ["nobody hears of an edit", done("edited"), []],
    [
      "the nearest curators hear of a report",
      { noun: "report", after: report },
      ["dee: reported !", "eve: reported !"],
    ],
    [
      "who reported it hears the answer",
      { noun: "report", after: { ...report, answer } },
      ["rex: report answered"],
    ],
    ["unless they did not ask to", { noun: "report", after: { ...report, notice: false, answer } }, []],
    [
      "its owner and who waits for an answer hear that it was erased",
      {
        noun: "erasure",
        before: resource,
        after: { resource: "r", at: AT, reason: "", by: "sam", readers: [] },
      },
      ["bo: erased", "rex: erased"],
    ],
    [
      "nobody hears it once more after a restore",
      { noun: "erasure", after: { resource: "r", at: AT, reason: "", by: "sam", readers: [] } },
      [],
    ],
  ])("%s", (_, change, told) => {
    expect(recipientsFor(change)).toEqual(told);
  });
});

describe("of a collection", () => {
  const content = { title: "Shore", summary: "", sections: [] } as unknown as Collection["draft"];
  const place = { asked: "Fay", invitedBy: "bo", invitedAt: AT };
  const collection: Collection = {
    id: "c",
    organization: "28",
    owner: { person: "bo" },
    status: "active",
    reach: "district",
    revision: 1,
    latest: 0,
    draft: content,
    endorsements: [],
    curators: [{ id: "1", person: "gus", acceptedAt: AT, ...place }],
    createdAt: AT,
    changedAt: AT,
  };
  const done = (what: CollectionEvent["what"], by: string, after: Partial<Collection> = {}): Change => ({
    noun: "collection",
    before: collection,
    after: { ...collection, ...after },
    event: { what, at: AT, by, role: "owner" },
  });
  const [gus] = collection.curators;
  const invited = (more: object) => ({ curators: [...(gus ? [gus] : []), { id: "2", ...place, ...more }] });

  test.each<[string, Change, string[]]>([
    [
      "who is asked hears",
      done("curator invited", "bo", invited({ person: "hal" })),
      ["hal: asked to keep !"],
    ],
    [
      "by their address too, where they are known",
      done("curator invited", "bo", invited({ email: "fay@ri.example" })),
      ["fay: asked to keep !"],
    ],
    ["else nobody", done("curator invited", "bo", invited({ email: "no@ri.example" })), []],
    ["its owner hears who joined", done("curator joined", "gus"), ["bo: keeps along"]],
    ["owner and co-curators hear what is done to it", done("hidden", "dee"), ["bo: hidden", "gus: hidden"]],
  ])("%s", (_, change, told) => {
    expect(recipientsFor(change)).toEqual(told);
  });
});

describe("of a membership", () => {
  const asks = { person: "bo", organization: "28", role: "member", confirmed: false } as const;

  test.each<[string, Change, Known, string, string[]]>([
    [
      "curators hear who asks to belong",
      { noun: "membership", after: asks },
      {},
      "bo",
      ["dee: membership asked !", "eve: membership asked !"],
    ],
    ["once", { noun: "membership", after: asks }, { membership: asks }, "bo", []],
    [
      "people hear that they were let in",
      { noun: "membership", after: { ...asks, confirmed: true, role: "curator" } },
      { membership: asks },
      "dee",
      ["bo: membership confirmed"],
    ],
    [
      "and as what",
      { noun: "membership", after: { ...asks, confirmed: true, role: "curator" } },
      { membership: { ...asks, confirmed: true } },
      "dee",
      ["bo: role changed"],
    ],
    [
      "nobody hears what they did themselves",
      { noun: "membership", after: { ...asks, confirmed: true } },
      { membership: asks },
      "bo",
      [],
    ],
  ])("%s", (_, change, known, by, told) => {
    expect(recipientsFor(change, known, by)).toEqual(told);
  });
});

describe("a notice goes by mail", () => {
  const by = (recipient: Omit<Recipient, "person">) => {
    const known = { recipients: [{ person: "bo", ...recipient }] };
    const [notice] = followsFrom(onReview("returned", {}, { by: "dee" }), known);
    return notice?.noun === "notice" ? notice.mail : "none at all";
  };

  test.each<[string, Omit<Recipient, "person">, unknown]>([
    [
      "with others of the day, until one chooses",
      { address: true },
      { kind: "digest", due: "2026-12-01T11:00:00.000Z" },
    ],
    ["at once", { address: true, choice: "at once" }, { kind: "notice", due: AT }],
    ["never, where one chose so", { address: true, choice: "none" }, undefined],
    ["never, where no address is known", { address: false, choice: "at once" }, undefined],
  ])("%s", (_, recipient, mail) => {
    expect(by(recipient)).toEqual(mail);
  });
});
