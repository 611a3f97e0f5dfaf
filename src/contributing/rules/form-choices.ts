import { isWider, type Reach, reachesOf } from "../../reach/rules/reach.ts";
import { hasSomethingToOpen, needFor, type ReachActor, widestAtOnce } from "../../reach/rules/reach-rules.ts";
import type { Resource } from "../../resources/rules/resource.ts";

/** A reach to choose, and what happens then: said before the act. */
export interface ReachChoice {
  reach: Reach;
  name: string;
  consequence: string;
  /** True when somebody is asked first. */
  asks: boolean;
}

const NAMES: Record<Reach, string> = {
  private: "Only me",
  school: "My school",
  district: "My district",
  state: "Every educator in the state",
  public: "Everyone",
};

/** The reaches that the resource's place in the tree has, each with its consequence. */
export function reachChoices(r: Resource, from: Reach, who: ReachActor): ReachChoice[] {
  const { tree } = who;
  const place = tree.get(r.organization);
  const usual = widestAtOnce(withSomething(r), from, who);
  return reachesOf(place?.kind ?? "partner").map((reach) => {
    const need = needFor(r, from, reach, who);
    const name =
      reach === "private" && "organization" in r.owner ? `Only the curators of ${place?.name}` : NAMES[reach];
    if (need)
      return { reach, name, asks: true, consequence: askedSentence(need.organization, r, usual, who) };
    return { reach, name, asks: false, consequence: atOnce(r, reach, who) };
  });
}

/** The rules ask for something to open; while the form is filled in, that is taken as given. */
const withSomething = (r: Resource): Resource =>
  hasSomethingToOpen(r.description)
    ? r
    : { ...r, description: { ...r.description, url: "https://example.org/" } };

function atOnce(r: Resource, reach: Reach, { tree }: ReachActor): string {
  const name = tree.get(r.organization)?.name;
  const district = tree.above(r.organization, "district")?.name ?? name;
  switch (reach) {
    case "private":
      return "Nobody else sees it. It stays on your shelf.";
    case "school":
      return `${name} sees it at once. No review.`;
    case "district":
      return `Everyone at ${district} sees it at once, marked “Not reviewed”.`;
    case "state":
      return `Every signed-in educator in ${tree.state.name} sees it at once, marked “Not reviewed”.`;
    case "public":
      return "Everyone sees it at once, also families and students.";
  }
}

function askedSentence(organization: string, r: Resource, usual: Reach, { tree }: ReachActor): string {
  const name = tree.get(organization)?.name ?? "A curator";
  const district = tree.above(r.organization, "district");
  const order =
    organization === tree.state.code && district
      ? `${district.name} is asked first where it has a curator, then the state`
      : `A curator of ${name} looks at it first`;
  return `${order}. Until they answer, ${WHO_SEES[usual]}.`;
}

const WHO_SEES: Record<Reach, string> = {
  private: "only you see it",
  school: "your school sees it",
  district: "your district sees it",
  state: "every educator in the state sees it, marked “Not reviewed”",
  public: "everyone sees it",
};

/** How far it goes at once, and how far it is offered, for a wish that may need approval. */
export function reachNow(
  r: Resource,
  from: Reach,
  wanted: Reach,
  who: ReachActor,
): { now: Reach; offer?: Reach } {
  if (!isWider(wanted, from) || !needFor(r, from, wanted, who)) return { now: wanted };
  return { now: widestAtOnce(r, from, who), offer: wanted };
}

/** Ticked beforehand: what was chosen last time, never wider than the district. */
export function usualReach(last: Reach | undefined, offered: Reach[]): Reach {
  const modest: Reach[] = offered.filter((r) => r === "school" || r === "district");
  return (last && modest.includes(last) ? last : modest[0]) ?? "private";
}

/** What others may do, in plain words. `short` is how the license is called. */
export const LICENSE_CHOICES: { id: string; says: string; short: string }[] = [
  { id: "CC-BY-4.0", says: "Yes, if they name me", short: "CC BY" },
  { id: "CC-BY-SA-4.0", says: "Yes, if they name me and share theirs the same way", short: "CC BY-SA" },
  {
    id: "CC-BY-NC-SA-4.0",
    says: "Yes, but not to sell it, and sharing theirs the same way",
    short: "CC BY-NC-SA",
  },
  { id: "CC-BY-ND-4.0", says: "They may use it, but not change it", short: "CC BY-ND" },
];
