import type { ErasureChange } from "../../../erasing/rules/change.ts";
import { mayReadErasure } from "../../../erasing/rules/may.ts";
import { rule } from "../../../kernel/facts.ts";
import { waitingReportersOf } from "../../../reports/rules/facts.ts";
import { resourceAddress } from "../../../resources/rules/addresses.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import type { Readable } from "../readable.ts";
import { ownersIn, ownersNeeded } from "../recipients.ts";

/** Its owner, and who has reported it and waits for an answer. */
const toOwnersAndReporters = rule({
  needs: ({ before }: ErasureChange) =>
    before && { ...ownersNeeded(before.owner), reporters: waitingReportersOf(before.id) },
  follows: ({ after }, { reporters, ...owners }): Notify[] => [
    {
      to: [...ownersIn(owners), ...reporters],
      except: [after.by],
      about: { resource: after.resource },
      at: after.at,
    },
  ],
});

const toTombstone: Readable = ({ resource = "" }, { erasures, caller, reference }) => {
  const erasure = erasures.get(resource);
  const theirs = erasure && mayReadErasure(caller, erasure, reference.organizations);
  return theirs ? { address: resourceAddress(resource) } : undefined;
};

export const erased: NoticeDefinition = {
  act: false,
  recipients: { erasure: toOwnersAndReporters },
  sentence: () => "A resource that you shared or reported was erased. Its page says when and why.",
  readable: toTombstone,
};
