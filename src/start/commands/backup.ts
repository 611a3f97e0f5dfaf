import { resolve } from "node:path";
import { Command } from "commander";
import { Problem } from "../../kernel/problem.ts";
import { backUp } from "../backup/backup.ts";
import { settingsThatDiffer, settingsToKeep } from "../backup/backup-settings.ts";
import type { Manifest } from "../backup/manifest.ts";
import { restore } from "../backup/restore.ts";
import { storageOf } from "../storage.ts";
import { now, printLine, settings } from "./open.ts";

const backup = new Command("backup")
  .description("copy database, files and settings into a new folder, while the registry is in use")
  .argument("<folder>", "a folder that does not exist yet")
  .action(async (given: string) => {
    const target = resolve(given);
    const config = settings();
    const { dataDir } = config;
    const storage = storageOf(config);
    if (!(await storage.exists()))
      throw new Problem("unknown", `There is no registry in ${dataDir}. Is DATA_DIR right?`);
    const manifest = await backUp(target, {
      copies: storage.copies,
      folder: dataDir,
      settings: settingsToKeep(config),
      at: now(),
    });
    printLine(`${inWords(manifest)}, written to ${target} and read back.`);
    printLine(`It holds people's names and addresses: keep it where only you can read it.`);
  });

const restoreCommand = new Command("restore")
  .description("put a backup in the place of the data; what is replaced is kept aside")
  .argument("<folder>", "a folder made by `registry backup`")
  .action(async (given: string) => {
    const config = settings();
    const { dataDir } = config;
    const { manifest, aside, ...restored } = await restore(resolve(given), {
      storage: storageOf(config),
      folder: dataDir,
      at: now(),
    });
    printLine(`${inWords(manifest)}, restored as of ${manifest.at}.`);
    const { erased } = restored;
    if (erased > 0)
      printLine(
        `${erased} ${erased === 1 ? "resource was" : "resources were"} erased once more, as here before.`,
      );
    if (aside) printLine(`What was there before lies in ${aside}. Remove it when you no longer need it.`);
    const differing = settingsThatDiffer(restored.settings, settingsToKeep(config));
    if (differing.length > 0)
      printLine(`Settings are not restored. These differ:\n  ${differing.join("\n  ")}`);
    printLine(`Secrets are in no backup. Give them as they were: ${restored.settings.leftOut.join(", ")}.`);
    printLine("The search index is rebuilt when the server starts.");
  });

export const backupCommands: Command[] = [backup, restoreCommand];

function inWords({ rows, files }: Manifest): string {
  const uploads = files.length - 2;
  const bytes = files.reduce((sum, f) => sum + f.bytes, 0);
  return `${rows.resources ?? 0} resources, ${rows.people ?? 0} people, ${uploads} uploaded files (${(bytes / 1e6).toFixed(1)} MB)`;
}
