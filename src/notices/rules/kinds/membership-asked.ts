import { rule } from "../../../kernel/facts.ts";
import type { MembershipChange } from "../../../people/rules/change.ts";
import { curatorsOf, membershipNow } from "../../../people/rules/facts.ts";
import { mayIn } from "../../../people/rules/may.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import { onOrganization, type Readable } from "../readable.ts";
import { nearest } from "../recipients.ts";

const toCurators = rule({
  needs: ({ after: { person, organization, confirmed } }: MembershipChange) =>
    confirmed
      ? undefined
      : { before: membershipNow(person, organization), curating: curatorsOf(organization) },
  follows({ after: { person, organization } }, { before, curating }, { by, at }): Notify[] {
    if (before) return [];
    return [{ to: nearest(curating), except: [by, person], about: { organization }, at }];
  },
});

const forThoseWhoConfirm: Readable = (about, view) => {
  const { organizations } = view.reference;
  const place = organizations.get(about.organization ?? "");
  return place && mayIn(view.caller, "confirm", place.code, organizations)
    ? onOrganization(about, view)
    : undefined;
};

export const membershipAsked: NoticeDefinition = {
  act: true,
  recipients: { membership: toCurators },
  sentence: (_it, place) => `Somebody asks to belong to ${place}.`,
  readable: forThoseWhoConfirm,
};
