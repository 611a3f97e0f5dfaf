import type { NoticeDefinition } from "../kind.ts";
import { onEither } from "../readable.ts";
import { toMaintainers, toOwners } from "../recipients.ts";

export const narrowed: NoticeDefinition = {
  act: false,
  recipients: { resource: toOwners("narrowed"), collection: toMaintainers("narrowed") },
  sentence: (it) => `A curator has narrowed who can see ${it}.`,
  readable: onEither,
};
