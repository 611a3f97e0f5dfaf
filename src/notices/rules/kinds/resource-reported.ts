import { rule } from "../../../kernel/facts.ts";
import { curatorsOf } from "../../../people/rules/facts.ts";
import type { ReportChange } from "../../../reports/rules/change.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import { onReport } from "../readable.ts";

/** Curators nearest to the resource: those of its organization, or where it has none those above. */
const toNearestCurators = rule({
  needs: ({ after }: ReportChange) =>
    after.answer ? undefined : { curating: curatorsOf(after.organization) },
  follows({ after }, { curating }): Notify[] {
    const { id: report, by, at, resource, organization } = after;
    const to = curating.find(({ curators }) => curators.length > 0)?.curators ?? [];
    return [{ to, except: [by], about: { resource, report, organization }, at }];
  },
});

export const resourceReported: NoticeDefinition = {
  act: true,
  recipients: { report: toNearestCurators },
  sentence: (it, place) =>
    it ? `Somebody has reported a problem with ${it}.` : `A report waits for ${place}.`,
  readable: onReport,
};
