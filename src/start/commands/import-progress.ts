import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SingleBar } from "cli-progress";
import { pageFetcher } from "../../http/fetch-page.ts";
import { oaiClient } from "../../http/oai-client.ts";
import { allowOf } from "../../http/safe-fetch.ts";
import { preview } from "../../imports/actions/column-mapping.ts";
import { checkLinks, startImport } from "../../imports/actions/commands.ts";
import { type ImportContext, updateImport } from "../../imports/actions/update-import.ts";
import { addImportJobs } from "../../imports/jobs/import-jobs.ts";
import { startWorker } from "../../imports/jobs/import-worker.ts";
import { linkOpener } from "../../imports/jobs/link-opening.ts";
import { findingSentence } from "../../imports/rules/findings.ts";
import { ACTIVE_STATES, type Import, type ImportChoice } from "../../imports/rules/import.ts";
import { LINK_RESULTS, LINK_WORDS } from "../../imports/rules/link-checks.ts";
import type { Config } from "../../kernel/config.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Store } from "../../store/store.ts";
import { storageOf } from "../storage.ts";
import { logOf, newId, now, printLine, scheduleIn } from "./open.ts";
import { personBy } from "./person.ts";

const LOOK_EVERY = 100;
const MOST_SAID = 20;

export async function commandContext(handle: string, store: Store): Promise<ImportContext> {
  const person = await personBy(handle, store);
  const memberships = (await store.people.memberships(person.id)).filter((m) => m.confirmed);
  return { store, caller: { person, memberships }, at: now() };
}

/** Works itself unless a server does: one at a time holds the lease, the other only watches. */
export function workIn(store: Store, config: Config): { close(): Promise<void> } {
  const folder = join(config.dataDir, "imports");
  mkdirSync(folder, { recursive: true });
  const lease = storageOf(config).lease("imports");
  const { publicUrl: about, privateHosts, site } = config;
  const asker = { product: site.product, about, allow: allowOf(privateHosts) };
  const openCatalog = oaiClient(asker);
  const openLink = linkOpener(pageFetcher({ ...asker, most: 1000 }));
  const log = logOf(config);
  const worker = startWorker({ config, store, folder, openCatalog, openLink, clock: now, newId, lease, log });
  const schedule = scheduleIn(store, config);
  addImportJobs(schedule, worker);
  store.onCommit(schedule.committed);
  schedule.start({ keepsGoing: true });
  return {
    async close() {
      await schedule.close();
      await worker.close();
    },
  };
}

export async function withWorker(store: Store, config: Config, work: () => Promise<void>): Promise<void> {
  const worker = workIn(store, config);
  try {
    await work();
  } finally {
    await worker.close();
  }
}

export interface ImportOptions {
  as: string;
  choice: ImportChoice;
  previewOnly?: boolean;
  tryLinks?: boolean;
}

/** Waits for the check, says what it found, and carries it out unless only that was wanted. */
export async function runImport(id: string, given: ImportOptions, who: ImportContext): Promise<void> {
  const { store } = who;
  let i = await watchImport(id, "Checking", store);
  if (i.state === "columns") {
    for (const { header } of i.outline?.unknown ?? [])
      printLine(`  "${header}" is left out: no column of the registry has this name`);
    await updateImport(i, who, preview);
    i = await watchImport(id, "Checking", store);
  }
  if (i.state !== "checked") throw new Problem("invalid", i.trouble ?? `The import is ${i.state}.`);
  if (i.origin?.harvested?.broke) printLine(`  ${i.origin.harvested.broke}`);
  await sayFindings(i, store);
  if (given.tryLinks) await sayLinks(i, who);
  if (given.previewOnly) return printLine(`Import ${id} is checked and waits.`);
  await updateImport(i, who, startImport(given.choice, undefined, now()));
  printLine(importInWords(await watchImport(id, "Bringing in", store)));
  printLine(`Take it back with: registry undo-import ${id} --as "${given.as}"`);
}

async function sayFindings(i: Import, store: Store): Promise<void> {
  const { new: fresh, changed, unchanged, duplicate, faulty, gone } = i.counts;
  printLine(
    `${fresh} new, ${changed} changed, ${unchanged} the same, ${duplicate} perhaps twice, ${faulty} with a fault (${i.faultyCells} cells), ${gone} no longer listed`,
  );
  const { findings } = await store.imports.shared(i.id);
  for (const f of findings.slice(0, MOST_SAID)) printLine(`  ${findingSentence(f, i.progress.done)}`);
  if (findings.length > MOST_SAID) printLine(`  and ${findings.length - MOST_SAID} more`);
}

/** Tries the links and waits for it; failing ones are named. */
async function sayLinks(i: Import, who: ImportContext): Promise<void> {
  const { store } = who;
  let { links } = await updateImport(i, who, checkLinks);
  while (links?.state === "trying") {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    links = (await store.imports.get(i.id))?.links;
  }
  for (const result of LINK_RESULTS) {
    const count = links?.results[result] ?? 0;
    if (count > 0) printLine(`  ${LINK_WORDS[result]}: ${count}`);
    if (result === "works" || count === 0) continue;
    for (const row of await store.imports.rows(i.id, { link: result, after: 0, limit: MOST_SAID }))
      printLine(`    row ${row.row}: ${row.said?.url} ${row.link?.detail}`);
  }
}

export const importInWords = (i: Import): string => {
  const results = Object.entries(i.results).filter(([, n]) => n > 0);
  const said = results.map(([what, n]) => `${n} ${what}`).join(", ") || "nothing to do";
  return `Import ${i.id} is ${i.state}: ${said}${i.trouble ? `. ${i.trouble}` : ""}`;
};

/** Draws a bar in a terminal until the import rests. */
export async function watchImport(id: string, words: string, store: Store): Promise<Import> {
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
    if (!ACTIVE_STATES.includes(i.state)) {
      bar?.stop();
      return i;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}
