import { describe, expect, test } from "@jest/globals";
import type { Notice } from "../../../src/notices/rules/notice.ts";
import type { Person } from "../../../src/people/rules/person.ts";
import { importOf } from "./imports.ts";
import { reportOn } from "./reports.ts";
import { commentOn, offer, offered, reviewChanged, reviewOf } from "./reviews.ts";
import { at, membershipOf, type NewStorage, newId, pagesOf, personNamed, stageOf, written } from "./stage.ts";
import {
  byPerson,
  changed,
  collected,
  collectionChanged,
  collectionOf,
  registered,
  resourceOf,
} from "./things.ts";

/** What a store promises about notices: they come with the commit of what they tell, and only with it. */
export function notices(keep: NewStorage): void {
  describe("notices", () => {
    const stage = stageOf(keep);
    const of = ({ id }: Person) => stage.store.notices.of(id, { limit: 50 });
    const told = async (person: Person) => (await of(person)).map((n) => n.what).toReversed();
    const curatorAnd = async (organization: string) =>
      [await stage.member(organization, "curator"), await stage.person()] as const;

    test("name what they are about by ids, and what is to be done", async () => {
      const [cleo, ana] = await curatorAnd("28101");
      await stage.store.commit([membershipOf(ana, "28101", "member", false)], ana.id);
      expect(await of(cleo)).toEqual([
        {
          id: expect.any(Number),
          person: cleo.id,
          what: "membership asked",
          act: true,
          about: { organization: "28101" },
          at: expect.any(String),
        },
      ]);
      await stage.store.commit([membershipOf(ana, "28101")], cleo.id);
      await stage.store.commit([membershipOf(ana, "28101", "curator")], cleo.id);
      expect(await told(ana)).toEqual(["membership confirmed", "role changed"]);
      expect(await stage.store.notices.unread(ana.id)).toBe(2);
      expect(await told(cleo)).toHaveLength(1);
    });

    test("go to no one who was deactivated, and are not written when the commit is refused", async () => {
      const { store } = stage;
      const [cleo, ana] = await curatorAnd("museum");
      const gone = await stage.member("museum", "curator", { active: false });
      const asked = membershipOf(ana, "museum", "member", false);
      await stage.refuses([asked, changed(byPerson(ana, "28"), {})], "stale");
      expect(await of(cleo)).toEqual([]);
      await store.commit([asked], ana.id);
      expect(await told(cleo)).toEqual(["membership asked"]);
      expect(await told(gone)).toEqual([]);
    });

    test("tell owners what curators do to what is theirs", async () => {
      const { store } = stage;
      const [cleo, ana] = await curatorAnd("07");
      const event = { at: at(1), by: cleo.id, role: "curator" as const, what: "hidden" as const };
      const [r, catalogued] = [byPerson(ana, "07"), resourceOf({ organization: "07" }, "07")];
      const c = collectionOf({ person: ana.id });
      await store.commit([registered(r), registered(catalogued), collected(c)]);
      const hidden = { status: "hidden" as const };
      const byState = { ...event, by: "state" };
      await store.commit([
        changed(r, hidden, { event }),
        changed(catalogued, hidden, { event: byState }),
        collectionChanged(c, hidden, { event }),
      ]);
      expect((await of(ana)).map((n) => n.about)).toEqual([{ collection: c.id }, { resource: r.id }]);
      expect((await of(cleo)).map((n) => n.about)).toEqual([{ resource: catalogued.id }]);
    });

    test("tell who is asked to keep a collection, and its owner who said yes", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben", { email: "ben@notices.example" })];
      const c = collectionOf({ person: ana.id });
      const asked = {
        id: newId(),
        email: "ben@notices.example",
        asked: "Ben",
        invitedBy: ana.id,
        invitedAt: at(),
      };
      const event = { at: at(1), by: ana.id, role: "owner" as const, what: "curator invited" as const };
      const invited = collectionChanged(c, { curators: [asked] }, { event });
      await store.commit([collected(c), invited]);
      expect(await told(ben)).toEqual(["asked to keep"]);
      const joined = { ...event, by: ben.id, role: "co-curator" as const, what: "curator joined" as const };
      const curators = [{ ...asked, person: ben.id, acceptedAt: at(2) }];
      await store.commit([collectionChanged(invited.after, { curators }, { event: joined })]);
      expect(await told(ana)).toEqual(["keeps along"]);
    });

    test("tell of offers, answers, comments and notes", async () => {
      const { store } = stage;
      const [cleo, ana] = await curatorAnd("28");
      const { review } = await offer(store, ana);
      const taken = reviewChanged(review, { assignee: { person: cleo.id, at: at() } }, "claimed", cleo.id);
      await store.commit([taken]);
      await store.commit([
        { noun: "review-comment", after: commentOn(review.id, cleo.id) },
        { noun: "review-comment", after: commentOn(review.id, "another", { internal: true }) },
        reviewChanged(taken.after, { state: "returned" }, "returned", cleo.id),
      ]);
      expect(await told(cleo)).toEqual(["offered", "note"]);
      expect((await of(ana)).map((n) => [n.what, n.act, n.about])).toEqual([
        ["returned", true, { resource: review.resource, review: review.id, organization: "28" }],
        ["comment", false, { resource: review.resource, review: review.id, organization: "28" }],
      ]);
    });

    test("tell once of offers made together, for as long as that is unread", async () => {
      const { store } = stage;
      const [dora, ana] = await curatorAnd("07");
      const together = async () => {
        const r = byPerson(ana, "07");
        const how = { organization: "07", batch: "import-7" };
        await store.commit([registered(r), offered(reviewOf({ resource: r.id, by: ana.id }, how))]);
      };
      await together();
      await together();
      expect(await told(dora)).toEqual(["offered together"]);
      await store.commit([{ noun: "notices-read", person: dora.id, at: at() }]);
      await together();
      expect(await told(dora)).toEqual(["offered together", "offered together"]);
    });

    test("tell those who are to answer, and those above them, what is overdue", async () => {
      const { store } = stage;
      const [sam, ana] = await curatorAnd("ri");
      const [elm] = await curatorAnd("28102");
      const { review } = await offer(store, ana, { organization: "28102", dueAt: at(10) });
      await store.commit([{ noun: "review-late", review: review.id, at: at(5) }]);
      expect(await told(sam)).toEqual([]);
      await store.commit([{ noun: "review-late", review: review.id, at: at(11) }]);
      expect([await told(elm), await told(sam)]).toEqual([["offered", "overdue"], ["overdue"]]);
    });

    test("tell the nearest curators of a report, and who made it of the answer", async () => {
      const { store } = stage;
      const [ana, ben, cora] = [
        await stage.person(),
        await stage.person(),
        await stage.member("museum", "curator"),
      ];
      const r = byPerson(ana, "museum");
      const report = reportOn(r.id, { organization: "museum", by: ben.id, notice: true });
      await store.commit([registered(r), { noun: "report", after: report }]);
      const answer = { by: cora.id, at: at(3), words: "Mended" };
      const after = { ...report, state: "answered" as const, answer, revision: 2 };
      await store.commit([{ noun: "report", before: report, after }]);
      expect([await told(cora), await told(ben)]).toEqual([["reported"], ["report answered"]]);
    });

    test("tell who brings a file in when its job has come to rest", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const reading = importOf("28", { by: ana.id, state: "reading" });
      const columns = { ...reading, state: "columns" as const, revision: 2 };
      const done = { ...columns, state: "done" as const, revision: 3 };
      await store.commit([{ noun: "import", after: reading }]);
      await store.commit([{ noun: "import", before: reading, after: columns }]);
      await store.commit([{ noun: "import", before: columns, after: done }]);
      expect((await of(ana)).map((n) => [n.what, n.about])).toEqual([
        ["import waits", { organization: "28", import: reading.id }],
      ]);
    });

    test("are read newest first, page by page, and marked as read once", async () => {
      const { store } = stage;
      const ana = personNamed("Ana");
      const asked = ["28", "07", "28101", "28102", "museum"].flatMap((code) => [
        membershipOf(ana, code, "member", false),
        membershipOf(ana, code),
      ]);
      await store.commit([written(ana), ...asked]);
      const pages = await pagesOf<Notice, number>(async (before) => {
        const rows = await store.notices.of(ana.id, {
          limit: 2,
          ...(before === undefined ? {} : { before }),
        });
        return { rows, next: rows.at(-1)?.id };
      });
      const ids = pages.flat().map((n) => n.id);
      expect(pages.map((page) => page.length)).toEqual([2, 2, 1, 0]);
      expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));
      const [fifth = 0, fourth = 0, third = 0] = ids;
      const read = { noun: "notices-read" as const, person: ana.id };
      await store.commit([{ ...read, at: at(1), only: [fifth] }]);
      await store.commit([{ ...read, at: at(2), upTo: third }]);
      await store.commit([{ ...read, person: newId(), at: at(2) }]);
      expect(await store.notices.unread(ana.id)).toBe(1);
      expect((await store.notices.of(ana.id, { unread: true, limit: 9 })).map((n) => n.id)).toEqual([fourth]);
      await store.commit([{ ...read, at: at(3) }]);
      expect((await of(ana)).map((n) => n.readAt)).toEqual([at(1), at(3), at(2), at(2), at(2)]);
    });
  });
}
