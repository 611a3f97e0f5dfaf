import type { ImportState } from "../../../imports/rules/import.ts";
import type { NoticeDefinition } from "../kind.ts";
import { onImport } from "../readable.ts";
import { toImporter } from "../recipients.ts";

const STATES: ImportState[] = ["done"];

export const importDone: NoticeDefinition = {
  act: false,
  recipients: { import: toImporter(STATES) },
  sentence: (it) => `Your import of ${it} is done.`,
  readable: onImport(STATES),
};
