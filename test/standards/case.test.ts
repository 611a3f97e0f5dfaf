import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { seedFrameworks } from "../../seed/data.ts";
import { Problem } from "../../src/kernel/problem.ts";
import { ROOT } from "../../src/kernel/root.ts";
import { readPackage, writePackage } from "../../src/standards/rules/case.ts";

const DOCUMENT = { identifier: "5c21df0d-0000-4000-8000-000000000001", title: "A Set of Standards" };
const uuid = (n: number) => `5c21df0d-0000-4000-8000-${String(n).padStart(12, "0")}`;
const item = (n: number, more: object = {}) => ({
  identifier: uuid(n),
  fullStatement: `Statement ${n}`,
  ...more,
});
const childOf = (child: number, parent: number, more: object = {}) => ({
  identifier: uuid(child * 1000 + parent),
  associationType: "isChildOf",
  originNodeURI: { title: "", identifier: uuid(child), uri: "" },
  destinationNodeURI: { title: "", identifier: uuid(parent), uri: "" },
  ...more,
});
const packageOf = (items: object[], associations: object[] = [], document: object = {}) => ({
  CFDocument: { ...DOCUMENT, ...document },
  CFItems: items,
  CFAssociations: associations,
});
const parentsIn = (read: ReturnType<typeof readPackage>) =>
  Object.fromEntries(read.items.map((i) => [i.statement, i.parent]));
const faultsOf = (json: unknown) => {
  try {
    readPackage(json);
  } catch (error) {
    if (error instanceof Problem && error.kind === "invalid") return error.faults.map((f) => f.pointer);
    throw error;
  }
  return [];
};

