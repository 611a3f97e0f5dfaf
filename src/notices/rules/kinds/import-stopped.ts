import type { ImportState } from "../../../imports/rules/import.ts";
import type { Kind } from "../kind.ts";
import { onImport } from "../readable.ts";
import { toImporter } from "../recipients.ts";

const STATES: ImportState[] = ["stopped", "failed"];

export const importStopped: Kind = {
  act: true,
  recipients: { import: toImporter(STATES) },
  sentence: (it) => `Your import of ${it} has stopped. Its page says why.`,
  readable: onImport(STATES),
};
