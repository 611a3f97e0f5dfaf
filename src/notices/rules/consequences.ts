import { type Commit, type Needs, type Rule, rule } from "../../kernel/facts.ts";
import type { NoticeChange } from "./change.ts";
import type { Noticed, Notify, RecipientRules } from "./kind.ts";
import { dueBy } from "./mail.ts";
import { NOTICE_KINDS, NOTICES, type NoticeKind } from "./notice.ts";

type Follows<N extends Noticed["noun"]> = Rule<Extract<Noticed, { noun: N }>, Needs, NoticeChange>;

/** The nouns of whose changes some kind of notice tells. */
export const NOTICED_NOUNS = [
  ...new Set(Object.values(NOTICES).flatMap((kind) => Object.keys(kind.recipients))),
] as Noticed["noun"][];

/** What notices follow from changes of this noun, of whichever kind. */
export const noticesAfter = <N extends Noticed["noun"]>(noun: N): Follows<N>[] =>
  NOTICE_KINDS.flatMap((what) => {
    const recipients = recipientsOf(what, noun);
    return recipients ? [noticesFor(what, recipients)] : [];
  });

const recipientsOf = <N extends Noticed["noun"]>(
  what: NoticeKind,
  noun: N,
): Rule<Extract<Noticed, { noun: N }>, Needs, Notify> | undefined => {
  const { recipients }: { recipients: RecipientRules } = NOTICES[what];
  return recipients[noun];
};

const noticesFor = <C>(what: NoticeKind, recipients: Rule<C, Needs, Notify>) =>
  rule({
    needs: (change: C) => recipients.needs(change),
    follows: (change, facts, commit): NoticeChange[] =>
      recipients.follows(change, facts, commit).flatMap((notify) => noticesTo(what, notify, commit)),
  });

/** One for each person, by the mail they chose. */
function noticesTo(
  what: NoticeKind,
  { to, except, about, at }: Notify,
  { timeZone }: Commit,
): NoticeChange[] {
  const people = new Map(to.flatMap((r) => (r && !except.includes(r.person) ? [[r.person, r]] : [])));
  const { act } = NOTICES[what];
  // Of offers made together one notice tells, and of what an import has come to, for as long as it is not read.
  const once = about.batch !== undefined || about.import !== undefined;
  return [...people.values()].map((recipient): NoticeChange => {
    const mail = dueBy(recipient, at, timeZone);
    return {
      noun: "notice",
      after: { person: recipient.person, what, act, about, at },
      ...(once ? { once } : {}),
      ...(mail ? { mail } : {}),
    };
  });
}
