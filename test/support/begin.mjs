import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Before a run: the folder where its workers keep the databases that tests begin with. */
export default function begin() {
  process.env.REGISTRY_TEMPLATES = mkdtempSync(join(tmpdir(), "registry-templates-"));
}
