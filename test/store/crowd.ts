import { entriesOf } from "../../src/collections/rules/collection.ts";
import type { AlignmentClaim } from "../../src/contributing/rules/alignment-claim.ts";
import type { Invitation } from "../../src/people/rules/invitation.ts";
import type { Person } from "../../src/people/rules/person.ts";
import type { Resource } from "../../src/resources/rules/resource.ts";
import type { Decision, Review } from "../../src/reviews/rules/review.ts";
import type { Change } from "../../src/store/change.ts";
import type { Store } from "../../src/store/store.ts";
import { rowOf } from "./promises/import-rows.ts";
import { importOf } from "./promises/imports.ts";
import { reportOn } from "./promises/reports.ts";
import { commentOn, offered, reviewChanged, reviewOf } from "./promises/reviews.ts";
import { at, membershipOf, newHash, newId, personNamed, written } from "./promises/stage.ts";
import {
  changed,
  collected,
  collectionChanged,
  collectionOf,
  collectionVersionOf,
  described,
  holding,
  publishedCollection,
  registered,
  resourceOf,
  rewritten,
  versionOf,
} from "./promises/things.ts";

/** The things whose pages are looked at, and what was in them last. */
export interface Crowd {
  cleo: Person;
  resource: Resource;
  collection: string;
  review: string;
  import: string;
}

const lesson = (title: string, n: number) => described(title, { url: `https://crowd.example.org/${n}` });

/** The first of everything, and Cleo, who curates Providence and has a share in all of it. */
export function beginning(): { crowd: Crowd; changes: Change[] } {
  const cleo = personNamed("Cleo Marsh");
  const [ana, curator] = [personNamed("Ana Lima"), membershipOf(cleo, "28", "curator")];
  const resource = resourceOf({ person: ana.id }, "28", { description: lesson("Weighing the rain", 0) });
  const of = publishedCollection({ organization: "28" }, holding(resource.id));
  const offer = resourceOf({ person: ana.id }, "28", { description: lesson("Counting clouds", 1) });
  const review = reviewOf({ resource: offer.id, by: ana.id });
  const preview = importOf("28", { by: cleo.id, state: "checked" });
  return {
    crowd: { cleo, resource, collection: of.after.id, review: review.id, import: preview.id },
    changes: [
      ...[written(cleo), written(ana), curator, membershipOf(ana, "28")],
      ...[registered(resource), of, registered(offer), offered(review)],
      { noun: "import", after: preview },
    ],
  };
}

const invitation = (n: number): Invitation => ({
  ...{ id: newId(), email: `new-${n}@crowd.example`, organization: "28", role: "member", hash: newHash() },
  ...{ invitedBy: newId(), createdAt: at(n), expiresAt: at(100_000) },
});

const claimOn = (resource: string, person: string): AlignmentClaim => ({
  ...{ id: newId(), resource, person, organization: "28", state: "offered", at: at(), revision: 1 },
  alignment: { item: `crowd:${newId()}`, type: "teaches" },
});

/** Sent back and offered again, so that something has changed since; and something else looks the same. */
function offers(n: number, by: string): Change[] {
  const sentBack = (version: number): Decision => ({
    ...{ outcome: "returned", by: newId(), at: at(), organization: "28", version },
    ...{ answers: [], reason: "other", words: "Once more" },
  });
  const again = { version: 2, decisions: [sentBack(1)], offeredAt: at(n) };
  const description = lesson(`Counting clouds in week ${n}`, 20_000 + n);
  const first = resourceOf({ person: by }, "28", { description, reach: "district" });
  const next = rewritten(first, { ...description, summary: "Better" });
  const twin = resourceOf({ organization: "07" }, "07", { description });
  const content = holding(twin.id);
  const c = publishedCollection({ person: by }, content, { latest: 2, published: 2, reach: "district" });
  return [
    ...[registered(first), next, registered(twin), offered(reviewOf({ resource: first.id, by }, again))],
    { ...c, version: collectionVersionOf(c.after, 1, { ...content, title: "Before" }) },
    collectionChanged(c.after, {}, { version: collectionVersionOf(c.after, 2, content) }),
    offered(reviewOf({ collection: c.after.id, by }, again)),
  ];
}

/** What was said and decided about the one review that is looked at. */
function talk(review: Review, by: string): Change[] {
  const decision: Decision = {
    ...{ outcome: "returned", by, at: at(), organization: "28", version: 1, answers: [], words: "Once more" },
    reason: "other",
  };
  const decisions = [...review.decisions, decision];
  return [
    reviewChanged(review, { decisions }, "given back", by),
    { noun: "review-comment", after: commentOn(review.id, by) },
    { noun: "review-comment", after: commentOn(review.id, by, { internal: true }) },
  ];
}

