import { type Content, entriesOf } from "../../collections/rules/collection.ts";
import type { Gap } from "../../collections/rules/gaps.ts";
import { hasSomethingToOpen } from "../../reach/rules/reach-rules.ts";
import { type Description, NOT_STATED, type Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";

/** What the program can say about a description by itself: nothing here decides, it only says where to look. */
export interface QualityCheck {
  id:
    | "link"
    | "license"
    | "duplicates"
    | "accessibility"
    | "language"
    | "standard"
    | "contents"
    | "reach"
    | "endorsed"
    | "introduction";
  result: "good" | "look" | "missing";
  says: string;
  /** Resources it is about: those that look the same, or that readers would not find. */
  resources?: { id: string; title: string }[];
}

/** `alike` holds resources that look the same, as far as the reader may see them. */
export function checksOf(d: Description, similar: Resource[], { vocabularies }: Reference): QualityCheck[] {
  const license = vocabularies.license.get(d.license);
  return [
    hasSomethingToOpen(d)
      ? {
          id: "link",
          result: "look",
          says: d.url ? "Open the link: nobody has checked it yet" : "It is an uploaded file",
        }
      : { id: "link", result: "missing", says: "There is no link and no file" },
    d.license === NOT_STATED || !license
      ? { id: "license", result: "missing", says: "The license is not stated" }
      : license.adaptable
        ? { id: "license", result: "good", says: `The license is open: ${license.label}` }
        : {
            id: "license",
            result: "look",
            says: `The license does not let people change it: ${license.label}`,
          },
    similar.length === 0
      ? { id: "duplicates", result: "good", says: "Nothing in the registry looks the same" }
      : {
          id: "duplicates",
          result: "look",
          says:
            similar.length === 1
              ? "One resource looks the same"
              : `${similar.length} resources look the same`,
          resources: similar.map((r) => ({ id: r.id, title: r.description.title })),
        },
    statedOr(
      "accessibility",
      d.accessibility.features.length + d.accessibility.modes.length > 0,
      "It is said what makes it accessible",
      "Nothing is said about accessibility",
    ),
    statedOr("language", d.languages.length > 0, "The language is stated", "The language is not stated"),
    statedOr("standard", d.alignments.length > 0, "It names a standard", "It names no standard"),
  ];
}

const statedOr = (id: QualityCheck["id"], stated: boolean, yes: string, no: string): QualityCheck =>
  stated ? { id, result: "good", says: yes } : { id, result: "missing", says: no };

/** The same about a collection: what is in it, as far as the reader may see it, and what its readers would miss. */
export function checksOfCollection(
  content: Content,
  held: Map<string, Resource>,
  gaps: Gap[],
  { vocabularies }: Reference,
): QualityCheck[] {
  const inside = entriesOf(content);
  const resources = inside.flatMap((e) => held.get(e.resource) ?? []);
  const open = resources.filter((r) => vocabularies.license.get(r.description.license)?.adaptable).length;
  const endorsed = resources.filter((r) => r.endorsements.some((e) => e.version === r.published)).length;
  const missed = gaps.flatMap((g) => (g.title ? [{ id: g.resource, title: g.title }] : []));
  const all = inside.length;
  return [
    gaps.length === 0
      ? { id: "reach", result: "good", says: "Every reader it asks for finds all of it" }
      : {
          id: "reach",
          result: "missing",
          says: `Some readers would not find ${gaps.length === 1 ? "one resource" : `${gaps.length} resources`}`,
          ...(missed.length > 0 ? { resources: missed } : {}),
        },
    shareOf("endorsed", endorsed, all, "is endorsed", "are endorsed"),
    shareOf("license", open, all, "may be changed"),
    statedOr("introduction", content.introduction !== "", "It says who it is for", "It has no introduction"),
    statedOr(
      "contents",
      inside.every((e) => e.note !== ""),
      "A note says why each resource is there",
      "Some resources have no note",
    ),
  ];
}

/** How many of the resources in a collection are so: all, none, or some. */
function shareOf(id: QualityCheck["id"], some: number, all: number, one: string, many = one): QualityCheck {
  if (some === all) return { id, result: "good", says: `Everything in it ${one}` };
  const says =
    some === 0 ? `Nothing in it ${one}` : some === 1 ? `One of ${all} ${one}` : `${some} of ${all} ${many}`;
  return { id, result: "look", says };
}
