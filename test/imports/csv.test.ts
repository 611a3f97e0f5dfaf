import { describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { delimiterOf, readCsv } from "../../src/sheets/readers/csv.ts";
import { encodingOf } from "../../src/sheets/readers/encoding.ts";
import { all, fileWith, headingIn, readAll, refusal, rowsIn, rowsOf, sectionsIn } from "./import-files.ts";

const utf16 = (text: string, big = false) => {
  const bytes = Buffer.from(text, "utf16le");
  return big ? bytes.swap16() : bytes;
};

describe("a CSV file", () => {
  const TEXT = "Title,Link\r\nNiñez,https://example.org/a\r\n";
  test.each([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${TEXT}`)],
    ["UTF-16 little endian with a mark", utf16(`\uFEFF${TEXT}`)],
    ["UTF-16 big endian with a mark", utf16(`\uFEFF${TEXT}`, true)],
    ["UTF-16 little endian without a mark", utf16(TEXT)],
    ["UTF-16 big endian without a mark", utf16(TEXT, true)],
    ["Windows-1252", Buffer.from(TEXT, "latin1")],
  ])("in %s is read", async (_name, bytes) => {
    expect(await rowsOf(bytes)).toMatchObject([
      { row: 2, cells: { Title: "Niñez", Link: "https://example.org/a" } },
    ]);
  });

  test("in Windows-1252 keeps its typographic marks", async () => {
    const [row] = await rowsOf(
      Buffer.concat([
        Buffer.from("Title,Link\n"),
        Buffer.from([0x93, 0x41, 0x94, 0x96, 0x80]),
        Buffer.from(",x\n"),
      ]),
    );
    expect(row?.cells.Title).toBe("“A”–€");
  });

  test("is Windows-1252 when one byte far down is no UTF-8", async () => {
    const far = Buffer.concat([Buffer.from("a".repeat(3 << 20)), Buffer.from([0xe9]), Buffer.from("b")]);
    expect(await encodingOf(fileWith(far))).toBe("windows-1252");
    expect(await encodingOf(fileWith(`${"é".repeat(1_500_001)}x`))).toBe("utf-8");
  });

  test.each([
    [",", "Title,Link,Tags\nA,b,x|y|z\n"],
    [";", "Titel;Link;Tags\nA, B;b;x|y\n"],
    ["\t", "Title\tLink\nA, and B; or C\tb\n"],
    ["|", "Title|Link\nA|b\n"],
    [",", '"Title, long; or; not",Link\nA,b\n'],
    [",", "Title\nOne\n"],
  ])("is cut at %j", (delimiter, text) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  test("says its delimiter in Excel's own first line, which counts as a row", async () => {
    expect(await rowsOf("sep=;\r\nTitle;Link\r\nA;b\r\n")).toMatchObject([{ row: 3, cells: { Title: "A" } }]);
  });

  test("may mix line ends, hold line ends and doubled quotation marks in cells, and leave rows empty", async () => {
    const rows = await rowsOf('Title,Link\r\n"A ""quoted""\nsecond line",a\rB,b\n\n,,\nC,c');
    expect(rows.map((r) => [r.row, r.cells.Title])).toEqual([
      [2, 'A "quoted"\nsecond line'],
      [3, "B"],
      [6, "C"],
    ]);
  });

  test("may use quotation marks as inches and forget to double them", async () => {
    const rows = await rowsOf('Title,Link\nA 5" pipe,a\n"He said "hi" there",b\n"C" ,c\n');
    expect(rows.map((r) => r.cells.Title)).toEqual(['A 5" pipe', 'He said "hi" there', "C"]);
  });

  test("is read the same however it arrives in pieces", async () => {
    const long = `Title,Link\r\n${Array.from({ length: 9000 }, (_, i) => `"Lesson ${i}, ""part""\r\nline",https://example.org/${i}`).join("\r\n")}\r\n`;
    const rows = await rowsOf(long);
    expect(rows).toHaveLength(9000);
    expect(
      new Set(rows.map((r, i) => r.cells.Title === `Lesson ${i}, "part"\r\nline` && r.row === i + 2)),
    ).toEqual(new Set([true]));
  });

  test("with a comma too many in a row faults that row alone", async () => {
    const rows = await rowsOf("Title,Link\nA,b,c\nB,b\n");
    expect(rows[0]).toMatchObject({ row: 2, cells: {}, fault: expect.stringContaining("quotation marks") });
    expect(rows[1]).toMatchObject({ row: 3, cells: { Title: "B" } });
  });
});

describe("the heading of a table", () => {
  test("is found below a title, with its group row", async () => {
    const reads = await readAll(
      "Grade 3 resources,,,\n,,,\nAbout,,Use,\nTitle,Link,Level,Color\nA,a,Developing,red\n",
    );
    expect(headingIn(reads)).toMatchObject({
      row: 4,
      headers: ["Title", "Link", "Level", "Use: Color"],
      above: ["Grade 3 resources"],
    });
    expect(rowsIn(reads)).toMatchObject([{ row: 5, cells: { Title: "A" } }]);
  });

  test("may fill two rows", async () => {
    const reads = await readAll("Title,Link,Standards,\n,,Math,ELA\nA,a,4.NF.B.3,RI.5.1\n");
    expect(headingIn(reads)).toMatchObject({
      row: 2,
      headers: ["Title", "Link", "Standards: Math", "Standards: ELA"],
    });
    expect(rowsIn(reads)).toMatchObject([{ row: 3, cells: { "Standards: ELA": "RI.5.1" } }]);
  });

  test("names each column once, also the nameless and those that would be special names", async () => {
    const reads = await readAll("Title,Tag,Tag,,__proto__\nA,x,y,z,w\n");
    expect(headingIn(reads)?.headers).toEqual(
      ["Title", "Tag", "Tag (2)", "proto"].toSpliced(3, 0, "Column D"),
    );
    expect(rowsIn(reads)[0]?.cells).toEqual({
      Title: "A",
      Tag: "x",
      "Tag (2)": "y",
      "Column D": "z",
      proto: "w",
    });
  });

  test("is followed by section rows, which are no resources", async () => {
    const reads = await readAll(
      "Title,Link,Grade\nUnit 1: Fractions,,\nHalves,a,3\nA title alone,,\nUNIT TWO,,\nTenths,b,4\n",
    );
    expect(sectionsIn(reads).map((s) => [s.row, s.text])).toEqual([
      [2, "Unit 1: Fractions"],
      [5, "UNIT TWO"],
    ]);
    expect(rowsIn(reads).map((r) => [r.cells.Title, r.section])).toEqual([
      ["Halves", "Unit 1: Fractions"],
      ["A title alone", "Unit 1: Fractions"],
      ["Tenths", "UNIT TWO"],
    ]);
  });
});

describe("a CSV file that cannot be read says why", () => {
  const unclosed = Array.from({ length: 40_000 }, (_, i) =>
    i === 30_998 ? `"Open,https://example.org/${i}` : `"Row ${i}",https://example.org/${i}`,
  );
  const unquoted = Array.from({ length: 40_000 }, (_, i) =>
    i === 30_998 ? `"Open,https://example.org/${i}` : `Row ${i},https://example.org/${i}`,
  );
  test.each([
    ["nothing in it", "", /empty/],
    ["blank rows only", ",,\n,,\n\n", /empty|blank/],
    ["column names only", "Title,Link\r\n", /no rows below/],
    [
      "a quotation mark that opens in row 31,000 of quoted rows",
      `Title,Link\n${unclosed.join("\n")}`,
      /row 31,000 .*not closed/,
    ],
    [
      "a quotation mark that opens in row 31,000 and nothing closes",
      `Title,Link\n${unquoted.join("\n")}`,
      /row 31,000 .*not closed/,
    ],
    [
      "10,000 columns",
      `Title,${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(",")}\nA\n`,
      /10,001 columns.*500/,
    ],
    ["20,000 columns", `${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(",")}\nA\n`, /more columns/],
    ["zero bytes", "Title,Link\nA,a\nB\0B,b\n", /Row 3 holds a zero byte/],
    ["a picture", Buffer.from("89504e470d0a1a0a", "hex"), /picture/],
    [
      "random bytes",
      Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)),
      /not a CSV|zero byte/,
    ],
    ["a PDF", "%PDF-1.7\n%âãÏÓ", /PDF/],
    ["a photo of a telephone", Buffer.from("\0\0\0\x20ftypheic", "latin1"), /picture/],
    ["a table that was packed", Buffer.from("1f8b08000000000000ff", "hex"), /Unpack/],
    ["a rich text", "{\\rtf1 Title}", /text document/],
    ["a web page", "<!DOCTYPE html><table><tr><td>Title</table>", /web page/],
  ])("%s", async (_name, content, sentence) => {
    expect((await refusal(content as string)).message).toMatch(sentence);
  });

  test("a cell of 50 MB, without keeping it", async () => {
    const file = fileWith(
      Buffer.concat([Buffer.from("Title,Link\nA,a\nB,"), Buffer.alloc(50 << 20, "x"), Buffer.from("\n")]),
    );
    const before = process.memoryUsage().rss;
    await expect(all(readCsv(file))).rejects.toMatchObject({
      kind: "too-large",
      message: expect.stringContaining("Row 3"),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20);
  });
});

test("a million empty rows are passed over, and the row after them keeps its number", async () => {
  const rows = await rowsOf(`Title,Link,Grade\n${",,\n".repeat(1_000_000)}Late,https://example.org,3\n`);
  expect(rows).toMatchObject([{ row: 1_000_002, cells: { Title: "Late" } }]);
});

test("whatever csv-parse reads in a well-formed file is read the same here", async () => {
  const bits = ["a", "b c", "", "é", '"', '""', "\n", "\r\n", ",", ";", "|", "5", "x,y"];
  let n = 1;
  const any = (below: number) => {
    n = (n * 48_271) % 2_147_483_647;
    return n % below;
  };
  for (let file = 0; file < 60; file++) {
    const table = Array.from({ length: 20 }, () => [
      "k",
      ...Array.from({ length: 4 }, () =>
        Array.from({ length: any(5) }, () => bits[any(bits.length)]).join(""),
      ),
    ]);
    const text = [["Title", "One", "Two", "Three", "Four"], ...table]
      .map((row) =>
        row.map((v) => (/[",\r\n]/.test(v) || any(3) === 0 ? `"${v.replaceAll('"', '""')}"` : v)).join(","),
      )
      .join("\r\n");
    const theirs: string[][] = parse(text, { from_line: 2, relax_column_count: true });
    const ours = await rowsOf(`${text}\r\n`);
    const filled = (row: string[]) => row.map((v) => (v.trim() === "" ? "" : v));
    expect(ours.map((r) => ["Title", "One", "Two", "Three", "Four"].map((h) => r.cells[h] ?? ""))).toEqual(
      theirs.map(filled),
    );
  }
});

test.each(["GIFTED", "PK", "BMI", "II*", "ID3"])(
  "a table whose first column is %s is read as one",
  async (name) => {
    const [row] = await rowsOf(`${name},Title\n1,Fractions\n`);
    expect(row?.cells).toMatchObject({ Title: "Fractions" });
  },
);
