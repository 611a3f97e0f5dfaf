import { collectionAddress } from "../../../collections/rules/addresses.ts";
import type { CollectionChange } from "../../../collections/rules/change.ts";
import { placeOf } from "../../../collections/rules/collection.ts";
import { mayOnCollection } from "../../../collections/rules/may.ts";
import { rule } from "../../../kernel/facts.ts";
import { recipientsAmong, recipientsAt } from "../../../people/rules/facts.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import type { Readable } from "../readable.ts";

const invitedBy = ({ before, after }: CollectionChange) =>
  after.curators.filter((k) => !before?.curators.some((known) => known.id === k.id));

const toInvited = rule({
  needs(change: CollectionChange) {
    if (change.event.what !== "curator invited") return undefined;
    const invited = invitedBy(change);
    return {
      people: recipientsAmong(invited.map((k) => k.person)),
      strangers: recipientsAt(invited.flatMap((k) => (k.person ? [] : (k.email ?? [])))),
    };
  },
  follows: ({ after, event }, { people, strangers }): Notify[] => [
    { to: [...people, ...strangers], except: [event.by], about: { collection: after.id }, at: event.at },
  ],
});

/** Until it is answered, or they are no longer asked. */
const whileInvited: Readable = ({ collection = "" }, { collections, caller, names, reference }) => {
  const c = collections.get(collection);
  if (!c || !mayOnCollection(caller, "answer its invitation", c, reference.organizations)) return undefined;
  const place = names.get(placeOf(caller, c)?.invitedBy ?? "") ?? "An educator";
  return { address: `${collectionAddress(c.id)}/invitation`, title: c.draft.title, place };
};

export const coCuratorInvited: NoticeDefinition = {
  act: true,
  recipients: { collection: toInvited },
  sentence: (it, place) => `${place} asks you to help maintain the collection ${it}.`,
  readable: whileInvited,
};
