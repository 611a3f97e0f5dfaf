import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "../../../src/search/embedded/engine.ts";
import { keepsItsPromises } from "../promises.ts";

let folder = "";

keepsItsPromises("embedded", {
  async open() {
    folder = mkdtempSync(join(tmpdir(), "index-"));
    return openEmbedded({ folder });
  },
  async remove(engine) {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  },
});
