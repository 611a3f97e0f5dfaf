import { durationInWords, listed } from "../kernel/words.ts";
import type { Term } from "../reference/rules/vocabulary.ts";
import { type Description, NOT_STATED, type Resource } from "../resources/rules/resource.ts";
import type { Facet } from "../search/rules/facets.ts";
import { nameOf, shortCode } from "../standards/rules/framework.ts";
import { gradesInWords, labelsOf, languagesInWords } from "../standards/rules/labels.ts";
import type { Reference } from "../standards/rules/reference.ts";
import type { Mark } from "../ui/marks.ts";

/** The license as the vocabulary tells it; one that is unknown reads like one not stated. */
export function licenseOf(d: Description, { vocabularies }: Reference): Term {
  const unknown: Term = {
    id: NOT_STATED,
    label: "Not stated",
    plain: "Ask before you copy",
    may: [],
    must: ["ask-first"],
  };
  return vocabularies.license.get(d.license) ?? vocabularies.license.get(NOT_STATED) ?? unknown;
}

/** "Free to use and change (CC BY)". */
export function rightsInWords(license: Term): string {
  const plain = license.plain ?? license.label;
  if (license.id === NOT_STATED) return "License not stated, ask before you copy";
  return license.short ? `${plain} (${license.short})` : plain;
}

/** The same for a card: the two clauses that decide, without the code. The page of the resource says all of it. */
export function rightsInBrief(license: Term): string {
  if (license.id === NOT_STATED) return "License not stated";
  return (license.plain ?? license.label).split(", ").slice(0, 2).join(", ");
}

/** Every level it is for, tied to a standard or not. */
export const levelsOf = ({ alignments, levels }: Description): string[] => [
  ...new Set([...alignments.flatMap((a) => a.level ?? []), ...levels]),
];

/** The language to read a title aloud in, when it is not English. */
export const foreign = (languages: string[]): string | undefined =>
  languages.length === 1 && languages[0] !== "en" ? languages[0] : undefined;

/** What kind of thing, for whom, how long: the first line of every card. */
export function kindLine(d: Description, reference: Reference): string {
  const kind = labelsOf("type", d.types, reference).slice(0, 2).join(", ") || "Resource";
  return [kind, gradesInWords(d.grades, reference), durationInWords(d.timeRequired)]
    .filter(Boolean)
    .join(" · ");
}

/** Kinds that have a noun of their own in a sentence; the rest are a "resource". */
const NOUNS: Record<string, string> = {
  "lesson-plan": "lesson",
  unit: "unit",
  course: "course",
  activity: "activity",
  worksheet: "worksheet",
  project: "project",
  lab: "lab",
  simulation: "simulation",
  game: "game",
  "video-lesson": "video",
  reading: "reading",
  textbook: "textbook",
  story: "story",
  "primary-source": "source",
};
export const nounOf = (d: Description): string => NOUNS[d.types[0] ?? ""] ?? "resource";

export function endorsementMark(r: Resource, { organizations }: Reference): Mark {
  const names = r.endorsements.map((e) => organizations.get(e.organization));
  if (names.some((o) => o?.kind === "state"))
    return { icon: "verified", words: "Endorsed by the state", good: true };
  const districts = names.flatMap((o) => (o ? [o.name] : []));
  if (districts.length > 0)
    return { icon: "verified", words: `Endorsed by ${listed(districts)}`, good: true };
  if (r.catalogued) return { icon: "school", words: "Catalogued by the state, not reviewed" };
  return { icon: "school", words: "Not reviewed" };
}

/** Who offered what nobody endorsed; nothing of what the state catalogued itself, which would stand on every card. */
export function unreviewedMark(r: Resource): Mark | undefined {
  if (r.catalogued || r.endorsements.length > 0) return undefined;
  const whose = r.reach === "school" ? "a school" : r.reach === "district" ? "a district" : "an educator";
  return { icon: "school", words: `Shared by ${whose}, not yet reviewed` };
}

/** What makes a resource ready for tomorrow; what is not said of it is not said here. */
export function readyMarks({ printable, signIn }: Description): Mark[] {
  return [
    ...(printable ? [{ icon: "print", words: "Printable" }] : []),
    ...(signIn === false ? [{ icon: "public", words: "No sign-up" }] : []),
  ];
}

/** A facet's value as people say it. Never the raw code. */
export function valueInWords(f: Facet, value: string, reference: Reference): string {
  if (value === NOT_STATED) return "Not stated";
  const fixed = f.says?.[value];
  if (fixed) return fixed;
  switch (f.values) {
    case "standard": {
      const item = reference.standards.item(value);
      if (item)
        return [nameOf(item), shortCode(item.code)]
          .filter((w, i, all) => w && all.indexOf(w) === i)
          .join(" ");
      const framework = reference.standards.framework(value);
      return framework?.localTitle ?? framework?.title ?? "A standard no longer kept here";
    }
    case "organization":
    case "endorsement":
      return reference.organizations.get(value)?.name ?? "An organization no longer here";
    case "language":
      return languagesInWords([value], reference)[0] ?? value;
    case "reach":
    case "yes-no":
    case "time":
      return value;
  }
  if (f.values === "license") return licenseName(reference.vocabularies.license.get(value)) ?? value;
  return reference.vocabularies[f.values].labelOf(value);
}

/** "CC BY-NC-SA 4.0": short enough for a list, and told apart by version. */
function licenseName(license: Term | undefined): string | undefined {
  const version = /-(\d\.\d)/.exec(license?.id ?? "")?.[1];
  return (
    license && [license.short ?? license.label, license.short ? version : undefined].filter(Boolean).join(" ")
  );
}

/** The value with what it is about, where it would not be understood alone. */
export function chipInWords(f: Facet, value: string, reference: Reference): string {
  if (value === NOT_STATED) return `${f.label}: not stated`;
  const words = valueInWords(f, value, reference);
  return f.id === "endorsed" && !f.says?.[value] ? `Endorsed by ${words}` : words;
}
