import type { ImportState } from "../../../imports/rules/import.ts";
import type { NoticeDefinition } from "../kind.ts";
import { onImport } from "../readable.ts";
import { toImporter } from "../recipients.ts";

const STATES: ImportState[] = ["columns", "checked"];

export const importWaits: NoticeDefinition = {
  act: true,
  recipients: { import: toImporter(STATES) },
  sentence: (it) => `Your import of ${it} waits for you to go on.`,
  readable: onImport(STATES),
};
