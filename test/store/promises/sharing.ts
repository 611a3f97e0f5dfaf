import { describe, expect, test } from "@jest/globals";
import type { AlignmentClaim } from "../../../src/contributing/rules/alignment-claim.ts";
import type { Draft } from "../../../src/contributing/rules/draft.ts";
import type { KeptFile, Upload } from "../../../src/files/rules/file.ts";
import { at, type NewStorage, newHash, newId, stageOf } from "./stage.ts";
import { byPerson, changed, described, registered, rewritten } from "./things.ts";

const draftOf = (person: string, minutes = 0, more: Partial<Draft> = {}): Draft => ({
  id: newId(),
  person,
  typed: { title: ["Puddles"], subjects: ["math", "science"] },
  createdAt: at(minutes),
  changedAt: at(minutes),
  ...more,
});

const claimOn = (resource: string, person: string, more: Partial<AlignmentClaim> = {}): AlignmentClaim => ({
  id: newId(),
  resource,
  person,
  organization: "28101",
  alignment: { item: "ngss:MS-ESS2-4", type: "teaches", level: "beginning" },
  state: "offered",
  at: at(),
  revision: 1,
  ...more,
});

const fileOf = (more: Partial<KeptFile> = {}): KeptFile => ({
  hash: newHash(),
  size: 52_428_800,
  type: "application/pdf",
  state: "unscanned",
  at: at(),
  ...more,
});

const uploadOf = ({ hash }: KeptFile, person: string, name = "sheet.pdf"): Upload => ({
  hash,
  person,
  name,
  at: at(),
});

