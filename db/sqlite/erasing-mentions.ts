import type { Content } from "../../src/collections/rules/collection.ts";
import type { Import, ImportRow } from "../../src/imports/rules/import.ts";
import type { Description } from "../../src/resources/rules/resource.ts";
import type { Elsewhere } from "../../src/store/storage.ts";
import type { Sqlite } from "../driver.ts";
import type { Traces } from "./erasing-traces.ts";

type Plan = Pick<ImportRow, "duplicates">;

/** Rows changed in one write: the lock is never held for long. */
const CHUNK = 100;

const tracesIn = (sqlite: Sqlite): Traces[] =>
  sqlite
    .prepare("select traces from erasures where traces is not null")
    .pluck()
    .all()
    .map((traces) => JSON.parse(String(traces)) as Traces);

export function elsewhereOf(sqlite: Sqlite): Elsewhere {
  const erased = tracesIn(sqlite);
  const imports = erased.flatMap((t) => importRowsOf(sqlite, t).map((row) => row.import));
  return { ids: erased.flatMap((t) => t.ids), imports: [...new Set(imports)] };
}

/**
 * Takes away what was written down elsewhere of everything erased: notices, letters, kept answers, drafts, rows
 * of imports, notes in collections, relations that point at it, and how often it was opened; in the end also
 * what it was found by. Reads whole tables: not for the main thread. Repeating is safe.
 */
export function removeMentions(sqlite: Sqlite): void {
  const erased = tracesIn(sqlite);
  const ids = erased.flatMap((t) => t.ids);
  if (ids.length === 0) return;
  const work = { sqlite, ids: JSON.stringify(ids), names: (id: unknown) => ids.includes(String(id)) };
  removeRows(work);
  blankNotes(work);
  cutRelations(work);
  forgetDuplicates(work);
  for (const traces of erased) {
    removeDrafts(sqlite, traces);
    removeImportRows(sqlite, traces);
  }
  sqlite.prepare("update erasures set traces = null where traces is not null").run();
}

interface Work {
  sqlite: Sqlite;
  /** JSON list. */
  ids: string;
  names: (id: unknown) => boolean;
}

const mentions = (column: string) =>
  `exists (select 1 from json_each(?) as id where instr(${column}, id.value))`;

function removeRows({ sqlite, ids }: Work): void {
  const doomed: [table: string, where: string, times: number][] = [
    [
      "notices",
      "what <> 'erased' and json_extract(about, '$.resource') in (select value from json_each(?))",
      1,
    ],
    ["mails", `letter is not null and ${mentions("letter")}`, 1],
    ["answers", `${mentions("body")} or ${mentions("headers")}`, 2],
    ["usage", "kind in ('open', 'open-link') and what in (select value from json_each(?))", 1],
    ["drafts", mentions("typed"), 1],
  ];
  for (const [table, where, times] of doomed) {
    const found = sqlite.prepare(`select rowid from ${table} where ${where}`).pluck();
    const remove = sqlite.prepare(`delete from ${table} where rowid = ?`);
    inChunks(sqlite, found.all(...Array(times).fill(ids)), (rowid) => remove.run(rowid));
  }
}

/** What curators of collections say of it. Its place stays, as a gap for them to look at. */
function blankNotes({ sqlite, ids, names }: Work): void {
  const blanked = (text: string) => {
    const content = JSON.parse(text) as Content;
    const sections = content.sections.map((s) => ({
      ...s,
      entries: s.entries.map((e) => (names(e.resource) ? { ...e, note: "" } : e)),
    }));
    return JSON.stringify({ ...content, sections });
  };
  for (const [table, column, also] of [
    ["collections", "draft", ", revision = revision + 1"],
    ["collection_versions", "content", ""],
  ] as const)
    rewrite(sqlite, table, column, also, ids, blanked);
}

/** Relations of other resources that point at it, with the title they quote. */
function cutRelations({ sqlite, ids, names }: Work): void {
  const touched = sqlite
    .prepare(`select distinct resource from versions where ${mentions("description")}`)
    .pluck();
  const resources = touched.all(ids);
  rewrite(sqlite, "versions", "description", "", ids, (text) => {
    const d = JSON.parse(text) as Description;
    return JSON.stringify({ ...d, relations: d.relations.filter((r) => !names(r.resource)) });
  });
  const raise = sqlite.prepare("update resources set revision = revision + 1 where id = ?");
  const carry = sqlite.prepare("insert into outbox (thing) values (?)");
  inChunks(sqlite, resources, (id) => {
    raise.run(id);
    carry.run(id);
  });
}

