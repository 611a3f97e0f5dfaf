import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { describe, expect, test } from "@jest/globals";
import { READING } from "../../src/imports/actions/open-source-file.ts";
import { COLUMNS, matchColumns } from "../../src/imports/rules/columns.ts";
import { headersWithFaults, linesWithFaults } from "../../src/imports/rules/fault-columns.ts";
import { Findings } from "../../src/imports/rules/findings.ts";
import { templateHeaders, templateSheets } from "../../src/imports/rules/template.ts";
import { rowReader } from "../../src/imports/rules/understand-row.ts";
import { openImport } from "../../src/sheets/open-file.ts";
import { readXlsx } from "../../src/sheets/readers/xlsx.ts";
import { csvText } from "../../src/sheets/writers/csv.ts";
import { type OutputSheet, type WrittenCell, xlsxStream } from "../../src/sheets/writers/xlsx.ts";
import { all, fileWith, folder, headingIn, reference, rowsIn, rowsOf, understood } from "./import-files.ts";

let count = 0;
async function xlsxFile(sheets: OutputSheet[]): Promise<string> {
  const file = join(folder, `w${++count}.xlsx`);
  await pipeline(xlsxStream(sheets), createWriteStream(file));
  return file;
}
const textOf = (cell: WrittenCell) => (typeof cell === "object" ? cell.text : String(cell));

describe("what is written can be read", () => {
  const lines = [
    ["A & List<T>", "https://example.org/?a=1&b=2", 'line\nbreak, "quoted"'],
    ["=1+1", "", "é \u0007 end"],
  ];

  test("as CSV, with formulas defused", async () => {
    let text = "";
    for await (const piece of csvText([["Title", "Link", "Summary"], ...lines])) text += piece;
    expect(text).toContain("'=1+1");
    expect((await rowsOf(text)).map((r) => r.cells.Title)).toEqual(["A & List<T>", "'=1+1"]);
    expect((await understood(text)).map((r) => r.title)).toEqual(["A & List<T>", "=1+1"]);
  });

  test("as a workbook", async () => {
    const file = await xlsxFile([{ name: "Res/ources", headers: ["Title", "Link", "Summary"], lines }]);
    expect(
      rowsIn(await all(readXlsx(file, { limits: READING }))).map((r) => [r.sheet, ...Object.values(r.cells)]),
    ).toEqual([
      ["Res ources", "A & List<T>", "https://example.org/?a=1&b=2", 'line\nbreak, "quoted"'],
      ["Res ources", "'=1+1", "é  end"],
    ]);
  });

  test("and an error while lines are made breaks the workbook off instead of ending it", async () => {
    async function* failing() {
      yield ["A"];
      throw new Error("no more");
    }
    await expect(xlsxFile([{ name: "S", headers: ["Title"], lines: failing() }])).rejects.toThrow("no more");
  });
});

describe("the template", () => {
  test("has every column, and a second sheet with the values each may hold", async () => {
    const file = await xlsxFile(templateSheets(reference));
    const [empty, allowed] = [
      await all(readXlsx(file, { limits: READING, sheets: ["Resources"] })).catch((e: Error) => e.message),
      await all(readXlsx(file, { limits: READING, sheets: ["Allowed values"] })),
    ];
    expect(empty).toMatch(/no rows below/);
    const rows = rowsIn(allowed);
    expect(rows[0]?.cells).toMatchObject({ Grade: "PK", Level: "Beginning", Printable: "yes" });
    expect(templateHeaders()).toEqual(COLUMNS.map((c) => c.header));
  });

  test("lists no value that an import would not understand", async () => {
    const sheet = templateSheets(reference)[1] as OutputSheet;
    const lines = sheet.lines as string[][];
    const byColumn = sheet.headers.flatMap((header, i) =>
      COLUMNS.some(
        (c) =>
          c.header === header &&
          (c.vocabulary || ["grades", "languages", "license", "yes-no"].includes(c.reads)),
      )
        ? lines
            .map((line) => line[i] ?? "")
            .filter(Boolean)
            .map((value) => ({ Title: "A", [header]: [value] }))
        : [],
    );
    expect(byColumn.length).toBeGreaterThan(150);
    const reads = await understood(JSON.stringify(byColumn));
    expect(reads.flatMap((r) => r.faults)).toEqual([]);
    expect(reads.flatMap((r) => r.understood.filter((u) => u.as === "a keyword"))).toEqual([]);
  });
});

test("a marked sheet says each fault beside its cell; fixed and read again it has none", async () => {
  const sheet = "Title,Grade,License\nA,Informal,CC BY 4.0\nB,3,Mine\n,4,CC BY 4.0\n";
  const file = await openImport(fileWith(sheet), "sheet.csv", READING);
  const { headers } = headingIn(await all(file.rows())) ?? { headers: [] };
  const read = rowReader({ mapping: matchColumns(headers).mapping, reference });
  const findings = new Findings();
  for (const row of rowsIn(await all(file.rows()))) findings.add(read(row));
  const marked = headersWithFaults(
    headers,
    findings
      .shared()
      .filter((f) => f.kind === "fault")
      .map((f) => f.header),
  );
  expect(marked).toEqual([
    "Title",
    "What is wrong with Title",
    "Grade",
    "What is wrong with Grade",
    "License",
    "What is wrong with License",
  ]);
  const lines: WrittenCell[][] = [];
  for await (const line of linesWithFaults(file.rows(), marked, (row) => read(row).faults)) lines.push(line);
  expect(lines[0]?.[2]).toEqual({ text: "Informal", mark: "fault" });
  expect(lines[0]?.[3]).toEqual({ text: expect.stringMatching(/"Informal" is not a grade/), mark: "note" });
  expect(lines[2]?.[1]).toEqual({ text: expect.stringMatching(/is missing/), mark: "note" });

  const again = await xlsxFile([{ name: "S", headers: marked, lines }]);
  const faulty = rowsIn(await all(readXlsx(again, { limits: READING }))).map(
    rowReader({ mapping: matchColumns(marked).mapping, reference }),
  );
  expect(faulty.map((r) => r.faults.map((f) => f.column))).toEqual([["grades"], ["license"], ["title"]]);
  expect(matchColumns(marked).unknown).toEqual([]);
  const mended = lines.map((line) =>
    line.map((c) => ({ Informal: "K-2", Mine: "CC0" })[textOf(c)] ?? textOf(c)),
  );
  (mended[2] as string[])[0] = "C";
  let text = "";
  for await (const piece of csvText([marked, ...mended])) text += piece;
  expect((await understood(text)).flatMap((r) => r.faults)).toEqual([]);
});
