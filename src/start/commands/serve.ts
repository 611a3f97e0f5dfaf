import { setFlagsFromString } from "node:v8";
import { Command } from "commander";
import { openRegistry, prepare, serve } from "../server.ts";
import { logOf, printLine, settings } from "./open.ts";

export const serveCommand = new Command("serve")
  .description("serve the registry; an empty one is seeded first")
  .action(async () => {
    const config = settings();
    // A busy server throws away much and keeps little: its heap grows by a third of what is kept, not threefold.
    setFlagsFromString("--heap-growing-percent=30");
    await serve(config, logOf(config));
  });

export const seedCommand = new Command("seed")
  .description("fill an empty registry with the seed, and index it")
  .action(async () => {
    const config = { ...settings(), seed: true };
    const registry = await openRegistry(config, logOf(config));
    try {
      await prepare(registry);
      await registry.parts.indexer.idle();
      printLine(`${await registry.parts.store.resources.count()} resources`);
    } finally {
      await registry.close();
    }
  });
