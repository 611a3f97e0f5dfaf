import { rmSync } from "node:fs";

/** After a run: nothing of it stays. */
export default function end() {
  rmSync(process.env.TMPDIR, { recursive: true, force: true });
}
