import { join } from "node:path";
import type { OpenCatalog } from "../../http/oai-client.ts";
import type { Config } from "../../kernel/config.ts";
import { Problem } from "../../kernel/problem.ts";
import { mayIn } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Change } from "../../store/change.ts";
import type { Store } from "../../store/store.ts";
import { type Import, NO_COUNTS } from "../rules/import.ts";

/** What every job is given. */
export interface JobParts {
  config: Pick<Config, "site">;
  store: Store;
  /** Where uploaded files lie. */
  folder: string;
  /** Opens a door to a catalog that is harvested. */
  openCatalog: OpenCatalog;
  clock: () => string;
  newId: () => string;
}

/**
 * Each step of a job is one short turn; between turns other organizations have theirs. A number yielded is how
 * long (ms) there is nothing to do.
 */
export type ImportJob = AsyncGenerator<number | undefined, void>;

/** Someone asked to stop: the job ends after the step under way. */
export class Stopped extends Error {}

export const uploadOf = (folder: string, id: string) => join(folder, `${id}.upload`);
export const reportOf = (folder: string, id: string) => join(folder, `${id}.report`);

/** The time one write may hold the lock, and what a chunk is cut to (ms). Readers never wait for it, only writers. */
const LONGEST_WRITE = 40;

/** Rows of a chunk. Fewer cost more each than they shorten a write: an index page is written once for all of them. */
const LEAST = 100;
const MOST = 400;

/** Holds an import while a job carries it on, and writes every step together with what it did. */
export class ImportRun {
  import: Import;
  readonly parts: JobParts;
  /** Rows of the next chunk: grows and shrinks with the time a write takes. */
  chunk = LEAST;

  constructor(given: Import, parts: JobParts) {
    this.import = given;
    this.parts = parts;
  }

  /** Commits the changes of one step, and the import as `next` makes it. Throws `Stopped` when asked to. */
  async step(
    changes: Change[],
    next: (i: Import) => Import,
    more: { shared?: never } | object = {},
  ): Promise<void> {
    const { store, clock } = this.parts;
    for (;;) {
      const before = this.import;
      if (before.stopping) throw new Stopped();
      const { waits: _w, ...goesOn } = next(before);
      const after = { ...goesOn, revision: before.revision + 1, changedAt: clock() };
      const started = performance.now();
      try {
        await store.commit([{ noun: "import", before, after, ...more }, ...changes], before.by);
      } catch (error) {
        if (!(error instanceof Problem) || error.kind !== "stale") throw error;
        const now = await store.imports.get(before.id);
        // Not the import itself has moved, but a record: its row is planned again.
        if (!now || now.revision === before.revision) throw error;
        if (now.state !== before.state) throw new Stopped();
        this.import = now;
        continue;
      }
      this.import = after;
      const took = performance.now() - started;
      const fit = Math.round(this.chunk * (LONGEST_WRITE / Math.max(1, took)));
      this.chunk = Math.max(LEAST, Math.min(MOST, Math.round((this.chunk + fit) / 2)));
      return;
    }
  }

  /** Its person as they stand now: whoever no longer curates brings nothing in. */
  async caller(): Promise<Caller> {
    const { store } = this.parts;
    const { by, organization } = this.import;
    const [person, memberships, { organizations }] = await Promise.all([
      store.people.get(by),
      store.people.memberships(by),
      store.reference(),
    ]);
    const caller: Caller = {
      ...(person ? { person } : {}),
      memberships: memberships.filter((m) => m.confirmed),
    };
    if (!person?.active || !mayIn(caller, "import", organization, organizations))
      throw new Problem(
        "forbidden",
        "The person who started this import no longer curates the organization.",
      );
    return caller;
  }
}

export const withProgress = (i: Import, total: number, at: string): Import => ({
  ...i,
  progress: { done: 0, total, startedAt: at },
});

/** As it is before its rows were planned. */
export const withoutPlan = (i: Import): Import => {
  const { trouble: _t, choice: _c, doneAt: _d, links: _l, ...rest } = i;
  return { ...rest, counts: NO_COUNTS, results: {}, faultyCells: 0, keptRows: 0 };
};

/** Stops or fails in words that a person reads. */
export const importEnded = (
  i: Import,
  state: "stopped" | "failed" | "columns" | "checked" | "done",
  trouble?: string,
): Import => {
  const { stopping: _s, trouble: _t, waits: _w, ...rest } = i;
  return { ...rest, state, ...(trouble ? { trouble } : {}) };
};
