import { createReadStream, mkdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { SingleBar } from "cli-progress";
import { Command, Option } from "commander";
import type { Config } from "../config.ts";
import { type Asking, change, mustImport, newImport, preview, start, undo } from "../imports/desk.ts";
import { sentenceOf } from "../imports/findings.ts";
import { CHOICES, type Choice, type Import, WORKED_AT } from "../imports/import.ts";
import { takeUpload } from "../imports/upload.ts";
import { startWorker, type Worker } from "../imports/worker.ts";
import { Problem } from "../problem.ts";
import { leaseOn } from "../search/lease.ts";
import type { Store } from "../store.ts";
import { logOf, newId, now, say, withStore } from "./open.ts";
import { personBy } from "./person.ts";

const LOOK_EVERY = 100;
const MOST_SAID = 20;

interface Given {
  org: string;
  as: string;
  choice: Choice;
  source?: string;
  previewOnly?: boolean;
}

export const importCommand = new Command("import")
  .description("bring a sheet in: check every row, then carry out what the check said")
  .argument("<file>", "CSV, XLSX, JSON Lines, JSON or JSON-LD")
  .requiredOption("--org <code>", "the organization it belongs to")
  .requiredOption("--as <person>", "the curator it is brought in by: id, e-mail address or name")
  .addOption(
    new Option("--choice <rows>", "all or none, those without a fault, or only new ones")
      .choices([...CHOICES])
      .default("good"),
  )
  .option("--source <name>", "which list this is an edition of; by the file's name when left out")
  .option("--preview-only", "check, and bring nothing in")
  .action((file: string, given: Given) => withStore((store, config) => bring(file, given, store, config)));

export const undoCommand = new Command("undo-import")
  .description("take a whole import back")
  .argument("<id>")
  .requiredOption("--as <person>", "id, e-mail address or name")
  .action((id: string, { as }: { as: string }) =>
    withStore(async (store, config) => {
      const who = await asking(as, store);
      const found = await store.imports.get(id);
      if (!found) throw new Problem("unknown", `There is no import ${id}.`);
      mustImport(found.organization, who.caller, (await store.reference()).organizations);
      await working(store, config, async () => {
        await change(found, who, undo(false, now()));
        say(inWords(await watched(id, "Taking back", store)));
      });
    }),
  );

export const workerCommand = new Command("worker")
  .description("carry imports on, in a process of its own")
  .action(() =>
    withStore(async (store, config) => {
      const told = new Promise<void>((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      });
      const worker = workerOf(store, config);
      say("Carrying imports on. Ctrl-C ends it; what is under way goes on at the next start.");
      await told;
      await worker.close();
    }),
  );

async function asking(handle: string, store: Store): Promise<Asking> {
  const person = await personBy(handle, store);
  const memberships = (await store.people.memberships(person.id)).filter((m) => m.confirmed);
  return { store, caller: { person, memberships }, at: now() };
}

/** Works itself unless a server does: one at a time holds the lease, the other only watches. */
function workerOf(store: Store, config: Config): Worker {
  const folder = join(config.dataDir, "imports");
  mkdirSync(folder, { recursive: true });
  const lease = leaseOn(join(config.dataDir, "imports.lock"));
  return startWorker({ store, folder, clock: now, newId, lease, log: logOf(config) });
}

async function working(store: Store, config: Config, work: () => Promise<void>): Promise<void> {
  const worker = workerOf(store, config);
  try {
    await work();
  } finally {
    await worker.close();
  }
}

async function bring(file: string, given: Given, store: Store, config: Config): Promise<void> {
  const who = await asking(given.as, store);
  const { code } = mustImport(given.org, who.caller, (await store.reference()).organizations);
  const { size } = await stat(file);
  if (size === 0) throw new Problem("invalid", "The file is empty.");
  await working(store, config, async () => {
    const id = newId();
    const sent = Object.assign(createReadStream(file), { headers: {} });
    const { folder } = { folder: join(config.dataDir, "imports") };
    const { sha256 } = await takeUpload(sent, { folder, id, name: basename(file) });
    const { person } = who.caller;
    const made = newImport(
      { id, organization: code, name: basename(file), size, sha256, source: given.source },
      person?.id ?? "",
      now(),
    );
    await store.commit([{ noun: "import", after: made }], person?.id);
    let i = await watched(id, "Checking", store);
    if (i.state === "columns") {
      for (const { header } of i.outline?.unknown ?? [])
        say(`  "${header}" is left out: no column of the registry has this name`);
      await change(i, who, preview);
      i = await watched(id, "Checking", store);
    }
    if (i.state !== "checked") throw new Problem("invalid", i.trouble ?? `The import is ${i.state}.`);
    await sayFindings(i, store);
    if (given.previewOnly) return say(`Import ${id} is checked and waits.`);
    await change(i, who, start(given.choice, undefined, now()));
    say(inWords(await watched(id, "Bringing in", store)));
    say(`Take it back with: registry undo-import ${id} --as "${given.as}"`);
  });
}

async function sayFindings(i: Import, store: Store): Promise<void> {
  const { new: fresh, changed, unchanged, duplicate, faulty, gone } = i.counts;
  say(
    `${fresh} new, ${changed} changed, ${unchanged} the same, ${duplicate} perhaps twice, ${faulty} with a fault (${i.faultyCells} cells), ${gone} no longer listed`,
  );
  const { findings } = await store.imports.shared(i.id);
  for (const f of findings.slice(0, MOST_SAID)) say(`  ${sentenceOf(f, i.progress.done)}`);
  if (findings.length > MOST_SAID) say(`  and ${findings.length - MOST_SAID} more`);
}

const inWords = (i: Import): string => {
  const results = Object.entries(i.results).filter(([, n]) => n > 0);
  const said = results.map(([what, n]) => `${n} ${what}`).join(", ") || "nothing to do";
  return `Import ${i.id} is ${i.state}: ${said}${i.trouble ? `. ${i.trouble}` : ""}`;
};

/** Draws a bar in a terminal until the import rests. */
async function watched(id: string, words: string, store: Store): Promise<Import> {
  const bar = process.stdout.isTTY
    ? new SingleBar({ format: `${words} {bar} {value} rows, {speed} a second`, hideCursor: true })
    : undefined;
  bar?.start(0, 0, { speed: 0 });
  for (;;) {
    const i = await store.imports.get(id);
    if (!i) throw new Problem("unknown", `There is no import ${id}.`);
    const { done, total, startedAt } = i.progress;
    const seconds = Math.max(0.1, (Date.now() - Date.parse(startedAt)) / 1000);
    bar?.setTotal(Math.max(total, done));
    bar?.update(done, { speed: Math.round(done / seconds) });
    if (!WORKED_AT.includes(i.state)) {
      bar?.stop();
      return i;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}
