import type { ImportState } from "../../../imports/rules/import.ts";
import type { NoticeDefinition } from "../kind.ts";
import { onImport } from "../readable.ts";
import { toImporter } from "../recipients.ts";

const STATES: ImportState[] = ["undone"];

export const importUndone: NoticeDefinition = {
  act: false,
  recipients: { import: toImporter(STATES) },
  sentence: (it) => `Your import of ${it} was taken back.`,
  readable: onImport(STATES),
};
