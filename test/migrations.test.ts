import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 } from "uuid";
import type { Sqlite } from "../db/driver.ts";
import { openDatabase } from "../db/sqlite/open.ts";
import { openStore } from "../db/sqlite/store.ts";
import { seedReferenceData } from "../seed/seed.ts";
import { titleKeys } from "../src/imports/rules/duplicates.ts";
import { ROOT } from "../src/kernel/root.ts";
import { visibilityTokensOf } from "../src/reach/rules/visibility.ts";
import { create } from "../src/resources/rules/lifecycle.ts";
import { Description } from "../src/resources/rules/resource.ts";

const MIGRATIONS = join(ROOT, "db", "sqlite", "migrations");
interface Journal {
  entries: { idx: number; tag: string }[];
}
const journal = JSON.parse(readFileSync(join(MIGRATIONS, "meta", "_journal.json"), "utf8")) as Journal;

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
  dflt_value: string | null;
}
interface ForeignKey {
  from: string;
  table: string;
  to: string | null;
}

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "registry-migrations-"));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A folder that knows the first `count` migrations only: the program as it once was. */
function migrationsUpTo(count: number): string {
  const folder = join(place, `first-${count}`);
  mkdirSync(join(folder, "meta"), { recursive: true });
  const entries = journal.entries.slice(0, count);
  for (const { tag } of entries) cpSync(join(MIGRATIONS, `${tag}.sql`), join(folder, `${tag}.sql`));
  writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
  return folder;
}

const tablesOf = (sqlite: Sqlite) =>
  sqlite
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like '\\_\\_%' escape '\\'",
    )
    .pluck()
    .all() as string[];

const countsOf = (sqlite: Sqlite) =>
  Object.fromEntries(
    tablesOf(sqlite).map((t) => [t, sqlite.prepare(`select count(*) from "${t}"`).pluck().get() as number]),
  );

/** What a column may hold where any text will not do, by its own name or with its table's. */
const SPECIAL: Record<string, unknown> = {
  owner_organization: null,
  // A review is about a resource or about a collection.
  "reviews.collection": null,
  kind: "district",
  status: "active",
  reach: "public",
  widest_reach: "public",
};

/** Puts `rows` rows into every table, each pointing at rows that are there. Knows no table by name, so it fits every schema. */
function fill(sqlite: Sqlite, rows: number): void {
  sqlite.pragma("foreign_keys = OFF");
  for (const table of tablesOf(sqlite)) {
    const columns = sqlite.pragma(`table_xinfo("${table}")`) as Column[];
    const keys = sqlite.pragma(`foreign_key_list("${table}")`) as ForeignKey[];
    const names = columns.map((c) => `"${c.name}"`).join(", ");
    const insert = sqlite.prepare(
      `insert into "${table}" (${names}) values (${columns.map(() => "?").join(", ")})`,
    );
    const sole = columns.filter((c) => c.pk > 0).length === 1;
    for (let row = 1; row <= rows; row++)
      insert.run(
        columns.map((c) =>
          valueFor(
            table,
            c,
            row,
            keys.find((k) => k.from === c.name),
            sole,
          ),
        ),
      );
  }
  expect(sqlite.pragma("foreign_key_check")).toEqual([]);
}

function valueFor(
  table: string,
  column: Column,
  row: number,
  key: ForeignKey | undefined,
  sole: boolean,
): unknown {
  const special = [`${table}.${column.name}`, column.name].find((name) => name in SPECIAL);
  if (special) return SPECIAL[special];
  if (key) return `${key.table}-${row}`;
  if (column.type.toLowerCase().includes("int")) return column.pk > 0 || column.name !== "revision" ? row : 1;
  if (column.pk > 0 && sole) return `${table}-${row}`;
  // Valid as JSON and as text alike, and different in every row.
  return `["${table} ${column.name} ${row}"]`;
}

/** What is worked out of other tables: a step may drop it, and the store makes it again when it opens. */
const MADE_ANEW = ["resource_keys"];