/** What a store promises about drafts, claims, files and what people have saved. */
export function sharing(keep: NewStorage): void {
  describe("drafts", () => {
    const stage = stageOf(keep);

    test("are their person's alone, the last changed first, until they end", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const page = { link: "https://x.example.org/", fault: "It does not answer" };
      const [first, second] = [draftOf(ana.id), draftOf(ana.id, 5, { page })];
      await store.commit([first, second].map((after) => ({ noun: "draft" as const, after })));
      expect(await store.drafts.get(second.id, ana.id)).toEqual(second);
      expect(await store.drafts.get(second.id, ben.id)).toBeUndefined();
      expect(await store.drafts.of(ana.id)).toEqual([second, first]);
      const changedDraft = { ...first, typed: { title: ["Rain"] }, changedAt: at(9) };
      const { page: _read, ...unread } = second;
      await store.commit([
        { noun: "draft", after: changedDraft },
        { noun: "draft", after: unread },
      ]);
      expect(await store.drafts.of(ana.id)).toEqual([changedDraft, unread]);
      await store.commit([
        { noun: "draft", after: { ...first, person: ben.id, typed: { title: ["Mine now"] } } },
        { noun: "draft-ended", id: second.id, person: ben.id },
      ]);
      expect(await store.drafts.of(ana.id)).toEqual([changedDraft, unread]);
      expect(await store.drafts.of(ben.id)).toEqual([]);
      await store.commit([{ noun: "draft-ended", id: first.id, person: ana.id }]);
      expect(await store.drafts.of(ana.id)).toEqual([unread]);
    });
  });

  describe("claims", () => {
    const stage = stageOf(keep);

    test("stand beside their resource, oldest first, and are answered once", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const r = byPerson(ana, "28101");
      const [first, second] = [claimOn(r.id, ben.id), claimOn(r.id, ben.id)];
      await store.commit([
        registered(r),
        ...[first, second].map((after) => ({ noun: "claim" as const, after })),
      ]);
      expect(await store.claims.get(first.id)).toEqual(first);
      expect(await store.claims.get(newId())).toBeUndefined();
      expect(await store.claims.on([newId(), r.id])).toEqual([first, second]);
      expect(await store.claims.on([])).toEqual([]);
      expect(await store.claims.offeredTo(ana.id)).toEqual([first, second]);
      expect(await store.claims.offeredTo(ben.id)).toEqual([]);
      const after: AlignmentClaim = {
        ...first,
        state: "declined",
        decidedAt: at(3),
        decidedBy: ana.id,
        revision: 2,
      };
      await store.commit([{ noun: "claim", before: first, after }]);
      await stage.refuses(
        [{ noun: "claim", before: first, after: { ...after, state: "accepted" } }],
        "stale",
      );
      expect(await store.claims.get(first.id)).toEqual(after);
      expect(await store.claims.on([r.id])).toEqual([after, second]);
      expect(await store.claims.offeredTo(ana.id)).toEqual([second]);
      await store.commit([changed(r, { status: "withdrawn" })]);
      expect(await store.claims.offeredTo(ana.id)).toEqual([]);
    });
  });

  describe("saved resources", () => {
    const stage = stageOf(keep);

    test("are saved once, newest first, and can be given up", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const [a, b, c] = [byPerson(ana, "28"), byPerson(ana, "28"), byPerson(ana, "28")];
      await store.commit([a, b, c].map((r) => registered(r)));
      const save = (person: string, { id }: { id: string }, minutes: number) =>
        store.commit([{ noun: "saved", person, resource: id, at: at(minutes) }]);
      await save(ben.id, a, 1);
      await save(ben.id, b, 2);
      await save(ben.id, a, 3);
      await save(ana.id, c, 4);
      expect(await store.saved.of(ben.id)).toEqual([
        { resource: b.id, at: at(2) },
        { resource: a.id, at: at(1) },
      ]);
      expect(await store.saved.among(ben.id, [c.id, a.id, newId()])).toEqual(new Set([a.id]));
      expect(await store.saved.among(ben.id, [])).toEqual(new Set());
      await store.commit([
        { noun: "unsaved", person: ben.id, resource: a.id },
        { noun: "unsaved", person: ben.id, resource: c.id },
      ]);
      expect(await store.saved.of(ben.id)).toEqual([{ resource: b.id, at: at(2) }]);
      expect(await store.saved.of(ana.id)).toEqual([{ resource: c.id, at: at(4) }]);
    });
  });

  describe("files", () => {
    const stage = stageOf(keep);

    test("are kept once, whoever brings them in, with what the scanner says", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const [late, file] = [fileOf({ state: "held", at: at(5) }), fileOf({ state: "held" })];
      await store.commit([
        { noun: "file", after: late, upload: uploadOf(late, ana.id) },
        { noun: "file", after: file, upload: uploadOf(file, ana.id) },
      ]);
      expect(await store.files.held(10)).toEqual([file, late]);
      expect(await store.files.held(1)).toEqual([file]);
      await store.commit([{ noun: "file", after: { ...file, state: "clean" } }]);
      await store.commit([
        {
          noun: "file",
          after: { ...file, state: "held", at: at(9) },
          upload: uploadOf(file, ben.id, "other.pdf"),
        },
      ]);
      expect(await store.files.get(file.hash)).toEqual({ ...file, state: "clean" });
      expect(await store.files.held(10)).toEqual([late]);
      expect(await store.files.get(newHash())).toBeUndefined();
      expect(await store.files.uploadBy(file.hash, ben.id)).toEqual(uploadOf(file, ben.id, "other.pdf"));
      expect(await store.files.uploadBy(late.hash, ben.id)).toBeUndefined();
      await store.commit([{ noun: "file", after: file, upload: uploadOf(file, ana.id, "renamed.pdf") }]);
      expect((await store.files.uploadBy(file.hash, ana.id))?.name).toBe("renamed.pdf");
    });

    test("are named by who brought them in, or by who goes on with the same resource", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const file = fileOf();
      const naming = (title: string) => described(title, { files: [{ hash: file.hash, name: "sheet.pdf" }] });
      const own = byPerson(ana, "28101", { description: naming("Own") });
      await store.commit([{ noun: "file", after: file, upload: uploadOf(file, ana.id) }, registered(own)]);
      expect(await store.files.resourcesWith(file.hash)).toEqual([own.id]);
      const taken = byPerson(ben, "28101", { description: naming("Taken") });
      await stage.refuses([registered(taken)], "invalid");
      await expect(store.commit([registered(taken)])).rejects.toMatchObject({
        faults: [{ pointer: "/files/0/hash" }],
      });
      const next = rewritten(own, naming("Corrected by a curator"));
      const version = { ...(next.version ?? (undefined as never)), by: ben.id };
      await store.commit([{ ...next, version }]);
      expect(await store.files.resourcesWith(file.hash)).toEqual([own.id]);
      expect(await store.files.resourcesWith(newHash())).toEqual([]);
    });
  });
}
