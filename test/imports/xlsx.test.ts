import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { READING } from "../../src/imports/actions/open-source-file.ts";
import { openImport } from "../../src/sheets/open-file.ts";
import { clockOfSerial, isoOfSerial, kindOfFormat } from "../../src/sheets/readers/serial-dates.ts";
import { DiskTexts } from "../../src/sheets/readers/texts-on-disk.ts";
import { ALLOWED_VALUES, outlineXlsx, readXlsx } from "../../src/sheets/readers/xlsx.ts";
import { all, headingIn, refusal, rowsIn, sectionsIn, workbook, zipOf } from "./import-files.ts";

const HEAD = ["Title", "Link", "Date", "Time"];

describe("a workbook", () => {
  test("gives texts, numbers, truth values, cached formulas and gaps", async () => {
    const file = await workbook([
      {
        name: "S",
        rows: [
          ["Title", "Link", "Grade", "Printable", "Summary"],
          [
            "A & B",
            null,
            3,
            { xml: '<c t="b"><v>1</v></c>' },
            { xml: '<c t="str"><f>A1&amp;"x"</f><v>cached</v></c>' },
          ],
          [
            {
              xml: '<c t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r><rPh><t>hint</t></rPh></is></c>',
            },
            "x",
            { xml: '<c t="e"><v>#REF!</v></c>' },
          ],
        ],
      },
    ]);
    expect(rowsIn(await all(readXlsx(file, { limits: READING })))).toEqual([
      {
        kind: "row",
        sheet: "S",
        row: 2,
        cells: { Title: "A & B", Grade: 3, Printable: true, Summary: "cached" },
      },
      { kind: "row", sheet: "S", row: 3, cells: { Title: "rich text", Link: "x", Grade: "#REF!" } },
    ]);
  });

  test.each([
    [false, "2013-02-01"],
    [true, "2017-02-02"],
  ])("gives dates by their style, counted from 1904: %s", async (from1904, date) => {
    const cell = (style: number, value: number) => ({ xml: `<c s="${style}"><v>${value}</v></c>` });
    const file = await workbook(
      [{ name: "S", rows: [HEAD, ["A", cell(0, 41306), cell(1, 41306), cell(2, 0.03125)]] }],
      {
        from1904,
        styles: ["d/m/yyyy;@", "[h]:mm"],
      },
    );
    expect(rowsIn(await all(readXlsx(file, { limits: READING })))[0]?.cells).toEqual({
      Title: "A",
      Link: 41306,
      Date: date,
      Time: "0:45",
    });
  });

  test("gives the address behind a linked text, from a link or a formula", async () => {
    const formula = {
      xml: '<c t="str"><f>HYPERLINK("https://example.org/f","Formula")</f><v>Formula</v></c>',
    };
    const file = await workbook([
      {
        name: "S",
        rows: [
          ["Title", "Link"],
          ["Linked", "open"],
          [formula, "https://example.org/same"],
        ],
        links: { A2: "https://example.org/a?x=1&y=2", B3: "https://example.org/same" },
      },
    ]);
    expect(rowsIn(await all(readXlsx(file, { limits: READING }))).map((r) => r.cells)).toEqual([
      { Title: { text: "Linked", href: "https://example.org/a?x=1&y=2" }, Link: "open" },
      { Title: { text: "Formula", href: "https://example.org/f" }, Link: "https://example.org/same" },
    ]);
  });

  test("has its sheets of resources read, without notes, hidden sheets and the list of allowed values", async () => {
    const sheet = (name: string, hidden = false) => ({
      name,
      hidden,
      rows: [
        ["Title", "Link"],
        [`${name} row`, "x"],
      ],
    });
    const file = await workbook([
      { name: "Read me", rows: [["Please fill in the sheets"], ["Thank you"]] },
      sheet("Math"),
      sheet("ELA"),
      sheet("Old", true),
      {
        name: ALLOWED_VALUES,
        rows: [
          ["Title", "Level"],
          ["x", "Developing"],
        ],
      },
    ]);
    expect(rowsIn(await all(readXlsx(file, { limits: READING }))).map((r) => r.sheet)).toEqual([
      "Math",
      "ELA",
    ]);
    expect(
      rowsIn(await all(readXlsx(file, { limits: READING, sheets: ["Old"] }))).map((r) => r.cells.Title),
    ).toEqual(["Old row"]);
    expect((await outlineXlsx(file, READING)).filter((s) => s.usable).map((s) => s.name)).toEqual([
      "Math",
      "ELA",
      "Old",
    ]);
  });

  test("has two-row headings and section rows recognized", async () => {
    const file = await workbook([
      {
        name: "S",
        rows: [
          ["District list"],
          [],
          ["Title", "Link", "Standards", null],
          [null, null, "Math", "ELA"],
          ["Unit 1"],
          ["A", "a", "4.NF.B.3", "RI.5.1"],
        ],
      },
    ]);
    const reads = await all(readXlsx(file, { limits: READING }));
    expect(headingIn(reads)).toMatchObject({
      row: 4,
      headers: ["Title", "Link", "Standards: Math", "Standards: ELA"],
    });
    expect(sectionsIn(reads)).toMatchObject([{ row: 5, text: "Unit 1" }]);
    expect(rowsIn(reads)).toMatchObject([{ row: 6, section: "Unit 1" }]);
  });

  test("is known by what it holds, whatever its name ends in", async () => {
    const file = await workbook([
      {
        name: "S",
        rows: [
          ["Title", "Link"],
          ["A", "a"],
        ],
      },
    ]);
    const opened = await openImport(file, "resources.csv", READING);
    expect(opened.format).toBe("xlsx");
    expect(opened.notes).toEqual(["The file is named .csv and is an Excel workbook. It is read as that."]);
  });

  test("with more shared texts than memory should hold is read the same", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [
      `Title ${i} ${"é".repeat(500)}`,
      `https://example.org/${i}`,
    ]);
    const file = await workbook([{ name: "S", rows: [["Title", "Link"], ...rows] }]);
    const titles = rowsIn(await all(readXlsx(file, { limits: READING, spillAbove: 1000 }))).map(
      (r) => r.cells.Title,
    );
    expect(titles).toEqual(rows.map(([title]) => title));
  });
});

