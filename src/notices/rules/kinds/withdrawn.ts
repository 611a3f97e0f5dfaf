import type { Kind } from "../kind.ts";
import { onResource } from "../readable.ts";
import { toOwners } from "../recipients.ts";

export const withdrawn: Kind = {
  act: false,
  recipients: { resource: toOwners("withdrawn") },
  sentence: (it) => `A curator has withdrawn ${it}. The reason is on its page.`,
  readable: onResource,
};
