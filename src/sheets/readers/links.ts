import { Readable } from "node:stream";
import { Problem } from "../../kernel/problem.ts";
import { readSaxToEnd } from "./sax.ts";
import { columnOf } from "./sheet-cells.ts";
import { relationsOf } from "./workbook.ts";
import type { Zip } from "./zip.ts";

const MOST_LINKS = 500_000;

/**
 * The addresses behind the linked texts of a sheet, by `row:column`. A workbook lists them after its cells, so a
 * sheet that has any is unpacked once more before it is read.
 */
export async function linksOf(zip: Zip, part: string): Promise<Map<string, string> | undefined> {
  const relations = await relationsOf(zip, part);
  if (![...relations.values()].some((r) => r.external)) return undefined;
  const links = new Map<string, string>();
  await readSaxToEnd(await tailOf(zip, part), {
    open(name, a) {
      if (name !== "hyperlink") return;
      const id = Object.entries(a).find(([key]) => /(^|:)id$/i.test(key))?.[1] ?? "";
      const target = relations.get(id);
      const [from = ""] = (a.ref ?? "").split(":");
      const row = Number(/\d+$/.exec(from)?.[0]);
      if (!target?.external || !(row > 0) || !/^https?:/i.test(target.target)) return;
      if (links.size >= MOST_LINKS)
        throw new Problem(
          "too-large",
          "The sheet has more linked cells than can be read. Write the addresses as text, in a column of their own.",
        );
      links.set(`${row}:${columnOf(from)}`, target.target + (a.location ? `#${a.location}` : ""));
    },
  });
  return links;
}

/** What follows the cells, as a small XML document of its own. */
async function tailOf(zip: Zip, part: string) {
  const stream = await zip.open(part);
  const decoder = new TextDecoder("utf-8");
  const mark = /<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\/>/;
  async function* tail() {
    let before = "";
    let found = false;
    yield "<tail>";
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      if (found) {
        yield text;
        continue;
      }
      const both = before + text;
      const at = mark.exec(both);
      found = at !== null;
      if (at) yield both.slice(at.index + at[0].length);
      else before = both.slice(-40);
    }
  }
  async function* closed() {
    let kept = "";
    for await (const piece of tail()) {
      const text = kept + piece;
      kept = text.slice(-40);
      yield Buffer.from(text.slice(0, -40), "utf8");
    }
    yield Buffer.from(`${kept.replace(/<\/(?:\w+:)?worksheet>\s*$/, "")}</tail>`, "utf8");
  }
  return Readable.from(closed(), { objectMode: true });
}
