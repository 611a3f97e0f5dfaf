/**
 * A question a rule asks of the store, as data: the name of a fact, and what it is about. A store finds the answer
 * inside the transaction of a commit, in its own way and time. `answer` says what comes back, for the types
 * alone; no query carries it.
 */
export interface QueryShape<Name extends string = string, Answer = unknown> {
  fact: Name;
  answer?: { is: Answer };
}

export type AnswerTo<Q> = Q extends { answer?: { is: infer Answer } } ? Answer : never;

/** What a rule must know, each under a name of its own; `undefined` where this change does not take it. */
export type Needs = Record<string, QueryShape | undefined>;

export type FactsOf<N> = {
  [K in keyof N]: undefined extends N[K] ? AnswerTo<NonNullable<N[K]>> | undefined : AnswerTo<N[K]>;
};

/** When a commit was made, and by whom: the id of a person, or what acts without one. */
export interface Commit {
  at: string;
  by: string;
  /** By whose calendar its days count (IANA name). */
  timeZone: string;
}

/**
 * What follows from a change. Pure: `needs` says which facts it takes, or undefined when nothing follows;
 * `follows` gives further changes of the same commit, or throws Problem when the change may not be. Facts are as
 * they were before the change.
 */
export interface Rule<C, N extends Needs, Follows> {
  needs(change: C): N | undefined;
  follows(change: C, facts: FactsOf<N>, commit: Commit): Follows[];
}

/** Lets the types of a rule be read from it. */
export const rule = <C, N extends Needs, Follows>(given: Rule<C, N, Follows>): Rule<C, N, Follows> => given;
