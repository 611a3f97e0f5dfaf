import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { asDiskProblem } from "../../kernel/disk-faults.ts";
import type { JobPlan, Jobs } from "../../kernel/job.ts";
import { Problem } from "../../kernel/problem.ts";
import { counted } from "../../kernel/words.ts";
import type { Store } from "../../store/store.ts";
import { filePathOf, type KeptFile, MOST_BYTES, MOST_MEGABYTES, type Upload } from "../rules/file.ts";
import { ACCEPTED, fileName, kindOf, LOOKED_AT } from "../rules/kind.ts";
import type { Scanner } from "./scanner.ts";

export const FILE_SCAN: JobPlan = {
  name: "file-scan",
  does: "Has uploaded files scanned for viruses",
  when: "*/30 * * * * *",
  alone: true,
};

/** Keeps the bytes of files, by their hash, in the data folder: outside of everything a web server gives out. */
export interface FileKeeper {
  /**
   * Takes a file in. Resolves when it is on disk and known. Problem `too-large`, `unsupported`, or `invalid`
   * for an empty one; nothing is left behind then.
   */
  keep(
    bytes: AsyncIterable<Buffer>,
    name: string,
    person: string,
  ): Promise<{ file: KeptFile; upload: Upload }>;
  /** Takes its bytes away, unless it is known again: somebody may have brought it in once more. */
  remove(hash: string): Promise<void>;
  /** Where its bytes lie: a folder and a path below it. */
  placeOf(hash: string): { root: string; path: string };
  /** Has what is held looked at; resolves when every file was looked at or the scanner is away. */
  scan(): Promise<void>;
}

interface KeeperParts {
  folder: string;
  store: Store;
  clock: () => string;
  log: Logger;
  /** Without one nothing is held. */
  scanner?: Scanner | undefined;
  jobs: Jobs;
}

export function fileKeeper({ folder, store, clock, log, scanner, jobs }: KeeperParts): FileKeeper {
  const root = join(folder, "files");
  const incoming = join(folder, "incoming");
  // A file is known and on disk, or neither: nobody brings it in while somebody takes it away.
  let turn: Promise<unknown> = Promise.resolve();
  const oneByOne = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const scan = scanner && jobs.add({ ...FILE_SCAN, run: (_at, ending) => scanHeld(scanner, ending) });
  async function scanHeld(look: Scanner, ending: AbortSignal): Promise<string | undefined> {
    const held = await store.files.held(200);
    let looked = 0;
    for (const file of held) {
      if (ending.aborted) break;
      const state = await look(join(root, filePathOf(file.hash)));
      if (state === "infected") log.warn({ file: file.hash }, "a file was found infected and stays locked");
      await store.commit([{ noun: "file", after: { ...file, state } }]);
      looked++;
    }
    return looked > 0 ? `${counted(looked, "file")} looked at.` : undefined;
  }

  return {
    async keep(bytes, name, person) {
      const path = join(incoming, randomUUID());
      try {
        await mkdir(incoming, { recursive: true });
        const { hash, size, head } = await written(bytes, path);
        const found = await kindOf(head, await tailOf(path, size));
        if (size === 0) throw new Problem("invalid", `“${name}” is empty.`);
        if (!found)
          throw new Problem(
            "unsupported",
            `“${name}” is of a kind that is not accepted. Accepted are ${ACCEPTED}.`,
          );
        const at = clock();
        const file: KeptFile = { hash, size, type: found.type, state: scanner ? "held" : "unscanned", at };
        const upload: Upload = { hash, person, name: fileName(name, found), at };
        await oneByOne(async () => {
          await mkdir(join(root, hash.slice(0, 2)), { recursive: true });
          await rename(path, join(root, filePathOf(hash)));
          await onDisk(join(root, hash.slice(0, 2)));
          await store.commit([{ noun: "file", after: file, upload }], person);
        });
        void scan?.();
        return { file: (await store.files.get(hash)) ?? file, upload };
      } catch (error) {
        throw asDiskProblem(error);
      } finally {
        await rm(path, { force: true });
      }
    },
    remove: (hash) =>
      oneByOne(async () => {
        if (!(await store.files.get(hash))) await rm(join(root, filePathOf(hash)), { force: true });
      }),
    placeOf: (hash) => ({ root, path: filePathOf(hash) }),
    async scan() {
      await scan?.();
    },
  };
}

/** Writes what comes, hashing as it goes, up to the limit; on disk when it resolves. */
async function written(
  bytes: AsyncIterable<Buffer>,
  path: string,
): Promise<{ hash: string; size: number; head: Buffer }> {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  let size = 0;
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new Problem("too-large", `A file may have ${MOST_MEGABYTES} MB at most.`);
      if (head.length < LOOKED_AT) head = Buffer.concat([head, chunk]).subarray(0, LOOKED_AT);
      hash.update(chunk);
      // Unlike `write`, never only a part of it: a disk that is nearly full takes what fits.
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest("hex"), size, head };
}

async function tailOf(path: string, size: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const length = Math.min(size, LOOKED_AT);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer;
  } finally {
    await file.close();
  }
}

/** A name is only kept when its folder is. */
async function onDisk(folder: string): Promise<void> {
  if (!(await stat(folder)).isDirectory()) return;
  const handle = await open(folder, "r");
  await handle.sync().catch(() => {});
  await handle.close();
}