describe("a CASE package is read", () => {
  test("with its document, items, tree and other associations", () => {
    const precedes = { ...childOf(2, 3), identifier: uuid(77), associationType: "precedes" };
    const read = readPackage(
      packageOf(
        [
          item(3, { humanCodingScheme: "A.2" }),
          item(10, {
            humanCodingScheme: "A",
            abbreviatedStatement: "Short",
            CFItemType: "Cluster",
            language: "en",
          }),
          item(2, { humanCodingScheme: "A.1", educationLevel: ["04", "05"] }),
        ],
        [childOf(10, 1), childOf(2, 10), childOf(3, 10), precedes],
        { creator: "State", subject: ["Mathematics"], statusStartDate: "2021-03-09T00:00:00Z", notes: "" },
      ),
    );
    expect(read.framework).toEqual({
      ...{ id: uuid(1), code: "set", title: "A Set of Standards", creator: "State" },
      ...{ subject: "mathematics", adopted: "2021-03-09" },
    });
    expect(read.items.map((i) => [i.code, i.parent, i.sequence, i.grades])).toEqual([
      ["A", undefined, 0, []],
      ["A.1", uuid(10), 1, ["04", "05"]],
      ["A.2", uuid(10), 2, []],
    ]);
    expect(read.items[0]).toMatchObject({ label: "Short", type: "Cluster", statement: "Statement 10" });
    expect(read.associations).toEqual([
      { id: uuid(77), type: "precedes", origin: uuid(2), destination: uuid(3) },
    ]);
    expect(read.warnings).toEqual([]);
  });

  test("the child is the origin of isChildOf", () => {
    const read = readPackage(packageOf([item(2), item(3)], [childOf(2, 3)]));
    expect(parentsIn(read)).toEqual({ "Statement 2": uuid(3), "Statement 3": undefined });
  });

  test.each<[unknown, string[]]>([
    ["04", ["04"]],
    [
      ["KG", "01"],
      ["KG", "01"],
    ],
    [
      ["K", "9"],
      ["KG", "09"],
    ],
    ["KG,01,02", ["KG", "01", "02"]],
    [["Pre-K"], ["PK"]],
    ["HS", ["09", "10", "11", "12"]],
    ["MS", ["06", "07", "08"]],
    ["9-12", ["09", "10", "11", "12"]],
    [null, []],
    [[], []],
  ])("the grades %j are %j", (educationLevel, grades) => {
    expect(readPackage(packageOf([item(2, { educationLevel })])).items[0]?.grades).toEqual(grades);
  });

  test("grades that are not understood are left out, and it says so", () => {
    const read = readPackage(packageOf([item(2, { educationLevel: ["04", "Sophomore"] })]));
    expect(read.items[0]?.grades).toEqual(["04"]);
    expect(read.warnings).toEqual(["Grades that are not understood were left out: Sophomore."]);
  });

  test("nulls, empty lists and missing parts are no faults", () => {
    const document = {
      ...DOCUMENT,
      subject: "Science",
      statusStartDate: null,
      licenseURI: null,
      notes: null,
    };
    const read = readPackage({
      CFDocument: document,
      CFItems: [item(2, { notes: null })],
      CFDefinitions: [],
    });
    expect(read.framework.subject).toBe("science");
    expect(read.items).toHaveLength(1);
  });

  test("a link may be an address alone", () => {
    const link = (n: number) => `https://case.example.org/uri/${uuid(n).toUpperCase()}`;
    const read = readPackage(
      packageOf([item(2), item(3)], [childOf(2, 3, { originNodeURI: link(2), destinationNodeURI: link(3) })]),
    );
    expect(parentsIn(read)["Statement 2"]).toBe(uuid(3));
  });

  test("the first of several parents wins, and the others go on as associations", () => {
    const read = readPackage(packageOf([item(2), item(3), item(4)], [childOf(2, 3), childOf(2, 4)]));
    expect(parentsIn(read)["Statement 2"]).toBe(uuid(3));
    expect(read.associations.map((a) => a.destination)).toEqual([uuid(4)]);
    expect(read.warnings[0]).toMatch(/several parents/);
  });

  test("parents that lead in a circle are cut", () => {
    const read = readPackage(
      packageOf([item(2), item(3), item(4)], [childOf(2, 3), childOf(3, 4), childOf(4, 2)]),
    );
    expect(read.items.filter((i) => i.parent === undefined)).toHaveLength(1);
    expect(read.warnings[0]).toMatch(/circle/);
  });

  test("an item that is its own parent stands at the top", () => {
    expect(parentsIn(readPackage(packageOf([item(2)], [childOf(2, 2)])))).toEqual({
      "Statement 2": undefined,
    });
  });

  test("a parent outside the package is none, and it says so", () => {
    const read = readPackage(packageOf([item(2)], [childOf(2, 99)]));
    expect(parentsIn(read)["Statement 2"]).toBeUndefined();
    expect(read.warnings[0]).toMatch(/outside the package/);
  });

  test("siblings follow their sequence numbers", () => {
    const read = readPackage(
      packageOf(
        [item(2), item(3)],
        [childOf(2, 1, { sequenceNumber: 2 }), childOf(3, 1, { sequenceNumber: 1 })],
      ),
    );
    expect(read.items.map((i) => i.statement)).toEqual(["Statement 3", "Statement 2"]);
  });

  test("without numbers they follow their list marks, else their codes, kindergarten first", () => {
    const marks = readPackage(
      packageOf([item(2, { listEnumeration: "10" }), item(3, { listEnumeration: "9" })]),
    );
    expect(marks.items.map((i) => i.statement)).toEqual(["Statement 3", "Statement 2"]);
    const codes = ["10.A", "2.A", "1.A", "K.A"].map((humanCodingScheme, n) =>
      item(n + 2, { humanCodingScheme }),
    );
    expect(readPackage(packageOf(codes)).items.map((i) => i.code)).toEqual(["K.A", "1.A", "2.A", "10.A"]);
  });

  test("siblings without any of these stay as the package has them", () => {
    const read = readPackage(packageOf([item(5), item(2, { humanCodingScheme: "A" }), item(3)]));
    expect(read.items.map((i) => i.statement)).toEqual(["Statement 5", "Statement 2", "Statement 3"]);
  });

  test("markup and formulas in statements stay text as they are", () => {
    const fullStatement = "Use <b>tables</b> and $x^2$ | a | b |\r\n𝑑";
    expect(readPackage(packageOf([item(2, { fullStatement })])).items[0]?.statement).toBe(fullStatement);
  });

  test("an item given twice is read once", () => {
    const read = readPackage(packageOf([item(2), item(2, { fullStatement: "Other" })]));
    expect(read.items.map((i) => i.statement)).toEqual(["Statement 2"]);
    expect(read.warnings[0]).toMatch(/more than once/);
  });

  test("a chain of ten thousand items is read", () => {
    const items = Array.from({ length: 10_000 }, (_, n) => item(n + 2));
    const read = readPackage(
      packageOf(
        items,
        items.slice(1).map((_, n) => childOf(n + 3, n + 2)),
      ),
    );
    expect(read.items.at(-1)?.statement).toBe("Statement 10001");
  });
});

