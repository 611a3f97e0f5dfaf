import { type FileHandle, open, rename } from "node:fs/promises";
import { type Fetch, type Harvested, readOai } from "../../exchange/oai.ts";
import { Problem } from "../../kernel/problem.ts";
import { harvestedLine } from "../../sheets/readers/harvested-rows.ts";
import { type ImportJob, type ImportRun, uploadOf, withProgress } from "../actions/import-run.ts";
import type { Origin } from "../rules/harvest.ts";

/** How long the job leaves the turn to others while the catalog answers (ms). */
const PAUSE = 500;

/**
 * Takes down what a catalog has, beside the turns of other organizations: a slow server keeps nobody waiting.
 * Killed on the way it starts over; nothing is registered before the check.
 */
export async function* harvest(run: ImportRun, origin: Origin): ImportJob {
  const { folder, openCatalog, clock } = run.parts;
  const file = uploadOf(folder, run.import.id);
  await run.caller();
  await run.step([], (i) => withProgress(i, 0, clock()));
  const catalog = openCatalog();
  const so = { records: 0 };
  let over: Harvested | undefined;
  let failed: unknown;
  try {
    takeDown(origin, catalog.ask as unknown as Fetch, `${file}.part`, so).then(
      (done) => {
        over = done;
      },
      (error) => {
        failed = error;
      },
    );
    while (!over && !failed) {
      yield PAUSE;
      if (run.import.progress.done !== so.records)
        await run.step([], (i) => ({ ...i, progress: { ...i.progress, done: so.records } }));
    }
  } finally {
    await catalog.close();
  }
  // What came before a catalog broke off is worth looking at; nothing is not.
  // A catalog that refuses is not waited for as a full disk is: a person looks at its words.
  if (failed && so.records === 0)
    throw failed instanceof Problem ? new Problem("invalid", failed.message) : failed;
  if (failed && !(failed instanceof Problem)) throw failed;
  await rename(`${file}.part`, file);
  const harvested = {
    records: so.records,
    ...(over?.responseDate === undefined ? {} : { at: over.responseDate }),
    ...(failed instanceof Problem ? { broke: failed.message } : {}),
  };
  await run.step([], (i) => ({ ...i, origin: { ...origin, harvested } }));
}

async function takeDown(
  { address, prefix, set, since }: Origin,
  fetch: Fetch,
  file: string,
  so: { records: number },
): Promise<Harvested> {
  const out = await open(file, "w");
  try {
    const request = {
      base: address,
      prefix,
      fetch,
      ...(set ? { set } : {}),
      ...(since ? { from: since } : {}),
    };
    return await writeAll(readOai(request), out, so);
  } finally {
    await out.close();
  }
}

/** Rows written at once. */
const PIECE = 200;

async function writeAll(
  rows: ReturnType<typeof readOai>,
  out: FileHandle,
  so: { records: number },
): Promise<Harvested> {
  let piece: string[] = [];
  const write = async () => {
    await out.write(piece.join(""));
    so.records += piece.length;
    piece = [];
  };
  try {
    for (;;) {
      const next = await rows.next();
      if (next.done) return next.value;
      if (piece.push(harvestedLine(next.value)) >= PIECE) await write();
    }
  } finally {
    await write();
  }
}
