import { describe, expect, test } from "@jest/globals";
import { seedFrameworks, seedOrganizations, seedReference, seedResources } from "../seed/data.ts";
import { wantsSeed } from "../seed/seed.ts";
import { GRADE_ORDER } from "../src/reference/rules/grades.ts";
import { Description } from "../src/resources/rules/resource.ts";
import { understand } from "../src/resources/rules/understand-input.ts";
import { prepare } from "../src/start/server.ts";
import { openTestRegistry } from "./support/registry.ts";

const reference = seedReference();
const all = seedResources().map(({ externalId, ...given }) => ({
  externalId,
  ...understand(Description.parse(given), reference),
}));
const many = (read: (d: Description) => string[]) => {
  const counts = new Map<string, number>();
  for (const { description } of all)
    for (const value of new Set(read(description))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return (value: string) => counts.get(value) ?? 0;
};

describe("the seed", () => {
  test("has the organizations of the state, each with its place", () => {
    const kinds = (kind: string) => seedOrganizations().filter((o) => o.kind === kind);
    expect(kinds("state")).toHaveLength(1);
    expect(kinds("district")).toHaveLength(64);
    expect(kinds("school").length).toBeGreaterThan(300);
    const districts = new Set(kinds("district").map((d) => d.code));
    for (const { code, parent } of kinds("school"))
      expect([code, districts.has(parent ?? "")]).toEqual([code, true]);
  });

  test("has at least 250 standards, in short labels of our own", () => {
    const frameworks = seedFrameworks();
    expect(frameworks.map((f) => f.framework.code).sort()).toEqual([
      "ccss-ela",
      "ccss-math",
      "ngss",
      "ri-proficiencies",
      "ri-social-studies",
    ]);
    expect(frameworks.flatMap((f) => f.items).length).toBeGreaterThanOrEqual(250);
    for (const { items } of frameworks)
      for (const item of items)
        expect([item.id, item.statement, Boolean(item.label)]).toEqual([item.id, undefined, true]);
    const five = frameworks
      .find((f) => f.framework.code === "ri-proficiencies")
      ?.items.filter((i) => !i.parent);
    expect(five).toHaveLength(5);
  });

  test("has at least 400 resources without a fault, each with a link and a summary, nearly all with a content area", () => {
    expect(all.length).toBeGreaterThanOrEqual(400);
    expect(new Set(all.map((r) => r.externalId)).size).toBe(all.length);
    for (const { externalId, faults, description: d } of all) {
      expect([externalId, faults]).toEqual([externalId, []]);
      expect([externalId, Boolean(d.url), d.summary.length > 20]).toEqual([externalId, true, true]);
    }
    expect(all.filter((r) => r.description.subjects.length === 0).length).toBeLessThan(10);
  });

  test("takes at most 150 from one British source, and leaves no more than a third without a license", () => {
    expect(all.filter((r) => r.externalId.startsWith("oak")).length).toBeLessThanOrEqual(150);
    const unlicensed = all.filter((r) => r.description.license === "not-stated");
    expect(unlicensed.length * 3).toBeLessThanOrEqual(all.length);
  });

  test("is spread over content areas, grades, kinds and levels", () => {
    const { subject, level } = reference.vocabularies;
    const subjects = many((d) => d.subjects);
    for (const { id } of subject.terms) expect([id, subjects(id) >= 15]).toEqual([id, true]);
    const grades = many((d) => d.grades);
    for (const id of GRADE_ORDER.slice(GRADE_ORDER.indexOf("KG"), GRADE_ORDER.indexOf("PS")))
      expect([id, grades(id) >= 20]).toEqual([id, true]);
    const levels = many((d) => [...d.levels, ...d.alignments.flatMap((a) => a.level ?? [])]);
    for (const { id } of level.terms) expect([id, levels(id) >= 20]).toEqual([id, true]);
    const types = many((d) => d.types);
    expect(reference.vocabularies.type.terms.filter((t) => types(t.id) > 0).length).toBeGreaterThanOrEqual(
      12,
    );
  });

  test("names standards of English as well as of mathematics, from kindergarten to grade 7 and for the upper grades", () => {
    const english = new Set(
      seedFrameworks().flatMap((f) => (f.framework.code === "ccss-ela" ? f.items.map((i) => i.id) : [])),
    );
    const aligned = all.filter((r) => r.description.alignments.some((a) => english.has(a.item)));
    expect(aligned.length).toBeGreaterThanOrEqual(20);
    const codes = aligned.flatMap((r) =>
      r.description.alignments.flatMap((a) => reference.standards.item(a.item)?.code ?? []),
    );
    for (const strand of ["RL", "RI", "W", "SL", "L", "RH", "RST", "WHST"])
      expect([strand, codes.some((code) => code.startsWith(`${strand}.`))]).toEqual([strand, true]);
    for (const grade of ["K", "1", "2", "3", "4", "5", "6", "7", "9-10", "11-12"])
      expect([grade, codes.some((code) => code.includes(`.${grade}.`))]).toEqual([grade, true]);
  });

  test("says of most resources that no sign-up is needed, and what can be printed, without a guess at the rest", async () => {
    const registry = await openTestRegistry({ seeded: true });
    const total = async (asked: string) => (await registry.call("GET", `/api/v1/search?${asked}`)).body.total;
    expect(await total("signup=no")).toBeGreaterThan(500);
    const books = all.filter((r) => /^(openstax|african_storybook)/.test(r.externalId));
    expect(books.map((r) => r.description.printable)).toEqual(books.map(() => true));
    expect(await total("printable=yes")).toBeGreaterThan(books.length);
    for (const never of ["signup=yes", "printable=no"])
      expect([never, await total(never)]).toEqual([never, 0]);
  });

  test("names many publishers, and none for more than a third", () => {
    const publishers = many((d) => (d.publisher ? [d.publisher] : []));
    const names = new Set(all.flatMap((r) => r.description.publisher ?? []));
    expect(names.size).toBeGreaterThanOrEqual(40);
    for (const name of names) expect([name, publishers(name) * 3 <= all.length]).toEqual([name, true]);
  });

  test("is catalogued by the state, public and not reviewed", async () => {
    const registry = await openTestRegistry({ seeded: true });
    const { body } = await registry.call("GET", "/api/v1/resources?limit=100");
    for (const r of body.resources)
      expect([r.id, r.catalogued, r.reach, r.ownedBy, r.endorsements]).toEqual([
        r.id,
        true,
        "public",
        "organization",
        [],
      ]);
  });

  test("does not bring back what was erased", async () => {
    const registry = await openTestRegistry({ seeded: true });
    const key = await registry.person("ri", "curator");
    const { body } = await registry.call("GET", "/api/v1/resources?limit=1");
    const { id, externalId } = body.resources[0];
    const at = `/api/v1/resources/${id}`;
    const etag = (await registry.call("GET", at, { key })).headers.get("etag") as string;
    const headers = { "if-match": etag };
    await registry.call("POST", `${at}/withdrawal`, { key, headers, body: { reason: "It is not ours" } });
    const erased = await registry.call("POST", `${at}/erasure`, {
      key,
      body: { reason: "Asked for by its author", confirm: id },
    });
    expect(erased.status).toBe(201);
    expect(await wantsSeed(registry.parts)).toBe(false);
    await prepare({ parts: registry.parts });
    expect(await registry.parts.store.resources.byExternalId("ri", externalId)).toBeUndefined();
  });
});
