import { GRADE_ORDER } from "../../reference/rules/grades.ts";
import { fold } from "../../reference/rules/vocabulary.ts";
import { type Item, nameOf, type Standards } from "./framework.ts";

/** One line of a set: an item, and how deep it lies below its group. */
export interface OutlineLine {
  item: Item;
  depth: number;
}

/** Standards that belong together, under a heading where the set has one. */
export interface Group {
  heading?: Item;
  lines: OutlineLine[];
}

/** A part of a set as shown: its top item and what lies below it. */
export interface Branch {
  item: Item;
  groups: Group[];
}

/** Sets above this size are shown a grade at a time. */
export const WHOLE_SET = 80;

/** What of a set is asked for; without a grade or words, all of it. */
export interface BranchFilter {
  grade?: string | undefined;
  words?: string;
  /** True for a line to keep; an item stays also for the sake of what lies below it. */
  keep?: (item: Item) => boolean;
}

/** The branches of a set for one grade, with only what has the words. Empty branches are left out. */
export function branchesOf(framework: string, standards: Standards, cut: BranchFilter = {}): Branch[] {
  const words = fold(cut.words ?? "");
  const isAsked = (item: Item) =>
    (!cut.grade || item.grades.includes(cut.grade)) &&
    (!words || fold(`${item.code} ${nameOf(item)} ${item.statement ?? ""}`).includes(words)) &&
    (cut.keep?.(item) ?? true);
  const below = (item: Item, depth: number): OutlineLine[] =>
    standards.children(item.id).flatMap((child) => {
      const lines = below(child, depth + 1);
      return isAsked(child) || lines.length > 0 ? [{ item: child, depth }, ...lines] : [];
    });
  return standards.children(framework).flatMap((top) => {
    const children = standards.children(top.id);
    const headed = children.filter((c) => standards.children(c.id).length > 0).length > children.length / 2;
    const groups = headed
      ? children.flatMap((child) => withHeading(child, below(child, 0), isAsked(child)))
      : [{ lines: below(top, 0) }].filter((g) => g.lines.length > 0);
    if (groups.length > 0) return [{ item: top, groups }];
    return children.length === 0 && isAsked(top)
      ? [{ item: top, groups: [{ lines: [{ item: top, depth: 0 }] }] }]
      : [];
  });
}

function withHeading(child: Item, lines: OutlineLine[], isAsked: boolean): Group[] {
  if (lines.length > 0) return [{ heading: child, lines }];
  return isAsked ? [{ lines: [{ item: child, depth: 0 }] }] : [];
}

/** The grades a set has standards for; a heading that spans all grades says nothing. */
export function gradesOf(framework: string, standards: Standards): string[] {
  const found = new Set(
    standards.items(framework).flatMap((i) => (standards.children(i.id).length === 0 ? i.grades : [])),
  );
  return [...found].toSorted((a, b) => GRADE_ORDER.indexOf(a) - GRADE_ORDER.indexOf(b));
}
