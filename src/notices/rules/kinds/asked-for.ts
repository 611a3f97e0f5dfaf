import type { AsksTold } from "../../../asks/rules/change.ts";
import { rule } from "../../../kernel/facts.ts";
import { recipientsAmong } from "../../../people/rules/facts.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import { onAsk } from "../readable.ts";

/** Whoever asked for something and wanted to hear of it, of each resource that fits. */
const toWhoAsked = rule({
  needs: ({ fitting }: AsksTold) =>
    fitting.length > 0
      ? { people: recipientsAmong([...new Set(fitting.map(({ ask }) => ask.by))]) }
      : undefined,
  follows: ({ fitting, at }, { people }): Notify[] =>
    fitting.map(({ ask, resource }) => ({
      to: [people.find(({ person }) => person === ask.by)],
      except: [],
      about: { ask: ask.id, resource, organization: ask.organization },
      at,
    })),
});

export const askedFor: NoticeDefinition = {
  act: false,
  recipients: { "asks-told": toWhoAsked },
  sentence: (it, asked) => `${it} was shared. You asked for ${asked}.`,
  readable: onAsk,
};
