import type { CollectionChange } from "../../../collections/rules/change.ts";
import { rule } from "../../../kernel/facts.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import { onCollection } from "../readable.ts";
import { ownersIn, ownersNeeded } from "../recipients.ts";

const toOwners = rule({
  needs: ({ after, event }: CollectionChange) =>
    event.what === "curator joined" ? ownersNeeded(after.owner) : undefined,
  follows: ({ after, event }, facts): Notify[] => [
    { to: ownersIn(facts), except: [event.by], about: { collection: after.id }, at: event.at },
  ],
});

export const coCuratorJoined: NoticeDefinition = {
  act: false,
  recipients: { collection: toOwners },
  sentence: (it) => `Someone you asked now helps you maintain ${it}.`,
  readable: onCollection,
};
