#!/usr/bin/env node
import { Command } from "commander";
import { ConfigFault } from "./kernel/config.ts";
import { Problem } from "./kernel/problem.ts";
import { auditCommand } from "./start/commands/audit.ts";
import { backupCommands } from "./start/commands/backup.ts";
import { curriculumCommand } from "./start/commands/curriculum.ts";
import { harvestCommand, importCommand, undoCommand, workerCommand } from "./start/commands/import.ts";
import { indexCommand } from "./start/commands/index.ts";
import { jobsCommand } from "./start/commands/jobs.ts";
import { keyCommand } from "./start/commands/key.ts";
import { nameHere } from "./start/commands/open.ts";
import { personCommand } from "./start/commands/person.ts";
import { seedCommand, serveCommand } from "./start/commands/serve.ts";
import { standardsCommand } from "./start/commands/standards.ts";
import { usageCommand } from "./start/commands/usage.ts";

const program = new Command("registry")
  .description(nameHere())
  .addCommand(serveCommand)
  .addCommand(seedCommand)
  .addCommand(personCommand)
  .addCommand(keyCommand)
  .addCommand(standardsCommand)
  .addCommand(curriculumCommand)
  .addCommand(importCommand)
  .addCommand(harvestCommand)
  .addCommand(undoCommand)
  .addCommand(workerCommand)
  .addCommand(indexCommand)
  .addCommand(jobsCommand)
  .addCommand(usageCommand)
  .addCommand(auditCommand);
for (const command of backupCommands) program.addCommand(command);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${inWords(error)}\n`);
  process.exitCode = 1;
}

/** An expected "no" in words; a bug with its trace. */
function inWords(error: unknown): string {
  if (error instanceof Problem) {
    return [error.message, ...error.faults.map((f) => `  ${f.pointer} ${f.detail}`)].join("\n");
  }
  if (error instanceof ConfigFault) return error.message;
  if (error instanceof Error && "code" in error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
