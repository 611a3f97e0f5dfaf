import type { Content, Entry, Section } from "./collection.ts";

/** Order within a collection. Each gives the content as it is then, or undefined where nothing would move. */

export type Direction = "up" | "down";

/** Where an entry stands, counted from 0. */
export interface Spot {
  section: number;
  entry: number;
}

export const spotOf = ({ sections }: Content, resource: string): Spot | undefined => {
  for (const [section, { entries }] of sections.entries()) {
    const entry = entries.findIndex((e) => e.resource === resource);
    if (entry >= 0) return { section, entry };
  }
  return undefined;
};

const withEntries = (content: Content, changed: Map<number, Entry[]>): Content => ({
  ...content,
  sections: content.sections.map((s, i) => ({ ...s, entries: changed.get(i) ?? s.entries })),
});

/** One place up or down; past the edge of a section it goes into the next one. */
export function moveEntry(content: Content, resource: string, to: Direction): Content | undefined {
  const spot = spotOf(content, resource);
  const from = spot && content.sections[spot.section];
  const moved = from?.entries[spot?.entry ?? -1];
  if (!spot || !from || !moved) return undefined;
  const target = spot.entry + (to === "up" ? -1 : 1);
  if (target >= 0 && target < from.entries.length)
    return withEntries(content, new Map([[spot.section, swapped(from.entries, spot.entry, target)]]));
  const next = spot.section + (to === "up" ? -1 : 1);
  const into = content.sections[next];
  if (!into) return undefined;
  const left = from.entries.filter((e) => e !== moved);
  const joined = to === "up" ? [...into.entries, moved] : [moved, ...into.entries];
  return withEntries(
    content,
    new Map([
      [spot.section, left],
      [next, joined],
    ]),
  );
}

export function moveSection(content: Content, section: number, to: Direction): Content | undefined {
  const target = section + (to === "up" ? -1 : 1);
  if (!content.sections[section] || !content.sections[target]) return undefined;
  return { ...content, sections: swapped(content.sections, section, target) };
}

function swapped<T>(list: T[], a: number, b: number): T[] {
  return list.map((x, i) => (i === a ? list[b] : i === b ? list[a] : x) as T);
}

export function removeEntry(content: Content, resource: string): Content | undefined {
  const spot = spotOf(content, resource);
  if (!spot) return undefined;
  const left = content.sections[spot.section]?.entries.filter((e) => e.resource !== resource) ?? [];
  return withEntries(content, new Map([[spot.section, left]]));
}

/** Takes the heading away, never the resources: they join the section above, or the one that is first then. */
export function removeSection(content: Content, section: number): Content | undefined {
  const gone = content.sections[section];
  if (!gone) return undefined;
  const left = content.sections.filter((_, i) => i !== section);
  const host = Math.max(0, section - 1);
  if (gone.entries.length === 0) return { ...content, sections: left };
  if (left.length === 0) return { ...content, sections: [{ heading: "", note: "", entries: gone.entries }] };
  const joined = left.map((s, i): Section => {
    if (i !== host) return s;
    const entries = section === 0 ? [...gone.entries, ...s.entries] : [...s.entries, ...gone.entries];
    return { ...s, entries };
  });
  return { ...content, sections: joined };
}

export const addSection = (content: Content, heading = ""): Content => ({
  ...content,
  sections: [...content.sections, { heading, note: "", entries: [] }],
});

/** At the end of a section; of the last one when none is named. Undefined when it is in the collection already. */
export function addEntry(content: Content, entry: Entry, section?: number): Content | undefined {
  if (spotOf(content, entry.resource)) return undefined;
  const { sections } = content.sections.length > 0 ? content : addSection(content);
  const into = section !== undefined && sections[section] ? section : sections.length - 1;
  const entries = [...(sections[into]?.entries ?? []), entry];
  return withEntries({ ...content, sections }, new Map([[into, entries]]));
}
