import { readFileSync, rmSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { readOai } from "../../src/exchange/oai.ts";
import { READING } from "../../src/imports/actions/open-source-file.ts";
import { matchColumns } from "../../src/imports/rules/columns.ts";
import { rowReader } from "../../src/imports/rules/understand-row.ts";
import { Problem } from "../../src/kernel/problem.ts";
import { openImport } from "../../src/sheets/open-file.ts";
import { fileWith, folder, reference, workbook, zipOf } from "./import-files.ts";

/** The same mutations every time: a failure can be repeated (mulberry32). */
function dice(seed: number) {
  let a = seed;
  return (below: number) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const TOKENS = [
  '"',
  '""',
  ",",
  "\r\n",
  "\n",
  "\r",
  "|",
  ";",
  "\t",
  "\0",
  "{",
  "}",
  "[",
  "]",
  "\\",
  "\uFEFF",
  "é",
  "\ud83d",
  "<",
  "</row>",
  "<row>",
  "<c r='XFD1'>",
  "&amp;",
  "&x;",
  "<!DOCTYPE a>",
  "<![CDATA[",
  "-->",
  "@graph",
  '"title":',
  "__proto__",
  "1e999",
  "=1+1",
  "#REF!",
  "=HYPERLINK(",
  "9".repeat(400),
  " ".repeat(3000),
  "(".repeat(50),
  "3-".repeat(200),
  "4.NF.".repeat(60),
  "P1".repeat(40),
  "1 h ".repeat(60),
  "http://",
  "<p".repeat(300),
  "https://a.b/%E0%A4%A",
];

function mutated(source: Buffer, roll: (below: number) => number): Buffer {
  let bytes = Buffer.from(source);
  for (let n = 1 + roll(4); n > 0; n--) {
    const at = roll(bytes.length + 1);
    const to = Math.min(bytes.length, at + roll(60));
    const token = Buffer.from(TOKENS[roll(TOKENS.length)] as string);
    const kind = roll(6);
    if (kind === 0 && bytes.length > 0) bytes[Math.min(at, bytes.length - 1)] = roll(256);
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(at)]);
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(to)]);
    else if (roll(4) === 0) bytes = bytes.subarray(0, at);
  }
  return bytes;
}

const CSV = `CR_TITLE,CR_URL,CR_SUBLEVEL,CR_CURRIC_STANDARDS,CR_COU_URL,CR_KEYWORDS,Time,Created\r\n${Array.from({ length: 12 }, (_, i) => `"Lesson ${i}, ""quoted""\r\nline",https://example.org/${i}?a=b,K-2|Gr. 3–5,"4.NF.B.3; RI.5.1 (Proficient)",https://creativecommons.org/licenses/by/4.0/,a|b,45 min,Feb 1 2013`).join("\r\n")}\r\n`;
const RECORDS = Array.from({ length: 8 }, (_, i) => ({
  title: `Lesson ${i}`,
  url: `https://example.org/${i}`,
  grades: ["3", "K-2"],
  alignments: [{ item: "4.NF.B.3", type: "teaches", level: "Proficient" }],
  accessibility: { features: ["captions"], hazards: [], modes: [] },
  timeRequired: "PT45M",
}));
const LINKED = {
  "@context": "https://schema.org",
  "@graph": RECORDS.map((r) => ({
    "@type": "LearningResource",
    name: r.title,
    url: r.url,
    educationalLevel: ["Grade 3"],
    teaches: { "@type": "DefinedTerm", termCode: "4.NF.B.3" },
    author: [{ name: "Rosa" }],
    educationalAlignment: { alignmentType: "teaches", targetName: "RI.5.1" },
  })),
};