test("a list of texts that spills to disk gives back every one", () => {
  const texts = new DiskTexts(100);
  const given = Array.from({ length: 5000 }, (_, i) => (i % 7 === 0 ? "" : `${i}:${"ü".repeat(i % 90)}`));
  for (const text of given) texts.push(text);
  expect(texts.isSpilled).toBe(true);
  expect(given.map((_, i) => texts.get(4999 - i)).reverse()).toEqual(given);
  expect(texts.get(5000)).toBeUndefined();
  texts.close();
});

describe("day counts", () => {
  test.each([
    [1, false, "1900-01-01"],
    [59, false, "1900-02-28"],
    [61, false, "1900-03-01"],
    [45565, false, "2024-09-30"],
    [45565.5, false, "2024-09-30T12:00:00"],
    [0, true, "1904-01-01"],
    [-1, false, undefined],
    [3e6, false, undefined],
  ])("%s (1904: %s) is %s", (serial, from1904, iso) => expect(isoOfSerial(serial, from1904)).toBe(iso));

  test.each([
    ["yyyy-mm-dd", "date"],
    ["[$-409]mmmm d, yyyy;@", "date"],
    ["mmm-yy", "date"],
    ["h:mm AM/PM", "time"],
    ["[mm]:ss", "time"],
    ["0.00", "number"],
    ['0 "days"', "number"],
    ["[Red]0.00E+00", "number"],
    ["General", "number"],
  ])("%s shows a %s", (code, kind) => expect(kindOfFormat(code)).toBe(kind));

  test("a part of a day is a time", () =>
    expect([0.03125, 0.0625, 0.5208449].map(clockOfSerial)).toEqual(["0:45", "1:30", "12:30:01"]));
});

describe("a workbook that cannot be read says why", () => {
  const bytes = (file: string) => readFileSync(file);
  const parts = {
    "xl/workbook.xml":
      '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  };
  const compound = (...entries: string[]) => {
    const file = Buffer.alloc(4096);
    Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
    file.writeUInt16LE(9, 30);
    file.writeUInt32LE(1, 48);
    for (const [i, entry] of entries.entries()) Buffer.from(entry, "utf16le").copy(file, 1024 + i * 128);
    return file;
  };

  test.each([
    ["an Excel 97 workbook", async () => compound("Root Entry", "Workbook"), /save it as \.xlsx/i],
    [
      "a workbook under a password",
      async () => compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
      /password/,
    ],
    ["a Word document of old", async () => compound("Root Entry", "WordDocument"), /Word/],
    [
      "a ZIP file with sheets in it",
      async () => bytes(await zipOf({ "inner/list.xlsx": "x" })),
      /ZIP file.*inner\/list\.xlsx.*Unpack/,
    ],
    [
      "a ZIP file in a ZIP file",
      async () => bytes(await zipOf({ "inner.zip": bytes(await zipOf({ "a.csv": "x" })) })),
      /ZIP file.*inner\.zip/,
    ],
    [
      "an OpenDocument sheet",
      async () => bytes(await zipOf({ mimetype: "x", "content.xml": "<x/>" })),
      /OpenDocument/,
    ],
    ["a text document", async () => bytes(await zipOf({ "word/document.xml": "<x/>" })), /text document/],
    [
      "a ZIP bomb",
      async () => bytes(await zipOf({ ...parts, "xl/worksheets/sheet1.xml": Buffer.alloc(60 << 20, " ") })),
      /too large when unpacked/,
    ],
    [
      "a document type",
      async () =>
        bytes(
          await zipOf({
            ...parts,
            "xl/worksheets/sheet1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>',
          }),
        ),
      /document type/,
    ],
    [
      "broken XML",
      async () =>
        bytes(
          await zipOf({ ...parts, "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row></sheetData>" }),
        ),
      /damaged/,
    ],
    [
      "no cells",
      async () =>
        bytes(await zipOf({ ...parts, "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>" })),
      /empty/,
    ],
    [
      "a file cut in half",
      async () => bytes(await workbook([{ name: "S", rows: [["Title"], ["A"]] }])).subarray(0, 600),
      /damaged/,
    ],
    [
      "a cell too far right",
      async () =>
        bytes(
          await zipOf({
            ...parts,
            "xl/worksheets/sheet1.xml":
              '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
          }),
        ),
      /columns/,
    ],
    [
      "a cell of 50 MB",
      async () =>
        bytes(
          await zipOf({
            ...parts,
            "xl/worksheets/sheet1.xml": Buffer.concat([
              Buffer.from('<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'),
              Buffer.alloc(40 << 20, "x"),
              Buffer.from("</t></is></c></row></sheetData></worksheet>"),
            ]),
          }),
        ),
      /Row 1 has a cell/,
    ],
  ])("%s", async (_name, make, sentence) => {
    expect((await refusal(await make())).message).toMatch(sentence);
  });
});
