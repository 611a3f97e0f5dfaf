import type { NoticeDefinition } from "../kind.ts";
import { onOrganization } from "../readable.ts";
import { toMember } from "../recipients.ts";

export const roleChanged: NoticeDefinition = {
  act: false,
  recipients: { membership: toMember((before, after) => before.confirmed && before.role !== after.role) },
  sentence: (_it, place) => `Your role at ${place} has changed.`,
  readable: onOrganization,
};
