import { expect, test } from "@jest/globals";
import type { QueryWord, SearchEngine } from "../../src/search/rules/engine.ts";
import { readSynonyms } from "../../src/search/rules/synonyms.ts";
import { documentWith, requestFor, word } from "./documents.ts";

const topic = (text: string) => word(text, { role: "topic" });
export const modifier = (text: string) => word(text, { role: "modifier" });
const publisher = (text: string) => word(text, { role: "publisher" });

/** Words that mean the same: an engine that looks for them itself is opened with these. */
export const SAME = readSynonyms("buggy = cart = two wheeler");

/** What every engine promises of words that give way, and of those that never do. */
export function keepsTheTopic(engine: () => SearchEngine): void {
  const titled = async (titles: Record<string, string>, summaries: Record<string, string> = {}) => {
    const put = Object.entries(titles).map(([id, title]) =>
      documentWith(id, { text: { title, summary: summaries[id] ?? "" } }),
    );
    await engine().take({ put, remove: [] }, { epoch: "e1", position: 1 });
  };
  const ask = (...words: QueryWord[]) => engine().find(requestFor("", { words }));

  test("a rare modifier gives way to a common topic, with other modifiers or alone", async () => {
    await titled({ a: "Decimals", b: "Decimals again", c: "Playful map of rivers", d: "Printable calendar" });
    const one = await ask(modifier("playful"), topic("decimals"));
    expect(one).toMatchObject({ total: 2, leftOut: ["playful"], partial: false });
    expect(one.ids.toSorted()).toEqual(["a", "b"]);
    const two = await ask(modifier("playful"), topic("decimals"), modifier("printable"));
    expect(two).toMatchObject({ total: 2, leftOut: ["playful", "printable"] });
    expect([...two.ids, ...two.close].toSorted()).toEqual(["a", "b"]);
  });

  test("a modifier that some records have raises them, shuts nothing out, and is not said to be left out", async () => {
    await titled({ a: "Decimals", b: "Printable decimals", c: "Playful calendar" });
    const { ids, total, leftOut, close } = await ask(
      modifier("playful"),
      modifier("printable"),
      topic("decimals"),
    );
    expect({ ids, total, leftOut, close }).toEqual({
      ids: ["b", "a"],
      total: 2,
      leftOut: ["playful"],
      close: [],
    });
  });

  test("a modifier in quotes is required, and so is one with nothing beside it", async () => {
    await titled({ a: "Decimals", b: "Printable decimals", c: "Printable calendar" });
    const quoted = await engine().find(
      requestFor("", {
        words: [word("printable", { role: "modifier", quoted: true }), topic("decimals")],
        phrases: [["printable"]],
      }),
    );
    expect({ first: quoted.ids[0], total: quoted.total }).toEqual({ first: "b", total: 1 });
    expect(quoted.ids).not.toContain("a");
    expect((await ask(modifier("printable"))).ids.toSorted()).toEqual(["b", "c"]);
  });

  test("modifiers go before publishers, publishers before plain words, and topics never", async () => {
    await titled(
      { a: "Decimals", b: "Decimals with pizza", c: "Acme calendar", d: "Playful calendar" },
      { b: "Slices" },
    );
    const words = [modifier("playful"), publisher("acme"), word("pizza"), topic("decimals")];
    expect(await ask(...words)).toMatchObject({ total: 1, ids: ["b", "a"], leftOut: ["playful", "acme"] });
    await titled({ e: "Decimals by Acme" });
    expect((await ask(publisher("acme"), modifier("playful"), topic("decimals"))).ids[0]).toBe("e");
  });

  test("of plain words the one that records are about stays, however common it is", async () => {
    const about = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`v${i}`, `Volcano ${i}`]));
    const used = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`u${i}`, "Calendar"]));
    const summaries = Object.fromEntries(Object.keys(used).map((id) => [id, "A useful diagram"]));
    await titled({ ...about, ...used }, summaries);
    expect(await ask(word("volcano"), word("diagram"))).toMatchObject({ total: 9, leftOut: ["diagram"] });
  });

  test("a telling plain word that its records are about is a topic beside others, one they only use is not", async () => {
    const maps = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`m${i}`, `Map ${i}`]));
    const volcanoes = { v0: "Volcano", v1: "Volcano song", v2: "Old volcano" };
    await titled({ ...maps, ...volcanoes, x: "Calendar" }, { x: "A diagram", v0: "Diagram" });
    const both = await ask(topic("map"), word("volcano"));
    expect(both).toMatchObject({ total: 15, partial: true, leftOut: [] });
    expect(await ask(topic("map"), word("diagram"))).toMatchObject({
      total: 12,
      partial: false,
      leftOut: ["diagram"],
    });
  });

  test("a plain word that a title has beside its neighbor is a topic", async () => {
    await titled(
      { a: "Number line", b: "Number games", c: "Poems", d: "Melody" },
      { c: "One line and another", d: "A number and a rhythm" },
    );
    const { leftOut, total } = await ask(topic("number"), word("line"), word("rhythm"));
    expect({ leftOut, total }).toEqual({ leftOut: ["rhythm"], total: 1 });
    // Beside a modifier it says nothing.
    await titled({ e: "Playful line of poems" });
    const beside = await ask(topic("melody"), modifier("playful"), word("line"));
    expect(beside).toMatchObject({ leftOut: ["playful", "line"], total: 1 });
  });

  test("where no record has all topics, what has most of them is one list, and none is left out", async () => {
    await titled({
      both: "River and planet",
      one: "River",
      two: "Planet",
      three: "Volcano",
      none: "Melody",
      slow: "Slow melody",
    });
    const found = await ask(modifier("slow"), topic("river"), topic("planet"), topic("volcano"));
    expect(found).toMatchObject({ partial: true, total: 1, leftOut: ["slow"] });
    expect(found.ids[0]).toBe("both");
    expect(found.ids).not.toContain("slow");
    const pair = await ask(topic("river"), topic("volcano"));
    expect(pair).toMatchObject({ partial: true, total: 3, leftOut: [], close: [] });
    expect(pair.ids.toSorted()).toEqual(["both", "one", "three"]);
  });

  test("gives each record that has some of the topics once, page by page, and counts them by facet", async () => {
    const put = Array.from({ length: 40 }, (_, i) =>
      documentWith(`r${i}`, {
        text: { title: i % 2 ? `River ${i}` : `Volcano ${i}` },
        facets: { grade: [i % 4 ? "03" : "04"] },
      }),
    );
    await engine().take({ put, remove: [] }, { epoch: "e1", position: 1 });
    const question = { words: [topic("river"), topic("volcano")], facets: ["grade" as const] };
    const seen: string[] = [];
    for (let from = 0; from < 40; from += 7) {
      const page = await engine().find(requestFor("", { ...question, from, size: 7 }));
      expect(page).toMatchObject({
        total: 40,
        close: [],
        counts: {
          grade: [
            ["03", 30],
            ["04", 10],
          ],
        },
      });
      seen.push(...page.ids);
    }
    expect(new Set(seen).size).toBe(40);
    const third = await engine().find(
      requestFor("", { ...question, filters: { grade: ["04"] }, sort: "title" }),
    );
    expect(third).toMatchObject({ total: 10, ids: expect.arrayContaining(["r0", "r4"]) });
  });

  test("what has a synonym is counted, and comes after the word itself", async () => {
    await titled({ a: "Cart", b: "A two wheeler", c: "Buggy", d: "Wheel" }, { c: "Cart" });
    const alternatives = [["cart"], ["two", "wheeler"]].map((words) => ({ words, share: 0.4 }));
    const { ids, total, corrected } = await ask(word("buggy", { alternatives }));
    expect({ first: ids[0], total, corrected }).toEqual({
      first: "c",
      total: 3,
      corrected: [],
    });
    expect(ids.toSorted()).toEqual(["a", "b", "c"]);
  });

  test("a close record has at least one of the topics", async () => {
    await titled({ a: "Acme decimals", b: "Decimals", c: "Acme calendar", d: "Acme map" });
    const found = await ask(publisher("acme"), topic("decimals"));
    expect(found).toMatchObject({ ids: ["a", "b"], close: ["b"], total: 1 });
  });
}
