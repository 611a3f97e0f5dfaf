import { isDeepStrictEqual } from "node:util";
import { Problem } from "../../kernel/problem.ts";
import { fold } from "../../reference/rules/vocabulary.ts";
import type { ReadPackage } from "./case.ts";
import type { FrameworkChange } from "./change.ts";
import type { Association, Framework, Item, Standards } from "./framework.ts";
import { idsFor } from "./import-ids.ts";

/** What importing a package would do, and what to tell whoever asked for it. */
export interface ImportPlan {
  change: FrameworkChange;
  report: ImportReport;
  /** True when everything is known already: nothing needs to be committed. */
  nothing: boolean;
}

/** Counts of items, and the codes (or ids) of those the package no longer has. */
export interface ImportReport {
  framework: string;
  isNew: boolean;
  added: number;
  changed: number;
  unchanged: number;
  dropped: string[];
  associations: number;
  warnings: string[];
}

/**
 * Plans the import of a package, repeatable without duplicates. Items are those with its CASE identifier, else
 * those of the same framework with its code; they keep their id, so that alignments go on pointing at them, and
 * their short label where the package has none. `known` are the stored associations of the framework; without
 * them the plan cannot tell whether associations changed.
 */
export function planImport(given: ReadPackage, existing: Standards, known?: Association[]): ImportPlan {
  const before = sameFramework(given.framework, existing);
  const framework = mergedFramework(given.framework, before, existing);
  const stored = before ? existing.allItems().filter((item) => item.framework === before.id) : [];
  refuseEmpty(given, stored);
  const ids = idsFor(given.items, stored, framework.id, existing);
  const byId = new Map(stored.map((item) => [item.id, item]));
  const items = given.items.map((item) => mergedItem(item, framework.id, ids, byId));
  const kept = new Set(items.map((item) => item.id));
  const gone = stored.filter((item) => !item.dropped && !kept.has(item.id));
  const counts = countsOf(items, byId);
  const associations = mappedEdges(given.associations, ids);
  const sameItems = counts.added + counts.changed + gone.length === 0;
  const sameEdges = known !== undefined && isDeepStrictEqual(sortedEdges(known), sortedEdges(associations));
  return {
    // All items, not only the changed ones: what moves takes all below it to another place.
    change: {
      noun: "framework",
      framework,
      items: sameItems ? [] : items,
      associations,
      dropped: gone.map((i) => i.id),
    },
    report: {
      framework: framework.code,
      isNew: before === undefined,
      ...counts,
      dropped: gone.map((i) => i.code || i.id),
      associations: associations.length,
      warnings: given.warnings,
    },
    nothing: sameItems && sameEdges && isDeepStrictEqual(plain(framework), plain(before ?? {})),
  };
}

/** The framework a package is a newer state of: the same identifier, else the same title. */
function sameFramework(given: Framework, { frameworks }: Standards): Framework | undefined {
  const title = fold(given.title);
  const hasTitle = (f: Framework) =>
    fold(f.title) === title || (f.localTitle && fold(f.localTitle) === title);
  // "Mathematics" alone is the title of many; then the creator has to be the same, too.
  const isTelling = title.split(" ").length >= 3;
  const hasCreator = (f: Framework) =>
    f.creator !== undefined && fold(f.creator) === fold(given.creator ?? "");
  return (
    frameworks.find((f) => f.id === given.id) ??
    frameworks.find((f) => hasTitle(f) && (isTelling || hasCreator(f)))
  );
}

/** The package's word on itself; the state's own name, subject and date of adoption stay. */
function mergedFramework(
  given: Framework,
  before: Framework | undefined,
  { frameworks }: Standards,
): Framework {
  if (!before) return { ...given, code: freeHandle(given.code, frameworks) };
  const { id, code, localTitle, subject = given.subject, adopted = given.adopted } = before;
  return {
    ...before,
    ...given,
    id,
    code,
    ...(localTitle ? { localTitle } : {}),
    ...(subject ? { subject } : {}),
    ...(adopted ? { adopted } : {}),
  };
}

function freeHandle(wanted: string, frameworks: Framework[]): string {
  const taken = new Set(frameworks.flatMap((f) => [f.code, f.id]));
  let handle = wanted;
  for (let n = 2; taken.has(handle); n++) handle = `${wanted}-${n}`;
  return handle;
}

/** A cut-off export must not take a whole framework away. */
function refuseEmpty(given: ReadPackage, stored: Item[]): void {
  const now = stored.filter((item) => !item.dropped).length;
  if (given.items.length > 0 || now === 0) return;
  throw new Problem(
    "invalid",
    `The package has no items, but the registry knows ${now} of this framework. Nothing was imported.`,
    [{ pointer: "/CFItems", detail: "The package has no items." }],
  );
}

function mergedItem(given: Item, framework: string, ids: Map<string, string>, byId: Map<string, Item>): Item {
  const id = ids.get(given.id) as string;
  const parent = given.parent === undefined ? undefined : ids.get(given.parent);
  const { parent: _, ...item } = given;
  const { statement, label, type, language, code = "", grades = [] } = byId.get(id) ?? {};
  return {
    ...(plain({ statement, label, type, language }) as Partial<Item>),
    ...item,
    id,
    framework,
    code: given.code || code,
    grades: given.grades.length > 0 ? given.grades : grades,
    ...(parent ? { parent } : {}),
  };
}

function countsOf(items: Item[], byId: Map<string, Item>) {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const item of items) {
    const before = byId.get(item.id);
    if (!before || before.dropped) counts.added++;
    else if (isDeepStrictEqual(plain({ ...before, dropped: undefined }), plain(item))) counts.unchanged++;
    else counts.changed++;
  }
  return counts;
}

/** Without keys that have no value: how a record reads back from the store. */
const plain = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));

function mappedEdges(edges: Association[], ids: Map<string, string>): Association[] {
  const here = (id: string) => ids.get(id) ?? id;
  return edges.map((e) => ({
    id: e.id,
    type: e.type,
    origin: here(e.origin),
    destination: here(e.destination),
  }));
}

const sortedEdges = (edges: Association[]) =>
  edges.map(({ id, type, origin, destination }) => `${id} ${type} ${origin} ${destination}`).sort();
