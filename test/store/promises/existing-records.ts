import { describe, expect, test } from "@jest/globals";
import { canonicalUrl, titleKeys } from "../../../src/imports/rules/duplicates.ts";
import type { RowKeys } from "../../../src/imports/rules/existing-records.ts";
import type { Resource } from "../../../src/resources/rules/resource.ts";
import { rowOf } from "./import-rows.ts";
import { importOf } from "./imports.ts";
import { type NewStorage, newId, stageOf } from "./stage.ts";
import { described, registered, resourceOf, rewritten } from "./things.ts";

/** What a row of a file is looked up by. */
const keysOf = (title: string, url?: string, externalId?: string): RowKeys => {
  const canonical = url === undefined ? undefined : canonicalUrl(url);
  return {
    titles: titleKeys(title),
    ...(canonical === undefined ? {} : { url: canonical }),
    ...(externalId === undefined ? {} : { externalId }),
  };
};

/** What a store promises to an import that asks what is there already, some hundred rows at once. */
export function existingRecords(keep: NewStorage): void {
  describe("records that are there already", () => {
    const stage = stageOf(keep);
    const recorded = async (
      organization: string,
      title: string,
      more: Partial<Resource> & { url?: string } = {},
    ): Promise<Resource> => {
      const { url, ...rest } = more;
      const description = described(title, url === undefined ? {} : { url });
      const r = resourceOf({ organization }, organization, { description, ...rest });
      await stage.store.commit([registered(r)]);
      return r;
    };
    const owned = async (organization: string, keys: RowKeys[], importId?: string) =>
      (await stage.store.imports.own(organization, keys, importId)).map((own) => own?.resource.id);

    test("are the organization's own by external id, else by address, in the order of the rows", async () => {
      const url = "https://lessons.example.org/own";
      const byId = await recorded("28", "By id", { externalId: "m-1", url });
      const byUrl = await recorded("28", "By address", { url: `${url}?utm_source=mail` });
      const undone = await recorded("28", "Undone", { externalId: "m-2", status: "undone" });
      await recorded("07", "Of others", { externalId: "m-3", url: `${url}/others` });
      const rows = [
        keysOf("Whatever", `${url}/none`, "none"),
        keysOf("Whatever", undefined, "m-1"),
        keysOf("Whatever", url),
        keysOf("Whatever", undefined, "m-2"),
        keysOf("Whatever", `${url}/others`, "m-3"),
        keysOf("By address"),
      ];
      expect(await owned("28", rows)).toEqual([
        undefined,
        byId.id,
        byUrl.id,
        undone.id,
        undefined,
        undefined,
      ]);
      expect(await owned("28", [])).toEqual([]);
    });

    test("stand for one row each: the one of the same title, else the first that is free", async () => {
      const url = "https://lessons.example.org/shared";
      const [one, two] = [
        await recorded("07", "Unit one", { url }),
        await recorded("07", "Unit two", { url }),
      ];
      const rows = [keysOf("Unit two", url), keysOf("Unit three", url), keysOf("Unit four", url)];
      expect(await owned("07", rows)).toEqual([two.id, one.id, undefined]);
      const i = importOf("07");
      const taken = rowOf(1, { resource: one.id });
      await stage.store.commit([
        { noun: "import", after: i },
        { noun: "import-rows", import: i.id, added: [taken] },
      ]);
      expect(await owned("07", [keysOf("Unit one", url)], i.id)).toEqual([two.id]);
      expect(await owned("07", [keysOf("Unit one", url)])).toEqual([one.id]);
    });

    test("are never a teacher's, by address", async () => {
      const ana = await stage.person();
      const url = "https://lessons.example.org/teachers";
      const r = resourceOf({ person: ana.id }, "28", { description: described("Hers", { url }) });
      await stage.store.commit([registered(r)]);
      expect(await owned("28", [keysOf("Hers", url)])).toEqual([undefined]);
    });

    test("come with the description the last import wrote, as it was sent", async () => {
      const { store } = stage;
      const first = await recorded("28", "As imported", { externalId: "w-1" });
      const plain = await recorded("28", "By hand");
      const next = rewritten(first, described("Corrected by a person", { author: "Ana" }));
      const i = importOf("28");
      const wrote = {
        source: "s",
        import: i.id,
        version: 1,
        differs: { author: "The file", title: "Sent", summary: null },
      };
      const done = [{ row: { seq: 1, resource: first.id, result: "created" as const }, imported: wrote }];
      await store.commit([
        next,
        { noun: "import", after: i },
        { noun: "import-rows", import: i.id, added: [rowOf(1)], done },
      ]);
      const { summary: _cleared, ...imported } = described("Sent", { author: "The file" });
      const expected = { resource: next.after, imported };
      expect(await store.imports.own("28", [keysOf("", undefined, "w-1")])).toEqual([expected]);
      const found = await store.imports.ownOf([plain.id, first.id, newId()]);
      expect(found).toEqual(
        new Map<string, unknown>([
          [first.id, expected],
          [plain.id, { resource: plain }],
        ]),
      );
      expect(await store.imports.ownOf([])).toEqual(new Map());
    });

    test("that are alike are told for each row, by address first, so many at most", async () => {
      const { store } = stage;
      const url = "https://lessons.example.org/alike";
      const address = await recorded("07", "Clouds and their names", { url, externalId: "c-1" });
      const title = await recorded("28", "Volcanoes up close");
      const rows = [
        keysOf("Nothing like it"),
        keysOf("Volcanoes up close", url),
        keysOf("Up close: volcanoes"),
      ];
      const found = await store.imports.similar(["public"], rows, 5);
      expect(found).toEqual([
        [],
        [
          { resource: address.id, title: "Clouds and their names", url, externalId: "c-1" },
          { resource: title.id, title: "Volcanoes up close" },
        ],
        [{ resource: title.id, title: "Volcanoes up close" }],
      ]);
      const [, most = []] = await store.imports.similar(["public"], rows, 1);
      expect(most.map((a) => a.resource)).toEqual([address.id]);
    });

    test("that are alike are found also where very many share a key", async () => {
      const { store } = stage;
      const many = Array.from({ length: 60 }, (_, n) =>
        resourceOf({ organization: "07" }, "07", {
          reach: n === 59 ? "public" : "district",
          description: described(`Worksheet pack number ${n}`),
        }),
      );
      await store.commit(many.map((r) => registered(r)));
      const [found = []] = await store.imports.similar(["public"], [keysOf("Worksheet pack number 999")], 5);
      expect(found.map((a) => a.resource)).toEqual([many[59]?.id]);
    });

    test("in the same file are the rows before, for as long as it is read", async () => {
      const { imports } = stage.store;
      const url = "https://lessons.example.org/file";
      const seen = (seq: number, title: string, keys: RowKeys, sheet?: string) => ({
        seq,
        row: seq + 1,
        title,
        keys,
        sheet,
      });
      const first = [
        seen(1, "Rivers", keysOf("Rivers of the state", url), "Water"),
        seen(2, "Lakes", keysOf("Lakes of the state", undefined, "m-2")),
        seen(3, "Same link", keysOf("Something else", url)),
      ];
      const water = { sheet: "Water", row: 2, title: "Rivers", url: `https://${canonicalUrl(url)}` };
      expect(await imports.earlier("file-1", first, 5)).toEqual([[], [], [water]]);
      const later = [
        seen(4, "Same id", keysOf("Ponds of the state", undefined, "m-2")),
        seen(5, "Same title", keysOf("Rivers of the state")),
      ];
      expect(await imports.earlier("file-1", later, 5)).toEqual([
        [{ row: 3, title: "Lakes", externalId: "m-2" }],
        [water],
      ]);
      expect(
        await imports.earlier("file-2", [seen(9, "Rivers", keysOf("Rivers of the state", url))], 5),
      ).toEqual([[]]);
      imports.forget("file-1");
      imports.forget("never read");
      expect(
        await imports.earlier("file-1", [seen(6, "Rivers", keysOf("Rivers of the state", url))], 5),
      ).toEqual([[]]);
      imports.forget("file-1");
      imports.forget("file-2");
    });
  });
}
