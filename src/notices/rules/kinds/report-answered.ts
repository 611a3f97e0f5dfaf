import { rule } from "../../../kernel/facts.ts";
import { recipientsAmong } from "../../../people/rules/facts.ts";
import type { ReportChange } from "../../../reports/rules/change.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import { onReport } from "../readable.ts";

/** Who made the report, when they asked to hear of the answer. */
const toReporter = rule({
  needs: ({ after }: ReportChange) =>
    after.answer && after.notice ? { reporter: recipientsAmong([after.by]) } : undefined,
  follows({ after: { id: report, resource, organization, answer } }, { reporter }): Notify[] {
    if (!answer) return [];
    const about = { resource, report, organization };
    return [{ to: reporter, except: [answer.by], about, at: answer.at }];
  },
});

export const reportAnswered: NoticeDefinition = {
  act: false,
  recipients: { report: toReporter },
  sentence: (it) => (it ? `Your report about ${it} was answered.` : "Your report was answered."),
  readable: onReport,
};