describe.each(journal.entries.map((entry, i) => ({ tag: entry.tag, steps: i + 1 })))(
  "a database as $tag left it",
  ({ tag, steps }) => {
    test("comes to today's schema without losing a row", () => {
      const file = join(place, `${tag}.db`);
      const then = openDatabase(file, migrationsUpTo(steps));
      fill(then.sqlite, 3);
      const before = countsOf(then.sqlite);
      then.sqlite.close();
      expect(Object.values(before).every((count) => count === 3)).toBe(true);

      const now = openDatabase(file);
      const after = countsOf(now.sqlite);
      for (const table of MADE_ANEW) delete before[table];
      expect(after).toMatchObject(before);
      expect(now.sqlite.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
      expect(now.sqlite.pragma("foreign_key_check")).toEqual([]);
      now.sqlite.close();
    });

    test("has the same tables and indexes as a new one, once it has come to today's schema", () => {
      const shape = (sqlite: Sqlite) =>
        sqlite
          .prepare(
            "select type, name, tbl_name from sqlite_schema where name not like 'sqlite_%' order by 1, 2",
          )
          .all()
          .concat(
            tablesOf(sqlite)
              .sort()
              .flatMap((t) => sqlite.pragma(`table_xinfo("${t}")`) as Column[]),
          );
      const fresh = openDatabase(join(place, "fresh.db"));
      const old = join(place, `${tag}-shape.db`);
      openDatabase(old, migrationsUpTo(steps)).sqlite.close();
      const grown = openDatabase(old);
      expect(shape(grown.sqlite)).toEqual(shape(fresh.sqlite));
      fresh.sqlite.close();
      grown.sqlite.close();
    });
  },
);

test("opening a database twice changes nothing the second time", async () => {
  const file = join(place, "twice.db");
  const first = openStore(file);
  const epoch = await first.outbox.epoch();
  await first.close();
  const second = openStore(file);
  expect(await second.outbox.epoch()).toBe(epoch);
  await second.close();
});

test("resources whose keys a step has dropped are found again by address and by title", async () => {
  const file = join(place, "keys.db");
  const store = openStore(file);
  const at = new Date().toISOString();
  await seedReferenceData({ store, clock: () => at, newId: () => v7() });
  const description = Description.parse({ title: "Tides of the bay", url: "https://example.org/tides" });
  const { organizations: tree } = await store.reference();
  const person = { id: v7(), name: "Somebody", demo: false, active: true, createdAt: at };
  const membership = { person: person.id, organization: "ri", role: "curator" as const, confirmed: true };
  const made = create(
    { id: v7(), description, organization: "ri" },
    { caller: { person, memberships: [membership] }, at, tree },
  );
  await store.commit([{ noun: "person", after: person }, { noun: "membership", after: membership }, made]);
  await store.close();
  const { sqlite } = openDatabase(file);
  sqlite.exec("delete from resource_keys");
  sqlite.close();

  const again = openStore(file);
  const visible = visibilityTokensOf({ person, memberships: [membership] }, tree);
  const asked = [
    { titles: [], url: "example.org/tides" },
    { titles: titleKeys("The Tides of the Bay!") },
    { titles: titleKeys("Something else altogether") },
  ];
  const found = await again.imports.similar(visible, asked, 5);
  expect(found.map((of) => of.map((one) => one.resource))).toEqual([[made.after.id], [made.after.id], []]);
  await again.close();
});

test("a migration that fails leaves the database as it was", () => {
  const file = join(place, "failing.db");
  const then = openDatabase(file, migrationsUpTo(1));
  fill(then.sqlite, 2);
  const before = countsOf(then.sqlite);
  then.sqlite.close();
  const broken = migrationsUpTo(1);
  const entries = [
    journal.entries[0],
    { ...journal.entries[0], idx: 1, when: Date.now() * 2, tag: "9999_broken" },
  ];
  writeFileSync(
    join(broken, "9999_broken.sql"),
    "DROP TABLE `versions`;\n--> statement-breakpoint\nDROP TABLE `nobody`;",
  );
  writeFileSync(join(broken, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
  expect(() => openDatabase(file, broken)).toThrow();
  const again = openDatabase(file, migrationsUpTo(1));
  expect(countsOf(again.sqlite)).toEqual(before);
  again.sqlite.close();
});