describe("what is no CASE package is refused", () => {
  test("with every fault and its place", () => {
    const pointers = faultsOf({
      CFDocument: { title: " " },
      CFItems: [item(2), { fullStatement: "x" }, { identifier: uuid(3) }, "text"],
      CFAssociations: [null],
    });
    expect(pointers).toEqual([
      "/CFDocument/identifier",
      "/CFDocument/title",
      "/CFItems/1/identifier",
      "/CFItems/2/fullStatement",
      "/CFItems/3",
      "/CFAssociations/0",
    ]);
  });

  test.each<[string, unknown, string[]]>([
    ["a text", "hello", [""]],
    ["a list", [], [""]],
    ["null", null, [""]],
    ["an object of something else", { title: "x" }, ["/CFDocument"]],
    ["a list of frameworks", { CFDocuments: [DOCUMENT] }, ["/CFDocument"]],
    ["items that are no list", { CFDocument: DOCUMENT, CFItems: {} }, ["/CFItems"]],
  ])("%s", (_name, json, pointers) => {
    expect(faultsOf(json)).toEqual(pointers);
  });
});

describe("what came in can go out", () => {
  const address = "https://registry.example.org";

  test.each(seedFrameworks())("$framework.code of the seed comes back the same", ({ framework, items }) => {
    const out = writePackage(framework, items, [], address);
    const back = readPackage(JSON.parse(JSON.stringify(out)));
    expect(back.warnings).toEqual([]);
    expect(back.framework.title).toBe(framework.title);
    expect(back.items.map((i) => [i.code, i.label, i.statement, i.grades])).toEqual(
      items.map((i) => [i.code, i.label, i.statement, i.grades]),
    );
  });

  test("our short labels are never given out as official wording without a note", () => {
    const [seed] = seedFrameworks();
    if (!seed) throw new Error("no seed");
    const { CFItems } = writePackage(seed.framework, seed.items, [], address);
    expect(new Set(CFItems.map((i) => i.notes))).toEqual(
      new Set(["A short label of the registry, not the official wording."]),
    );
  });

  test("it has what CASE 1.0 requires, with identifiers that stay the same", () => {
    const proficiencies = seedFrameworks().find((f) => f.framework.code === "ri-proficiencies");
    if (!proficiencies) throw new Error("no seed");
    const write = () => writePackage(proficiencies.framework, proficiencies.items, [], address);
    const { CFDocument, CFItems, CFAssociations } = write();
    const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[8-9a-b][0-9a-f]{3}-[0-9a-f]{12}$/;
    for (const node of [CFDocument, ...CFItems, ...CFAssociations]) {
      expect(node.identifier).toMatch(pattern);
      expect(node.uri).toMatch(/^https:\/\/registry\.example\.org\//);
      expect(node.lastChangeDateTime).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    }
    const top = CFAssociations.find((a) => a.originNodeURI.title === "COL");
    expect(top?.destinationNodeURI.identifier).toBe(CFDocument.identifier);
    expect(write()).toEqual({ CFDocument, CFItems, CFAssociations });
  });

  test("dropped items stay at home", () => {
    const framework = { id: uuid(1), code: "s", title: "S" };
    const one = { id: uuid(2), framework: uuid(1), code: "A", grades: [], sequence: 0, dropped: true };
    expect(writePackage(framework, [one], [], address).CFItems).toEqual([]);
  });
});

/** Packages of the field, too large to live here; read where they are at hand. */
const FIELD = join(process.env.SHARED_DATA ?? join(ROOT, "..", "shared", "data"), "standards");
const found = existsSync(FIELD) ? readdirSync(FIELD).filter((name) => name.endsWith(".json")) : [];
if (found.length === 0) console.warn(`SKIPPED: no packages of the field in ${FIELD}`);

(found.length > 0 ? describe : describe.skip)("packages of the field are read", () => {
  test.each(found.length > 0 ? found : ["none"])("%s, whole, and comes back the same", (name) => {
    const json = JSON.parse(readFileSync(join(FIELD, name), "utf8"));
    const read = readPackage(json);
    expect(read.items).toHaveLength(json.CFItems.length);
    expect(read.items.every((i) => i.statement)).toBe(true);
    const known = new Set(read.items.map((i) => i.id));
    expect(read.items.every((i) => i.parent === undefined || known.has(i.parent))).toBe(true);
    const out = writePackage(read.framework, read.items, read.associations, "https://registry.example.org");
    const back = readPackage(JSON.parse(JSON.stringify(out)));
    expect(back.items).toEqual(read.items);
    expect(back.associations).toEqual(read.associations);
  });
});
