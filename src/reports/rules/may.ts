import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { mayIn } from "../../people/rules/may.ts";
import { permissions } from "../../people/rules/permissions.ts";
import type { Caller } from "../../people/rules/person.ts";
import { isOwner } from "../../people/rules/relationship.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Report } from "./report.ts";

/** Who may do what to a report: the whole of it. Every cell stands in `test/people/matrix.txt`. */
const WORDS = {
  "who looks after its organization": (who: RelationshipToReport) => who.looksAfter,
  "who looks after it, unless it is about their own": (who: RelationshipToReport) =>
    who.looksAfter && !who.isAboutTheirs,
  "who made it": (who: RelationshipToReport) => who.made,
};

export const ON_A_REPORT = {
  read: ["who looks after its organization", "who made it"],
  "look after": ["who looks after its organization"],
  answer: ["who looks after it, unless it is about their own"],
} as const satisfies Record<string, readonly (keyof typeof WORDS)[]>;
export type ReportAction = keyof typeof ON_A_REPORT;

interface RelationshipToReport {
  looksAfter: boolean;
  made: boolean;
  isAboutTheirs: boolean;
}

const ask = permissions(ON_A_REPORT, WORDS);

/** May this caller do this to the report? `about` is what it is about, as long as they may see it. */
export const mayOnReport = (
  caller: Caller,
  action: ReportAction,
  { report, about }: { report: Report; about?: Resource | undefined },
  tree: OrganizationTree,
): boolean =>
  ask(action, {
    looksAfter: mayIn(caller, "answer its reports", report.organization, tree),
    made: report.by !== undefined && report.by === caller.person?.id,
    isAboutTheirs: about !== undefined && isOwner(caller, about),
  });
