import { beforeAll, describe, expect, test } from "@jest/globals";
import { openTestRegistry } from "../support/registry.ts";

/** Records in many hands, each found by what people type. Title, then what finds it. */
const FOUND_BY: [title: string, typed: string[]][] = [
  ["قِصَّةُ الأَرْنَبِ الصَّغِيرِ", ["قصة ارنب", "الأرنب الصغير", "قصّة الارنب"]],
  ["סִפּוּר עַל גֶּשֶׁם", ["ספור", "גשם"]],
  ["四季的变化", ["四季", "季", "变化", "變化"]],
  ["認識時間", ["认识时间", "時間", "时"]],
  ["Die Größe der Bäume", ["groesse", "grosse", "baume", "Bäume"]],
  ["Aepfel und Birnen", ["Äpfel"]],
  ["L’orage d’été", ["orage", "ete", "l'orage"]],
  ["As constelações do céu", ["constelação", "constelacoes"]],
  ["Lea\u00adves fall in autumn", ["leaf autumn", "leaves"]],
  ["Objects in C#", ["C#"]],
  ["Objects in C++", ["c++"]],
  ["A self‑watering planter", ["selfwatering", "self watering", "self-watering"]],
  ["A 75 W lamp and a 30 cm ruler", ["30cm", "30 cm ruler"]],
];

describe("Over HTTP", () => {
  const found = new Map<string, string[]>();

  beforeAll(async () => {
    const registry = await openTestRegistry();
    const key = await registry.person("ri", "curator");
    for (const [i, [title]] of FOUND_BY.entries())
      await registry.call("POST", "/api/v1/resources", {
        key,
        body: { title, url: `https://example.net/${i}`, license: "CC BY 4.0" },
      });
    await registry.indexed();
    for (const typed of FOUND_BY.flatMap(([, list]) => list)) {
      const { body } = await registry.call("GET", `/api/v1/search?q=${encodeURIComponent(typed)}`);
      const counted = body.hits.filter((hit: { close?: boolean }) => !hit.close);
      found.set(
        typed,
        counted.map((hit: { title: string }) => hit.title),
      );
    }
  });

  test.each(FOUND_BY.flatMap(([title, list]) => list.map((typed) => [typed, title])))(
    "%s finds %s",
    (typed, title) => {
      expect(found.get(typed as string)).toEqual([title]);
    },
  );
});
