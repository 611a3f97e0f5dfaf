import type { CollectionChange } from "../../collections/rules/change.ts";
import type { ErasureChange } from "../../erasing/rules/change.ts";
import type { Membership } from "../../people/rules/person.ts";
import type { ReportChange } from "../../reports/rules/change.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import type { Owner } from "../../resources/rules/resource.ts";
import type { NewNotice } from "./notice.ts";

/** Who curates exactly this organization. */
export type Curators = (organization: string) => string[];

export const notify = (
  people: (string | undefined)[],
  except: (string | undefined)[],
  notice: Omit<NewNotice, "person">,
): NewNotice[] =>
  [...new Set(people)].flatMap((person) =>
    person && !except.includes(person) ? [{ ...notice, person }] : [],
  );

/** Curators hear who asks to belong; people hear that they were let in, and as what. */
export function noticesOfMembership(
  before: Membership | undefined,
  after: Membership,
  curators: Curators,
  { by, at }: { by: string; at: string },
): NewNotice[] {
  const about = { organization: after.organization };
  const { person } = after;
  if (!after.confirmed)
    return before
      ? []
      : notify(curators(after.organization), [by, person], {
          what: "membership asked",
          act: true,
          about,
          at,
        });
  if (before && !before.confirmed)
    return notify([person], [by], { what: "membership confirmed", act: false, about, at });
  if (before && before.role !== after.role)
    return notify([person], [by], { what: "role changed", act: false, about, at });
  return [];
}

/**
 * Curators hear of a new report: those nearest to the resource, `asked` from near to far. Who made it hears of
 * the answer, when they asked to.
 */
export function noticesOfReport({ after }: ReportChange, asked: string[], curators: Curators): NewNotice[] {
  const { id: report, by, at, resource, organization, answer } = after;
  const about = { resource, report, organization };
  if (answer)
    return notify(after.notice ? [by] : [], [answer.by], {
      what: "report answered",
      act: false,
      about,
      at: answer.at,
    });
  const nearest = asked.map(curators).find((people) => people.length > 0) ?? [];
  return notify(nearest, [by], { what: "reported", act: true, about, at });
}

/** Who is asked to keep a collection along, who said yes, and what curators do to it without being asked. */
export function noticesOfCollection(
  { before, after, event }: CollectionChange,
  { curators, withMail }: { curators: Curators; withMail: (email: string) => string | undefined },
): NewNotice[] {
  const { what, at, by } = event;
  const about = { collection: after.id };
  const owners = ownersOf(after, curators);
  const keepers = after.curators.flatMap((k) => (k.acceptedAt ? [k.person] : []));
  switch (what) {
    case "curator invited": {
      const asked = after.curators.filter((k) => !before?.curators.some((b) => b.id === k.id));
      return notify(
        asked.map((k) => k.person ?? withMail(k.email ?? "")),
        [by],
        { what: "asked to keep", act: true, about, at },
      );
    }
    case "curator joined":
      return notify(owners, [by], { what: "keeps along", act: false, about, at });
    case "narrowed":
    case "hidden":
    case "shown":
      return notify([...owners, ...keepers], [by], { what, act: false, about, at });
  }
  return [];
}

/** Its owner hears that it was erased, and who has reported it and waits for an answer. */
export function noticesOfErasure(
  { before, after }: ErasureChange,
  reporters: string[],
  curators: Curators,
): NewNotice[] {
  if (!before) return [];
  const about = { resource: after.resource };
  return notify([...ownersOf(before, curators), ...reporters], [after.by], {
    what: "erased",
    act: false,
    about,
    at: after.at,
  });
}

/** What curators do to a resource without being asked: told to its owner, or to who curates for its owner. */
export function noticesOfResource({ after, event }: ResourceChange, curators: Curators): NewNotice[] {
  const { what, at, by } = event;
  if (what !== "narrowed" && what !== "hidden" && what !== "shown" && what !== "withdrawn") return [];
  return notify(ownersOf(after, curators), [by], { what, act: false, about: { resource: after.id }, at });
}

/** Its owner, or who curates for the organization that owns it. */
const ownersOf = ({ owner }: { owner: Owner }, curators: Curators): string[] =>
  "person" in owner ? [owner.person] : curators(owner.organization);
