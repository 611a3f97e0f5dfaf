import type { FileRightsNow } from "../files/rules/facts.ts";
import type { AnswerTo } from "../kernel/facts.ts";
import type { PeopleQuery } from "../people/rules/facts.ts";
import type { TermsNow } from "../reference/rules/facts.ts";
import type { WaitingReporters } from "../reports/rules/facts.ts";
import type { ResourceNow } from "../resources/rules/facts.ts";
import type { ReviewsQuery } from "../reviews/rules/facts.ts";

/** Every question that rules ask of a store: the closed list. */
export type FactQuery =
  | PeopleQuery
  | TermsNow
  | ResourceNow
  | FileRightsNow
  | ReviewsQuery
  | WaitingReporters;

type QueryOf<Name extends FactQuery["fact"]> = Extract<FactQuery, { fact: Name }>;

/** How a store that reads synchronously answers each of them, inside the transaction of the commit. */
export type FactLoaders = {
  [Name in FactQuery["fact"]]: (query: QueryOf<Name>) => AnswerTo<QueryOf<Name>>;
};

/** The same for a store that has to wait for its database. */
export type AsyncFactLoaders = {
  [Name in FactQuery["fact"]]: (query: QueryOf<Name>) => Promise<AnswerTo<QueryOf<Name>>>;
};
