import { randomUUID } from "node:crypto";
import type { Rebuild } from "../rules/engine.ts";
import type { MeiliCalls } from "./calls.ts";
import { createMeiliIndex, dropIndex, exists, send, swap } from "./index.ts";
import type { MeiliSettings } from "./settings.ts";

/** Batches a rebuild sends ahead of the server. */
const AHEAD = 4;

/** Rebuilds the index beside the one that answers, and puts it in its place. `ended` is called however it ends. */
export async function rebuildBeside(
  calls: MeiliCalls,
  index: string,
  settings: MeiliSettings,
  ended: () => void,
): Promise<Rebuild> {
  const next = `${index}-next`;
  await dropIndex(calls, next);
  await createMeiliIndex(calls, next, settings);
  const underWay: Promise<void>[] = [];
  const settle = async (most: number) => {
    while (underWay.length > most) await underWay.shift();
  };
  const end = async () => {
    ended();
    await Promise.allSettled(underWay);
    await dropIndex(calls, next);
  };
  return {
    async put(documents) {
      const done = calls.done(await send(calls, next, documents, []));
      // A failure is met when it is settled; until then it must not count as unheard.
      done.catch(() => undefined);
      underWay.push(done);
      await settle(AHEAD);
    },
    async finish(cursor) {
      await settle(0);
      const built = randomUUID();
      await calls.done(await send(calls, next, [], [], cursor, built));
      if (!(await exists(calls, index))) await createMeiliIndex(calls, index, settings);
      await swap(calls, index, next, built);
      await end();
    },
    abandon: end,
  };
}
