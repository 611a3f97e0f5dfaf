import { pino } from "pino";
import { v7 } from "uuid";
import { type Config, nameFrom, readConfig } from "../../kernel/config.ts";
import type { Store } from "../../store/store.ts";
import { keepIn } from "../jobs.ts";
import { type Schedule, scheduleOf } from "../schedule.ts";
import { storageOf } from "../storage.ts";

/** The settings of this process. Read here once per command. */
export const settings = (): Config => readConfig(process.env);

/** What this registry is called, said even where another setting is wrong. */
export const nameHere = (): string => nameFrom(process.env);

export const logOf = (config: Config) => pino({ level: config.logLevel });

export const now = () => new Date().toISOString();
/** Who did it, in the audit trail. */
export const BY = "command line";
export const newId = () => v7();

/** Opens the store for one command, and closes it whatever happens. A running server notices what changes. */
export async function withStore<T>(work: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const config = settings();
  const store = await storageOf(config).open();
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}

/** Runs jobs within a command: what came of them is kept beside what a server did. */
export const scheduleIn = (store: Store, config: Config): Schedule =>
  scheduleOf({ clock: now, lease: storageOf(config).lease, keep: keepIn(store), log: logOf(config) });

export const printLine = (line: string) => void process.stdout.write(`${line}\n`);

/** Rows as aligned columns for a terminal. */
export function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
