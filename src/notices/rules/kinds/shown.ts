import type { NoticeDefinition } from "../kind.ts";
import { onEither } from "../readable.ts";
import { toMaintainers, toOwners } from "../recipients.ts";

export const shown: NoticeDefinition = {
  act: false,
  recipients: { resource: toOwners("shown"), collection: toMaintainers("shown") },
  sentence: (it) => `${it} can be seen again.`,
  readable: onEither,
};
