import type { CollectionChange } from "../../collections/rules/change.ts";
import type { Collection, CollectionEvent } from "../../collections/rules/collection.ts";
import type { ImportChange } from "../../imports/rules/change.ts";
import { ACTIVE_STATES, type ImportState } from "../../imports/rules/import.ts";
import { rule } from "../../kernel/facts.ts";
import type { MembershipChange } from "../../people/rules/change.ts";
import {
  type Curating,
  curatorsOf,
  membershipNow,
  type Recipient,
  recipientsAmong,
} from "../../people/rules/facts.ts";
import type { Membership } from "../../people/rules/person.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import type { Owner, ResourceEvent } from "../../resources/rules/resource.ts";
import type { Notify } from "./kind.ts";

/** Those who curate the organization itself; further ones stand above it. */
export const nearest = (curating: Curating[] | undefined): Recipient[] => curating?.[0]?.curators ?? [];

/** Its owner, or who curates for the organization that owns it. */
export const ownersNeeded = (owner: Owner) => ({
  owner: "person" in owner ? recipientsAmong([owner.person]) : undefined,
  curating: "person" in owner ? undefined : curatorsOf(owner.organization),
});

export const ownersIn = (facts: { owner: Recipient[] | undefined; curating: Curating[] | undefined }) =>
  facts.owner ?? nearest(facts.curating);

/** Those who keep a collection with its owner. */
export const coCuratorsIn = (c: Collection) => c.curators.map((k) => (k.acceptedAt ? k.person : undefined));

/** Whoever belongs, or asked to, is told that they were let in, and as what. */
export const toMember = (when: (before: Membership, after: Membership) => boolean) =>
  rule({
    needs: ({ after }: MembershipChange) =>
      after.confirmed
        ? {
            before: membershipNow(after.person, after.organization),
            member: recipientsAmong([after.person]),
          }
        : undefined,
    follows({ after }, { before, member }, { by, at }): Notify[] {
      if (!before || !when(before, after)) return [];
      return [{ to: member, except: [by], about: { organization: after.organization }, at }];
    },
  });

/** What curators do to a resource without being asked: its owner is notified, or those who curate for its owner. */
export const toOwners = (what: ResourceEvent["what"]) =>
  rule({
    needs: ({ before, after, event }: ResourceChange) =>
      before && event.what === what ? ownersNeeded(after.owner) : undefined,
    follows: ({ after, event }, facts): Notify[] => [
      { to: ownersIn(facts), except: [event.by], about: { resource: after.id }, at: event.at },
    ],
  });

/** The same for a collection: those who maintain it with its owner are notified too. */
export const toMaintainers = (what: CollectionEvent["what"]) =>
  rule({
    needs: ({ before, after, event }: CollectionChange) =>
      before && event.what === what
        ? { ...ownersNeeded(after.owner), maintainers: recipientsAmong(coCuratorsIn(after)) }
        : undefined,
    follows: ({ after, event }, { maintainers, ...owners }): Notify[] => [
      {
        to: [...ownersIn(owners), ...maintainers],
        except: [event.by],
        about: { collection: after.id },
        at: event.at,
      },
    ],
  });

/** Whoever brought a file in is notified when its job has ended like this, unless they stopped it themselves. */
export const toImporter = (states: ImportState[]) =>
  rule({
    needs: ({ before, after }: ImportChange) =>
      before && ACTIVE_STATES.includes(before.state) && !before.stopping && states.includes(after.state)
        ? { importer: recipientsAmong([after.by]) }
        : undefined,
    follows: ({ after: { id, organization, changedAt: at } }, { importer }): Notify[] => [
      { to: importer, except: [], about: { organization, import: id }, at },
    ],
  });
