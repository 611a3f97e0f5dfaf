#!/usr/bin/env node
import { Command } from "commander";
import { auditCommand } from "./commands/audit.ts";
import { backupCommands } from "./commands/backup.ts";
import { curriculumCommand } from "./commands/curriculum.ts";
import { harvestCommand, importCommand, undoCommand, workerCommand } from "./commands/import.ts";
import { indexCommand } from "./commands/index.ts";
import { keyCommand } from "./commands/key.ts";
import { personCommand } from "./commands/person.ts";
import { seedCommand, serveCommand } from "./commands/serve.ts";
import { standardsCommand } from "./commands/standards.ts";
import { usageCommand } from "./commands/usage.ts";
import { ConfigFault } from "./config.ts";
import { Problem } from "./problem.ts";

const program = new Command("registry")
  .description("Rhode Island Open Resource Registry")
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
