import type { Kind } from "../kind.ts";
import { onEither } from "../readable.ts";
import { toMaintainers, toOwners } from "../recipients.ts";

export const narrowed: Kind = {
  act: false,
  recipients: { resource: toOwners("narrowed"), collection: toMaintainers("narrowed") },
  sentence: (it) => `A curator has narrowed who can see ${it}.`,
  readable: onEither,
};
