import type { Reference } from "../reference/reference.ts";
import { type Description, NOT_STATED, type Resource } from "../resources/resource.ts";
import { opens } from "./rules.ts";

/** What the program can say about a description by itself: nothing here decides, it only says where to look. */
export interface Check {
  id: "link" | "license" | "duplicates" | "accessibility" | "language" | "standard";
  result: "good" | "look" | "missing";
  says: string;
  /** Resources it is about, for duplicates. */
  resources?: { id: string; title: string }[];
}

/** `alike` holds resources that look the same, as far as the reader may see them. */
export function checksOf(d: Description, alike: Resource[], { vocabularies }: Reference): Check[] {
  const license = vocabularies.license.get(d.license);
  return [
    opens(d)
      ? {
          id: "link",
          result: "look",
          says: d.url ? "Open the link: nobody has tried it yet" : "It is an uploaded file",
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
    alike.length === 0
      ? { id: "duplicates", result: "good", says: "Nothing in the registry looks the same" }
      : {
          id: "duplicates",
          result: "look",
          says:
            alike.length === 1 ? "One resource looks the same" : `${alike.length} resources look the same`,
          resources: alike.map((r) => ({ id: r.id, title: r.description.title })),
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

const statedOr = (id: Check["id"], stated: boolean, yes: string, no: string): Check =>
  stated ? { id, result: "good", says: yes } : { id, result: "missing", says: no };
