import { join } from "node:path";
import Database from "../../db/driver.ts";
import { openDatabase } from "../../db/sqlite/open.ts";
import { seconds } from "./report-lines.ts";
import type { Ledger } from "./reviews-ledger.ts";

/** Which rows each kind of commit leaves, by table. `?` is the resource or the review. */
const SHARED: Rows = {
  resources: "select * from resources where id = ?",
  versions: "select * from versions where resource = ? and number = 1",
  resource_keys: "select * from resource_keys where resource = ?",
  history: "select * from history where resource = ? order by seq limit 1",
};
const OFFERED: Rows = {
  reviews: "select * from reviews where id = ?",
  review_events: "select * from review_events where review = ? order by seq limit 1",
  notices: "select * from notices where json_extract(about, '$.review') = ? and what = 'offered'",
};
const DECIDED: Rows = {
  review_events: "select * from review_events where review = ? order by seq desc limit 1",
  notices: "select * from notices where json_extract(about, '$.review') = ? and what <> 'offered' limit 1",
};
type Rows = Record<string, string>;

const MOST = 2000;

/**
 * Commits a second of the same rows, one commit after the other, into a database with the same schema and the same
 * `synchronous` setting, when nothing is asked, checked, guarded or told: the bound to compare with.
 */
export function bareCommits(
  file: string,
  folder: string,
  { submissions, decisions }: Ledger,
): { rate: number; synchronous: string } {
  const source = new Database(file, { readonly: true });
  const { sqlite } = openDatabase(join(folder, "bare.db"));
  try {
    sqlite.pragma("foreign_keys = OFF");
    const rowsOf = (rows: Rows, id: string) =>
      Object.entries(rows).flatMap(([table, query]) =>
        (source.prepare(query).raw().all(id) as unknown[][]).map((values) => ({ table, values })),
      );
    const commits = [
      ...submissions.slice(0, MOST).flatMap((s) => [rowsOf(SHARED, s.resource), rowsOf(OFFERED, s.review)]),
      ...decisions.slice(0, MOST).map((d) => rowsOf(DECIDED, d.review)),
    ];
    const insert = (table: string, width: number) =>
      sqlite.prepare(`insert or replace into ${table} values (${Array(width).fill("?").join(", ")})`);
    const prepared = new Map<string, ReturnType<typeof insert>>();
    const commit = sqlite.transaction((rows: { table: string; values: unknown[] }[]) => {
      for (const { table, values } of rows) {
        const statement = prepared.get(table) ?? insert(table, values.length);
        prepared.set(table, statement);
        statement.run(values);
      }
    });
    const begun = performance.now();
    for (const rows of commits) commit.immediate(rows);
    const synchronous = ["OFF", "NORMAL", "FULL", "EXTRA"][
      Number(sqlite.pragma("synchronous", { simple: true }))
    ];
    return { rate: commits.length / seconds(begun), synchronous: synchronous ?? "?" };
  } finally {
    sqlite.close();
    source.close();
  }
}