const SHEET = `<?xml version="1.0"?><worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Link</t></is></c><c r="C1" t="str"><v>Created</v></c></row>${Array.from({ length: 8 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>1</v></c><c r="B${i + 2}" t="str"><f>HYPERLINK("https://e.org/${i}","x")</f><v>x</v></c><c r="C${i + 2}" s="1"><v>41306.5</v></c></row>`).join("")}</sheetData><hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks></worksheet>`;
const PARTS: Record<string, string> = {
  "xl/workbook.xml":
    '<workbook xmlns:r="r"><workbookPr date1904="0"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels":
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  "xl/worksheets/_rels/sheet1.xml.rels":
    '<Relationships><Relationship Id="rId1" Target="https://e.org/a" TargetMode="External"/></Relationships>',
  "xl/worksheets/sheet1.xml": SHEET,
  "xl/sharedStrings.xml": "<sst><si><t>Title</t></si><si><r><t>A</t></r><r><t> b</t></r></si></sst>",
  "xl/styles.xml":
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="d/m/yy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
};

/** Reads and understands a file to its end. Only a Problem with a sentence may stop it. */
async function survives(content: string | Buffer): Promise<"read" | "refused"> {
  const file = fileWith(content);
  try {
    const opened = await openImport(file, "sheet.csv", READING);
    const read = rowReader({ mapping: {}, reference });
    for await (const row of opened.rows()) {
      if (row.kind === "heading") matchColumns(row.headers);
      if (row.kind === "row") read(row);
    }
    return "read";
  } catch (error) {
    if (!(error instanceof Problem) || !/^[A-Z].*\.$/s.test(error.message)) throw error;
    return "refused";
  } finally {
    rmSync(file, { force: true });
  }
}

/** Names the mutation that broke something. */
async function each(
  times: number,
  seed: number,
  one: (roll: (below: number) => number) => Promise<unknown>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let i = 0; i < times; i++) {
    try {
      const outcome = String(await one(dice(seed + i)));
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    } catch (error) {
      throw new Error(`mutation ${seed + i}: ${error instanceof Error ? error.stack : error}`);
    }
  }
  return counts;
}

describe("3,400 damaged files: none crashes the readers, hangs them or eats memory", () => {
  const before = process.memoryUsage().rss;

  test.each([
    ["CSV", Buffer.from(CSV), 1000],
    ["CSV in UTF-16", Buffer.from(`\uFEFF${CSV}`, "utf16le"), 300],
    ["JSON Lines", Buffer.from(RECORDS.map((r) => JSON.stringify(r)).join("\n")), 500],
    ["JSON", Buffer.from(JSON.stringify(RECORDS, null, 1)), 400],
    ["JSON-LD", Buffer.from(JSON.stringify(LINKED)), 300],
  ])(
    "%s",
    async (_name, source, times) => {
      const counts = await each(times, 1000, (roll) => survives(mutated(source, roll)));
      expect(counts.read).toBeGreaterThan(times / 10);
      // What hangs is found file by file; a thousand of them may take long on a busy machine.
    },
    120_000,
  );

  test("workbooks, damaged outside", async () => {
    const source = readFileSync(
      await workbook([
        {
          name: "S",
          rows: [
            ["Title", "Link"],
            ["A", "https://example.org"],
          ],
        },
      ]),
    );
    const counts = await each(300, 5000, (roll) => survives(mutated(source, roll)));
    expect(counts.refused).toBeGreaterThan(20);
  });

  test("workbooks, damaged inside", async () => {
    const names = Object.keys(PARTS);
    const counts = await each(500, 9000, async (roll) => {
      const name = names[roll(4) > 0 ? 3 : roll(names.length)] as string;
      const file = await zipOf({ ...PARTS, [name]: mutated(Buffer.from(PARTS[name] as string), roll) });
      const bytes = readFileSync(file);
      rmSync(file);
      return survives(bytes);
    });
    expect(counts.read).toBeGreaterThan(20);
    expect(counts.refused).toBeGreaterThan(20);
  });

  test("answers of an OAI-PMH server", async () => {
    const page = `<?xml version="1.0"?><OAI-PMH><responseDate>2026-01-01T00:00:00Z</responseDate><ListRecords>${Array.from({ length: 5 }, (_, i) => `<record><header><identifier>oai:x:${i}</identifier></header><metadata><dc xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title><dc:identifier>https://e.org/${i}</dc:identifier></dc></metadata></record>`).join("")}<resumptionToken>t</resumptionToken></ListRecords></OAI-PMH>`;
    const counts = await each(100, 20_000, async (roll) => {
      let asked = 0;
      const fetch = async () =>
        new Response(new Uint8Array(mutated(Buffer.from(page), roll)), { status: asked++ > 6 ? 404 : 200 });
      try {
        for await (const row of readOai({ base: "https://oai.example.org/", fetch }))
          expect(row.row).toBeGreaterThan(0);
        return "read";
      } catch (error) {
        if (error instanceof Problem) return "refused";
        throw error;
      }
    });
    expect(counts.refused).toBeGreaterThan(50);
  });

  test("and memory has stayed where it was", () => {
    expect(process.memoryUsage().rss - before).toBeLessThan(300 << 20);
    rmSync(folder, { recursive: true, force: true });
  });
});
