import { asksAfterPerson } from "../asks/rules/consequences.ts";
import { afterFeatured } from "../collections/rules/consequences.ts";
import { auditOfErasure } from "../erasing/rules/consequences.ts";
import type { Commit, Needs, Rule } from "../kernel/facts.ts";
import { NOTICED_NOUNS, noticesAfter } from "../notices/rules/consequences.ts";
import type { Noticed } from "../notices/rules/kind.ts";
import * as people from "../people/rules/consequences.ts";
import { afterRules } from "../reach/rules/consequences.ts";
import {
  auditOfResource,
  reindexAfterFramework,
  reindexAfterOrganizations,
  reindexAfterVocabulary,
} from "../resources/rules/consequences.ts";
import { filesNamed } from "../resources/rules/name-files.ts";
import { offerOfCollection, offerOfResource } from "../reviews/rules/consequences.ts";
import type { ChangeOf, Written } from "./change.ts";
import type { FactQuery } from "./facts.ts";

type RulesOf<N extends Written["noun"]> = readonly Rule<ChangeOf<N>, Needs, Written>[];

export type RuleTable = { readonly [N in Written["noun"]]?: RulesOf<N> };

/** What follows from a change of each noun, in this order, beside notices. From the others nothing does. */
const BESIDE_NOTICES: RuleTable = {
  person: [people.afterPerson, asksAfterPerson],
  membership: [people.afterMembership],
  "membership-ended": [people.afterMembershipEnded],
  key: [people.afterKey],
  account: [people.afterAccount],
  identity: [people.afterIdentity],
  "identity-ended": [people.afterIdentityEnded],
  session: [people.afterSession],
  "sessions-ended": [people.afterSessionsEnded],
  invitation: [people.afterInvitation],
  rules: [afterRules],
  organizations: [reindexAfterOrganizations],
  vocabulary: [reindexAfterVocabulary],
  framework: [reindexAfterFramework],
  resource: [filesNamed, offerOfResource, auditOfResource],
  collection: [offerOfCollection],
  featured: [afterFeatured],
  erasure: [auditOfErasure],
};

type AnyTable = Partial<Record<Written["noun"], RulesOf<Written["noun"]>>>;

const rulesFor = (change: Written, table: RuleTable): RulesOf<Written["noun"]> =>
  (table as AnyTable)[change.noun] ?? [];

const NOUNS = [...new Set([...NOTICED_NOUNS, ...Object.keys(BESIDE_NOTICES)])] as Noticed["noun"][];

/** Notices come first, for every noun of which some kind tells: none is forgotten here. */
const RULES: RuleTable = Object.fromEntries(
  NOUNS.map((noun) => [noun, [...noticesAfter(noun), ...((BESIDE_NOTICES as AnyTable)[noun] ?? [])]]),
);

/** The facts that are to be loaded before this change is written, as they are then. */
export const needs = (change: Written, table = RULES): FactQuery[] =>
  rulesFor(change, table).flatMap((rule) => queriesIn(rule.needs(change)));

const queriesIn = (needed: Needs | undefined): FactQuery[] =>
  Object.values(needed ?? {}).filter((query) => query !== undefined) as FactQuery[];

/**
 * The changes that belong into the same commit, to be written right after this one. `facts` answer `needs` one
 * by one. Throws Problem when the change may not be: nothing is written then.
 */
export function consequences(
  change: Written,
  facts: readonly unknown[],
  commit: Commit,
  table = RULES,
): Written[] {
  const answers = facts[Symbol.iterator]();
  return rulesFor(change, table).flatMap((rule) => {
    const needed = rule.needs(change);
    if (!needed) return [];
    const known = Object.entries(needed).map(([name, query]) => [name, query && answers.next().value]);
    return rule.follows(change, Object.fromEntries(known), commit);
  });
}

/** One thing a store does: load these facts, all as of now, or write this change. */
export type Step = { load: FactQuery[] } | { write: Written };

/** A consequence may have consequences; those have none. */
const ROUNDS = 2;

/**
 * All that a store does for a commit, inside one transaction and in this order. A store runs it with its own
 * means, at once or waiting for its database: to each `load` it gives back one answer for each query.
 */
export function* steps(
  changes: readonly Written[],
  commit: Commit,
  table = RULES,
  round = 0,
): Generator<Step, void, unknown[]> {
  for (const change of changes) {
    const queries = needs(change, table);
    const facts = queries.length > 0 ? yield { load: queries } : [];
    yield { write: change };
    const follows = consequences(change, facts, commit, table);
    if (follows.length > 0 && round === ROUNDS)
      throw new Error(`A consequence of a consequence, "${change.noun}", has consequences of its own.`);
    yield* steps(follows, commit, table, round + 1);
  }
}
