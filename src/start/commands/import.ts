import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Command, Option } from "commander";
import { undoImport } from "../../imports/actions/commands.ts";
import { type HarvestRequest, newHarvest, newImport } from "../../imports/actions/create.ts";
import { takeUpload } from "../../imports/actions/take-upload.ts";
import { mustImport, updateImport } from "../../imports/actions/update-import.ts";
import { PREFIXES } from "../../imports/rules/harvest.ts";
import { IMPORT_CHOICES, type Import } from "../../imports/rules/import.ts";
import type { Config } from "../../kernel/config.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Store } from "../../store/store.ts";
import {
  commandContext,
  type ImportOptions,
  importInWords,
  runImport,
  watchImport,
  withWorker,
  workIn,
} from "./import-progress.ts";
import { newId, now, printLine, withStore } from "./open.ts";

interface Given extends ImportOptions {
  org: string;
  source?: string;
  reach: Import["reach"];
}

/** What a file and a catalog are brought in with. */
const withOptions = (command: Command) =>
  command
    .requiredOption("--org <code>", "the organization it belongs to")
    .requiredOption("--as <person>", "the curator it is brought in by: id, e-mail address or name")
    .addOption(
      new Option("--choice <rows>", "all or none, those without a fault, or only new ones")
        .choices([...IMPORT_CHOICES])
        .default("good"),
    )
    .addOption(
      new Option(
        "--reach <reach>",
        "everyone of the organization, every educator of the state, or offered to everyone",
      )
        .choices(["home", "state", "public"])
        .default("home"),
    )
    .option("--source <name>", "which list this is an edition of; by its name when left out")
    .option("--try-links", "try the links before anything is brought in")
    .option("--preview-only", "check, and bring nothing in");

export const importCommand = withOptions(new Command("import"))
  .description("bring a sheet in: check every row, then carry out what the check said")
  .argument("<file>", "CSV, XLSX, JSON Lines, JSON or JSON-LD")
  .action((file: string, given: Given) =>
    withStore((store, config) => importFile(given, store, config, (begin) => fromFile(file, begin, config))),
  );

export const harvestCommand = withOptions(new Command("harvest"))
  .description("bring a catalog in (OAI-PMH): only what changed since its last harvest, unless --all")
  .argument("<address>", "the base address of the repository")
  .addOption(
    new Option("--prefix <format>", "the form of its records").choices([...PREFIXES]).default("oai_dc"),
  )
  .option("--set <set>", "only this set of it")
  .option("--since <date>", "only what changed since, such as 2026-11-30")
  .option("--all", "everything again")
  .action((address: string, given: Given & Omit<HarvestRequest, "address">) =>
    withStore((store, config) =>
      importFile(given, store, config, async ({ id, code, by }) =>
        newHarvest({ ...given, address }, await store.imports.list(code, 100), {
          id,
          organization: code,
          by,
          at: now(),
        }),
      ),
    ),
  );

export const undoCommand = new Command("undo-import")
  .description("take a whole import back")
  .argument("<id>")
  .requiredOption("--as <person>", "id, e-mail address or name")
  .option("--anyway", "take back, too, what somebody changed since and an earlier undoing listed")
  .action((id: string, { as, anyway = false }: { as: string; anyway?: boolean }) =>
    withStore(async (store, config) => {
      const who = await commandContext(as, store);
      const found = await store.imports.get(id);
      if (!found) throw new Problem("unknown", `There is no import ${id}.`);
      mustImport(found.organization, who.caller, (await store.reference()).organizations);
      await withWorker(store, config, async () => {
        await updateImport(found, who, undoImport(anyway, now()));
        printLine(importInWords(await watchImport(id, "Taking back", store)));
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
      const worker = workIn(store, config);
      printLine("Carrying imports on. Ctrl-C ends it; what is under way goes on at the next start.");
      await told;
      await worker.close();
    }),
  );

interface Begin {
  id: string;
  code: string;
  by: string;
  given: Given;
}

/** Makes an import with `begun`, and carries it to its end. */
async function importFile(
  given: Given,
  store: Store,
  config: Config,
  begun: (begin: Begin) => Promise<Import>,
): Promise<void> {
  const who = await commandContext(given.as, store);
  const { code } = mustImport(given.org, who.caller, (await store.reference()).organizations);
  await withWorker(store, config, async () => {
    const id = newId();
    const by = who.caller.person?.id ?? "";
    const made = await begun({ id, code, by, given });
    await store.commit([{ noun: "import", after: made }], by);
    await runImport(id, given, who);
  });
}

async function fromFile(file: string, { id, code, by, given }: Begin, config: Config): Promise<Import> {
  const { size } = await stat(file);
  if (size === 0) throw new Problem("invalid", "The file is empty.");
  const sent = Object.assign(createReadStream(file), { headers: {} });
  const name = basename(file);
  const { sha256 } = await takeUpload(sent, { folder: join(config.dataDir, "imports"), id, name });
  const { source, reach } = given;
  return newImport({ id, organization: code, name, size, sha256, source, reach }, by, now());
}
