import { chmodSync, mkdirSync, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where files lie in memory, and the room there must be for them (bytes). */
const IN_MEMORY = "/dev/shm";
const ROOM = 4 * 2 ** 30;

/**
 * Before a run: a folder for all that tests write, in memory where there is room (tests wait for the disk a thousand
 * times), and in it one where its workers keep the databases that tests begin with.
 */
export default function begin() {
  process.env.TMPDIR = mkdtempSync(join(hasRoom() ? IN_MEMORY : tmpdir(), "registry-tests-"));
  // Some tests run the program as another user.
  chmodSync(process.env.TMPDIR, 0o755);
  process.env.REGISTRY_TEMPLATES = join(process.env.TMPDIR, "templates");
  mkdirSync(process.env.REGISTRY_TEMPLATES);
}

function hasRoom() {
  try {
    const { bsize, bavail } = statfsSync(IN_MEMORY);
    return bsize * bavail > ROOM;
  } catch {
    return false;
  }
}