/** What Cleo has shared, saved, keeps and goes on describing, and what others say of it. */
function shelf(n: number, by: string, cleo: Person, around: Resource): Change[] {
  const own = resourceOf({ person: cleo.id }, "28", { description: lesson(`Of Cleo ${n}`, 30_000 + n) });
  const draft = {
    id: newId(),
    person: cleo.id,
    typed: { title: [`${n}`] },
    createdAt: at(n),
    changedAt: at(n),
  };
  return [
    registered(own),
    { noun: "claim", after: claimOn(own.id, by) },
    { noun: "draft", after: draft },
    { noun: "saved", person: cleo.id, resource: around.id, at: at(n) },
    collected(collectionOf({ person: cleo.id }, { draft: holding(own.id) })),
  ];
}

/** One more import, and one more row of every kind in the one that is looked at. */
function imported(n: number, crowd: Crowd, cleo: Person): Change[] {
  const outcomes = ["new", "changed", "unchanged", "duplicate", "faulty", "gone"] as const;
  const rows = outcomes.map((outcome, i) =>
    rowOf(n * 10 + i, { outcome, kept: [{ field: "author", before: "Ana", after: "Ben" }] }),
  );
  const reading = importOf("28", { by: cleo.id, state: "reading" });
  return [
    { noun: "import-rows", import: crowd.import, added: rows },
    { noun: "import", after: reading },
    { noun: "import", before: reading, after: { ...reading, state: "checked", revision: 2 } },
  ];
}

/** One more notice of every other kind. */
function told(n: number, by: string, cleo: Person): Change[] {
  const event = { what: "hidden" as const, at: at(n), by: "state", role: "state" as const };
  const hidden = resourceOf({ person: cleo.id }, "28", { description: lesson(`Hidden ${n}`, 40_000 + n) });
  const erased = resourceOf({ person: cleo.id }, "28", { description: lesson(`Erased ${n}`, 50_000 + n) });
  const readers = [`person:${cleo.id}`];
  const asked = collectionOf({ person: by });
  const place = { id: newId(), person: cleo.id, asked: "Cleo", invitedBy: by, invitedAt: at() };
  const invited = { what: "curator invited" as const, at: at(n), by, role: "owner" as const };
  const late = reviewOf({ resource: hidden.id, by }, { organization: "28", dueAt: at(1) });
  return [
    ...[registered(hidden), offered(late), { noun: "review-late" as const, review: late.id, at: at(2) }],
    changed(hidden, { status: "hidden", hiding: { at: at(), by: "28", reason: "No" } }, { event }),
    registered(erased),
    {
      noun: "erasure",
      before: erased,
      after: { resource: erased.id, at: at(), reason: "Law", by: "state", readers },
    },
    collected(asked),
    collectionChanged(asked, { curators: [place] }, { event: invited }),
  ];
}

/** One more of everything the pages show: each call makes them longer by a row. */
export async function grow(crowd: Crowd, n: number, { commit, ...store }: Store): Promise<void> {
  const { cleo } = crowd;
  const person = personNamed(`Person ${n}`);
  const by = person.id;
  const around = resourceOf({ person: by }, "28", {
    description: lesson(`Weighing the rain ${n}`, 10_000 + n),
  });
  const c = await store.collections.get(crowd.collection);
  const [r, review] = [await store.resources.get(crowd.resource.id), await store.reviews.get(crowd.review)];
  if (!c?.content || !r || !review) throw new Error("The crowd has no beginning");

  // Who belongs, and who is invited.
  await commit([written(person), membershipOf(person, "28")]);
  await commit([{ noun: "invitation", after: invitation(n) }]);

  // The resource: its past, what others say of it, the collections it stands in. The collection: what it holds, who keeps it.
  const version = {
    ...versionOf(r, r.published + 1),
    by,
    description: { ...r.description, summary: `${n}` },
  };
  const event = { what: "edited" as const, at: at(n), by, role: "curator" as const, version: version.number };
  const content = holding(...entriesOf(c.content).map((e) => e.resource), around.id);
  const keeper = {
    id: newId(),
    person: by,
    asked: "",
    invitedBy: cleo.id,
    invitedAt: at(),
    acceptedAt: at(),
  };
  const holder = publishedCollection({ person: by }, holding(r.id, around.id));
  await commit([
    registered(around),
    changed(r, { published: version.number, description: version.description }, { version, event }),
    { noun: "claim", after: claimOn(r.id, by) },
    { noun: "report", after: reportOn(r.id, { organization: "28", by }) },
    collectionChanged(
      c,
      {
        content,
        draft: content,
        curators: [...c.curators, keeper],
        latest: c.latest + 1,
        published: c.latest + 1,
      },
      { version: collectionVersionOf(c, c.latest + 1, content) },
    ),
    holder,
  ]);
  const featured = await store.collections.featured();
  await commit([
    { noun: "featured", before: featured, after: [...featured, holder.after.id], at: at(), by: "x" },
  ]);
  await commit([
    ...offers(n, by),
    ...talk(review, by),
    ...shelf(n, by, cleo, around),
    ...imported(n, crowd, cleo),
  ]);
  await commit(told(n, by, cleo));
}
