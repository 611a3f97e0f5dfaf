import { describe, expect, test } from "@jest/globals";
import type { Finding } from "../../../src/imports/rules/findings.ts";
import { rowOf } from "./import-rows.ts";
import { importOf } from "./imports.ts";
import { commentOn, offer } from "./reviews.ts";
import { at, type NewStorage, newHash, newId, stageOf } from "./stage.ts";
import { byPerson, collected, collectionOf, described, holding, registered, rewritten } from "./things.ts";

/** Words that a store may be tempted to change, to cut, or to take for something else. */
const WORDS: Record<string, string> = {
  accents: "Pfützen und Bäche, naïve façade, Żółć",
  "accents in two pieces": "Pfu\u0308tzen (not the same as Pfützen)",
  "other scripts": "الكسور 分数 дроби שברים भिन्न",
  emoji: "🌧️ 👩🏽‍🏫 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
  "what looks like nothing": "NULL null \\N undefined NaN %00 \\0 \\u0000 &#0;",
  quotes: `"double" 'single' \`tick\` O'Brien; drop table resources; -- /* */ $1 ? :id @id {} [] %s _%`,
  backslashes: "C:\\new\\table \\\\ \\' \\u00e9",
  lines: " first\n\tsecond\r\nthird\u2028fourth ",
  "signs nobody sees": "zero\u200bwidth\u00a0\u202eright\u202c\ufeff",
};

/** What a store promises about words: they come back as they were given, whatever they are. */
export function words(keep: NewStorage): void {
  describe("words", () => {
    const stage = stageOf(keep);

    test.each(Object.keys(WORDS))("come back as they were given: %s", async (kind) => {
      const { store } = stage;
      const said = WORDS[kind] ?? "";
      const ana = await stage.person(said);
      // Descriptions are trimmed where they come in; the store changes nothing.
      const description = { ...described("x"), title: said, summary: said, keywords: [said, said] };
      const r = byPerson(ana, "28101", { description });
      const content = { ...holding(r.id), title: said, introduction: said };
      const c = collectionOf({ person: ana.id }, { draft: content });
      const { review } = await offer(store, ana, { message: said });
      const comment = commentOn(review.id, ana.id, { words: said });
      const usage = { day: "2026-03-02", kind: "search" as const, what: said, district: "", count: 1 };
      await store.commit([registered(r), collected(c), { noun: "review-comment", after: comment }]);
      await store.usage.add([usage]);
      expect(await store.people.get(ana.id)).toEqual(ana);
      expect(await store.resources.get(r.id)).toEqual(r);
      expect(await store.collections.get(c.id)).toEqual(c);
      expect((await store.reviews.get(review.id))?.message).toBe(said);
      expect(await store.reviews.comment(comment.id)).toEqual(comment);
      expect(await store.usage.between("2026-03-02", "2026-03-02")).toContainEqual(usage);
      // What has no letters is alike to nothing.
      const similar = await store.resources.similar(["public"], { title: said }, 99);
      expect(similar.some((f) => f.id === r.id)).toBe(/\p{L}/u.test(said));
    });

    test("typed into a form, or standing in a file, are kept with all their faults", async () => {
      const { store } = stage;
      const { id: person } = await stage.person();
      const broken = "nothing \u0000 here, half a sign \ud83c and \udf27, bell \u0007";
      const draft = { id: newId(), person, typed: { title: [broken] }, createdAt: at(), changedAt: at() };
      const fault: Finding = { header: broken, column: "title", value: broken, detail: "cannot be shown" };
      const i = importOf("28");
      const row = rowOf(1, { outcome: "faulty", faults: [fault] });
      await store.commit([
        { noun: "draft", after: draft },
        { noun: "import", after: i },
        { noun: "import-rows", import: i.id, added: [row] },
      ]);
      expect(await store.drafts.get(draft.id, person)).toEqual(draft);
      expect(await store.imports.rows(i.id, { after: 0, limit: 9 })).toEqual([row]);
    });

    test("told apart by case, accents or spaces alone are told apart", async () => {
      const { store } = stage;
      const emails = ["strasse@x.example", "straße@x.example", "Strasse@x.example"];
      const people = [];
      for (const email of emails) people.push(await stage.person("Named", { email }));
      expect((await Promise.all(emails.map((e) => store.people.byEmail(e)))).map((p) => p?.id)).toEqual(
        people.map((p) => p.id),
      );
    });

    test("may be very many", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const long = "Wörter ".repeat(150_000);
      const answer = { key: newHash(), request: newHash(), status: 200, headers: {}, body: long, at: at() };
      const r = byPerson(ana, "28101", { description: { ...described("Long"), summary: long } });
      const draft = {
        id: newId(),
        person: ana.id,
        typed: { summary: [long] },
        createdAt: at(),
        changedAt: at(),
      };
      await store.commit([{ noun: "answer", after: answer }, registered(r), { noun: "draft", after: draft }]);
      expect((await store.keptAnswer(answer.key))?.body).toBe(long);
      expect((await store.resources.get(r.id))?.description.summary).toBe(long);
      expect((await store.drafts.get(draft.id, ana.id))?.typed.summary).toEqual([long]);
      const many = Array.from({ length: 5000 }, () => newId());
      expect((await store.resources.many([...many, r.id])).map((f) => f.id)).toEqual([r.id]);
      expect((await store.collections.many(many)).length).toBe(0);
      expect((await store.people.names([...many, ana.id])).size).toBe(1);
      expect(await store.saved.among(ana.id, many)).toEqual(new Set());
    });

    test("numbers and moments keep every digit", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const size = 9_007_199_254_740_991;
      const file = {
        hash: newHash(),
        size,
        type: "video/mp4",
        state: "clean" as const,
        at: "2026-03-02T08:00:00.007Z",
      };
      const upload = { hash: file.hash, person: ana.id, name: "long.mp4", at: file.at };
      await store.commit([{ noun: "file", after: file, upload }]);
      expect(await store.files.get(file.hash)).toEqual(file);
      const first = byPerson(ana, "28101", {
        changedAt: "2026-03-02T08:00:00.000Z",
        createdAt: "2026-03-02T08:00:00Z",
      });
      const next = rewritten(first, described("Next"));
      await store.commit([registered(first), next]);
      expect(await store.resources.get(first.id)).toEqual(next.after);
    });
  });
}
