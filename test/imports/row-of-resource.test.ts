import { expect, test } from "@jest/globals";
import { seedResources } from "../../seed/data.ts";
import { cellsOfResource } from "../../src/exchange/row-of-resource.ts";
import { COLUMNS } from "../../src/imports/rules/columns.ts";
import { planRow } from "../../src/imports/rules/plan.ts";
import { Description, type Resource } from "../../src/resources/rules/resource.ts";
import { understand } from "../../src/resources/rules/understand-input.ts";
import { defused, undefused } from "../../src/sheets/defused.ts";
import { reference, understood } from "./import-files.ts";

const q = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function asRecords(): Resource[] {
  return seedResources().map(({ externalId, ...given }, i) => ({
    id: `0190b3c4-0000-7000-8000-${String(i).padStart(12, "0")}`,
    externalId,
    organization: "ri",
    owner: { organization: "ri" },
    status: "active",
    reach: "public",
    revision: 1,
    published: 1,
    description: understand(Description.parse(given), reference).description,
    endorsements: [],
    catalogued: true,
    createdAt: "2026-01-01T00:00:00Z",
    changedAt: "2026-01-01T00:00:00Z",
  }));
}

test("what the registry writes out comes back unchanged: every seed resource, every column", async () => {
  const records = asRecords();
  expect(records.length).toBeGreaterThan(50);
  const [first] = records;
  // One record that says something in every field.
  const item = reference.standards.allItems().find((i) => i.code !== "")?.id as string;
  (first as Resource).description = Description.parse({
    ...(first as Resource).description,
    summary: '=Two lines,\nwith "marks"; and | bars',
    alignments: [
      { item, type: "teaches", level: "proficient" },
      { item, type: "assesses" },
      { item, type: "requires", level: "expanding" },
    ],
    levels: ["developing"],
    printable: true,
    signIn: false,
    materials: "scissors",
    evidence: "https://example.org/e",
    timeRequired: "P2DT3H",
    accessibility: {
      features: ["captions"],
      hazards: ["noFlashingHazard"].filter((id) => reference.vocabularies["accessibility-hazard"].get(id)),
      modes: ["visual"],
    },
    relations: [
      { type: "basedOn", url: "https://example.org/o", title: "Old" },
      { type: "partOf", resource: "0190b3c4-0000-7000-8000-0000000000ff" },
    ],
    maturity: "piloted",
    curricula: reference.vocabularies.curriculum.terms.slice(0, 2).map((t) => t.id),
    interests: reference.vocabularies.interest.terms.slice(0, 3).map((t) => t.id),
    topics: reference.vocabularies.topic.terms.slice(0, 5).map((t) => t.id),
    keywords: ["a, b", "c"],
    dimensions: ["habits-of-success"],
    choices: ["pace"],
    settings: ["remote"],
    uses: ["practice"],
    audiences: ["family"],
    formats: ["audio"],
  });
  const headers = COLUMNS.map((c) => c.header);
  const lines = records.map((r) =>
    headers.map((h) => q(defused(cellsOfResource(r, reference)[h] ?? ""))).join(","),
  );
  const reads = await understood(`${headers.map(q).join(",")}\n${lines.join("\n")}\n`);
  const plans = reads.map((read, i) =>
    planRow(read, { own: { resource: records[i] as Resource }, similar: [] }),
  );
  expect(
    plans
      .filter((p) => p.outcome !== "unchanged")
      .map((p) => [p.title, p.faults, p.changes])
      .slice(0, 3),
  ).toEqual([]);
  expect(plans).toHaveLength(records.length);
});

test("no cell is taken for a formula", () => {
  expect(["=1+1", "+1", "-1", "@x", "plain"].map(defused)).toEqual(["'=1+1", "'+1", "'-1", "'@x", "plain"]);
  expect(["=1+1", "plain", "'tis"].map((t) => undefused(defused(t)))).toEqual(["=1+1", "plain", "'tis"]);
});
