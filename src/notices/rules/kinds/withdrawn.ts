import type { NoticeDefinition } from "../kind.ts";
import { onResource } from "../readable.ts";
import { toOwners } from "../recipients.ts";

export const withdrawn: NoticeDefinition = {
  act: false,
  recipients: { resource: toOwners("withdrawn") },
  sentence: (it) => `A curator has withdrawn ${it}. The reason is on its page.`,
  readable: onResource,
};
