import type { Fault } from "../../kernel/problem.ts";
import { addSection, type Direction, moveEntry, moveSection, removeEntry, removeSection } from "./arrange.ts";
import { Content } from "./collection.ts";

/** What a button of the editing page asks for, beside saving what was typed. */
export interface Move {
  what: "save" | "up" | "down" | "remove" | "section-up" | "section-down" | "section-remove" | "section-add";
  /** A resource's id, or a section's place. */
  which: string;
}

export function moveOf(text: string): Move {
  const [what, which = ""] = text.split(" ");
  const known = ["up", "down", "remove", "section-up", "section-down", "section-remove", "section-add"];
  return known.includes(what ?? "") ? { what: what as Move["what"], which } : { what: "save", which: "" };
}

/** The draft with the words typed into its form; what the form did not carry stays. */
export function contentOfForm(draft: Content, field: (name: string) => string | undefined): Content {
  return {
    title: field("title") ?? draft.title,
    introduction: field("introduction") ?? draft.introduction,
    sections: draft.sections.map((s, i) => ({
      heading: field(`heading-${i}`) ?? s.heading,
      note: field(`about-${i}`) ?? s.note,
      entries: s.entries.map((e) => ({ ...e, note: field(`note-${e.resource}`) ?? e.note })),
    })),
  };
}

/** The words over another draft than they were typed for: headings may have moved, so they are not carried. */
export const wordsOfForm = (draft: Content, field: (name: string) => string | undefined): Content =>
  contentOfForm(draft, (name) => (/^(heading|about)-/.test(name) ? undefined : field(name)));

/** The content as checked, or what is wrong with it, each fault at the name of its field. */
export function checkContent(content: Content): { content: Content } | { faults: Fault[] } {
  const read = Content.safeParse(content);
  if (read.success) return { content: read.data };
  const faults = read.error.issues.map((i): Fault => {
    const [first, section, field, entry] = i.path;
    const s = typeof section === "number" ? content.sections[section] : undefined;
    const name =
      first !== "sections" || !s
        ? String(first ?? "")
        : field === "entries"
          ? `note-${s.entries[Number(entry)]?.resource}`
          : `${field === "heading" ? "heading" : "about"}-${String(section)}`;
    return { in: "body", pointer: `/${name}`, detail: `${LABELS[name.split("-")[0] ?? ""]} ${i.message}` };
  });
  return { faults };
}
const LABELS: Record<string, string> = {
  title: "The title",
  introduction: "The introduction",
  heading: "The heading",
  about: "What is said about the section",
  note: "The note",
};

/** The content after the move; the same where nothing can move. */
export function applyMove(content: Content, { what, which }: Move): Content {
  const at = Number(which);
  switch (what) {
    case "up":
    case "down":
      return moveEntry(content, which, what) ?? content;
    case "remove":
      return removeEntry(content, which) ?? content;
    case "section-up":
    case "section-down":
      return moveSection(content, at, what.slice(8) as Direction) ?? content;
    case "section-remove":
      return removeSection(content, at) ?? content;
    case "section-add":
      return addSection(content);
    case "save":
      return content;
  }
}

/** Where the focus goes on: to the same button if it is still there, else to the one that undoes the step. */
export function focusAfter(content: Content, { what, which }: Move): string {
  const last = content.sections.length - 1;
  const at = Number(which);
  switch (what) {
    case "up":
      return isFirst(content, which) ? `down-${which}` : `up-${which}`;
    case "down":
      return isLast(content, which) ? `up-${which}` : `down-${which}`;
    case "remove":
      return "resources";
    case "section-up":
      return at - 1 <= 0 ? `section-down-${Math.max(0, at - 1)}` : `section-up-${at - 1}`;
    case "section-down":
      return at + 1 >= last ? `section-up-${Math.min(last, at + 1)}` : `section-down-${at + 1}`;
    case "section-remove":
      return "resources";
    case "section-add":
      return `heading-${last}`;
    case "save":
      return "done";
  }
}

export const isFirst = ({ sections }: Content, resource: string) =>
  sections[0]?.entries[0]?.resource === resource;
export const isLast = ({ sections }: Content, resource: string) =>
  sections.at(-1)?.entries.at(-1)?.resource === resource;
