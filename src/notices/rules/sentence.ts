import type { NoticeKind } from "./notice.ts";

/** Each notice as one plain sentence. `title` is quoted; `place` is the name of an organization, or of who asks. */
export function noticeSentence(what: NoticeKind, title: string, place: string): string {
  const it = `“${title}”`;
  const sentences: Record<NoticeKind, string> = {
    offered: `${it} waits for a review by ${place}.`,
    "offered together": `Resources were offered to ${place} together. They wait for a review.`,
    resubmitted: `${it} was changed as asked and waits for ${place} again.`,
    overdue: title
      ? `${it} has waited for ${place} longer than we promise.`
      : `Resources offered together have waited for ${place} longer than we promise.`,
    returned: `${place} asks you to change something in ${it}.`,
    accepted: `${place} said yes to ${it}.`,
    declined: `${place} declined ${it}. The reason is with the offer.`,
    "offer ended": `The offer of ${it} to ${place} has ended without a decision.`,
    assigned: `You were asked to review ${it} for ${place}.`,
    comment: `There is a new comment on the offer of ${it}.`,
    note: `There is a new note among the reviewers of ${it}.`,
    reported: title ? `Somebody has reported a problem with ${it}.` : `A report waits for ${place}.`,
    "report answered": title ? `Your report about ${it} was answered.` : "Your report was answered.",
    "asked to keep": `${place} asks you to keep the collection ${it} together.`,
    "keeps along": `Somebody you asked keeps ${it} along with you now.`,
    "membership asked": `Somebody asks to belong to ${place}.`,
    "membership confirmed": `You belong to ${place} now.`,
    "role changed": `Your role at ${place} has changed.`,
    narrowed: `A curator has narrowed who can see ${it}.`,
    hidden: `A curator has hidden ${it}. The reason is on its page.`,
    shown: `${it} can be seen again.`,
    erased: "A resource that you shared or reported was erased. Its page says when and why.",
    "import waits": `Your import of ${it} waits for you to go on.`,
    "import done": `Your import of ${it} is done.`,
    "import undone": `Your import of ${it} was taken back.`,
    "import stopped": `Your import of ${it} has stopped. Its page says why.`,
    withdrawn: `A curator has withdrawn ${it}. The reason is on its page.`,
  };
  return sentences[what];
}
