import { describe, expect, test } from "@jest/globals";
import { type Harvested, type OaiRequest, readOai } from "../../src/exchange/oai.ts";
import { HARVEST_ANSWERS } from "../../src/imports/rules/findings.ts";
import { rowReader } from "../../src/imports/rules/understand-row.ts";
import { Problem } from "../../src/kernel/problem.ts";
import type { SourceRow } from "../../src/sheets/row.ts";
import { reference } from "./import-files.ts";

const record = (id: number, metadata = "") =>
  `<record><header><identifier>oai:x:${id}</identifier></header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lesson ${id} &amp; more</dc:title><dc:identifier>ISBN 1</dc:identifier><dc:identifier>https://example.org/${id}</dc:identifier>${metadata}</oai_dc:dc></metadata></record>`;
const page = (records: string, token = "") =>
  `<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-02-01T00:00:00Z</responseDate><ListRecords>${records}${token ? `<resumptionToken>${token}</resumptionToken>` : "<resumptionToken/>"}</ListRecords></OAI-PMH>`;

async function harvest(answers: (string | Response)[], more: Partial<OaiRequest> = {}) {
  const asked: string[] = [];
  const rows: SourceRow[] = [];
  const fetch = async (address: string) => {
    asked.push(address);
    const answer = answers[Math.min(asked.length, answers.length) - 1] ?? "";
    return typeof answer === "string" ? new Response(answer) : answer.clone();
  };
  const reads = readOai({ base: "https://oai.example.org/oai?old=1", fetch, ...more });
  let done: Harvested | undefined;
  let problem: Problem | undefined;
  try {
    for (;;) {
      const next = await reads.next();
      if (next.done) {
        done = next.value;
        break;
      }
      rows.push(next.value);
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    problem = error;
  }
  return { asked, rows, done, problem };
}

describe("an OAI-PMH source", () => {
  test("is harvested page by page, with what was deleted, from a date on", async () => {
    const gone = '<record><header status="deleted"><identifier>oai:x:9</identifier></header></record>';
    const { asked, rows, done } = await harvest([page(record(1) + gone, "t&amp;1"), page(record(2))], {
      from: "2025-12-31",
      set: "math",
    });
    expect(asked).toEqual([
      "https://oai.example.org/oai?verb=ListRecords&metadataPrefix=oai_dc&set=math&from=2025-12-31",
      "https://oai.example.org/oai?verb=ListRecords&resumptionToken=t%261",
    ]);
    expect(rows.map((r) => [r.row, r.cells.externalId, r.cells.title, r.cells.url, r.deleted])).toEqual([
      [1, "oai:x:1", "Lesson 1 & more", "https://example.org/1", undefined],
      [2, "oai:x:9", undefined, undefined, true],
      [3, "oai:x:2", "Lesson 2 & more", "https://example.org/2", undefined],
    ]);
    expect(done).toEqual({ responseDate: "2026-02-01T00:00:00Z", pages: 2, records: 3 });
  });

  test("in nsdl_dc gives grades, standards, license and time; what is not understood is no fault", async () => {
    const nsdl = `<record><header><identifier>oai:n:1</identifier></header><metadata><nsdl_dc:nsdl_dc xmlns:nsdl_dc="http://ns.nsdl.org/nsdl_dc_v1.02/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dct="http://purl.org/dc/terms/"><dc:title>Stars</dc:title><dc:identifier>https://example.org/s</dc:identifier><dc:subject>Astronomy</dc:subject><dc:subject>Science</dc:subject><dct:educationLevel>Middle School</dct:educationLevel><dct:educationLevel>Informal Education</dct:educationLevel><dct:conformsTo>http://purl.org/ASN/resources/S1</dct:conformsTo><dct:conformsTo>MS-ESS1-1</dct:conformsTo><dc:type>Lesson Plan</dc:type><dc:type>Odd thing</dc:type><dc:rights>All rights, see page</dc:rights><dc:rights>http://creativecommons.org/licenses/by/3.0/</dc:rights><dc:creator>Rosa</dc:creator><dc:creator>Ben</dc:creator></nsdl_dc:nsdl_dc></metadata></record>`;
    const { rows } = await harvest([page(nsdl)], { prefix: "nsdl_dc" });
    const read = rowReader({ mapping: {}, reference, answers: HARVEST_ANSWERS })(rows[0] as SourceRow);
    expect(read.faults).toEqual([]);
    expect(read.description).toMatchObject({
      title: "Stars",
      grades: ["06", "07", "08"],
      license: "CC-BY-3.0",
      author: "Rosa; Ben",
      types: ["lesson-plan"],
      subjects: ["science"],
    });
    expect(read.description?.keywords).toEqual(expect.arrayContaining(["Informal Education", "Odd thing"]));
    expect(read.description?.alignments).toHaveLength(1);
  });

  test("with nothing new gives no rows and no Problem", async () => {
    const none =
      '<OAI-PMH><responseDate>x</responseDate><error code="noRecordsMatch">nothing</error></OAI-PMH>';
    expect(await harvest([none])).toMatchObject({ rows: [], done: { records: 0 } });
  });

  test.each([
    ["repeats its resumption token", [page(record(1), "again")], /repeats itself.*after 2 records/],
    [
      "walks in a circle of tokens",
      [page(record(1), "a"), page(record(2), "b"), page(record(3), "a")],
      /repeats itself.*after 3 records/,
    ],
    [
      "sends half a file",
      [page(record(1), "t"), page(record(2)).slice(0, 300)],
      /breaks off in the middle.*after 1 records/,
    ],
    [
      "answers with a web page",
      ["<!DOCTYPE html><html><body>Sign in</body></html>"],
      /web page instead of records/,
    ],
    ["answers with other XML", ["<rss/>"], /not OAI-PMH/],
    [
      "answers with a document type",
      ['<!DOCTYPE x [<!ENTITY a "b">]><OAI-PMH></OAI-PMH>'],
      /not well-formed/,
    ],
    [
      "refuses",
      ['<OAI-PMH><error code="cannotDisseminateFormat">no nsdl_dc here</error></OAI-PMH>'],
      /cannotDisseminateFormat \(no nsdl_dc here\)/,
    ],
    [
      "forgets its token",
      [page(record(1), "t"), '<OAI-PMH><error code="badResumptionToken"/></OAI-PMH>'],
      /no longer knows/,
    ],
    ["fails", [new Response("no", { status: 500 })], /error 500/],
    ["is busy", [new Response("", { status: 503, headers: { "retry-after": "30" } })], /asks to wait/],
    ["is empty", [""], /breaks off/],
  ])("that %s is a Problem with a clear sentence", async (_name, answers, sentence) => {
    const { problem } = await harvest(answers as (string | Response)[]);
    expect(problem?.kind).toBe("unavailable");
    expect(problem?.message).toMatch(sentence);
  });

  test("that cannot be reached, or has no web address, is told apart", async () => {
    const failing = readOai({
      base: "https://x.example",
      fetch: async () => Promise.reject(new Error("ENOTFOUND")),
    });
    await expect(failing.next()).rejects.toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("cannot be reached"),
    });
    await expect(readOai({ base: "file:///etc/passwd", fetch }).next()).rejects.toMatchObject({
      kind: "invalid",
    });
  });
});
