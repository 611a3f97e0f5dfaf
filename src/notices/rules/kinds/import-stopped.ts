import type { ImportState } from "../../../imports/rules/import.ts";
import type { NoticeDefinition } from "../kind.ts";
import { onImport } from "../readable.ts";
import { toImporter } from "../recipients.ts";

const STATES: ImportState[] = ["stopped", "failed"];

export const importStopped: NoticeDefinition = {
  act: true,
  recipients: { import: toImporter(STATES) },
  sentence: (it) => `Your import of ${it} has stopped. Its page says why.`,
  readable: onImport(STATES),
};
