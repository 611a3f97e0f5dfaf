import { bareCode, type Item, type Standards, shortCode } from "./framework.ts";
import { resolveCode } from "./resolve-code.ts";

/**
 * What an item is called in addresses: its code without the publisher where that is its own within the set, else
 * its id. It stays as it is when an official package writes the code at length.
 */
export function handleOf(item: Item, standards: Standards): string {
  const name = shortCode(item.code);
  return name && itemNamed(item.framework, name, standards)?.id === item.id ? name : item.id;
}

/** The item of a set with this id, or with this code in any habit of writing it. */
export function itemNamed(framework: string, name: string, standards: Standards): Item | undefined {
  const byId = standards.item(name);
  if (byId) return byId.framework === framework ? byId : undefined;
  const ofSet = (items: Item[]) => items.filter((i) => i.framework === framework);
  const similar = ofSet(standards.withBareCode(bareCode(name)));
  const [first] = similar;
  if (first)
    return similar.find((i) => i.code === name) ?? similar.find((i) => shortCode(i.code) === name) ?? first;
  const [meant, ...others] = ofSet(resolveCode(name, standards).exact);
  return others.length === 0 ? meant : undefined;
}
