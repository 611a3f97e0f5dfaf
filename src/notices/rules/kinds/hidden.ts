import type { NoticeDefinition } from "../kind.ts";
import { onEither } from "../readable.ts";
import { toMaintainers, toOwners } from "../recipients.ts";

export const hidden: NoticeDefinition = {
  act: false,
  recipients: { resource: toOwners("hidden"), collection: toMaintainers("hidden") },
  sentence: (it) => `A curator has hidden ${it}. The reason is on its page.`,
  readable: onEither,
};
