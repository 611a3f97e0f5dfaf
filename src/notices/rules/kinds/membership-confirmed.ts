import type { NoticeDefinition } from "../kind.ts";
import { onOrganization } from "../readable.ts";
import { toMember } from "../recipients.ts";

export const membershipConfirmed: NoticeDefinition = {
  act: false,
  recipients: { membership: toMember((before) => !before.confirmed) },
  sentence: (_it, place) => `You belong to ${place} now.`,
  readable: onOrganization,
};