/** Rows of any import that were told: this looks like it. */
function forgetDuplicates({ sqlite, ids, names }: Work): void {
  rewrite(sqlite, "import_rows", "plan", "", ids, (text) => {
    const plan = JSON.parse(text) as Plan;
    return JSON.stringify({ ...plan, duplicates: plan.duplicates.filter((d) => !names(d.resource)) });
  });
}

function rewrite(
  sqlite: Sqlite,
  table: string,
  column: string,
  also: string,
  ids: string,
  change: (text: string) => string,
): void {
  const found = sqlite.prepare(`select rowid from ${table} where ${mentions(column)}`).pluck();
  const read = sqlite.prepare(`select ${column} from ${table} where rowid = ?`).pluck();
  const write = sqlite.prepare(`update ${table} set ${column} = ?${also} where rowid = ?`);
  inChunks(sqlite, found.all(ids), (rowid) => write.run(change(String(read.get(rowid))), rowid));
}

/** What its authors go on describing with the same link or file. */
function removeDrafts(sqlite: Sqlite, { authors, urls, files }: Traces): void {
  const found = sqlite
    .prepare(
      `select rowid from drafts where person in (select value from json_each(?))
         and (${mentions("typed")} or ${mentions("coalesce(page, '')")})`,
    )
    .pluck();
  const said = JSON.stringify([...urls, ...files]);
  const remove = sqlite.prepare("delete from drafts where rowid = ?");
  inChunks(sqlite, found.all(JSON.stringify(authors), said, said), (rowid) => remove.run(rowid));
}

/** Rows that stand for it, and those of the same organization that say the same and were never brought in. */
function importRowsOf(sqlite: Sqlite, { ids, organization, externalId, urls, titles }: Traces) {
  const found = sqlite.prepare(
    `select rowid as place, import from import_rows where resource = @id
     union
     select r.rowid, r.import from import_rows r join imports i on i.id = r.import
     where i.organization = @organization and r.resource is null
       and (r.external_id = @externalId
         or r.title in (select value from json_each(@titles))
         or json_extract(r.said, '$.url') in (select value from json_each(@urls)))`,
  );
  return found.all({
    id: ids[0],
    organization,
    externalId: externalId ?? null,
    titles: JSON.stringify(titles),
    urls: JSON.stringify(urls),
  }) as { place: number; import: string }[];
}

function removeImportRows(sqlite: Sqlite, traces: Traces): void {
  const rows = importRowsOf(sqlite, traces);
  for (const id of new Set(rows.map((row) => row.import))) blankImport(sqlite, id);
  const removeLink = sqlite.prepare(
    "delete from import_links where (import, seq) in (select import, seq from import_rows where rowid = ?)",
  );
  const remove = sqlite.prepare("delete from import_rows where rowid = ?");
  inChunks(sqlite, rows, (row) => {
    removeLink.run(row.place);
    remove.run(row.place);
  });
}

/** What an import keeps of its cells beside its rows. Its numbers stay as they were. */
function blankImport(sqlite: Sqlite, id: string): void {
  const { trouble: _said, ...data } = JSON.parse(
    String(sqlite.prepare("select data from imports where id = ?").pluck().get(id)),
  ) as Import;
  const after = {
    ...data,
    ...(data.outline ? { outline: { ...data.outline, samples: {} } } : {}),
    ...(data.opening ? { opening: { ...data.opening, named: [] } } : {}),
    revision: data.revision + 1,
  };
  sqlite
    .prepare("update imports set data = ?, revision = revision + 1, shared = null where id = ?")
    .run(JSON.stringify(after), id);
}

function inChunks<T>(sqlite: Sqlite, all: T[], work: (one: T) => void): void {
  for (let i = 0; i < all.length; i += CHUNK)
    sqlite.transaction(() => all.slice(i, i + CHUNK).forEach(work)).immediate();
}
