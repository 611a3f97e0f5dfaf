import type { Commit } from "../../src/kernel/facts.ts";
import type { KeptAuditEntry } from "../../src/people/rules/audit.ts";
import type { Change, Written } from "../../src/store/change.ts";
import { type Step, steps } from "../../src/store/consequences.ts";
import type { FactLoaders, FactQuery } from "../../src/store/facts.ts";
import type { Sqlite } from "../driver.ts";
import { factLoaders } from "./facts.ts";
import type { Db } from "./open.ts";
import { asProblem } from "./sqlite-problems.ts";
import { type Write, writers } from "./writers.ts";

/**
 * Writes changes and what follows from them in one synchronous transaction: rows guarded by revision, history and
 * outbox together. The caller waits for a free database (`whenFree`); this either writes everything or throws.
 * Gives back what the audit trail was told.
 */
export function committer(db: Db, sqlite: Sqlite): (changes: Change[], commit: Commit) => KeptAuditEntry[] {
  const kept: KeptAuditEntry[] = [];
  const write = writers(db, sqlite, (entry) => kept.push(entry));
  const load = factLoaders(db, sqlite);
  return (changes, commit) => {
    kept.length = 0;
    try {
      db.transaction(
        () =>
          run(steps(changes, commit), {
            load: (query) => (load[query.fact] as FactLoaders[typeof query.fact])(query as never),
            write: (change) => (write[change.noun] as Write<Written>)(change, commit),
          }),
        { behavior: "immediate" },
      );
      return [...kept];
    } catch (error) {
      throw asProblem(error);
    }
  };
}

interface Means {
  load(query: FactQuery): unknown;
  write(change: Written): void;
}

function run(walk: Generator<Step, void, unknown[]>, { load, write }: Means): void {
  let answers: unknown[] = [];
  for (let turn = walk.next(answers); !turn.done; turn = walk.next(answers)) {
    const step = turn.value;
    if ("load" in step) answers = step.load.map(load);
    else write(step.write);
  }
}
