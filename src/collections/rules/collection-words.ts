import { listed } from "../../kernel/words.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Reach } from "../../reach/rules/reach.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { gradesInWords } from "../../standards/rules/labels.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Mark } from "../../ui/marks.ts";
import type { Collection } from "./collection.ts";
import type { Gap } from "./gaps.ts";

/** Who maintains it: organizations by name, people by where they teach. Nobody's own name is told to readers. */
export function maintainersInWords(c: Collection, tree: OrganizationTree): string {
  const place = tree.get(c.organization)?.name ?? "an organization";
  return "person" in c.owner ? `Maintained by an educator of ${place}` : `Maintained by ${place}`;
}

/** "with educators of Westerly High School and the Museum of Art" */
export const togetherInWords = (places: string[]): string =>
  places.length > 0 ? `with educators of ${listed(places)}` : "";

export function reachInWords(reach: Reach, c: Collection, tree: OrganizationTree): string {
  const name = (kind: "school" | "district") => tree.above(c.organization, kind)?.name ?? `my ${kind}`;
  switch (reach) {
    case "private":
      return "Only those who maintain it";
    case "school":
    case "district":
      return `Everyone of ${name(reach)}`;
    case "state":
      return "Every educator of the state";
    case "public":
      return "Everyone";
  }
}

export function collectionMarks(c: Collection, { organizations }: Reference): Mark[] {
  const by = c.endorsements
    .filter((e) => e.version === c.published)
    .flatMap((e) => organizations.get(e.organization) ?? []);
  const names = by.map((o) => (o.kind === "state" ? "the state" : o.name));
  if (names.length > 0) return [{ icon: "verified", words: `Endorsed by ${listed(names)}`, good: true }];
  return [{ icon: "school", words: "Not reviewed as a collection" }];
}

/** The grades of everything in it. */
export const gradeRangeOf = (resources: Resource[], reference: Reference): string =>
  gradesInWords([...new Set(resources.flatMap((r) => r.description.grades))], reference);

/** The content area that most of it is about. */
export function areaOf(resources: Resource[]): string | undefined {
  const first = resources.flatMap((r) => r.description.subjects.slice(0, 1));
  const count = (subject: string) => first.filter((s) => s === subject).length;
  return first.toSorted((a, b) => count(b) - count(a))[0];
}

export function gapInWords({ why, note, instead }: Gap, c: Collection): string {
  if (why === "withdrawn")
    return `Withdrawn${note ? `: ${note}` : ""}. ${instead ? `Use instead: ${instead}. ` : ""}Readers do not find it here.`;
  if (why === "gone") return "No longer there, or not open to you. Readers like you do not find it here.";
  const seen =
    note === "private"
      ? "only by its owner"
      : note === "school" || note === "district"
        ? `in its ${note} only`
        : note === "state"
          ? "by signed-in educators only"
          : "by some only";
  return `Seen ${seen}, so ${c.published === undefined ? "not everyone" : "not every reader"} finds it here.`;
}
