import { Problem } from "../../kernel/problem.ts";
import { isMailAddress, mailAddressOf } from "../../people/rules/account.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import type { Person } from "../../people/rules/person.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import type { CollectionChange } from "./change.ts";
import { type CoCurator, type Collection, MOST_CURATORS, placeOf } from "./collection.ts";
import { collectionChanged } from "./collection-changed.ts";
import { mayOnCollection } from "./may.ts";
import { noSuchCollection, refusedCollection } from "./refusals.ts";

/** Keeping a collection together: people of any schools, each of whom must say yes. */

const inviteFault = (detail: string) =>
  new Problem("invalid", "Nobody was invited.", [{ in: "body", pointer: "/who", detail }]);

/**
 * Invites by e-mail, whoever it is, or by the name of a colleague. An address is kept as it was typed and
 * answered alike whether someone here has it or not. Undefined when they were invited before.
 */
export function invite(
  before: Collection,
  given: { id: string; who: string; colleagues: Person[] },
  actor: Actor,
): CollectionChange | undefined {
  const { caller, at, tree } = actor;
  if (!mayOnCollection(caller, "choose co-curators", before, tree))
    throw refusedCollection(before, caller, tree, "its owner");
  const who = given.who.trim();
  const found = who.includes("@") ? byMail(who) : byName(who, given.colleagues);
  if (found.person === personOf(caller) || (found.email && found.email === caller.person?.email))
    throw inviteFault("is you. You maintain it already");
  const same = (k: CoCurator) =>
    (found.person !== undefined && k.person === found.person) ||
    (found.email !== undefined && k.email === found.email);
  if (before.curators.some(same)) return undefined;
  if (before.curators.length >= MOST_CURATORS) throw inviteFault(`would be one more than ${MOST_CURATORS}`);
  const place: CoCurator = {
    id: given.id,
    ...found,
    asked: who,
    invitedBy: personOf(caller),
    invitedAt: at,
  };
  const after = { ...before, curators: [...before.curators, place] };
  return collectionChanged(before, after, "curator invited", actor);
}

function byMail(who: string): { email: string; person?: string } {
  const email = mailAddressOf(who);
  if (!isMailAddress(email)) throw inviteFault("is not an e-mail address. Write it like name@school.org");
  return { email };
}

function byName(who: string, colleagues: Person[]): { person: string; email?: string } {
  const name = who.toLowerCase();
  const named = colleagues.filter((p) => p.name.toLowerCase() === name);
  if (named.length > 1)
    throw inviteFault("is the name of more than one colleague. Give the e-mail address instead");
  if (!named[0])
    throw inviteFault("is not the name of a colleague of yours. Give the e-mail address of people elsewhere");
  return { person: named[0].id };
}

export function accept(before: Collection, actor: Actor): CollectionChange {
  const { caller, at, tree } = actor;
  if (!mayOnCollection(caller, "answer its invitation", before, tree)) throw noSuchCollection();
  if (!mayInRegistry(caller, "contribute", tree))
    throw new Problem("forbidden", "Nobody has confirmed yet that you belong to a school here.");
  const mine = placeOf(caller, before);
  const joined = before.curators.map((k) =>
    k === mine ? { ...k, person: personOf(caller), acceptedAt: at } : k,
  );
  return collectionChanged(before, { ...before, curators: joined }, "curator joined", actor);
}

/** Declines, leaves, or is removed by the owner: the place among the co-curators is gone. */
export function leave(before: Collection, id: string | undefined, actor: Actor): CollectionChange {
  const { caller, tree } = actor;
  const mine = placeOf(caller, before);
  const gone = id === undefined ? mine : before.curators.find((k) => k.id === id);
  const owner = mayOnCollection(caller, "choose co-curators", before, tree);
  if (gone === undefined || (gone !== mine && !owner)) {
    if (mayOnCollection(caller, "edit", before, tree) && !owner && gone)
      throw refusedCollection(before, caller, tree, "its owner and the person themselves");
    throw noSuchCollection();
  }
  const curators = before.curators.filter((k) => k !== gone);
  return collectionChanged(before, { ...before, curators }, "curator left", actor);
}
