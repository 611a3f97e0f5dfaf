import { uuidFor } from "./case-values.ts";
import { codeKey } from "./code-spelling.ts";
import type { Item, Standards } from "./framework.ts";

/**
 * The id each item of a package has, or gets, in the registry: by CASE identifier, else by the same code in the
 * same framework. No two items of the package get the same id.
 */
export function idsFor(
  given: Item[],
  stored: Item[],
  framework: string,
  existing: Standards,
): Map<string, string> {
  const ids = new Map<string, string>();
  const free = new Map(
    stored.flatMap((item) => [[uuidFor(item.id), item.id] as const, [item.id, item.id] as const]),
  );
  const claim = (item: Item, id: string) => {
    ids.set(item.id, id);
    free.delete(id);
    free.delete(uuidFor(id));
  };
  for (const item of given) {
    const same = free.get(item.id) ?? free.get(idBeside(item, framework));
    if (same) claim(item, same);
  }
  const byCode = new Map<string, string[]>();
  for (const item of inUseFirst(stored)) {
    const key = free.has(item.id) ? codeKey(item.code) : "";
    if (key) byCode.set(key, [...(byCode.get(key) ?? []), item.id]);
  }
  for (const item of given.filter((i) => !ids.has(i.id))) {
    const same = byCode.get(codeKey(item.code))?.shift();
    claim(item, same ?? newId(item, framework, existing));
  }
  return ids;
}

/** Where a code was dropped and is in use again, the one in use is meant. */
const inUseFirst = (items: Item[]) =>
  items.toSorted((a, b) => Number(a.dropped ?? false) - Number(b.dropped ?? false));

/** Its CASE identifier, unless an item of another framework has it: a package must not take that one away. */
function newId(item: Item, framework: string, existing: Standards): string {
  const other = existing.item(item.id);
  return other && other.framework !== framework ? idBeside(item, framework) : item.id;
}

const idBeside = (item: Item, framework: string) => uuidFor(`${framework} ${item.id}`);
